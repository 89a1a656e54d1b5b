//! Times of day.
//!
//! Input: any text. Output: the same text, and its parts where it is well formed.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::civil::CivilTime;
use super::{ScalarError, is_time, iso};
use crate::Result;
use crate::rule::{At, Rule, Violation, check_time};
use crate::wire::{Blank, Reader, Slot, Value, Writer};

const EXPECTED: &str = "time of day such as 10:00:00";

/// A time of day: `10:00:00`, `10:00`, `10:00:00.250`.
///
/// Any text is read and kept; `Eq`, `Ord` and `Hash` go by the text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(Cow<'static, str>);

impl Time {
    /// Any text, kept as it is; [`is_valid`](Self::is_valid) says whether it is a time. `parse` is the strict way.
    #[must_use]
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(Cow::Owned(text.into()))
    }

    /// As [`from_text`](Self::from_text), for constants; nothing is copied.
    #[must_use]
    pub const fn from_static(text: &'static str) -> Self {
        Self(Cow::Borrowed(text))
    }

    /// The text, as it was read or will be written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the text is a time of day.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        is_time(&self.0)
    }

    /// The parts. `None` where the text is not well formed.
    #[must_use]
    pub fn civil(&self) -> Option<CivilTime> {
        iso::read_time(self.0.as_bytes())
    }

    #[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
    pub(super) fn strict(&self) -> std::result::Result<CivilTime, ScalarError> {
        self.civil().ok_or_else(|| ScalarError::new(&self.0, EXPECTED))
    }

    /// `HH:MM:SS`, with as many fractional digits as it needs. `None` where a part is out of its range.
    #[must_use]
    pub fn from_civil(time: CivilTime) -> Option<Self> {
        Some(Self::spelled(time.checked()?))
    }

    /// `time` is in range.
    pub(super) fn spelled(time: CivilTime) -> Self {
        Self::from_text(iso::spell_time(time))
    }
}

impl FromStr for Time {
    type Err = ScalarError;

    fn from_str(text: &str) -> std::result::Result<Self, ScalarError> {
        if is_time(text) {
            Ok(Self::from_text(text))
        } else {
            Err(ScalarError::new(text, EXPECTED))
        }
    }
}

impl From<Time> for String {
    fn from(value: Time) -> Self {
        value.0.into_owned()
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Time").field(&self.0).finish()
    }
}

impl Blank for Time {
    const BLANK: Self = Self::from_static("");
}

impl Value for Time {
    fn fresh() -> Self {
        Self::BLANK
    }
}

impl Slot for Time {
    fn load(&mut self, reader: &mut dyn Reader) -> Result<()> {
        *self = Self::from_text(reader.string()?);
        Ok(())
    }

    fn store(&self, writer: &mut dyn Writer) -> Result<()> {
        writer.string(&self.0)
    }

    fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
        check_time(&self.0, self.is_valid(), "time", rules, at, violations);
    }

    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}
