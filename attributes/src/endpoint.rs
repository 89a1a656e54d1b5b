//! `bindery::Endpoint`.

use crate::common::{Coding, Rule, Status, ValueKeys, Valued, read_statuses, write_statuses};
use crate::keys::{self, Key, Keys, Seen, flag, set, value};
pub use crate::path::{Path, PathError, Step, spell};
use crate::words::words;
use crate::{Mistakes, Tokens, template};
use proc_macro2::TokenStream;
use syn::{Attribute, Error, Result};

/// On the struct.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Endpoint {
    /// `api = Api`: a path to the type. Must be there.
    pub api: Option<Tokens>,
    /// `name = "list_orders"`; `None`: the Rust name in snake_case.
    pub name: Option<String>,
    /// `get = "/orders/{id}/"`: the method, and the template of the path. Must be there.
    pub call: Option<(Method, String)>,
    /// `output = Order`: a type; `None`: `()`.
    pub output: Option<Tokens>,
    /// `status(200, "4xx")`; none: any 2xx.
    pub status: Vec<Status>,
    /// `success_code = "0051"`
    pub success_code: Option<String>,
    /// `at = "data.items[0]"`
    pub at: Path,
    /// `envelope = ENVELOPE`: a path to a constant of the type `Envelope`.
    pub envelope: Option<Tokens>,
    /// `paging = PAGING`: likewise, of the type `Paging`.
    pub paging: Option<Tokens>,
}

/// The method of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the method of its name")]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
    Head,
}

/// On a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// Where it goes: `path`, `query`, `body`, `form`, `header`. Must be there.
    pub part: Option<Part>,
    /// `wire = "Accept-Language"`, of a hole or a header; `None`: the Rust name, of a hole only.
    pub wire: Option<String>,
    /// How it is spelled; not of a query.
    pub coding: Option<Coding>,
    /// Rules of the value, of a body as a whole; not of a query.
    pub rules: Vec<Rule>,
}

/// A part of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Fills a hole of the path.
    Path,
    /// The query: all parameters.
    Query,
    /// The body, as JSON.
    Body,
    /// The body, as a form.
    Form,
    /// A header.
    Header,
}

words!(
    Method,
    "method",
    Get = "get",
    Post = "post",
    Put = "put",
    Patch = "patch",
    Delete = "delete",
    Head = "head",
);
words!(
    Part,
    "part",
    Path = "path",
    Query = "query",
    Body = "body",
    Form = "form",
    Header = "header",
);

impl Method {
    /// The word on the wire.
    #[must_use]
    pub fn verb(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Head => "HEAD",
        }
    }

    /// Whether a call has a body; a `DELETE` may.
    #[must_use]
    pub fn has_body(self) -> bool {
        !matches!(self, Self::Get | Self::Head)
    }
}

/// The holes of a path's template, in order; each stands once.
///
/// ```
/// let holes = bindery_attributes::endpoint::holes("/orders/{id}/items/{item}")?;
/// assert_eq!(holes, ["id", "item"]);
/// # Ok::<(), String>(())
/// ```
///
/// # Errors
/// One sentence on what is wrong and the way out.
pub fn holes(path: &str) -> std::result::Result<Vec<String>, String> {
    if !path.starts_with('/') {
        return Err("a path begins with `/` and stands behind the server's URL: `/orders/{id}`".to_owned());
    }
    if path.contains(['?', '#']) {
        return Err("a path holds no parameters; they are fields of a filter, marked `query`".to_owned());
    }
    if path.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err("a path holds no white space; a space is written `%20`".to_owned());
    }
    let mut holes: Vec<String> = Vec::new();
    for (hole, _) in template::cut(path)?.rest {
        if holes.contains(&hole) {
            return Err(format!(
                "the hole `{{{hole}}}` stands in the path twice; each has a name of its own"
            ));
        }
        holes.push(hole);
    }
    Ok(holes)
}

/// Whether a header or cookie can have this name: a token, in the words of RFC 9110.
#[must_use]
pub fn is_token(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(is_part)
}

impl Endpoint {
    /// Reads the `bindery` attributes of an endpoint.
    ///
    /// # Errors
    /// Every mistake in them, combined, each at its token.
    pub fn read(attrs: &[Attribute]) -> Result<Self> {
        keys::read(attrs)
    }

    /// As [`read`](Self::read); each mistake is noted, and what could not be read has its default.
    pub fn read_partly(attrs: &[Attribute], mistakes: &mut Mistakes) -> Self {
        keys::read_partly(attrs, mistakes)
    }

    /// The attribute that reads as this; `None` where there is nothing to say.
    #[must_use]
    pub fn to_attribute(&self) -> Option<TokenStream> {
        keys::write_attribute(self)
    }
}

/// The row of a method.
macro_rules! call {
    ($method:ident, $name:literal) => {
        Key::new(
            $name,
            |to: &mut Endpoint, entry| {
                let path = entry.text()?;
                holes(&path.value()).map_err(|message| Error::new(path.span(), message))?;
                to.call = Some((Method::$method, path.value()));
                Ok(())
            },
            |of: &Endpoint| match &of.call {
                Some((Method::$method, path)) => value(Some(path)),
                _ => Vec::new(),
            },
        )
    };
}

impl Keys for Endpoint {
    const OF: &'static str = "an endpoint";
    const TABLES: &'static [&'static [Key<Self>]] = &[&[
        Key::new(
            "api",
            |to, entry| set(&mut to.api, entry.tokens::<syn::Path>(" = Api").map(Some)),
            |of| value(of.api.as_ref()),
        ),
        Key::new(
            "name",
            |to, entry| set(&mut to.name, entry.text().map(|text| Some(text.value()))),
            |of| value(of.name.as_ref()),
        ),
        call!(Get, "get"),
        call!(Post, "post"),
        call!(Put, "put"),
        call!(Patch, "patch"),
        call!(Delete, "delete"),
        call!(Head, "head"),
        Key::new(
            "output",
            |to, entry| set(&mut to.output, entry.tokens::<syn::Type>(" = Order").map(Some)),
            |of| value(of.output.as_ref()),
        ),
        Key::new(
            "status",
            |to, entry| set(&mut to.status, read_statuses(entry, "any 2xx")),
            |of| write_statuses(&of.status),
        ),
        Key::new(
            "success_code",
            |to, entry| set(&mut to.success_code, entry.text().map(|text| Some(text.value()))),
            |of| value(of.success_code.as_ref()),
        ),
        Key::new(
            "at",
            |to, entry| {
                let text = entry.text()?;
                to.at = Path::parse(&text.value()).map_err(|error| Error::new(text.span(), error))?;
                Ok(())
            },
            |of| value((!of.at.steps.is_empty()).then(|| of.at.to_string())),
        ),
        Key::new(
            "envelope",
            |to, entry| set(&mut to.envelope, entry.tokens::<syn::Path>(" = ENVELOPE").map(Some)),
            |of| value(of.envelope.as_ref()),
        ),
        Key::new(
            "paging",
            |to, entry| set(&mut to.paging, entry.tokens::<syn::Path>(" = PAGING").map(Some)),
            |of| value(of.paging.as_ref()),
        ),
    ]];

    fn check(seen: &Seen, mistakes: &mut Mistakes) {
        seen.needs("api", "api = Api", mistakes);
        let mut methods = Method::ALL
            .iter()
            .map(|method| method.name())
            .filter(|name| seen.get(name).is_some());
        match methods.next() {
            None => seen.needs(
                "get",
                "get = \"/orders\"`, or `post`, `put`, `patch`, `delete` or `head",
                mistakes,
            ),
            Some(first) => methods.for_each(|other| seen.either(first, other, mistakes)),
        }
    }
}

impl Field {
    /// Reads the `bindery` attributes of a field; the default where there are none.
    ///
    /// # Errors
    /// Every mistake in them, combined, each at its token. That `part` is missing is for the caller to say, who knows
    /// the field.
    pub fn read(attrs: &[Attribute]) -> Result<Self> {
        keys::read(attrs)
    }

    /// The attribute that reads as this; `None` where there is nothing to say.
    #[must_use]
    pub fn to_attribute(&self) -> Option<TokenStream> {
        keys::write_attribute(self)
    }
}

/// The row of a part.
macro_rules! part {
    ($part:ident, $name:literal) => {
        Key::new(
            $name,
            |to: &mut Field, entry| set(&mut to.part, entry.flag().map(|_| Some(Part::$part))),
            |of: &Field| flag(of.part == Some(Part::$part)),
        )
    };
}

impl Keys for Field {
    const OF: &'static str = "a field of an endpoint";
    const TABLES: &'static [&'static [Key<Self>]] = &[
        &[
            part!(Path, "path"),
            part!(Query, "query"),
            part!(Body, "body"),
            part!(Form, "form"),
            part!(Header, "header"),
            Key::new(
                "wire",
                |to, entry| set(&mut to.wire, entry.text().map(|text| Some(text.value()))),
                |of| value(of.wire.as_ref()),
            ),
        ],
        ValueKeys::CODING,
        ValueKeys::RULES,
    ];

    fn check(seen: &Seen, mistakes: &mut Mistakes) {
        let parts: Vec<Part> = Part::ALL
            .iter()
            .copied()
            .filter(|part| seen.get(part.name()).is_some())
            .collect();
        match parts.as_slice() {
            [Part::Query] => seen.alone("query", "names and rules stand in the filter", mistakes),
            [first, others @ ..] => {
                ValueKeys::<Self>::check(seen, mistakes);
                others
                    .iter()
                    .for_each(|other| seen.either(first.name(), other.name(), mistakes));
                if let (Part::Body | Part::Form, Some(span)) = (first, seen.get("wire")) {
                    mistakes.at(
                        span,
                        format!("`wire` does not go with `{}`: a body has no name", first.name()),
                    );
                }
                if let Some(span) = seen.get("given") {
                    mistakes.at(
                        span,
                        "`given` says nothing here; a value is always given where its type is no `Option`",
                    );
                }
                if *first == Part::Header && others.is_empty() {
                    seen.needs("wire", "wire = \"Accept-Language\"", mistakes);
                }
            }
            [] => ValueKeys::<Self>::check(seen, mistakes),
        }
    }
}

impl Valued for Field {
    fn rules(&self) -> &[Rule] {
        &self.rules
    }

    fn coding(&self) -> Option<&Coding> {
        self.coding.as_ref()
    }

    fn rules_mut(&mut self) -> &mut Vec<Rule> {
        &mut self.rules
    }

    fn coding_mut(&mut self) -> &mut Option<Coding> {
        &mut self.coding
    }
}
