//! RFC 3339 and ISO 8601 texts, for reading and writing.
//!
//! Input: bytes. Output: parts and what is left. **Invariant:** all reading is `const`, so that a literal in code and an
//! answer of a server pass the same parser.

use super::civil::{Civil, CivilDate, CivilTime};
use super::pattern::Parsed;

/// Whether a text is `YYYY-MM-DD`, a day of the calendar.
#[must_use]
pub const fn is_date(text: &str) -> bool {
    read_date(text.as_bytes()).is_some()
}

/// Whether a text is a date and time as in RFC 3339: `2026-01-31T10:00:00Z`.
///
/// Any number of fractional digits is fine, also `t`, `z` and a space for `T`, an offset without its colon (`+0100`) or
/// without minutes (`+01`), and the leap second 60.
#[must_use]
pub const fn is_date_time(text: &str) -> bool {
    read_date_time(text.as_bytes()).is_some()
}

/// Whether a text is a time of day: `10:00`, `10:00:00`, `10:00:00.250`.
#[must_use]
pub const fn is_time(text: &str) -> bool {
    read_time(text.as_bytes()).is_some()
}

pub(super) const fn read_date(bytes: &[u8]) -> Option<CivilDate> {
    match take_date(bytes) {
        Some((date, [])) => Some(date),
        _ => None,
    }
}

pub(super) const fn read_time(bytes: &[u8]) -> Option<CivilTime> {
    match take_time(bytes, false) {
        Some((time, [])) => Some(time),
        _ => None,
    }
}

pub(super) const fn read_date_time(bytes: &[u8]) -> Option<Parsed> {
    let Some((date, [b'T' | b't' | b' ', rest @ ..])) = take_date(bytes) else {
        return None;
    };
    let Some((time, rest)) = take_time(rest, true) else {
        return None;
    };
    let Some((offset, [])) = take_offset(rest) else {
        return None;
    };
    Some(Parsed {
        date: Some(date),
        time,
        offset: Some(offset),
    })
}

const fn take_date(bytes: &[u8]) -> Option<(CivilDate, &[u8])> {
    let [a, b, c, d, b'-', e, f, b'-', g, h, rest @ ..] = bytes else {
        return None;
    };
    let (Some(century), Some(year), Some(month), Some(day)) = (two(*a, *b), two(*c, *d), two(*e, *f), two(*g, *h))
    else {
        return None;
    };
    match CivilDate::new(century as u16 * 100 + year as u16, month, day) {
        Some(date) => Some((date, rest)),
        None => None,
    }
}

const fn take_time(bytes: &[u8], seconds: bool) -> Option<(CivilTime, &[u8])> {
    let [a, b, b':', c, d, rest @ ..] = bytes else {
        return None;
    };
    let (Some(hour), Some(minute)) = (two(*a, *b), two(*c, *d)) else {
        return None;
    };
    let (second, nanosecond, rest) = match rest {
        [b':', e, f, rest @ ..] => {
            let Some(second) = two(*e, *f) else {
                return None;
            };
            match rest {
                [b'.', digits @ ..] => match take_fraction(digits) {
                    Some((nanosecond, rest)) => (second, nanosecond, rest),
                    None => return None,
                },
                _ => (second, 0, rest),
            }
        }
        _ if seconds => return None,
        _ => (0, 0, rest),
    };
    match CivilTime::read(hour, minute, second, nanosecond) {
        Some(time) => Some((time, rest)),
        None => None,
    }
}

/// One digit or more as nanoseconds; digits after the ninth are passed over.
pub(super) const fn take_fraction(mut bytes: &[u8]) -> Option<(u32, &[u8])> {
    let mut nanoseconds = 0;
    let mut unit = 100_000_000;
    let mut any = false;
    while let [digit @ b'0'..=b'9', rest @ ..] = bytes {
        nanoseconds += (*digit - b'0') as u32 * unit;
        unit /= 10;
        any = true;
        bytes = rest;
    }
    if any { Some((nanoseconds, bytes)) } else { None }
}

/// `Z`, `+01:00`, `+0100` or `+01`, as seconds ahead of UTC.
pub(super) const fn take_offset(bytes: &[u8]) -> Option<(i32, &[u8])> {
    let (negative, rest) = match bytes {
        [b'Z' | b'z', rest @ ..] => return Some((0, rest)),
        [b'+', rest @ ..] => (false, rest),
        [b'-', rest @ ..] => (true, rest),
        _ => return None,
    };
    let (hour, minute, rest) = match rest {
        [a, b, b':', c, d, rest @ ..] => (two(*a, *b), two(*c, *d), rest),
        [a, b, c @ b'0'..=b'9', d @ b'0'..=b'9', rest @ ..] => (two(*a, *b), two(*c, *d), rest),
        [a, b, rest @ ..] => (two(*a, *b), Some(0), rest),
        _ => return None,
    };
    let (Some(hour @ 0..=23), Some(minute @ 0..=59)) = (hour, minute) else {
        return None;
    };
    let seconds = hour as i32 * 3600 + minute as i32 * 60;
    Some((if negative { -seconds } else { seconds }, rest))
}

/// Two digits.
pub(super) const fn two(tens: u8, ones: u8) -> Option<u8> {
    match (tens, ones) {
        (b'0'..=b'9', b'0'..=b'9') => Some((tens - b'0') * 10 + (ones - b'0')),
        _ => None,
    }
}

pub(super) fn spell_date(date: CivilDate) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

/// With as many fractional digits as it needs.
pub(super) fn spell_time(time: CivilTime) -> String {
    let whole = format!("{:02}:{:02}:{:02}", time.hour, time.minute, time.second);
    if time.nanosecond == 0 {
        return whole;
    }
    let fraction = format!("{:09}", time.nanosecond);
    format!("{whole}.{}", fraction.trim_end_matches('0'))
}

/// In UTC.
pub(super) fn spell_date_time(civil: Civil) -> String {
    format!("{}T{}Z", spell_date(civil.date()), spell_time(civil.time()))
}

/// `+0100`; seconds are cut off.
pub(super) fn spell_offset(offset: i32) -> String {
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.unsigned_abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}
