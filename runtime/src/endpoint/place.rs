//! Texts at places: in the body, a header, a link or a cookie.
//!
//! Input: a place, the headers, and the body as a tree where it is one. Output: the text that stands there.
//! **Invariant:** the first path that leads to text wins; anything else counts as not there.

use super::headers::{cookie, link};
use super::{Headers, Place, source, template, tree};
use crate::Json;

impl Place {
    /// The text that stands here in an answer: a login's secret. A number is its text; a path through several texts
    /// gives all of them, joined with `"; "`.
    #[must_use]
    pub fn text(&self, headers: &dyn Headers, body: &[u8]) -> Option<String> {
        match self {
            Self::Paths(_) => texts(self, Some(&source::parse(body).ok()?), headers, "value").map(Texts::join),
            _ => texts(self, None, headers, "value").map(Texts::join),
        }
    }
}

/// What was found at a place.
pub(super) enum Texts<'a> {
    /// Outside the body.
    Header(&'a str),
    /// The values in the body; at least one, and each is text to its reader.
    Body(Vec<&'a Json>),
}

impl<'a> Texts<'a> {
    /// The first text.
    pub(super) fn first(&self) -> Option<&'a str> {
        match self {
            Self::Header(text) => Some(text),
            Self::Body(values) => values.first().and_then(|value| tree::text(value)),
        }
    }

    /// The values of the body that were found.
    pub(super) fn values(&self) -> &[&'a Json] {
        match self {
            Self::Header(_) => &[],
            Self::Body(values) => values,
        }
    }

    /// All texts.
    pub(super) fn join(self) -> String {
        match self {
            Self::Header(text) => text.to_owned(),
            Self::Body(values) => join(&values, "; "),
        }
    }
}

pub(super) fn join(values: &[&Json], separator: &str) -> String {
    let texts: Vec<&str> = values.iter().filter_map(|value| tree::text(value)).collect();
    texts.join(separator)
}

/// The texts at a place. `role` is what they are to the asker: the hole that is cut out of a header.
pub(super) fn texts<'a>(
    place: &Place,
    json: Option<&'a Json>,
    headers: &'a dyn Headers,
    role: &str,
) -> Option<Texts<'a>> {
    match *place {
        Place::Paths(paths) => paths.iter().find_map(|path| {
            let mut found = tree::all(json?, path);
            found.retain(|value| tree::text(value).is_some());
            (!found.is_empty()).then_some(Texts::Body(found))
        }),
        _ => outside(place, headers, role).map(Texts::Header),
    }
}

/// The text in a header; `wire` cuts it up, and `role` is the hole that is asked for. For tools that know places at run
/// time only.
#[must_use]
pub fn header_text<'a>(headers: &'a dyn Headers, name: &str, wire: Option<&str>, role: &str) -> Option<&'a str> {
    let text = match wire {
        None => headers.get(name),
        Some(wire) => headers
            .get_all(name)
            .into_iter()
            .find_map(|text| template::cut(wire, text.trim(), role)),
    };
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// The text at a place that is not in the body.
pub(super) fn outside<'a>(place: &Place, headers: &'a dyn Headers, role: &str) -> Option<&'a str> {
    let text = match *place {
        Place::Paths(_) => None,
        Place::Header { name, wire } => header_text(headers, name, wire, role),
        Place::Link(relation) => link(headers, relation),
        Place::Cookie(name) => cookie(headers, name),
    };
    text.map(str::trim).filter(|text| !text.is_empty())
}
