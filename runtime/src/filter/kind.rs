//! Which texts are operands of a kind.
//!
//! **Invariant:** [`Kind::accepts`] says yes exactly where [`Operand::read`](super::Operand::read) of that kind reads a
//! value, so that matching needs no Rust type.

use super::table::Kind;
use crate::rule::unescape;
use crate::scalar::{Pattern, is_number, is_time};
use crate::wire::Coding;
use crate::{Json, json};
use std::borrow::Cow;
use std::fmt;

impl Kind<'_> {
    /// Whether the text is an operand of this kind. `coding` is that of the parameter, for operands of its own type.
    #[must_use]
    pub fn accepts(self, text: &str, coding: Option<Coding>) -> bool {
        match self {
            Self::Text | Self::Enum { open: true, .. } => true,
            Self::Integer => integer(text).is_some(),
            Self::Number => number(text).is_some(),
            Self::Decimal => is_number(text),
            Self::Boolean => boolean(text, coding).is_some(),
            Self::Date(pattern) => pattern.is_date(text),
            Self::DateTime(pattern) => pattern.is_date_time(text),
            Self::Time => is_time(text),
            Self::Json => json::from_str::<Json>(text).is_ok(),
            Self::Enum { texts, open: false } => texts.contains(&text),
        }
    }

    /// Whether some text is an operand of both kinds.
    #[must_use]
    pub fn overlaps(&self, coding: Option<Coding>, other: &Kind<'_>, others: Option<Coding>) -> bool {
        match (self, other) {
            (Kind::Text | Kind::Json | Kind::Enum { open: true, .. }, _) => true,
            (_, Kind::Text | Kind::Json | Kind::Enum { open: true, .. }) => true,
            (Kind::Enum { texts, .. }, _) => texts.iter().any(|text| other.accepts(text, others)),
            (_, Kind::Enum { texts, .. }) => texts.iter().any(|text| self.accepts(text, coding)),
            (Kind::Boolean, _) => [true, false]
                .iter()
                .any(|value| other.accepts(&boolean_text(*value, coding), others)),
            (_, Kind::Boolean) => [true, false]
                .iter()
                .any(|value| self.accepts(&boolean_text(*value, others), coding)),
            _ => *self == *other || (self.is_numeric() && other.is_numeric()),
        }
    }

    fn is_numeric(self) -> bool {
        match self {
            Self::Integer | Self::Number | Self::Decimal => true,
            Self::Date(pattern) | Self::DateTime(pattern) => matches!(pattern, Pattern::Unix | Pattern::UnixMillis),
            _ => false,
        }
    }
}

/// In words, to follow "expected": `an integer`.
impl fmt::Display for Kind<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => f.write_str("a text"),
            Self::Integer => f.write_str("an integer"),
            Self::Number => f.write_str("a number"),
            Self::Decimal => f.write_str("a decimal number"),
            Self::Boolean => f.write_str("a boolean"),
            Self::Date(_) => f.write_str("a date"),
            Self::DateTime(_) => f.write_str("a date with time"),
            Self::Time => f.write_str("a time"),
            Self::Json => f.write_str("JSON"),
            Self::Enum { texts, .. } => {
                f.write_str("one of ")?;
                for (index, text) in texts.iter().enumerate() {
                    let comma = if index == 0 { "" } else { ", " };
                    write!(f, "{comma}`{text}`")?;
                }
                Ok(())
            }
        }
    }
}

pub(super) fn integer(text: &str) -> Option<i64> {
    let integral = is_number(text) && !text.contains(['.', 'e', 'E']);
    if integral { text.parse().ok() } else { None }
}

pub(super) fn number(text: &str) -> Option<f64> {
    if !is_number(text) {
        return None;
    }
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

pub(super) fn boolean(text: &str, coding: Option<Coding>) -> Option<bool> {
    [true, false]
        .into_iter()
        .find(|value| boolean_text(*value, coding) == text)
}

pub(super) fn boolean_text(value: bool, coding: Option<Coding>) -> Cow<'static, str> {
    match (coding, value) {
        (Some(Coding::Boolean { yes, .. }), true) => scalar_text(yes),
        (Some(Coding::Boolean { no, .. }), false) => scalar_text(no),
        (_, true) => Cow::Borrowed("true"),
        (_, false) => Cow::Borrowed("false"),
    }
}

/// The text of a JSON scalar as it stands in a query: a string without its quotes and escapes, anything else as it is.
pub(super) fn scalar_text(json: &str) -> Cow<'_, str> {
    let Some(inner) = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return Cow::Borrowed(json);
    };
    if !inner.contains('\\') {
        return Cow::Borrowed(inner);
    }
    unescape(inner).map_or(Cow::Borrowed(json), Cow::Owned)
}
