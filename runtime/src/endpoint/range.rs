//! Positions of items, as `Range` asks for them.
//!
//! Input: two positions, or a text. Output: the other. **Invariant:** what is written reads as the same range.

use super::template;
use crate::filter::{Kind, Operand};
use crate::rule::{At, Rule, Violation, check_integer};
use crate::wire::Coding;
use std::fmt;

/// Positions of items in a listing, the first and the last: `0-24` are the first 25 where the vendor counts from zero.
///
/// ```
/// use bindery::endpoint::Range;
///
/// let page = Range { first: 0, last: 24 };
/// assert_eq!((page, page.len()), (Range::from(0..25), 25));
/// assert_eq!(Range::from(0..=24).to_string(), "0-24");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Range {
    /// The position of the first item.
    pub first: i64,
    /// The position of the last item, which belongs to the range.
    pub last: i64,
}

/// How it is spelled where nothing else is said.
const PLAIN: &str = "{first}-{last}";

impl Range {
    /// How many items it asks for; 0 where the last stands before the first.
    #[must_use]
    pub fn len(self) -> i64 {
        self.last.saturating_sub(self.first).saturating_add(1).max(0)
    }

    /// Whether it asks for nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// As it stands on the wire.
    pub(crate) fn spell(self, wire: Option<&str>) -> String {
        let (first, last) = (self.first.to_string(), self.last.to_string());
        let values = [("first", first.as_str()), ("last", last.as_str())];
        let filled = template::fill(wire.unwrap_or(PLAIN), &values, |_, value, out| {
            out.push_str(value);
            Ok(())
        });
        // A spelling without its holes is a mistake of an endpoint written by hand.
        filled.unwrap_or_else(|_| self.to_string())
    }

    /// What a text asks for.
    pub(crate) fn parse(text: &str, wire: Option<&str>) -> Option<Self> {
        let position = |hole| {
            let text = template::cut(wire.unwrap_or(PLAIN), text, hole)?;
            // A sign is none of a position.
            text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
        };
        Some(Self {
            first: position("first")?,
            last: position("last")?,
        })
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.first, self.last)
    }
}

impl From<std::ops::RangeInclusive<i64>> for Range {
    fn from(range: std::ops::RangeInclusive<i64>) -> Self {
        let (first, last) = range.into_inner();
        Self { first, last }
    }
}

/// The end does not belong to it.
impl From<std::ops::Range<i64>> for Range {
    fn from(range: std::ops::Range<i64>) -> Self {
        Self {
            first: range.start,
            last: range.end.saturating_sub(1),
        }
    }
}

impl Operand for Range {
    const KIND: Kind<'static> = Kind::Text;

    fn write(&self, coding: Option<Coding>, out: &mut dyn fmt::Write) -> fmt::Result {
        match coding {
            Some(Coding::Range(wire)) => out.write_str(&self.spell(Some(wire))),
            _ => write!(out, "{self}"),
        }
    }

    fn read(text: &str, coding: Option<Coding>) -> Option<Self> {
        match coding {
            Some(Coding::Range(wire)) => Self::parse(text, Some(wire)),
            _ => Self::parse(text, None),
        }
    }

    /// Rules are those of the first position.
    fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
        let before = violations.len();
        check_integer(self.first, rules, at, violations);
        if violations.len() == before && (self.first < 0 || self.last < self.first) {
            let message = "the first position is not below zero, and the last not before it";
            violations.push(Violation::new(at, "range", message).with_value(&self.to_string()));
        }
    }

    fn is_sendable(&self) -> bool {
        0 <= self.first && self.first <= self.last
    }
}
