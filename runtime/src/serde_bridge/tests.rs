use std::collections::BTreeMap;

use serde::Deserialize as _;
use serde::de::value::{Error as ValueError, MapDeserializer};

use crate::json::{from_str, to_string};
use crate::testing::{Customer, CustomerPatch, Province};
use crate::wire::Blank;
use crate::{Decimal, Json, Patch};

const CUSTOMER: &str = r#"{"id":1,"isActive":true,"province":{"id":2,"name":"Ja\u00e9n \"x\"","parent":{"id":3}},"note":null,"editable":["-1","0"],"billed":1,"prices":{"A":"12.50"},"rate":"0.1","more":{"a":[1,2.5,null,true,"x"]}}"#;

#[test]
fn the_bridge_reads_and_writes_what_the_json_road_does() {
    let ours: Customer = from_str(CUSTOMER).unwrap();
    let bridged: Customer = serde_json::from_str(CUSTOMER).unwrap();
    assert!(ours == bridged);
    assert_eq!(serde_json::to_string(&bridged).unwrap(), to_string(&ours).unwrap());
    let value = serde_json::to_value(&ours).unwrap();
    assert!(serde_json::from_value::<Customer>(value).unwrap() == ours);
}

#[test]
fn errors_keep_path_and_the_place_that_the_format_adds() {
    let json = "{\"isActive\":true,\n\"province\":{\"id\":1,\"parent\":{\"id\":\"abc\"}}}";
    let error = serde_json::from_str::<Vec<Customer>>(&format!("[{json}]"))
        .err()
        .unwrap();
    assert_eq!(
        error.to_string(),
        "province.parent.id: invalid type: string \"abc\", expected an integer of 64 bits, without fraction and \
         exponent at line 2 column 39"
    );
    let error = serde_json::from_str::<Province>("{\n\"name\":\"x\"}").err().unwrap();
    assert!(
        error
            .to_string()
            .starts_with("id: expected a value, found no member of this name"),
        "{error}"
    );
    let error = serde_json::from_str::<Vec<Province>>("[{\"id\":1,\"id\":2}]")
        .err()
        .unwrap();
    assert!(
        error
            .to_string()
            .starts_with("id: expected one member of this name, found a second one"),
        "{error}"
    );
    let error = serde_json::from_value::<Customer>(serde_json::json!({"editable": ["x"]}))
        .err()
        .unwrap();
    assert_eq!(
        error.to_string(),
        "editable[0]: expected `\"-1\"` for true or `\"0\"` for false, found the text \"x\""
    );
}

#[test]
fn integers_are_strict_through_the_bridge_too() {
    for json in ["1.0", "1e3", "9223372036854775808", "\"1\"", "null", "[]"] {
        assert!(
            serde_json::from_str::<Province>(&format!("{{\"id\":{json}}}")).is_err(),
            "{json}"
        );
    }
}

#[test]
fn writing_errors_keep_their_path() {
    let mut customer = Customer::BLANK;
    customer.rate = Some(f64::NAN);
    let error = serde_json::to_string(&vec![customer]).unwrap_err();
    assert_eq!(error.to_string(), "rate: expected a finite number, found `NaN`");
}

#[test]
fn decimals_are_text_in_foreign_formats_and_read_from_all_numbers() {
    let mut customer = Customer::BLANK;
    customer.balance = Decimal::parse("12.50");
    let value = serde_json::to_value(&customer).unwrap();
    assert_eq!(value["balance"], serde_json::json!("12.50"));
    for (json, expected) in [
        ("\"12.50\"", "12.50"),
        ("12.5", "12.5"),
        ("12", "12"),
        ("18446744073709551615", "18446744073709551615"),
        // Not `1e300`: serde_json spells the exponent in another way under `arbitrary_precision`.
        ("0.1", "0.1"),
        (r#"{"$serde_json::private::Number":"0.10"}"#, "0.10"),
    ] {
        let read: Customer = serde_json::from_str(&format!(r#"{{"id":1,"isActive":true,"balance":{json}}}"#)).unwrap();
        assert_eq!(read.balance.as_ref().map(Decimal::as_str), Some(expected), "{json}");
    }
    assert!(serde_json::from_str::<Customer>(r#"{"id":1,"isActive":true,"balance":"12,5"}"#).is_err());
}

#[test]
fn any_json_goes_through_foreign_formats_and_exact_numbers_survive() {
    let json: Json = from_str(r#"{"a":[1,2.5,-0.25,1e400,null,true,"x",{"b":{}}]}"#).unwrap();
    let value = serde_json::to_value(&json).unwrap();
    assert_eq!(
        value,
        serde_json::json!({"a": [1, 2.5, -0.25, "1e400", null, true, "x", {"b": {}}]})
    );
    let exact = r#"[{"$serde_json::private::Number":"1.50"},{"$serde_json::private::Number":"x"}]"#;
    let read: Json = serde_json::from_str(exact).unwrap();
    assert_eq!(read.to_string(), r#"[1.50,{"$serde_json::private::Number":"x"}]"#);
}

#[test]
fn scalars_survive_numbers_that_come_as_maps() {
    // What serde_json hands out under `arbitrary_precision` where a type asks for anything.
    let exact = |text: &'static str| {
        MapDeserializer::<_, ValueError>::new([("$serde_json::private::Number", text)].into_iter())
    };
    let json = Json::deserialize(exact("3.140")).unwrap();
    assert_eq!(json.to_string(), "3.140");
}

#[test]
fn patches_and_maps_go_through() {
    let patch: CustomerPatch = serde_json::from_str(r#"{"birthday":null}"#).unwrap();
    assert_eq!(patch.birthday, Patch::null());
    assert!(patch.name.is_keep());
    assert_eq!(serde_json::to_string(&patch).unwrap(), r#"{"birthday":null}"#);
    let map = BTreeMap::from([("a".to_owned(), Json::from(vec![Json::Null]))]);
    assert_eq!(serde_json::to_string(&Json::from(map)).unwrap(), r#"{"a":[null]}"#);
}

#[test]
fn numbers_of_any_json_stay_numbers_where_the_format_has_one_of_the_same_value() {
    for (text, written) in [
        ("7", "7"),
        ("-0", "0"),
        ("12.50", "12.5"),
        ("1e2", "100.0"),
        ("18446744073709551615", "18446744073709551615"),
        // What no number of the format is stays exact, as text.
        (
            "0.1000000000000000055511151231257827",
            "\"0.1000000000000000055511151231257827\"",
        ),
        ("18446744073709551616", "\"18446744073709551616\""),
        ("1e400", "\"1e400\""),
    ] {
        let json: Json = from_str(text).unwrap();
        let foreign = serde_json::to_string(&json).unwrap();
        assert_eq!(foreign, written, "{text}");
        if !written.starts_with('"') {
            assert_eq!(from_str::<Json>(&foreign).unwrap(), json, "{text}");
        }
        assert_eq!(to_string(&json).unwrap(), text);
    }
}
