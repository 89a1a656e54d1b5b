use std::time::{Duration, SystemTime, UNIX_EPOCH};

use proptest::prelude::*;

use crate::scalar::{Civil, CivilDate, CivilTime, Date, DateTime, Instant, Rfc3339, Time, is_date_time};

fn stamp(text: &str) -> DateTime {
    DateTime::from_text(text)
}

#[test]
fn days_agree_with_the_oracle_over_all_years() {
    let epoch = jiff::civil::date(1970, 1, 1);
    let mut day = jiff::civil::date(0, 1, 1);
    let last = jiff::civil::date(9999, 12, 31);
    while day <= last {
        let ours = CivilDate::new(day.year() as u16, day.month() as u8, day.day() as u8).unwrap();
        let days = i64::from((day - epoch).get_days());
        assert_eq!(ours.days(), days, "{day}");
        assert_eq!(CivilDate::from_days(days), Some(ours), "{day}");
        assert_eq!(ours.weekday(), day.weekday().to_monday_zero_offset() as usize, "{day}");
        day = match day.checked_add(jiff::Span::new().days(1)) {
            Ok(next) => next,
            Err(_) => break,
        };
    }
}

#[test]
fn the_calendar_ends_with_four_digits() {
    let first = CivilDate::new(0, 1, 1).unwrap();
    let last = CivilDate::new(9999, 12, 31).unwrap();
    assert_eq!(CivilDate::from_days(first.days() - 1), None);
    assert_eq!(CivilDate::from_days(last.days() + 1), None);
    assert_eq!(CivilDate::from_days(i64::MIN), None);
    assert_eq!(CivilDate::from_days(i64::MAX), None);
    for (year, month, day) in [
        (2026, 2, 29),
        (1900, 2, 29),
        (2026, 4, 31),
        (2026, 13, 1),
        (2026, 0, 1),
        (2026, 1, 0),
    ] {
        assert_eq!(CivilDate::new(year, month, day), None);
    }
    assert!(CivilDate::new(2000, 2, 29).is_some());
    assert_eq!(CivilDate::new(10_000, 1, 1), None);
    let beyond = Instant {
        seconds: i64::MAX,
        nanoseconds: 0,
    };
    assert_eq!(beyond.civil(), None);
    assert_eq!(DateTime::<Rfc3339>::from_instant(beyond), None);
    let crooked = Instant {
        seconds: 0,
        nanoseconds: u32::MAX,
    };
    assert_eq!(crooked.civil(), None);
}

#[test]
fn rfc_3339_is_read_in_all_its_spellings() {
    let wanted = Some(Instant {
        seconds: 1_769_853_600,
        nanoseconds: 0,
    });
    for text in [
        "2026-01-31T10:00:00Z",
        "2026-01-31t10:00:00z",
        "2026-01-31 10:00:00Z",
        "2026-01-31T10:00:00.000000000000Z",
        "2026-01-31T11:30:00+01:30",
        "2026-01-31T11:30:00+0130",
        "2026-01-31T05:00:00-05",
        "2026-01-31T10:00:00-00:00",
        "2026-02-01T00:00:00+14:00",
    ] {
        assert_eq!(stamp(text).instant(), wanted, "{text}");
        assert!(is_date_time(text));
        assert_eq!(text.parse::<DateTime>().unwrap().as_str(), text);
    }
    let fine = stamp("2026-01-31T10:00:00.1234567891Z").instant().unwrap();
    assert_eq!(fine.nanoseconds, 123_456_789);
    assert_eq!(stamp("2026-06-30T23:59:60Z").civil().unwrap().second, 59);
}

#[test]
fn any_text_is_kept_and_ill_formed_ones_say_nothing() {
    for text in [
        "",
        "soon",
        "0000-00-00",
        "2026-01-31",
        "2026-01-31T10:00:00",
        "2026-01-31T10:00Z",
        "2026-01-31T24:00:00Z",
        "2026-01-31T10:60:00Z",
        "2026-01-31T10:00:61Z",
        "2026-01-31T10:00:00.Z",
        "2026-01-31T10:00:00+24:00",
        "2026-01-31T10:00:00+1",
        "2026-01-31T10:00:00Z ",
        "-026-01-31T10:00:00Z",
        "-2026-01-31T10:00:00Z",
        "12026-01-31T10:00:00Z",
        "2026-02-30T10:00:00Z",
        "２026-01-31T10:00:00Z",
    ] {
        let value = stamp(text);
        assert_eq!(value.as_str(), text);
        assert!(!value.is_valid(), "{text}");
        assert_eq!(value.instant(), None);
        assert_eq!(value.civil(), None);
        assert!(text.parse::<DateTime>().is_err());
    }
    let error = "2026-02-30".parse::<Date>().unwrap_err();
    assert_eq!(error.to_string(), "\"2026-02-30\" is no date such as 2026-01-31");
    let error = "soon".parse::<DateTime>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "\"soon\" is no date and time such as 2026-01-31T10:00:00Z"
    );
}

#[test]
fn equality_and_order_go_by_the_text() {
    let (here, there) = (stamp("2026-01-31T11:00:00+01:00"), stamp("2026-01-31T10:00:00Z"));
    assert_ne!(here, there);
    assert!(here > there);
    assert_eq!(here.instant(), there.instant());
    assert_eq!(here, here.clone());
    assert_eq!(
        format!("{here:?} {here}"),
        "DateTime(\"2026-01-31T11:00:00+01:00\") 2026-01-31T11:00:00+01:00"
    );
    assert_eq!(
        format!("{:>12}|", Date::<Rfc3339>::from_static("2026-01-31")),
        "  2026-01-31|"
    );
}

#[test]
fn civil_parts_are_those_of_the_text() {
    let civil = stamp("2026-01-31T11:02:03.5+01:00").civil().unwrap();
    let wanted = Civil {
        year: 2026,
        month: 1,
        day: 31,
        hour: 11,
        minute: 2,
        second: 3,
        nanosecond: 500_000_000,
    };
    assert_eq!(civil, wanted);
    let stamp = DateTime::<Rfc3339>::from_civil(civil).unwrap();
    assert_eq!(stamp.as_str(), "2026-01-31T11:02:03.5Z");
    assert_eq!(DateTime::<Rfc3339>::from_civil(Civil { hour: 24, ..wanted }), None);
    let day = Date::<Rfc3339>::from_civil(civil.date()).unwrap();
    assert_eq!(day.as_str(), "2026-01-31");
    let no_day = CivilDate {
        year: 2026,
        month: 2,
        day: 30,
    };
    assert_eq!(Date::<Rfc3339>::from_civil(no_day), None);
}

#[test]
fn times_of_day() {
    for (text, parts) in [
        ("10:00", (10, 0, 0, 0)),
        ("23:59:59", (23, 59, 59, 0)),
        ("00:00:00.25", (0, 0, 0, 250_000_000)),
    ] {
        let (hour, minute, second, nanosecond) = parts;
        let civil = CivilTime::new(hour, minute, second, nanosecond);
        assert_eq!(text.parse::<Time>().unwrap().civil(), civil, "{text}");
    }
    for text in ["", "10", "24:00", "10:60", "1:00", "10:00:00Z", "10:00.5", "10:00:00."] {
        assert!(!Time::from_text(text).is_valid(), "{text}");
    }
    let time = Time::from_civil(CivilTime::new(9, 5, 0, 1_000_000).unwrap()).unwrap();
    assert_eq!(time.as_str(), "09:05:00.001");
    assert_eq!(
        "noon".parse::<Time>().unwrap_err().to_string(),
        "\"noon\" is no time of day such as 10:00:00"
    );
}

#[test]
fn system_time_there_and_back() {
    for (time, seconds, nanoseconds) in [
        (UNIX_EPOCH, 0, 0),
        (UNIX_EPOCH + Duration::from_millis(1500), 1, 500_000_000),
        (UNIX_EPOCH - Duration::from_millis(1500), -2, 500_000_000),
        (UNIX_EPOCH - Duration::from_secs(2), -2, 0),
    ] {
        let instant = Instant::from(time);
        assert_eq!(instant, Instant { seconds, nanoseconds });
        assert_eq!(SystemTime::try_from(instant).unwrap(), time);
    }
}

#[test]
fn literals() {
    const DAY: Date = crate::date!("2024-02-29");
    assert_eq!(DAY, "2024-02-29".parse().unwrap());
    assert_eq!(
        crate::datetime!("2026-01-31T10:00:00Z").instant().unwrap().seconds,
        1_769_853_600
    );
    assert_eq!(crate::decimal!("12.50").as_str(), "12.50");
}

fn instants() -> impl Strategy<Value = Instant> {
    // The calendar's own range: 0000-01-01 to 9999-12-31.
    (-62_167_219_200_i64..=253_402_300_799, 0..1_000_000_000_u32)
        .prop_map(|(seconds, nanoseconds)| Instant { seconds, nanoseconds })
}

proptest! {
    #[test]
    fn an_instant_survives_its_text(instant in instants()) {
        let stamp = DateTime::<Rfc3339>::from_instant(instant).unwrap();
        prop_assert!(stamp.is_valid());
        prop_assert_eq!(stamp.instant(), Some(instant));
        prop_assert_eq!(stamp.civil(), instant.civil());
        prop_assert_eq!(DateTime::<Rfc3339>::from_civil(instant.civil().unwrap()), Some(stamp));
    }

    #[test]
    fn texts_mean_what_the_oracle_says(instant in instants(), offset in -1439..1440_i32) {
        let timestamp = jiff::Timestamp::new(instant.seconds, instant.nanoseconds as i32).unwrap();
        let zone = jiff::tz::Offset::from_seconds(offset * 60).unwrap();
        let local = zone.to_datetime(timestamp);
        prop_assume!((0..=9999).contains(&local.year()));
        let text = timestamp.display_with_offset(zone).to_string();
        prop_assert_eq!(stamp(&text).instant(), Some(instant), "{}", text);
        prop_assert_eq!(stamp(&text).civil().unwrap().hour, local.hour() as u8);
    }

    #[test]
    fn any_text_is_read_without_panic_and_kept(text in "\\PC{0,40}") {
        let value = stamp(&text);
        prop_assert_eq!(value.as_str(), text.as_str());
        prop_assert_eq!(value.is_valid(), text.parse::<DateTime>().is_ok());
        prop_assert_eq!(Time::from_text(text.as_str()).civil().is_some(), Time::from_text(text.as_str()).is_valid());
    }

    #[test]
    fn nearly_dates_are_read_without_panic(text in "[0-9]{4}[-/][0-9]{2}-[0-3][0-9][T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(\\.[0-9]{0,12})?(Z|[+-][0-9:]{1,5})?") {
        let oracle = text.parse::<jiff::Timestamp>();
        if let (Some(ours), Ok(theirs)) = (stamp(&text).instant(), oracle) {
            let theirs = Instant { seconds: theirs.as_nanosecond().div_euclid(1_000_000_000) as i64, nanoseconds: theirs.as_nanosecond().rem_euclid(1_000_000_000) as u32 };
            prop_assert_eq!(ours, theirs);
        }
    }
}
