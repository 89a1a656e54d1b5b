use proptest::prelude::*;

use crate::rule::equals;
use crate::scalar::{Civil, CivilDate, Date, DateTime, Instant, Pattern, TextFormat, Zone};

macro_rules! format {
    ($($name:ident = $pattern:expr;)*) => {$(
        struct $name;
        impl TextFormat for $name {
            const PATTERN: Pattern = $pattern;
        }
    )*};
}

const fn strftime(pattern: &'static str, zone: Zone) -> Pattern {
    Pattern::Strftime { pattern, zone }
}

format! {
    Mail = Pattern::Rfc2822;
    Seconds = Pattern::Unix;
    Millis = Pattern::UnixMillis;
    Utc = strftime("%Y-%m-%dT%H:%M:%SZ", Zone::Utc);
    Local = strftime("%d/%m/%Y %H:%M", Zone::Unstated);
    Offset = strftime("%a %b %d %H:%M:%S.%f %z %Y 100%%", Zone::Unstated);
    Madrid = strftime("%Y-%m-%d %H:%M:%S", Zone::Named("Europe/Madrid"));
    Atlantis = strftime("%Y-%m-%d %H:%M:%S", Zone::Named("Atlantic/Atlantis"));
    Compact = strftime("%Y%m%d", Zone::Utc);
    Month = strftime("%m/%Y", Zone::Utc);
    Unknown = strftime("%Y-%j", Zone::Utc);
    Cut = strftime("%Y-%m-%d%", Zone::Utc);
}

const NOON: Instant = Instant {
    seconds: 1_769_860_800,
    nanoseconds: 250_000_000,
};

fn written<F: TextFormat>() -> String {
    DateTime::<F>::from_instant(NOON).unwrap().into()
}

fn seconds<F: TextFormat>(text: &str) -> Option<i64> {
    let value = DateTime::<F>::from_text(text);
    assert_eq!(value.as_str(), text);
    value.instant().map(|instant| instant.seconds)
}

#[test]
fn each_format_writes_its_own_spelling() {
    assert_eq!(written::<Mail>(), "Sat, 31 Jan 2026 12:00:00 +0000");
    assert_eq!(written::<Seconds>(), "1769860800");
    assert_eq!(written::<Millis>(), "1769860800250");
    assert_eq!(written::<Utc>(), "2026-01-31T12:00:00Z");
    assert_eq!(written::<Local>(), "31/01/2026 12:00");
    assert_eq!(written::<Offset>(), "Sat Jan 31 12:00:00.250000 +0000 2026 100%");
    assert_eq!(written::<Compact>(), "20260131");
}

#[test]
fn rfc_2822() {
    let noon = Some(NOON.seconds);
    assert_eq!(seconds::<Mail>("Sat, 31 Jan 2026 12:00:00 +0000"), noon);
    assert_eq!(seconds::<Mail>("31 jan 2026 12:00 GMT"), noon);
    assert_eq!(seconds::<Mail>("Sat,  31 Jan 2026 07:00:00 EST"), noon);
    assert_eq!(seconds::<Mail>("Sun, 1 Feb 2026 01:30:00 +1330"), noon);
    for text in [
        "Sun, 31 Jan 2026 12:00:00 +0000",
        "Sat, 31 Jan 26 12:00:00 +0000",
        "Sat, 31 Enero 2026 12:00:00 +0000",
        "Sat, 31 Jan 2026 12:00:00",
        "Sat, 31 Jan 2026 12:00:00 XYZ",
        "Sat, 31 Jan 2026 12:00:00 +0000 (comment)",
        "Sat, 31 Jan 2026 12:00:00:00 +0000",
        "Sat, +1 Jan 2026 12:00:00 +0000",
        "",
    ] {
        assert_eq!(seconds::<Mail>(text), None, "{text}");
    }
}

#[test]
fn unix_times_are_exact() {
    let fine = DateTime::<Seconds>::from_text("-0.5").instant().unwrap();
    assert_eq!((fine.seconds, fine.nanoseconds), (-1, 500_000_000));
    assert_eq!(seconds::<Seconds>("1.7698608e9"), Some(NOON.seconds));
    assert_eq!(seconds::<Millis>("1769860800250.75"), Some(NOON.seconds));
    let precise = DateTime::<Millis>::from_text("1769860800250.75").instant().unwrap();
    assert_eq!(precise.nanoseconds, 250_750_000);
    assert_eq!(seconds::<Seconds>("9223372036854775807"), Some(i64::MAX));
    for text in [
        "9223372036854775808",
        "1e999999999",
        "1e99999999999999999999999999999999999999999",
        "",
        "soon",
        "+1",
    ] {
        assert_eq!(seconds::<Seconds>(text), None, "{text}");
    }
    assert_eq!(seconds::<Seconds>("1e-999999999"), Some(0));
    let far = DateTime::<Seconds>::from_text("9223372036854775807");
    assert!(far.is_valid());
    assert_eq!(far.civil(), None);
    assert_eq!(
        DateTime::<Millis>::from_instant(Instant {
            seconds: i64::MIN,
            nanoseconds: 0
        })
        .unwrap()
        .as_str(),
        "-9223372036854775808000"
    );
}

#[test]
fn counts_are_numbers_on_the_wire_and_other_texts_are_texts() {
    assert!(equals(&DateTime::<Seconds>::from_text("1769860800"), "1769860800"));
    assert!(equals(&DateTime::<Seconds>::from_text("soon"), "\"soon\""));
    assert!(equals(&DateTime::<Utc>::from_text("1769860800"), "\"1769860800\""));
    assert!(equals(&Date::<Seconds>::from_text("0"), "0.0"));
}

#[test]
fn strftime_reads_what_it_says() {
    assert_eq!(seconds::<Utc>("2026-01-31T12:00:00Z"), Some(NOON.seconds));
    assert_eq!(
        seconds::<Offset>("sat JAN 31 13:00:00.25 +01:00 2026 100%"),
        Some(NOON.seconds)
    );
    assert_eq!(seconds::<Offset>("Sun Jan 31 13:00:00.25 +01:00 2026 100%"), None);
    for text in [
        "2026-1-31T12:00:00Z",
        "2026-01-31T12:00:00",
        "2026-01-31T12:00:00Zz",
        "2026-02-29T12:00:00Z",
        "+026-01-31T12:00:00Z",
    ] {
        assert_eq!(seconds::<Utc>(text), None, "{text}");
    }
    assert_eq!(
        "2026".parse::<DateTime<Utc>>().unwrap_err().to_string(),
        "\"2026\" is no date and time of the form %Y-%m-%dT%H:%M:%SZ"
    );
    // A name cut in the middle of a character.
    assert_eq!(seconds::<Offset>("aé Jan"), None);
}

#[test]
fn a_time_without_a_zone_is_no_instant() {
    let value = DateTime::<Local>::from_text("31/01/2026 12:30");
    assert!(value.is_valid());
    assert_eq!(value.instant(), None);
    let civil = value.civil().unwrap();
    assert_eq!((civil.day, civil.hour, civil.minute, civil.second), (31, 12, 30, 0));
    assert_eq!(DateTime::<Local>::from_civil(civil), Some(value));
}

#[test]
fn dates_of_every_format() {
    let day = CivilDate::new(2026, 1, 31).unwrap();
    assert_eq!(Date::<Compact>::from_civil(day).unwrap().as_str(), "20260131");
    assert_eq!(Date::<Compact>::from_text("20260131").civil(), Some(day));
    assert_eq!(Date::<Seconds>::from_civil(day).unwrap().as_str(), "1769817600");
    assert_eq!(Date::<Seconds>::from_text("1769817601").civil(), Some(day));
    assert_eq!(
        Date::<Mail>::from_text("Sat, 31 Jan 2026 12:00:00 +0000").civil(),
        Some(day)
    );
    assert!("20260230".parse::<Date<Compact>>().is_err());
    let month = Date::<Month>::from_text("01/2026");
    assert!(month.is_valid());
    assert_eq!(month.civil(), None);
    assert!(!Date::<Month>::from_text("13/2026").is_valid());
}

#[test]
fn an_unknown_directive_matches_and_spells_nothing() {
    assert!(!DateTime::<Unknown>::from_text("2026-031").is_valid());
    assert_eq!(DateTime::<Unknown>::from_instant(NOON), None);
    assert_eq!(DateTime::<Cut>::from_instant(NOON), None);
    assert!(!Date::<Cut>::from_text("2026-01-31%").is_valid());
}

#[test]
fn a_zone_that_nobody_knows_is_no_instant() {
    assert_eq!(seconds::<Atlantis>("2026-01-31 12:00:00"), None);
    assert_eq!(DateTime::<Atlantis>::from_instant(NOON), None);
    let civil = DateTime::<Atlantis>::from_text("2026-01-31 12:00:00").civil();
    // Its own local time needs no database.
    assert_eq!(
        civil.and_then(DateTime::<Atlantis>::from_civil).unwrap().as_str(),
        "2026-01-31 12:00:00"
    );
}

#[cfg(not(feature = "jiff"))]
#[test]
fn without_jiff_no_named_zone_is_known() {
    assert!(DateTime::<Madrid>::from_text("2026-01-31 13:00:00").is_valid());
    assert_eq!(seconds::<Madrid>("2026-01-31 13:00:00"), None);
    assert_eq!(DateTime::<Madrid>::from_instant(NOON), None);
}

#[cfg(feature = "jiff")]
#[test]
fn with_jiff_named_zones_follow_the_clocks() {
    assert_eq!(written::<Madrid>(), "2026-01-31 13:00:00");
    assert_eq!(seconds::<Madrid>("2026-01-31 13:00:00"), Some(NOON.seconds));
    let summer = seconds::<Madrid>("2026-07-31 14:00:00").unwrap();
    assert_eq!(
        summer,
        "2026-07-31T12:00:00Z"
            .parse::<DateTime>()
            .unwrap()
            .instant()
            .unwrap()
            .seconds
    );
    // Skipped: an hour later. Twice: the first.
    assert_eq!(
        seconds::<Madrid>("2026-03-29 02:30:00"),
        seconds::<Utc>("2026-03-29T01:30:00Z")
    );
    assert_eq!(
        seconds::<Madrid>("2026-10-25 02:30:00"),
        seconds::<Utc>("2026-10-25T00:30:00Z")
    );
}

proptest! {
    #[test]
    fn strftime_reads_what_it_writes(seconds in -62_167_219_200_i64..=253_402_300_799, micros in 0..1_000_000_u32) {
        let instant = Instant { seconds, nanoseconds: micros * 1000 };
        let value = DateTime::<Offset>::from_instant(instant).unwrap();
        prop_assert_eq!(value.instant(), Some(instant));
        let whole = Instant { seconds, nanoseconds: 0 };
        prop_assert_eq!(DateTime::<Utc>::from_instant(instant).unwrap().instant(), Some(whole));
        prop_assert_eq!(DateTime::<Mail>::from_instant(instant).unwrap().instant(), Some(whole));
        prop_assert_eq!(DateTime::<Seconds>::from_instant(instant).unwrap().instant(), Some(whole));
        let millis = Instant { seconds, nanoseconds: micros / 1000 * 1_000_000 };
        prop_assert_eq!(DateTime::<Millis>::from_instant(instant).unwrap().instant(), Some(millis));
        let date = Civil::date(instant.civil().unwrap());
        prop_assert_eq!(Date::<Compact>::from_civil(date).unwrap().civil(), Some(date));
    }

    #[test]
    fn mail_dates_mean_what_the_oracle_says(seconds in -62_167_219_200_i64..=253_402_300_799) {
        let timestamp = jiff::Timestamp::from_second(seconds).unwrap();
        let zoned = timestamp.to_zoned(jiff::tz::TimeZone::UTC);
        let text = jiff::fmt::rfc2822::to_string(&zoned).unwrap();
        prop_assert_eq!(DateTime::<Mail>::from_text(text).instant(), Some(Instant { seconds, nanoseconds: 0 }));
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,40}") {
        let _ = seconds::<Mail>(&text);
        let _ = seconds::<Offset>(&text);
        let _ = seconds::<Seconds>(&text);
        let _ = seconds::<Madrid>(&text);
    }
}
