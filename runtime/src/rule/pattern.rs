//! Regular expressions. Feature `pattern`.
//!
//! Input: a text and an expression. Output: whether it is found. **Invariant:** each expression is compiled once, at its
//! first use; one that does not compile is a violation that says so, never a panic. Matching takes linear time.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use regex_lite::Regex;

use super::{At, Violation, bounded};

/// A regular expression, compiled once at its first use. It matches where it is found anywhere in the text; `^` and `$`
/// anchor it. `\d`, `\w` and `\s` mean ASCII, and `\p{…}` does not exist.
#[derive(Debug, PartialEq, Eq)]
pub struct Pattern {
    // No cell for the compiled expression here: tables of rules are constants, and those cannot refer to cells.
    text: &'static str,
}

/// What became of an expression: ready, or why it does not compile.
type Compiled = Arc<Result<Regex, String>>;

static COMPILED: OnceLock<RwLock<BTreeMap<&'static str, Compiled>>> = OnceLock::new();

impl Pattern {
    /// Nothing is compiled yet.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self { text }
    }

    /// The expression.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        self.text
    }

    fn compiled(&self) -> Compiled {
        let cache = COMPILED.get_or_init(RwLock::default);
        let known = cache
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(self.text)
            .cloned();
        known.unwrap_or_else(|| {
            let fresh: Compiled = Arc::new(Regex::new(self.text).map_err(|error| error.to_string()));
            let mut cache = cache.write().unwrap_or_else(PoisonError::into_inner);
            cache.entry(self.text).or_insert(fresh).clone()
        })
    }

    pub(super) fn check(&self, text: &str, at: At<'_>, violations: &mut Vec<Violation>) {
        let message = match self.compiled().as_ref() {
            Ok(regex) if regex.is_match(text) => return,
            Ok(_) => format!("{:?} does not match the pattern {}", bounded(text), self.text),
            Err(error) => format!("the pattern {} of the spec does not compile: {error}", self.text),
        };
        let violation = Violation::new(at, "pattern", message);
        violations.push(violation.with_bound(self.text).with_value(text));
    }
}
