//! Conversions from and to [`chrono`](::chrono). Feature `chrono`.

use ::chrono::{Datelike, NaiveDate, NaiveTime, Timelike, Utc};

use super::{CivilDate, CivilTime, Date, DateTime, Instant, ScalarError, TextFormat, Time};

type Stamp = ::chrono::DateTime<Utc>;

/// chrono's leap seconds count as the last nanosecond before the next.
fn nanoseconds(value: u32) -> u32 {
    value.min(999_999_999)
}

impl From<Stamp> for Instant {
    fn from(value: Stamp) -> Self {
        Self {
            seconds: value.timestamp(),
            nanoseconds: nanoseconds(value.timestamp_subsec_nanos()),
        }
    }
}

/// Errors: out of the range of years of chrono.
impl TryFrom<Instant> for Stamp {
    type Error = ScalarError;

    fn try_from(value: Instant) -> Result<Self, ScalarError> {
        Self::from_timestamp(value.seconds, value.nanoseconds)
            .ok_or_else(|| ScalarError::new(&format!("{}s since 1970", value.seconds), "chrono::DateTime<Utc>"))
    }
}

/// Errors: the format cannot spell the instant; see [`DateTime::from_instant`].
impl<F: TextFormat> TryFrom<Stamp> for DateTime<F> {
    type Error = ScalarError;

    fn try_from(value: Stamp) -> Result<Self, ScalarError> {
        Self::try_from(Instant::from(value))
    }
}

/// Errors: the text is not well formed, or its zone is not known.
impl<F: TextFormat> TryFrom<&DateTime<F>> for Stamp {
    type Error = ScalarError;

    fn try_from(value: &DateTime<F>) -> Result<Self, ScalarError> {
        Instant::try_from(value)?.try_into()
    }
}

/// Errors: the year has not four digits, or the format cannot spell the date.
impl<F: TextFormat> TryFrom<NaiveDate> for Date<F> {
    type Error = ScalarError;

    fn try_from(value: NaiveDate) -> Result<Self, ScalarError> {
        let date = || {
            let (month, day) = (u8::try_from(value.month()).ok()?, u8::try_from(value.day()).ok()?);
            CivilDate::new(u16::try_from(value.year()).ok()?, month, day)
        };
        date()
            .and_then(Self::from_civil)
            .ok_or_else(|| ScalarError::new(&value.to_string(), F::PATTERN.name_of_date()))
    }
}

/// Errors: the text is not well formed.
impl<F: TextFormat> TryFrom<&Date<F>> for NaiveDate {
    type Error = ScalarError;

    fn try_from(value: &Date<F>) -> Result<Self, ScalarError> {
        value
            .civil()
            .and_then(|date| Self::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day)))
            .ok_or_else(|| ScalarError::new(value.as_str(), F::PATTERN.name_of_date()))
    }
}

impl From<NaiveTime> for Time {
    fn from(value: NaiveTime) -> Self {
        // Below 60, all of them.
        let part = |part: u32| u8::try_from(part).unwrap_or(0);
        Self::spelled(CivilTime {
            hour: part(value.hour()),
            minute: part(value.minute()),
            second: part(value.second()),
            nanosecond: nanoseconds(value.nanosecond()),
        })
    }
}

/// Errors: the text is not well formed.
impl TryFrom<&Time> for NaiveTime {
    type Error = ScalarError;

    fn try_from(value: &Time) -> Result<Self, ScalarError> {
        let time = value.strict()?;
        Self::from_hms_nano_opt(
            u32::from(time.hour),
            u32::from(time.minute),
            u32::from(time.second),
            time.nanosecond,
        )
        .ok_or_else(|| ScalarError::new(value.as_str(), "chrono::NaiveTime"))
    }
}
