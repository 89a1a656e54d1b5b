//! What a check reports.
//!
//! Input: where, which rule, what of it. Output: text for people, parts for programs.
//! **Invariant:** [`Violations`] is never empty, and a value is quoted with at most some 60 characters.

use std::fmt;

use super::At;

/// A value that breaks a rule: `limit: 51 is above the maximum of 50`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    path: String,
    rule: &'static str,
    bound: Option<String>,
    value: Option<String>,
    message: String,
}

impl Violation {
    /// `rule` is a name for programs, such as `maximum`; `message` completes "`path`: …" for people.
    #[must_use]
    pub fn new(at: At<'_>, rule: &'static str, message: impl Into<String>) -> Self {
        Self {
            path: at.to_string(),
            rule,
            bound: None,
            value: None,
            message: message.into(),
        }
    }

    /// Adds the bound that the rule sets.
    #[must_use]
    pub fn with_bound(mut self, bound: impl Into<String>) -> Self {
        self.bound = Some(bound.into());
        self
    }

    /// Adds the value that breaks the rule; a long one is cut.
    #[must_use]
    pub fn with_value(mut self, value: &str) -> Self {
        self.value = Some(bounded(value));
        self
    }

    /// Where, by wire names: `contacts[2].email`. Empty: the value itself.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The rule, by its name in a spec: `minimum`, `max_length`, `pattern`, `email`, `require`, `at_most`, …
    #[must_use]
    pub fn rule(&self) -> &'static str {
        self.rule
    }

    /// The bound, where the rule has one: `50`, a pattern, a number of fields.
    #[must_use]
    pub fn bound(&self) -> Option<&str> {
        self.bound.as_deref()
    }

    /// The value, where one was given; at most some 60 characters of it.
    #[must_use]
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }

    /// What is wrong, without the path.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.message)
    }
}

/// Every violation of one value: at least one. `Display` has one a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// The outcome of checks that collected their violations.
    ///
    /// # Errors
    /// There are violations.
    pub fn into_result(violations: Vec<Violation>) -> Result<(), Self> {
        if violations.is_empty() {
            Ok(())
        } else {
            Err(Self(violations))
        }
    }

    /// In the order of the fields; rules between fields come last.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }

    /// How many; never 0.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "there is always one")]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The first violation at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Violation> {
        self.iter().find(|violation| violation.path == path)
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            violation.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

/// The text, or its first 60 characters and an ellipsis.
pub(crate) fn bounded(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
