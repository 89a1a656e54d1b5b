//! Instants, calendar dates and times of day, and the arithmetic between them.
//!
//! Input and output: plain numbers. **Invariant:** every date that this module makes is one of the proleptic Gregorian
//! calendar in the years 0 to 9999, what four digits can spell.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

pub(super) const DAY: i64 = 86_400;
const FIRST_DAY: i64 = -719_528; // 0000-01-01
const LAST_DAY: i64 = 2_932_896; // 9999-12-31
const NANOS: i128 = 1_000_000_000;

/// A point on the time line, counted from 1970-01-01T00:00:00Z without leap seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    /// Whole seconds, rounded down: negative before 1970.
    pub seconds: i64,
    /// Nanoseconds after `seconds`, below 1,000,000,000.
    pub nanoseconds: u32,
}

impl Instant {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self {
        seconds: 0,
        nanoseconds: 0,
    };

    /// `None` where the seconds do not fit 64 bits.
    pub(super) fn from_nanos(nanos: i128) -> Option<Self> {
        Some(Self {
            seconds: i64::try_from(nanos.div_euclid(NANOS)).ok()?,
            nanoseconds: u32::try_from(nanos.rem_euclid(NANOS)).ok()?,
        })
    }

    pub(super) const fn nanos(self) -> i128 {
        self.seconds as i128 * NANOS + self.nanoseconds as i128
    }

    /// Date and time of day in UTC; `None` outside the years 0 to 9999, or with a whole second in `nanoseconds`.
    #[must_use]
    pub const fn civil(self) -> Option<Civil> {
        let Some(date) = CivilDate::from_days(self.seconds.div_euclid(DAY)) else {
            return None;
        };
        let second = self.seconds.rem_euclid(DAY);
        let time = CivilTime::new(
            (second / 3600) as u8,
            (second / 60 % 60) as u8,
            (second % 60) as u8,
            self.nanoseconds,
        );
        match time {
            Some(time) => Some(date.at(time)),
            None => None,
        }
    }
}

/// A clock beyond the range of 64-bit seconds stops at its end.
impl From<SystemTime> for Instant {
    fn from(time: SystemTime) -> Self {
        match time.duration_since(UNIX_EPOCH) {
            Ok(after) => Self {
                seconds: i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
                nanoseconds: after.subsec_nanos(),
            },
            Err(error) => {
                let before = error.duration();
                let whole = i64::try_from(before.as_secs()).unwrap_or(i64::MAX);
                match before.subsec_nanos() {
                    0 => Self {
                        seconds: -whole,
                        nanoseconds: 0,
                    },
                    nanoseconds => Self {
                        seconds: -whole - 1,
                        nanoseconds: 1_000_000_000 - nanoseconds,
                    },
                }
            }
        }
    }
}

/// Errors: the clock of this machine cannot hold the instant.
impl TryFrom<Instant> for SystemTime {
    type Error = super::ScalarError;

    fn try_from(instant: Instant) -> Result<Self, Self::Error> {
        let whole = Duration::from_secs(instant.seconds.unsigned_abs());
        let start = if instant.seconds < 0 {
            UNIX_EPOCH.checked_sub(whole)
        } else {
            UNIX_EPOCH.checked_add(whole)
        };
        start
            .and_then(|start| start.checked_add(Duration::from_nanos(u64::from(instant.nanoseconds))))
            .ok_or_else(|| super::ScalarError::new(&format!("{}s", instant.seconds), "time of this machine's clock"))
    }
}

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDate {
    /// 0 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl CivilDate {
    /// `None` where the calendar has no such day, or the year is above 9999.
    #[must_use]
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        if year > 9999 || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        Some(Self { year, month, day })
    }

    /// The same day at a time.
    #[must_use]
    pub const fn at(self, time: CivilTime) -> Civil {
        Civil {
            year: self.year,
            month: self.month,
            day: self.day,
            hour: time.hour,
            minute: time.minute,
            second: time.second,
            nanosecond: time.nanosecond,
        }
    }

    /// Checks the parts again: the fields are public.
    pub(super) const fn checked(self) -> Option<Self> {
        Self::new(self.year, self.month, self.day)
    }

    /// Days since 1970-01-01.
    pub(super) const fn days(self) -> i64 {
        // Years start in March here, so that the leap day is the last of its year.
        let early = self.month <= 2;
        let year = self.year as i64 - early as i64;
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month = (self.month as i64 + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + self.day as i64 - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// `None` outside the years 0 to 9999.
    pub(super) const fn from_days(days: i64) -> Option<Self> {
        if days < FIRST_DAY || days > LAST_DAY {
            return None;
        }
        let days = days + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let early = month >= 10;
        let year = era * 400 + year_of_era + early as i64;
        Some(Self {
            year: year as u16,
            month: (if early { month - 9 } else { month + 3 }) as u8,
            day: day as u8,
        })
    }

    /// 0 is Monday.
    pub(super) const fn weekday(self) -> usize {
        (self.days() + 3).rem_euclid(7) as usize
    }
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilTime {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59: a leap second is read as 59.
    pub second: u8,
    /// Below 1,000,000,000.
    pub nanosecond: u32,
}

impl CivilTime {
    pub(super) const MIDNIGHT: Self = Self {
        hour: 0,
        minute: 0,
        second: 0,
        nanosecond: 0,
    };

    /// `None` where a part is out of its range.
    #[must_use]
    pub const fn new(hour: u8, minute: u8, second: u8, nanosecond: u32) -> Option<Self> {
        if hour > 23 || minute > 59 || second > 59 || nanosecond > 999_999_999 {
            return None;
        }
        Some(Self {
            hour,
            minute,
            second,
            nanosecond,
        })
    }

    /// As [`new`](Self::new) for what was read: the leap second 60 counts as 59.
    pub(super) const fn read(hour: u8, minute: u8, second: u8, nanosecond: u32) -> Option<Self> {
        Self::new(hour, minute, if second == 60 { 59 } else { second }, nanosecond)
    }

    pub(super) const fn checked(self) -> Option<Self> {
        Self::new(self.hour, self.minute, self.second, self.nanosecond)
    }
}

/// A date and time of day, in whatever zone it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Civil {
    /// 0 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59: a leap second is read as 59.
    pub second: u8,
    /// Below 1,000,000,000.
    pub nanosecond: u32,
}

impl Civil {
    /// The day.
    #[must_use]
    pub const fn date(self) -> CivilDate {
        CivilDate {
            year: self.year,
            month: self.month,
            day: self.day,
        }
    }

    /// The time of day.
    #[must_use]
    pub const fn time(self) -> CivilTime {
        CivilTime {
            hour: self.hour,
            minute: self.minute,
            second: self.second,
            nanosecond: self.nanosecond,
        }
    }

    /// The instant, for a clock that is `offset` seconds ahead of UTC.
    pub(super) const fn at_offset(self, offset: i32) -> Instant {
        let second = self.hour as i64 * 3600 + self.minute as i64 * 60 + self.second as i64;
        Instant {
            seconds: self.date().days() * DAY + second - offset as i64,
            nanoseconds: self.nanosecond,
        }
    }

    pub(super) const fn checked(self) -> Option<Self> {
        match (self.date().checked(), self.time().checked()) {
            (Some(date), Some(time)) => Some(date.at(time)),
            _ => None,
        }
    }
}

/// 0 where there is no such month.
const fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 0,
    }
}
