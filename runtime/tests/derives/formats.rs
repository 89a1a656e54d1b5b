//! A format that is not JSON: MessagePack, which is binary, writes lengths first and knows integers from floats.

use std::collections::BTreeMap;

use bindery::{Date, DateTime, Decimal, Json, Model, Time, Validate, date, datetime, decimal, json};

use crate::shop::{Order, Unix, full};

fn there_and_back<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
    rmp_serde::from_slice(&rmp_serde::to_vec(value).unwrap()).unwrap()
}

/// What a reader sees who knows nothing of our types.
fn seen(value: &impl serde::Serialize) -> serde_json::Value {
    rmp_serde::from_slice(&rmp_serde::to_vec(value).unwrap()).unwrap()
}

#[test]
fn models_survive() {
    assert!(there_and_back::<Order>(&full()) == full());
    let least: Order = json::from_str(r#"{"id":1,"total":2,"isPaid":0}"#).unwrap();
    assert!(there_and_back(&least) == least);
}

#[test]
fn exact_decimals_travel_as_text() {
    for text in [
        "12.50",
        "0.1",
        "7",
        "123456789012345678901234567890.123456789",
        "1e400",
        "-0",
    ] {
        let number = Decimal::parse(text).unwrap();
        assert_eq!(seen(&number), serde_json::json!(text));
        assert_eq!(there_and_back(&number).as_str(), text);
    }
    let read = |bytes: Vec<u8>| rmp_serde::from_slice::<Decimal>(&bytes).unwrap();
    assert_eq!(read(rmp_serde::to_vec(&12_i64).unwrap()), decimal!("12"));
    assert_eq!(read(rmp_serde::to_vec(&12.5_f64).unwrap()), decimal!("12.5"));
    assert_eq!(
        read(rmp_serde::to_vec(&u64::MAX).unwrap()),
        decimal!("18446744073709551615")
    );
}

#[test]
fn dates_and_times_keep_their_text() {
    let day: Date = date!("2026-01-31");
    let placed: DateTime = datetime!("2026-01-31T11:00:00+01:00");
    let changed = DateTime::<Unix>::from_text("1769853600");
    let time = Time::from_static("10:00");
    assert_eq!(seen(&day), "2026-01-31");
    assert_eq!(seen(&placed), "2026-01-31T11:00:00+01:00");
    // Unix time is a number on every road.
    assert_eq!(seen(&changed), 1_769_853_600);
    assert_eq!(seen(&time), "10:00");
    assert_eq!(there_and_back(&day), day);
    assert_eq!(there_and_back(&placed), placed);
    assert_eq!(there_and_back(&changed), changed);
    assert_eq!(there_and_back(&time), time);
    // A text that is no date is kept.
    assert_eq!(
        there_and_back(&Date::<bindery::scalar::Rfc3339>::from_text("soon")).as_str(),
        "soon"
    );

    assert_eq!(
        serde_json::to_string(&(day, placed, changed, time)).unwrap(),
        r#"["2026-01-31","2026-01-31T11:00:00+01:00",1769853600,"10:00"]"#
    );
    assert!(serde_json::from_str::<Date>("1").is_err());
    assert!(serde_json::from_str::<Time>("null").is_err());
}

#[test]
fn scalars_are_fields_of_serde_s_derives() {
    #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Plain {
        day: Option<Date>,
        changed: DateTime<Unix>,
        at: Time,
        total: Decimal,
        by_day: BTreeMap<String, Decimal>,
    }
    let text = r#"{"day":null,"changed":5,"at":"10:00","total":"1.50","by_day":{"2026-01-31":"2"}}"#;
    let plain: Plain = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&plain).unwrap(), text);
    assert_eq!(there_and_back(&plain), plain);
}

#[test]
fn any_json_survives() {
    let value: Json = json::from_str(r#"{"a":[1,-2.50,1e-7,18446744073709551615,null,true,"x"],"b":{}}"#).unwrap();
    assert_eq!(there_and_back(&value), value);
}

#[test]
fn lengths_stand_before_open_models() {
    #[derive(Clone, PartialEq, Model, Validate)]
    struct Open {
        id: Option<i64>,
        note: Option<String>,
        #[bindery(extra)]
        extra: BTreeMap<String, Json>,
    }
    let open: Open = json::from_str(r#"{"id":1,"x":[1],"y":{"z":null}}"#).unwrap();
    // After it the next value must be found where the length says.
    let pair = (open.clone(), 7_i64);
    assert!(there_and_back(&pair) == pair);
}

#[test]
fn errors_keep_their_path() {
    let bytes = rmp_serde::to_vec(&serde_json::json!({"id": 1, "lines": [{"sku": "a"}, {"sku": 5}]})).unwrap();
    let error = rmp_serde::from_slice::<Order>(&bytes).unwrap_err().to_string();
    assert!(error.starts_with("lines[1].sku: "), "{error}");
}
