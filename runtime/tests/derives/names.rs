//! Names that Rust reserves, and names that meet those of the emitted code.
#![allow(non_camel_case_types, reason = "names that nobody would choose")]

use bindery::filter::Param;
use bindery::{Filter, Model, Validate, json};

#[derive(Clone, Default, PartialEq, Model, Validate)]
#[bindery(require(fields("match"), when("type" = "1")))]
struct r#struct {
    #[bindery(min = "1")]
    r#type: Option<i64>,
    r#match: Option<String>,
    #[bindery(wire = "self")]
    self_: Option<i64>,
    index: Option<i64>,
    __index: Option<i64>,
    __visit: Option<i64>,
    slot: Option<i64>,
    reader: Option<i64>,
    #[bindery(wire = "")]
    empty: Option<i64>,
    #[bindery(wire = "with \"quotes\"\n")]
    quoted: Option<i64>,
}

#[test]
fn raw_identifiers_are_fields_under_their_plain_names() {
    let text = r#"{"type":1,"match":"x","self":2,"index":3,"__index":4,"__visit":5,"slot":6,"reader":7,"":8,"with \"quotes\"\n":9}"#;
    let value: r#struct = json::from_str(text).unwrap();
    assert_eq!((value.r#type, value.empty, value.quoted), (Some(1), Some(8), Some(9)));
    assert_eq!(json::to_string(&value).unwrap(), text);
    assert_eq!(serde_json::to_string(&value).unwrap(), text);
    assert!(serde_json::from_str::<r#struct>(text).unwrap() == value);

    let value = r#struct {
        r#type: Some(1),
        ..r#struct::default()
    };
    assert_eq!(value.validate().unwrap_err().get("match").unwrap().rule(), "require");
    assert!(format!("{value:?}").ends_with("type: Some(1), match: None, self: None, index: None, __index: None, __visit: None, slot: None, reader: None, : None, with \"quotes\"\n: None }"), "{value:?}");
}

#[derive(Clone, Default, PartialEq, Filter)]
struct Raw {
    r#type: Param<i64>,
    value: Param<i64>,
    key: Param<i64>,
}

#[test]
fn raw_identifiers_are_parameters_and_setters() {
    let raw = Raw::default().r#type(1).value(2).key(3);
    assert_eq!(raw.to_query(), "type=1&value=2&key=3");
    assert_eq!(Raw::from_query("type=1&value=2&key=3"), Ok(raw));
}

/// Items of the user that are named as those of the prelude do not reach the emitted code.
mod shadowed {
    #![allow(dead_code, reason = "they only stand in the way")]

    pub(super) struct Option;
    pub(super) struct Some;
    pub(super) struct None;
    pub(super) struct Result;
    pub(super) struct Vec;
    pub(super) struct String;

    #[derive(::core::clone::Clone, PartialEq, ::bindery::Model, ::bindery::Validate)]
    pub(super) struct Plain {
        #[bindery(required, min = "0")]
        pub(super) id: i64,
        #[bindery(extra)]
        pub(super) extra: ::std::collections::BTreeMap<::std::string::String, ::bindery::Json>,
    }
}

#[test]
fn names_of_the_prelude_may_be_taken() {
    let plain: shadowed::Plain = json::from_str(r#"{"id":-1,"x":true}"#).unwrap();
    assert_eq!(plain.validate().unwrap_err().len(), 1);
    assert_eq!(json::to_string(&plain).unwrap(), r#"{"id":-1,"x":true}"#);
}
