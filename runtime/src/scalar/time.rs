//! Conversions from and to [`time`](::time). Feature `time`.

use ::time::{Month, OffsetDateTime};

use super::{CivilDate, CivilTime, Date, DateTime, Instant, ScalarError, TextFormat, Time};

impl From<OffsetDateTime> for Instant {
    fn from(value: OffsetDateTime) -> Self {
        Self {
            seconds: value.unix_timestamp(),
            nanoseconds: value.nanosecond(),
        }
    }
}

/// In UTC. Errors: out of the range of years of the crate `time`.
impl TryFrom<Instant> for OffsetDateTime {
    type Error = ScalarError;

    fn try_from(value: Instant) -> Result<Self, ScalarError> {
        Self::from_unix_timestamp_nanos(value.nanos())
            .map_err(|_| ScalarError::new(&format!("{}s since 1970", value.seconds), "time::OffsetDateTime"))
    }
}

/// Errors: the format cannot spell the instant; see [`DateTime::from_instant`].
impl<F: TextFormat> TryFrom<OffsetDateTime> for DateTime<F> {
    type Error = ScalarError;

    fn try_from(value: OffsetDateTime) -> Result<Self, ScalarError> {
        Self::try_from(Instant::from(value))
    }
}

/// In UTC. Errors: the text is not well formed, or its zone is not known.
impl<F: TextFormat> TryFrom<&DateTime<F>> for OffsetDateTime {
    type Error = ScalarError;

    fn try_from(value: &DateTime<F>) -> Result<Self, ScalarError> {
        Instant::try_from(value)?.try_into()
    }
}

/// Errors: the year has not four digits, or the format cannot spell the date.
impl<F: TextFormat> TryFrom<::time::Date> for Date<F> {
    type Error = ScalarError;

    fn try_from(value: ::time::Date) -> Result<Self, ScalarError> {
        u16::try_from(value.year())
            .ok()
            .and_then(|year| CivilDate::new(year, u8::from(value.month()), value.day()))
            .and_then(Self::from_civil)
            .ok_or_else(|| ScalarError::new(&value.to_string(), F::PATTERN.name_of_date()))
    }
}

/// Errors: the text is not well formed.
impl<F: TextFormat> TryFrom<&Date<F>> for ::time::Date {
    type Error = ScalarError;

    fn try_from(value: &Date<F>) -> Result<Self, ScalarError> {
        let date = || {
            let date = value.civil()?;
            let month = Month::try_from(date.month).ok()?;
            Self::from_calendar_date(i32::from(date.year), month, date.day).ok()
        };
        date().ok_or_else(|| ScalarError::new(value.as_str(), F::PATTERN.name_of_date()))
    }
}

impl From<::time::Time> for Time {
    fn from(value: ::time::Time) -> Self {
        let (hour, minute, second, nanosecond) = value.as_hms_nano();
        Self::spelled(CivilTime {
            hour,
            minute,
            second,
            nanosecond,
        })
    }
}

/// Errors: the text is not well formed.
impl TryFrom<&Time> for ::time::Time {
    type Error = ScalarError;

    fn try_from(value: &Time) -> Result<Self, ScalarError> {
        let time = value.strict()?;
        Self::from_hms_nano(time.hour, time.minute, time.second, time.nanosecond)
            .map_err(|_| ScalarError::new(value.as_str(), "time::Time"))
    }
}
