//! `bindery::Endpoint`.

mod field;
mod texts;

use crate::common::{Coded, Coding, Status, ValueKeys, read_statuses, write_statuses};
use crate::keys::{self, Key, Keys, Seen, set, value};
pub use crate::path::{Path, PathError, Step, spell};
use crate::words::words;
use crate::{Mistakes, Tokens, template};
pub use field::{Field, Part};
use proc_macro2::TokenStream;
use syn::{Attribute, Error, Result};
use texts::check_header;
pub use texts::{is_header_text, is_token, no_header};
pub(crate) use texts::{once, pair, pairs};

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
    /// How the output is spelled: what is inside, where it is a list, a map or a page.
    pub coding: Option<Coding>,
    /// `envelope = ENVELOPE`: a path to a constant of the type `Envelope`.
    pub envelope: Option<Tokens>,
    /// `paging = PAGING`: likewise, of the type `Paging`.
    pub paging: Option<Tokens>,
    /// `header("Range-Unit", "items")`: sent with every call, as it stands.
    pub headers: Vec<(String, String)>,
    /// `query("format", "json")`: likewise, behind the parameters.
    pub query: Vec<(String, String)>,
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
    const TABLES: &'static [&'static [Key<Self>]] = &[
        &[
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
            Key::often(
                "header",
                |to, entry| {
                    let (name, text) = pair(entry)?;
                    check_header(&name, &text)?;
                    let is_same = |(known, _): &(String, String)| known.eq_ignore_ascii_case(&name.value());
                    once(to.headers.iter().any(is_same), "the header", &name)?;
                    to.headers.push((name.value(), text.value()));
                    Ok(())
                },
                |of| pairs(&of.headers),
            ),
            Key::often(
                "query",
                |to, entry| {
                    let (name, text) = pair(entry)?;
                    if name.value().is_empty() {
                        return Err(Error::new(name.span(), "a parameter needs a name"));
                    }
                    once(
                        to.query.iter().any(|(known, _)| *known == name.value()),
                        "the parameter",
                        &name,
                    )?;
                    to.query.push((name.value(), text.value()));
                    Ok(())
                },
                |of| pairs(&of.query),
            ),
        ],
        ValueKeys::CODING,
    ];

    fn check(seen: &Seen, mistakes: &mut Mistakes) {
        ValueKeys::<Self>::check(seen, mistakes);
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

impl Coded for Endpoint {
    fn coding(&self) -> Option<&Coding> {
        self.coding.as_ref()
    }

    fn coding_mut(&mut self) -> &mut Option<Coding> {
        &mut self.coding
    }
}
