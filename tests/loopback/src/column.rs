//! What lookups mean, on records.
//!
//! Input: a value of a record, a test and its operand as text. Output: whether the record passes. **Invariant:** null
//! passes no test, as in SQL.

use bindery::{DateTime, Decimal, Json};
use std::cmp::Ordering;

/// How a value compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Number,
    Boolean,
    /// Days and texts compare alike: `2024-02-29`.
    Date,
    DateTime,
    /// A text that is looked for, where others are compared.
    Part,
    /// An object, whose members are compared as texts.
    Map,
}

/// A parameter, and the member of a record that it is about.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub parameter: &'static str,
    /// A member's name, or a path such as `category.id`.
    pub member: &'static str,
    pub kind: Kind,
}

/// A parameter that is named as its member.
pub const fn column(name: &'static str, kind: Kind) -> Column {
    Column {
        parameter: name,
        member: name,
        kind,
    }
}

/// The value at a path of members.
pub fn at<'a>(record: &'a Json, path: &str) -> Option<&'a Json> {
    path.split('.')
        .try_fold(record, |value, name| value.get(name))
        .filter(|value| !value.is_null())
}

/// Whether the value stands in this order to the operand.
pub fn is(value: &Json, kind: Kind, operand: &str, fits: fn(Ordering) -> bool) -> bool {
    compare(value, kind, operand).is_some_and(fits)
}

fn compare(value: &Json, kind: Kind, operand: &str) -> Option<Ordering> {
    match kind {
        Kind::Number => Some(value.as_number()?.cmp(&Decimal::parse(operand)?)),
        Kind::Boolean => Some(value.as_bool()?.cmp(&operand.parse().ok()?)),
        Kind::DateTime => Some(instant(value.as_str()?)?.cmp(&instant(operand)?)),
        Kind::Text | Kind::Date | Kind::Part | Kind::Map => Some(value.as_str()?.cmp(operand)),
    }
}

/// Compares the day, in UTC, of a date and time with a day.
pub fn is_day(value: &Json, operand: &str, fits: fn(Ordering) -> bool) -> bool {
    let day = |text: &str| instant(text).map(|(seconds, _)| seconds.div_euclid(86_400));
    let value = value.as_str().and_then(day);
    value
        .zip(day(&format!("{operand}T00:00:00Z")))
        .is_some_and(|(value, operand)| fits(value.cmp(&operand)))
}

/// Seconds and nanoseconds since 1970.
fn instant(text: &str) -> Option<(i64, u32)> {
    let instant = DateTime::<bindery::scalar::Rfc3339>::from_text(text).instant()?;
    Some((instant.seconds, instant.nanoseconds))
}

/// A scalar as the text that it would be in a query.
pub fn text(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Whether a text contains another, whatever their case.
pub fn icontains(text: &str, part: &str) -> bool {
    text.to_lowercase().contains(&part.to_lowercase())
}

/// Whether a text fits a pattern in which `*` stands for any text.
pub fn glob(text: &str, pattern: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = text.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else {
        return rest.is_empty();
    };
    for part in parts {
        match rest.split_once(part) {
            Some((_, behind)) => rest = behind,
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_any_text() {
        let fits = |pattern: &str| glob("Ref-61", pattern);
        for pattern in ["Ref-61", "*", "Ref*", "*61", "*ef-6*", "R*-*1", "**", "*Ref-61*"] {
            assert!(fits(pattern), "{pattern}");
        }
        for pattern in ["", "Ref", "ref*", "*6", "R*f*f*", "Ref-61*1"] {
            assert!(!fits(pattern), "{pattern}");
        }
    }

    #[test]
    fn values_compare_by_what_they_are() {
        let number = Json::Number(Decimal::parse("9.50").unwrap());
        assert!(is(&number, Kind::Number, "9.5", Ordering::is_eq));
        assert!(is(&number, Kind::Number, "10", Ordering::is_lt));
        let time = Json::from("2026-01-01T00:30:00+01:00");
        assert!(is(&time, Kind::DateTime, "2025-12-31T23:30:00Z", Ordering::is_eq));
        assert!(is_day(&time, "2026-01-01", Ordering::is_lt));
        assert!(is_day(&time, "2025-12-31", Ordering::is_eq));
        assert!(!is(&Json::Null, Kind::Text, "", Ordering::is_eq));
    }
}
