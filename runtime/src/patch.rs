//! The three states of a field in a PATCH.

use std::fmt;

use crate::Result;
use crate::record::Shown;
use crate::rule::{self, At, Rule, Violation};
use crate::wire::{Blank, Presence, Reader, Slot, Value, Writer};

/// Keep what is there, or set it. `Patch<Option<T>>` has the third state: set to null.
///
/// ```
/// use bindery::Patch;
///
/// let name: Patch<String> = Patch::from("Ana".to_owned());
/// let birthday: Patch<Option<String>> = Patch::null();
/// let email: Patch<Option<String>> = Patch::default();
/// assert_eq!(name.as_set().map(String::as_str), Some("Ana"));
/// assert_eq!(birthday.as_set(), Some(&None));
/// assert!(email.is_keep());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Patch<T> {
    /// Not sent.
    #[default]
    Keep,
    /// Sent.
    Set(T),
}

impl<T> Patch<T> {
    /// Whether nothing is sent.
    #[must_use]
    pub const fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// What is sent, if anything is.
    #[must_use]
    pub const fn as_set(&self) -> Option<&T> {
        match self {
            Self::Keep => None,
            Self::Set(value) => Some(value),
        }
    }
}

impl<T> Patch<Option<T>> {
    /// Sets to null.
    #[must_use]
    pub const fn null() -> Self {
        Self::Set(None)
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Self::Set(value)
    }
}

impl<T> From<T> for Patch<Option<T>> {
    fn from(value: T) -> Self {
        Self::Set(Some(value))
    }
}

impl<T> Blank for Patch<T> {
    const BLANK: Self = Self::Keep;
}

impl<T: Value> Value for Patch<T> {
    fn fresh() -> Self {
        Self::Keep
    }
}

impl<T: Value> Slot for Patch<T> {
    fn load(&mut self, reader: &mut dyn Reader) -> Result<()> {
        let mut value = T::fresh();
        value.load(reader)?;
        *self = Self::Set(value);
        Ok(())
    }
    fn store(&self, writer: &mut dyn Writer) -> Result<()> {
        match self {
            Self::Keep => writer.null(),
            Self::Set(value) => value.store(writer),
        }
    }
    fn presence(&self) -> Presence {
        match self {
            Self::Keep => Presence::Absent,
            Self::Set(_) => Presence::Given,
        }
    }
    fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
        match self {
            Self::Keep => rule::check_missing(rules, at, violations),
            Self::Set(value) => value.check(rules, at, violations),
        }
    }
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Keep => f.write_str("Keep"),
            Self::Set(value) => f.debug_tuple("Set").field(&Shown(value)).finish(),
        }
    }
}
