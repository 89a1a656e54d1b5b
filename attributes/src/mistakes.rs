//! The sink of a reader or derive: every mistake of one item, as one error.

use proc_macro2::Span;
use std::fmt::Display;
use syn::{Error, Result};

/// Mistakes noted so far. Reading goes on after each, so that one build shows them all.
#[derive(Debug, Default)]
#[must_use = "mistakes must be reported"]
pub struct Mistakes(Option<Error>);

impl Mistakes {
    /// Notes a mistake, or several that are combined.
    pub fn push(&mut self, error: Error) {
        match &mut self.0 {
            Some(all) => all.combine(error),
            none => *none = Some(error),
        }
    }

    /// Notes a mistake at a span.
    pub fn at(&mut self, span: Span, message: impl Display) {
        self.push(Error::new(span, message));
    }

    /// The value, or a mistake noted.
    pub fn take<T>(&mut self, result: Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    /// Whether there is none so far.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// The value where nothing was noted; else every mistake, combined.
    ///
    /// # Errors
    /// The mistakes, in the order in which they were noted.
    pub fn finish<T>(self, value: T) -> Result<T> {
        self.0.map_or(Ok(value), Err)
    }
}
