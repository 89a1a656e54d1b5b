//! A small YAML tree in which every node knows its place.
//!
//! Input: the text of a file. Output: its [`Node`]. **Invariant:** keys are scalars and unique, the nesting is bounded,
//! and every alias, tag and second document was reported and left out.

mod error;
pub(crate) mod events;
mod flow;
mod json;
mod layout;
mod read;
mod scalar;
#[cfg(test)]
mod tests;

use crate::span::Span;

pub(crate) use error::too_large;
pub use read::{MAX_BYTES, MAX_DEPTH, read_yaml};
pub use scalar::{Scalar, resolve};

/// A node.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its place: of a scalar the text (without quotes, unless it holds escapes), of a collection from its first to its
    /// last byte.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A scalar. `plain`: written without quotes, so that YAML 1.2's core schema decides what it is where JSON stands.
    Scalar {
        /// What it says; empty where nothing was written.
        text: String,
        /// Without quotes.
        plain: bool,
    },
    /// A sequence.
    Sequence(Vec<Node>),
    /// A mapping, in the order of the file; keys are scalars (others were reported).
    Mapping(Vec<(Node, Node)>),
}

impl Node {
    /// The text of a scalar.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The items of a sequence.
    #[must_use]
    pub fn items(&self) -> Option<&[Node]> {
        match &self.kind {
            Kind::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// The entries of a mapping.
    #[must_use]
    pub fn entries(&self) -> Option<&[(Node, Node)]> {
        match &self.kind {
            Kind::Mapping(entries) => Some(entries),
            _ => None,
        }
    }

    /// The key and value of that name in a mapping.
    #[must_use]
    pub fn entry(&self, name: &str) -> Option<(&Node, &Node)> {
        let (key, value) = self.entries()?.iter().find(|(key, _)| key.text() == Some(name))?;
        Some((key, value))
    }

    /// What a scalar is by YAML 1.2's core schema; quoted ones are text.
    #[must_use]
    pub fn scalar(&self) -> Option<Scalar> {
        match &self.kind {
            Kind::Scalar { text, plain } => Some(resolve(text, *plain)),
            _ => None,
        }
    }

    /// Nothing was written: a key without value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, plain: true } if text.is_empty())
    }

    /// "text", "a list", "a mapping", "nothing": what a message calls it.
    #[must_use]
    pub fn describe(&self) -> &'static str {
        match &self.kind {
            Kind::Scalar { .. } if self.is_empty() => "nothing",
            Kind::Scalar { .. } => match self.scalar() {
                Some(Scalar::Null) => "null",
                Some(Scalar::Boolean(_)) => "a boolean",
                Some(Scalar::Integer | Scalar::Number) => "a number",
                _ => "text",
            },
            Kind::Sequence(_) => "a list",
            Kind::Mapping(_) => "a mapping",
        }
    }
}
