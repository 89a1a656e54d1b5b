//! Fields of an endpoint: the parts of a request.
//!
//! Input: their attributes. Output: [`Field`]. **Invariant:** a field goes to one part, and has only keys that this part
//! has.

use super::{Path, Step};
use crate::Mistakes;
use crate::common::{Coded, Coding, ListStyle, Rule, ValueKeys, Valued};
use crate::keys::{self, Key, Keys, Seen, flag, set, value, word};
use crate::words::words;
use proc_macro2::TokenStream;
use syn::{Attribute, Error, Result};

/// On a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// Where it goes: `path`, `query`, `body`, `form`, `header`. Must be there.
    pub part: Option<Part>,
    /// `wire = "Accept-Language"`, of a hole or a header; `None`: the Rust name, of a hole only.
    pub wire: Option<String>,
    /// How the lists of a form are written; `None`: repeated.
    pub lists: Option<ListStyle>,
    /// How it is spelled; not of a query.
    pub coding: Option<Coding>,
    /// Rules of the value, of a body as a whole; not of a query.
    pub rules: Vec<Rule>,
    /// `at = "issue"`: the names that a JSON body is wrapped in, the outermost first.
    pub at: Path,
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
    Part,
    "part",
    Path = "path",
    Query = "query",
    Body = "body",
    Form = "form",
    Header = "header",
);

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
            Key::new(
                "at",
                |to, entry| {
                    let text = entry.text()?;
                    let at = Path::parse(&text.value()).map_err(|error| Error::new(text.span(), error))?;
                    if at.steps.iter().any(|step| !matches!(step, Step::Name(_))) {
                        return Err(Error::new(
                            text.span(),
                            "a body is wrapped in objects: write names, as in `order.note`",
                        ));
                    }
                    to.at = at;
                    Ok(())
                },
                |of| value((!of.at.steps.is_empty()).then(|| of.at.to_string())),
            ),
            Key::new(
                "lists",
                |to, entry| set(&mut to.lists, entry.word().map(Some)),
                |of| value(of.lists.map(|style| word(style.name()))),
            ),
        ],
        ValueKeys::CODING,
        ValueKeys::RANGE,
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
                if let (Part::Path | Part::Header | Part::Form, Some(span)) = (first, seen.get("at")) {
                    mistakes.at(
                        span,
                        format!("`at` does not go with `{}`: it is of a JSON body", first.name()),
                    );
                }
                if let (true, Some(span)) = (*first != Part::Form, seen.get("lists")) {
                    mistakes.at(
                        span,
                        format!("`lists` does not go with `{}`: only a form has a choice", first.name()),
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

impl Coded for Field {
    fn coding(&self) -> Option<&Coding> {
        self.coding.as_ref()
    }

    fn coding_mut(&mut self) -> &mut Option<Coding> {
        &mut self.coding
    }
}

impl Valued for Field {
    fn rules(&self) -> &[Rule] {
        &self.rules
    }

    fn rules_mut(&mut self) -> &mut Vec<Rule> {
        &mut self.rules
    }
}
