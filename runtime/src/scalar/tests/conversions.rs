//! Loading, and the conversions behind features.

use crate::record::Table;
use crate::scalar::{DateTime, Pattern, TextFormat};
use crate::wire::{Blank, Entry, Item, Member, Reader, Slot};
use crate::{Date, Decimal, Error, Json, Result, Time};

/// A number or a text.
enum Source {
    Number(&'static str),
    Text(&'static str),
}

fn refuse<T>() -> Result<T> {
    Err(Error::new("a scalar", "another"))
}

impl Reader for Source {
    fn object(&mut self, _: &'static Table, _: Member<'_>, _: Option<Entry<'_>>) -> Result<()> {
        refuse()
    }
    fn entries(&mut self, _: Entry<'_>) -> Result<()> {
        refuse()
    }
    fn array(&mut self, _: Item<'_>) -> Result<()> {
        refuse()
    }
    fn option(&mut self, _: Item<'_>) -> Result<()> {
        refuse()
    }
    fn string(&mut self) -> Result<String> {
        match self {
            Self::Text(text) => Ok((*text).to_owned()),
            Self::Number(_) => refuse(),
        }
    }
    fn integer(&mut self) -> Result<i64> {
        refuse()
    }
    fn number(&mut self) -> Result<String> {
        match self {
            Self::Number(text) => Ok((*text).to_owned()),
            Self::Text(_) => refuse(),
        }
    }
    fn float(&mut self) -> Result<f64> {
        refuse()
    }
    fn boolean(&mut self) -> Result<bool> {
        refuse()
    }
    fn json(&mut self) -> Result<Json> {
        refuse()
    }
}

fn load<T: Slot + Blank>(mut source: Source) -> Option<T> {
    let mut value = T::BLANK;
    value.load(&mut source).ok().map(|()| value)
}

struct Seconds;
impl TextFormat for Seconds {
    const PATTERN: Pattern = Pattern::Unix;
}

#[test]
fn each_scalar_loads_from_its_token() {
    assert_eq!(
        load::<Date>(Source::Text("0000-00-00")),
        Some(Date::from_static("0000-00-00"))
    );
    assert_eq!(load::<Date>(Source::Number("1")), None);
    assert_eq!(load::<Time>(Source::Text("noon")), Some(Time::from_static("noon")));
    assert_eq!(
        load(Source::Number("1.50")),
        Some(DateTime::<Seconds>::from_static("1.50"))
    );
    assert_eq!(load::<DateTime<Seconds>>(Source::Text("1.50")), None);
    assert_eq!(load::<Decimal>(Source::Number("1.50")).unwrap().as_str(), "1.50");
    assert_eq!(load::<Decimal>(Source::Number("NaN")), None);
    assert_eq!(load::<Decimal>(Source::Text("1")), None);
}

#[test]
fn a_blank_decimal_is_a_number() {
    assert_eq!(Decimal::BLANK.as_str(), "0");
}

#[cfg(feature = "jiff")]
mod jiff {
    use super::*;
    use crate::{date, datetime};
    use ::jiff::{Timestamp, civil};

    #[test]
    fn there_and_back() {
        let timestamp: Timestamp = "2026-01-31T10:00:00.5Z".parse().unwrap();
        assert_eq!(DateTime::try_from(timestamp), Ok(datetime!("2026-01-31T10:00:00.5Z")));
        assert_eq!(
            Timestamp::try_from(&datetime!("2026-01-31T11:00:00.5+01:00")),
            Ok(timestamp)
        );
        let early: Timestamp = "1969-12-31T23:59:59.5Z".parse().unwrap();
        assert_eq!(DateTime::try_from(early), Ok(datetime!("1969-12-31T23:59:59.5Z")));
        let day = civil::date(2026, 1, 31);
        assert_eq!(Date::try_from(day), Ok(date!("2026-01-31")));
        assert_eq!(civil::Date::try_from(&date!("2026-01-31")), Ok(day));
        let time = civil::time(10, 0, 0, 250_000_000);
        assert_eq!(Time::from(time).as_str(), "10:00:00.25");
        assert_eq!(civil::Time::try_from(&Time::from_static("10:00:00.250")), Ok(time));
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        assert!(DateTime::<Seconds>::try_from(Timestamp::MIN).is_ok());
        assert!(DateTime::<crate::scalar::Rfc3339>::try_from(Timestamp::MIN).is_err());
        assert!(Date::<crate::scalar::Rfc3339>::try_from(civil::date(-1, 1, 1)).is_err());
        let far = DateTime::<Seconds>::from_static("9223372036854775807");
        assert!(Timestamp::try_from(&far).is_err());
        let error = civil::Date::try_from(&Date::<crate::scalar::Rfc3339>::from_static("soon")).unwrap_err();
        assert_eq!(error.to_string(), "\"soon\" is no date such as 2026-01-31");
        assert!(civil::Time::try_from(&Time::from_static("noon")).is_err());
    }
}

#[cfg(feature = "time")]
mod time {
    use super::*;
    use crate::{date, datetime};
    use ::time::{Month, OffsetDateTime};

    #[test]
    fn there_and_back() {
        let stamp = OffsetDateTime::from_unix_timestamp_nanos(1_769_853_600_500_000_000).unwrap();
        assert_eq!(DateTime::try_from(stamp), Ok(datetime!("2026-01-31T10:00:00.5Z")));
        assert_eq!(
            OffsetDateTime::try_from(&datetime!("2026-01-31T11:00:00.5+01:00")),
            Ok(stamp)
        );
        let day = ::time::Date::from_calendar_date(2026, Month::January, 31).unwrap();
        assert_eq!(Date::try_from(day), Ok(date!("2026-01-31")));
        assert_eq!(::time::Date::try_from(&date!("2026-01-31")), Ok(day));
        let time = ::time::Time::from_hms_nano(10, 0, 0, 250_000_000).unwrap();
        assert_eq!(Time::from(time).as_str(), "10:00:00.25");
        assert_eq!(::time::Time::try_from(&Time::from_static("10:00:00.250")), Ok(time));
        assert!(::time::Time::try_from(&Time::from_static("noon")).is_err());
        assert!(OffsetDateTime::try_from(&DateTime::<Seconds>::from_static("9223372036854775807")).is_err());
    }
}

#[cfg(feature = "chrono")]
mod chrono {
    use super::*;
    use crate::{date, datetime};
    use ::chrono::{NaiveDate, NaiveTime, Utc};

    #[test]
    fn there_and_back() {
        let stamp = ::chrono::DateTime::<Utc>::from_timestamp(1_769_853_600, 500_000_000).unwrap();
        assert_eq!(DateTime::try_from(stamp), Ok(datetime!("2026-01-31T10:00:00.5Z")));
        assert_eq!(
            ::chrono::DateTime::<Utc>::try_from(&datetime!("2026-01-31T11:00:00.5+01:00")),
            Ok(stamp)
        );
        let day = NaiveDate::from_ymd_opt(2026, 1, 31).unwrap();
        assert_eq!(Date::try_from(day), Ok(date!("2026-01-31")));
        assert_eq!(NaiveDate::try_from(&date!("2026-01-31")), Ok(day));
        assert!(Date::<crate::scalar::Rfc3339>::try_from(NaiveDate::MIN).is_err());
        let time = NaiveTime::from_hms_nano_opt(10, 0, 0, 250_000_000).unwrap();
        assert_eq!(Time::from(time).as_str(), "10:00:00.25");
        assert_eq!(NaiveTime::try_from(&Time::from_static("10:00:00.250")), Ok(time));
        assert!(NaiveTime::try_from(&Time::from_static("noon")).is_err());
    }
}

#[cfg(feature = "rust_decimal")]
mod decimals {
    use crate::Decimal;
    use ::rust_decimal::Decimal as Other;

    fn convert(text: &str) -> Option<String> {
        let value: Decimal = text.parse().unwrap();
        Other::try_from(&value).ok().map(|it| it.to_string())
    }

    #[test]
    fn there_and_back() {
        assert_eq!(convert("12.50").as_deref(), Some("12.50"));
        assert_eq!(convert("-1.25e1").as_deref(), Some("-12.5"));
        assert_eq!(convert("12e3").as_deref(), Some("12000"));
        assert_eq!(convert("0e999999999").as_deref(), Some("0"));
        assert_eq!(convert(&format!("1.{}", "0".repeat(40))).as_deref(), Some("1"));
        assert_eq!(
            convert("79228162514264337593543950335").as_deref(),
            Some("79228162514264337593543950335")
        );
        for text in [
            "79228162514264337593543950336",
            "1e999999999",
            "1e-29",
            "0.12345678901234567890123456789",
        ] {
            assert_eq!(convert(text), None, "{text}");
        }
        assert_eq!(Decimal::from(Other::new(-1250, 2)).as_str(), "-12.50");
    }
}
