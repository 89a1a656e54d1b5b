//! Made-up data, the same on every machine.
//!
//! Input: a seed. Output: numbers, texts and times. **Invariant:** the same seed gives the same values, always.

use bindery::{Decimal, Json};

/// Texts that bindings stumble over: other scripts, quotes, escapes, wildcards, separators, spaces, nothing at all.
pub const NAMES: &[&str] = &[
    "Ana",
    "José María",
    "Zoë & Søn",
    "O'Brien",
    "Ñandú",
    "李小龍",
    "محمد",
    "Łukasz",
    "Party 🎈 & Co",
    "Marie \"Mimi\"",
    "back\\slash/slash",
    "50% off_*",
    "Pérez, S.L.",
    " spaced  out ",
    "a+b=c?#[]",
    "line\nbreak\ttab\u{7}bell",
    "mario",
    "MARIO",
    "Anastasia",
    "Mariana",
];

/// Surnames; with an empty one.
pub const SURNAMES: &[&str] = &[
    "Ruiz",
    "García",
    "de la Cruz",
    "",
    "Øberg",
    "Ruiz-Zafón",
    "Doe",
    "Ślęzak",
];

/// The SplitMix64 generator.
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    /// A generator that starts at a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number of `from..to`; `from` where there is none.
    pub fn roll(&mut self, from: i64, to: i64) -> i64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        from + i64::try_from(mixed >> 1).unwrap_or(0) % (to - from).max(1)
    }

    /// True in so many of a hundred cases.
    pub fn chance(&mut self, percent: i64) -> bool {
        self.roll(0, 100) < percent
    }

    /// One of the items; the default where there is none.
    pub fn pick<T: Copy + Default>(&mut self, items: &[T]) -> T {
        let index = self.roll(0, i64::try_from(items.len()).unwrap_or(0));
        usize::try_from(index)
            .ok()
            .and_then(|index| items.get(index))
            .copied()
            .unwrap_or_default()
    }

    /// One of the texts.
    pub fn text(&mut self, items: &[&str]) -> Json {
        self.pick(items).into()
    }

    /// True or false, as JSON.
    pub fn flag(&mut self) -> Json {
        self.chance(50).into()
    }

    /// An integer of `from..to`, as JSON.
    pub fn integer(&mut self, from: i64, to: i64) -> Json {
        self.roll(from, to).into()
    }

    /// An amount of `from..to` cents, with two decimal places.
    pub fn amount(&mut self, from: i64, to: i64) -> Json {
        let cents = self.roll(from, to);
        let sign = if cents < 0 { "-" } else { "" };
        number(&format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100))
    }

    /// A value in so many of a hundred cases, else null.
    pub fn maybe(&mut self, percent: i64, value: impl FnOnce(&mut Self) -> Json) -> Json {
        if self.chance(percent) { value(self) } else { Json::Null }
    }

    /// A day between 2015 and 2025: `2024-02-29`.
    pub fn date(&mut self) -> Json {
        let seconds = self.roll(1_420_070_400, 1_767_225_600);
        stamp(seconds).split('T').next().unwrap_or_default().into()
    }
}

/// A number of its JSON text; null where the text is none.
pub fn number(text: &str) -> Json {
    Decimal::parse(text).map_or(Json::Null, Json::Number)
}

/// Seconds since 1970 as date and time in UTC: `2024-08-08T23:57:37`.
pub fn stamp(seconds: i64) -> String {
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Days are counted from 0000-03-01, so that a leap day is the last of its year.
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}

/// An object of its members.
pub fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    Json::Object(
        members
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_the_calendar() {
        assert_eq!(stamp(0), "1970-01-01T00:00:00");
        assert_eq!(stamp(1_709_210_096), "2024-02-29T12:34:56");
        assert_eq!(stamp(-1), "1969-12-31T23:59:59");
    }

    #[test]
    fn a_seed_gives_the_same_rolls_and_they_keep_to_their_range() {
        let (mut one, mut other) = (Dice::new(7), Dice::new(7));
        for _ in 0..1000 {
            let roll = one.roll(-3, 5);
            assert!((-3..5).contains(&roll));
            assert_eq!(roll, other.roll(-3, 5));
        }
    }
}
