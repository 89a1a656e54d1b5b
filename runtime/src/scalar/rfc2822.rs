//! RFC 2822 dates, as in e-mail headers: `Sat, 31 Jan 2026 10:00:00 +0000`.
//!
//! Input: text. Output: parts. **Invariant:** a weekday that contradicts the date makes the text ill-formed, since then
//! one of the two is wrong and nothing says which.

use super::civil::{Civil, CivilDate, CivilTime};
use super::iso;
use super::pattern::Parsed;

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// 0 is Monday; case does not matter.
pub(super) fn weekday(name: &str) -> Option<usize> {
    WEEKDAYS.iter().position(|it| it.eq_ignore_ascii_case(name))
}

/// 1 is January; case does not matter.
pub(super) fn month(name: &str) -> Option<u8> {
    let index = MONTHS.iter().position(|it| it.eq_ignore_ascii_case(name))?;
    u8::try_from(index + 1).ok()
}

pub(super) fn weekday_name(date: CivilDate) -> &'static str {
    WEEKDAYS.get(date.weekday()).copied().unwrap_or_default()
}

pub(super) fn month_name(date: CivilDate) -> &'static str {
    let index = usize::from(date.month).saturating_sub(1);
    MONTHS.get(index).copied().unwrap_or_default()
}

/// The weekday and the seconds may be missing; zones are offsets or the names that the RFC has.
pub(super) fn read(text: &str) -> Option<Parsed> {
    let mut words = text.split_ascii_whitespace().peekable();
    let weekday = match words.peek()?.strip_suffix(',') {
        Some(name) => {
            words.next();
            Some(weekday(name)?)
        }
        None => None,
    };
    let day = digits(words.next()?, 1..=2)?;
    let month = month(words.next()?)?;
    let year = digits(words.next()?, 4..=4)?;
    let date = CivilDate::new(year, month, u8::try_from(day).ok()?)?;
    if weekday.is_some_and(|weekday| weekday != date.weekday()) {
        return None;
    }

    let mut clock = words.next()?.split(':');
    let hour = digits(clock.next()?, 2..=2)?;
    let minute = digits(clock.next()?, 2..=2)?;
    let second = clock.next().map_or(Some(0), |second| digits(second, 2..=2))?;
    if clock.next().is_some() {
        return None;
    }
    let part = |value: u16| u8::try_from(value).ok();
    let time = CivilTime::read(part(hour)?, part(minute)?, part(second)?, 0)?;

    let offset = zone(words.next()?)?;
    words.next().is_none().then_some(Parsed {
        date: Some(date),
        time,
        offset: Some(offset),
    })
}

fn zone(word: &str) -> Option<i32> {
    let hours = match word.to_ascii_uppercase().as_str() {
        "UT" | "UTC" | "GMT" | "Z" => 0,
        "EDT" => -4,
        "EST" | "CDT" => -5,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        _ => {
            return match iso::take_offset(word.as_bytes())? {
                (offset, []) => Some(offset),
                _ => None,
            };
        }
    };
    Some(hours * 3600)
}

fn digits(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<u16> {
    (length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// In UTC.
pub(super) fn spell(civil: Civil) -> String {
    let date = civil.date();
    format!(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000",
        weekday_name(date),
        civil.day,
        month_name(date),
        civil.year,
        civil.hour,
        civil.minute,
        civil.second,
    )
}
