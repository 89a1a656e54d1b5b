#![deny(warnings)]
//! Models through serde_json with `arbitrary_precision`, where numbers come as maps, and on our own road.

use bindery::{Decimal, Json, Model, Validate, decimal, json};
use std::collections::BTreeMap;

#[derive(Clone, PartialEq, Model, Validate)]
struct Measured {
    #[bindery(required)]
    count: i64,
    #[bindery(required)]
    ratio: f64,
    #[bindery(required)]
    total: Decimal,
    #[bindery(text)]
    fee: Option<Decimal>,
    #[bindery(yes = "1", no = "0")]
    paid: Option<bool>,
    counts: Vec<i64>,
    ratios: BTreeMap<String, f64>,
    any: Json,
    #[bindery(extra)]
    extra: BTreeMap<String, Json>,
}

const LONG: &str = "123456789012345678901234567890.12345678901234567890";

fn main() {
    let text = format!(
        r#"{{"count":-9223372036854775808,"ratio":0.1,"total":{LONG},"fee":"0.10","paid":1,"counts":[0,1],"#
    ) + &format!(r#""ratios":{{"a":-2.5,"b":1e-7}},"any":[7,-2.5,{{"n":18446744073709551615}},null],"more":{{"n":1}}}}"#);

    // Our own road: the text comes back as it was.
    let ours: Measured = json::from_str(&text).expect("it fits");
    assert_eq!(json::to_string(&ours).expect("numbers are finite"), text);

    // serde_json, from text and from its values: the same model, exact to the last digit.
    let theirs: Measured = serde_json::from_str(&text).expect("it fits");
    assert!(theirs == ours);
    assert_eq!(theirs.total.as_str(), LONG);
    let value: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    assert!(serde_json::from_value::<Measured>(value.clone()).expect("it fits") == ours);

    // And back: everything unchanged, but for the decimal, which is text in foreign formats.
    let written = serde_json::to_string(&ours).expect("numbers are finite");
    assert_eq!(written, text.replace(LONG, &format!("\"{LONG}\"")));
    assert!(serde_json::from_str::<Measured>(&written).expect("we wrote it") == ours);
    let written = serde_json::to_value(&ours).expect("numbers are finite");
    assert_eq!((&written["count"], &written["ratio"], &written["any"]), (&value["count"], &value["ratio"], &value["any"]));
    assert!(serde_json::from_value::<Measured>(written).expect("we wrote it") == ours);

    // Alone, as any JSON, and in serde_json's own values.
    let number: Decimal = serde_json::from_str("1.50").expect("a number");
    assert_eq!((number.as_str(), &number), ("1.50", &decimal!("1.5")));
    let any: Json = serde_json::from_str(r#"{"n":[1.50,1e400]}"#).expect("JSON");
    assert_eq!(any.to_string(), r#"{"n":[1.50,1e+400]}"#);

    // Strictness stays: an integer is no float, and no text.
    for wrong in ["1.0", "1e3", "9223372036854775808", "\"1\"", "null"] {
        let text = format!(r#"{{"count":{wrong},"ratio":1,"total":1}}"#);
        assert!(json::from_str::<Measured>(&text).is_err(), "{wrong}");
        let error = serde_json::from_str::<Measured>(&text).err().expect(wrong);
        assert!(error.to_string().starts_with("count: "), "{error}");
    }
    println!("{text}");
}
