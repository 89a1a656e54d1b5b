//! The small languages inside scalars: templates, paths, type expressions, statuses, formats of dates, names.
//!
//! Input: a text. Output: its parsed form of [`crate::syntax`], or a [`Fault`] that says which part is wrong.
//! **Invariant:** these functions know nothing of YAML, never fail otherwise, and their recursion is bounded.

pub mod calendar;
pub mod name;
pub mod path;
pub mod status;
pub mod template;
pub mod type_expr;
pub mod url;

use std::ops::Range;

/// What is wrong with a text, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The bytes that are wrong.
    pub at: Range<usize>,
    /// One sentence.
    pub message: String,
    /// What stands under the caret.
    pub label: &'static str,
    /// The way out.
    pub help: Option<String>,
}

impl Fault {
    /// A fault without a way out.
    pub(crate) fn new(at: Range<usize>, message: impl Into<String>, label: &'static str) -> Self {
        Self {
            at,
            message: message.into(),
            label,
            help: None,
        }
    }

    /// With the way out.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
