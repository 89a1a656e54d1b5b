//! Conversions from and to [`jiff`](::jiff). Feature `jiff`, which also makes named zones known.

use ::jiff::{Timestamp, civil};

use super::{CivilDate, CivilTime, Date, DateTime, Instant, ScalarError, TextFormat, Time};

impl From<Timestamp> for Instant {
    fn from(value: Timestamp) -> Self {
        // Its instants are within some 400,000,000,000 seconds of 1970: always in range.
        Self::from_nanos(value.as_nanosecond()).unwrap_or(Self::EPOCH)
    }
}

/// Errors: out of the years -9999 to 9999.
impl TryFrom<Instant> for Timestamp {
    type Error = ScalarError;

    fn try_from(value: Instant) -> Result<Self, ScalarError> {
        Self::from_nanosecond(value.nanos())
            .map_err(|_| ScalarError::new(&format!("{}s since 1970", value.seconds), "jiff::Timestamp"))
    }
}

/// Errors: the format cannot spell the instant; see [`DateTime::from_instant`].
impl<F: TextFormat> TryFrom<Timestamp> for DateTime<F> {
    type Error = ScalarError;

    fn try_from(value: Timestamp) -> Result<Self, ScalarError> {
        Self::try_from(Instant::from(value))
    }
}

/// Errors: the text is not well formed, or its zone is not known.
impl<F: TextFormat> TryFrom<&DateTime<F>> for Timestamp {
    type Error = ScalarError;

    fn try_from(value: &DateTime<F>) -> Result<Self, ScalarError> {
        Instant::try_from(value)?.try_into()
    }
}

impl TryFrom<CivilDate> for civil::Date {
    type Error = ScalarError;

    fn try_from(value: CivilDate) -> Result<Self, ScalarError> {
        let parts = || {
            let year = i16::try_from(value.year).ok()?;
            Self::new(year, value.month.try_into().ok()?, value.day.try_into().ok()?).ok()
        };
        parts().ok_or_else(|| ScalarError::new(&format!("{value:?}"), "jiff::civil::Date"))
    }
}

impl TryFrom<CivilTime> for civil::Time {
    type Error = ScalarError;

    fn try_from(value: CivilTime) -> Result<Self, ScalarError> {
        let parts = || {
            let nanosecond = i32::try_from(value.nanosecond).ok()?;
            let (hour, minute, second) = (value.hour, value.minute, value.second);
            Self::new(
                hour.try_into().ok()?,
                minute.try_into().ok()?,
                second.try_into().ok()?,
                nanosecond,
            )
            .ok()
        };
        parts().ok_or_else(|| ScalarError::new(&format!("{value:?}"), "jiff::civil::Time"))
    }
}

/// Errors: the year is negative, or the format cannot spell the date.
impl<F: TextFormat> TryFrom<civil::Date> for Date<F> {
    type Error = ScalarError;

    fn try_from(value: civil::Date) -> Result<Self, ScalarError> {
        let parts = || {
            let year = u16::try_from(value.year()).ok()?;
            CivilDate::new(year, value.month().try_into().ok()?, value.day().try_into().ok()?)
        };
        parts()
            .and_then(Self::from_civil)
            .ok_or_else(|| ScalarError::new(&value.to_string(), F::PATTERN.name_of_date()))
    }
}

/// Errors: the text is not well formed.
impl<F: TextFormat> TryFrom<&Date<F>> for civil::Date {
    type Error = ScalarError;

    fn try_from(value: &Date<F>) -> Result<Self, ScalarError> {
        let date = value.civil();
        date.ok_or_else(|| ScalarError::new(value.as_str(), F::PATTERN.name_of_date()))?
            .try_into()
    }
}

impl From<civil::Time> for Time {
    fn from(value: civil::Time) -> Self {
        Self::from_text(value.to_string())
    }
}

/// Errors: the text is not well formed.
impl TryFrom<&Time> for civil::Time {
    type Error = ScalarError;

    fn try_from(value: &Time) -> Result<Self, ScalarError> {
        value.strict()?.try_into()
    }
}
