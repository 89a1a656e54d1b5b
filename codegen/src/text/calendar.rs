//! Dates, and formats of dates (`%Y-%m-%d`).
//!
//! Input: a text. Output: whether it is one. **Invariant:** the directives listed are those the runtime reads and writes.

use super::Fault;
use crate::diag::quoted;

/// The directives of a format, with what they stand for.
pub const DIRECTIVES: [(char, &str); 10] = [
    ('Y', "year"),
    ('m', "month"),
    ('d', "day"),
    ('H', "hour"),
    ('M', "minute"),
    ('S', "second"),
    ('f', "fraction of a second"),
    ('b', "name of the month"),
    ('a', "name of the day"),
    ('z', "offset"),
];

/// Checks a date: `YYYY-MM-DD`, a day that exists.
///
/// # Errors
/// Anything else.
pub fn check_date(text: &str) -> Result<(), Fault> {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |text: &str, length: usize| {
        (text.len() == length && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse::<u32>().ok())
            .flatten()
    };
    let date = match parts.as_slice() {
        [year, month, day] => number(year, 4).zip(number(month, 2)).zip(number(day, 2)),
        _ => None,
    };
    match date {
        Some(((year, month), day)) if (1..=days(year, month)).contains(&day) => Ok(()),
        _ => {
            let (message, label, help) = match date {
                Some(_) => (
                    format!("there is no day {}", quoted(text)),
                    "not in the calendar",
                    "check the month and the day",
                ),
                None => (
                    format!("{} is no date", quoted(text)),
                    "not a date",
                    "write year, month and day: `2026-11-21`",
                ),
            };
            Err(Fault::new(0..text.len(), message, label).help(help))
        }
    }
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

/// Checks a format: literals and [`DIRECTIVES`]; `%%` is a percent sign.
///
/// # Errors
/// A directive that does not exist, or none at all.
pub fn check_format(text: &str) -> Result<(), Fault> {
    let known: Vec<String> = DIRECTIVES
        .iter()
        .map(|(sign, what)| format!("%{sign} {what}"))
        .collect();
    let help = || format!("there are {}; %% is a percent sign", known.join(", "));
    let mut some = false;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        if c != '%' {
            continue;
        }
        match chars.next() {
            Some((_, '%')) => {}
            Some((_, sign)) if DIRECTIVES.iter().any(|(known, _)| *known == sign) => some = true,
            Some((_, sign)) => {
                let message = format!("`%{sign}` is no directive of a format");
                return Err(Fault::new(at..at + 1 + sign.len_utf8(), message, "not a directive").help(help()));
            }
            None => {
                return Err(Fault::new(at..at + 1, "`%` stands alone at the end", "not a directive").help(help()));
            }
        }
    }
    if some {
        Ok(())
    } else {
        Err(Fault::new(0..text.len(), "the format names no part of a date", "no directive").help(help()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_exist() {
        for text in ["2026-11-21", "2024-02-29", "2000-02-29"] {
            assert_eq!(check_date(text), Ok(()), "{text}");
        }
        for text in [
            "",
            "2026-11-31",
            "2023-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-01",
            "2026-1-1",
            "21.11.2026",
            "2026-11-21T",
        ] {
            assert!(check_date(text).is_err(), "{text}");
        }
    }

    #[test]
    fn formats_know_their_directives() {
        assert_eq!(check_format("%Y-%m-%dT%H:%M:%SZ"), Ok(()));
        assert_eq!(check_format("100%% %Y"), Ok(()));
        assert_eq!(check_format("%Y-%é").unwrap_err().at, 3..6);
        assert_eq!(check_format("%Y%").unwrap_err().at, 2..3);
        assert!(check_format("%%").is_err());
    }
}
