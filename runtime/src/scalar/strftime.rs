//! Patterns of `%Y %m %d %H %M %S %f %b %a %z %%` and literal text, for reading and writing.
//!
//! Input: a pattern and a text. Output: parts, or a text. **Invariant:** a pattern with any other directive matches no
//! text and spells none; what one direction writes the other reads.

use std::fmt::Write;

use super::civil::{Civil, CivilDate, CivilTime};
use super::pattern::Parsed;
use super::{iso, rfc2822};

enum Item {
    Literal(char),
    Directive(char),
}

/// A lone `%` at the end is a directive that does not exist.
fn items(pattern: &str) -> impl Iterator<Item = Item> {
    let mut chars = pattern.chars();
    std::iter::from_fn(move || {
        Some(match chars.next()? {
            '%' => match chars.next() {
                Some('%') => Item::Literal('%'),
                Some(directive) => Item::Directive(directive),
                None => Item::Directive('\0'),
            },
            literal => Item::Literal(literal),
        })
    })
}

/// Numbers have all their digits; names are English and in any case; `%f` takes as many digits as follow; `%z` is `Z`,
/// `+01:00`, `+0100` or `+01`. Parts of the time that the pattern lacks are zero.
pub(super) fn read(pattern: &str, text: &str) -> Option<Parsed> {
    let (mut year, mut month, mut day, mut weekday) = (None, None, None, None);
    let (mut hour, mut minute, mut second, mut nanosecond, mut offset) = (0, 0, 0, 0, None);
    let mut rest = text;
    for item in items(pattern) {
        let directive = match item {
            Item::Literal(literal) => {
                rest = rest.strip_prefix(literal)?;
                continue;
            }
            Item::Directive(directive) => directive,
        };
        match directive {
            'Y' => year = Some(u16::from(two(&mut rest)?) * 100 + u16::from(two(&mut rest)?)),
            'm' => month = Some(two(&mut rest)?),
            'd' => day = Some(two(&mut rest)?),
            'H' => hour = two(&mut rest)?,
            'M' => minute = two(&mut rest)?,
            'S' => second = two(&mut rest)?,
            'f' => nanosecond = take(&mut rest, iso::take_fraction)?,
            'z' => offset = Some(take(&mut rest, iso::take_offset)?),
            'b' => month = Some(rfc2822::month(name(&mut rest)?)?),
            'a' => weekday = Some(rfc2822::weekday(name(&mut rest)?)?),
            _ => return None,
        }
    }
    if !rest.is_empty() {
        return None;
    }
    let date = match (year, month, day) {
        (Some(year), Some(month), Some(day)) => Some(CivilDate::new(year, month, day)?),
        // Parts of a date must make sense by themselves: 2000 is a leap year.
        _ => {
            CivilDate::new(year.unwrap_or(2000), month.unwrap_or(1), day.unwrap_or(1))?;
            None
        }
    };
    if let (Some(date), Some(weekday)) = (date, weekday)
        && date.weekday() != weekday
    {
        return None;
    }
    Some(Parsed {
        date,
        time: CivilTime::read(hour, minute, second, nanosecond)?,
        offset,
    })
}

/// Whether a text is spelled as a strftime pattern says: what [`Pattern::Strftime`](super::Pattern) takes, for patterns that
/// are known at run time only.
#[must_use]
pub fn is_spelled(pattern: &str, text: &str) -> bool {
    read(pattern, text).is_some()
}

/// Runs a parser of bytes on the text, and moves the text on by what it took.
fn take<T>(rest: &mut &str, parse: impl FnOnce(&[u8]) -> Option<(T, &[u8])>) -> Option<T> {
    let (value, left) = parse(rest.as_bytes())?;
    let taken = rest.len().checked_sub(left.len())?;
    *rest = rest.get(taken..)?;
    Some(value)
}

fn two(rest: &mut &str) -> Option<u8> {
    take(rest, |bytes| match bytes {
        [tens, ones, left @ ..] => Some((iso::two(*tens, *ones)?, left)),
        _ => None,
    })
}

fn name<'a>(rest: &mut &'a str) -> Option<&'a str> {
    let (name, left) = rest.split_at_checked(3)?;
    *rest = left;
    Some(name)
}

/// `%f` has six digits, microseconds. `None` where the pattern has a directive that does not exist, or `%z` while the
/// offset is unknown.
pub(super) fn spell(pattern: &str, civil: Civil, offset: Option<i32>) -> Option<String> {
    let mut out = String::with_capacity(pattern.len() + 8);
    for item in items(pattern) {
        let directive = match item {
            Item::Literal(literal) => {
                out.push(literal);
                continue;
            }
            Item::Directive(directive) => directive,
        };
        match directive {
            'Y' => write!(out, "{:04}", civil.year),
            'm' => write!(out, "{:02}", civil.month),
            'd' => write!(out, "{:02}", civil.day),
            'H' => write!(out, "{:02}", civil.hour),
            'M' => write!(out, "{:02}", civil.minute),
            'S' => write!(out, "{:02}", civil.second),
            'f' => write!(out, "{:06}", civil.nanosecond / 1000),
            'z' => out.write_str(&iso::spell_offset(offset?)),
            'b' => out.write_str(rfc2822::month_name(civil.date())),
            'a' => out.write_str(rfc2822::weekday_name(civil.date())),
            _ => return None,
        }
        .ok()?;
    }
    Some(out)
}
