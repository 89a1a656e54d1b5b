//! Rules and their violations.
//!
//! Input: a value and the tables of rules that its derive emitted. Output: every violation at once.
//! **Invariant:** nothing is allocated while there is no violation.

mod at;
mod between;
mod check;
mod equal;
pub mod format;
mod line;
#[cfg(feature = "pattern")]
mod pattern;
#[cfg(test)]
mod tests;
mod violation;

pub use at::At;
pub(crate) use between::{Fields, check_between};
pub use check::{
    CheckFields, check_count, check_float, check_integer, check_known, check_missing, check_number, check_text,
    check_time,
};
pub(crate) use equal::{equals, unescape};
pub use format::Format;
#[cfg(feature = "pattern")]
pub use pattern::Pattern;
pub(crate) use violation::bounded;
pub use violation::{Violation, Violations};

use crate::wire::Visit;

/// A rule of one value. Bounds are JSON number texts, so that decimals are compared exactly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rule {
    /// Must be given (parameters; model fields that must be given are no `Option`).
    Required,
    /// At least this number.
    Minimum(&'static str),
    /// At most this number.
    Maximum(&'static str),
    /// At least so many characters.
    MinLength(usize),
    /// At most so many characters.
    MaxLength(usize),
    /// A regular expression found in the text. Feature `pattern`.
    #[cfg(feature = "pattern")]
    Pattern(&'static Pattern),
    /// At least so many items.
    MinItems(usize),
    /// At most so many items.
    MaxItems(usize),
    /// A well-known format of text.
    Format(Format),
    /// One of the values that the enum names.
    Known,
    /// The text of a date or time is well formed, in the spelling of its type.
    WellFormed,
}

/// Rules between the fields of one struct; indices are positions in [`Rules::fields`] (in a filter: of its parameters).
#[derive(Debug)]
pub enum Between {
    /// All of `fields` must be given when `when` holds for every entry: given, or equal to a JSON scalar (as text).
    Require {
        /// What must be given.
        fields: &'static [usize],
        /// When: `None` is "given". Empty: always.
        when: &'static [(usize, Option<&'static str>)],
    },
    /// Of `fields`, at least `min` and at most `max` are given.
    Count {
        /// Of these.
        fields: &'static [usize],
        /// At least so many.
        min: usize,
        /// At most so many.
        max: usize,
    },
}

/// The rules of a struct.
#[derive(Debug)]
pub struct Rules {
    /// The fields that have rules, hold something that has, or take part in a rule between fields: their index among
    /// those that [`Validate::ruled`] hands out, their wire name, their rules.
    pub fields: &'static [(usize, &'static str, &'static [Rule])],
    /// Rules between fields.
    pub between: &'static [Between],
}

/// A struct whose fields have rules. Derived with `bindery::Validate`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not derive `bindery::Validate`",
    label = "has no `Validate`",
    note = "a model derives `bindery::Validate` beside `bindery::Model`, also where it has no rules"
)]
pub trait Validate {
    /// The rules.
    const RULES: &'static Rules;
    /// Hands out the fields.
    fn ruled(&self, visit: &mut dyn Visit);

    /// Checks the value and everything inside it. Errors: every violation, in the order of the fields.
    ///
    /// # Errors
    /// The value breaks a rule.
    fn validate(&self) -> Result<(), Violations> {
        let mut violations = Vec::new();
        self.check_into(At::root(), &mut violations);
        Violations::into_result(violations)
    }

    /// As [`validate`](Self::validate), for a value that stands somewhere inside another.
    fn check_into(&self, at: At<'_>, violations: &mut Vec<Violation>) {
        self.ruled(&mut CheckFields::new(Self::RULES, at, violations));
    }
}
