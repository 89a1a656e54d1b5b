//! The one error of scalars: a text that does not parse, or a value that another type cannot hold.

use std::borrow::Cow;
use std::fmt;

use crate::rule::bounded;

/// A text that is no value of a scalar, or a scalar that the other type of a conversion cannot hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScalarError {
    found: String,
    expected: Cow<'static, str>,
}

impl ScalarError {
    /// Completes "`found` is no `expected`"; a long text is cut.
    pub(super) fn new(found: &str, expected: impl Into<Cow<'static, str>>) -> Self {
        Self {
            found: bounded(found),
            expected: expected.into(),
        }
    }

    /// The text that did not fit, at most some 60 characters of it.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }
}

impl fmt::Display for ScalarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is no {}", self.found, self.expected)
    }
}

impl std::error::Error for ScalarError {}
