//! Bodies that are forms.

use super::*;
use crate::endpoint::form;
use crate::{Decimal, Json, Model, Patch, Validate, decimal, json};
use std::collections::BTreeMap;

#[derive(Clone, PartialEq, Model, Validate)]
struct Line {
    price: Option<i64>,
}

#[derive(Clone, PartialEq, Model, Validate)]
struct NewOrder {
    #[bindery(required)]
    id: i64,
    #[bindery(wire = "e mail", required)]
    email: String,
    #[bindery(yes = "1", no = "\"no\"")]
    paid: Option<bool>,
    gift: Option<bool>,
    total: Option<Decimal>,
    rate: Option<f64>,
    #[bindery(null)]
    note: Option<String>,
    tags: Option<Vec<Option<String>>>,
    city: Patch<Option<String>>,
    #[bindery(nested)]
    line: Option<Line>,
    #[bindery(nested)]
    lines: Option<Vec<Line>>,
    #[bindery(extra)]
    extra: BTreeMap<String, Json>,
}

fn order(text: &str) -> NewOrder {
    json::from_str(text).unwrap()
}

fn written(value: &dyn Slot) -> String {
    form::write(value).unwrap().into_string()
}

fn refused(value: &dyn Slot) -> String {
    form::write(value).unwrap_err().to_string()
}

#[test]
fn scalars_are_spelled_as_in_json_and_encoded() {
    let mut order = order(
        r#"{"id": -7, "e mail": "ana+b@x.example", "paid": 1, "gift": false, "total": 12.50, "tags": ["a&b", "ñ"],
            "city": "", "colour": "red", "size": 4}"#,
    );
    order.rate = Some(0.1);
    assert_eq!(
        written(&order),
        "id=-7&e%20mail=ana%2Bb%40x.example&paid=1&gift=false&total=12.50&rate=0.1&tags=a%26b&tags=%C3%B1&city=\
         &colour=red&size=4"
    );
    order.paid = Some(false);
    assert!(written(&order).contains("&paid=no&"));
}

#[test]
fn what_is_not_given_and_empty_lists_are_left_out() {
    let bare = order(r#"{"id": 1, "e mail": "", "tags": []}"#);
    assert_eq!(
        json::to_string(&bare).unwrap(),
        r#"{"id":1,"e mail":"","note":null,"tags":[]}"#
    );
    assert_eq!(written(&bare), "id=1&e%20mail=");
}

#[test]
fn maps_are_forms() {
    let of = |pairs: [(&str, Option<Decimal>); 2]| BTreeMap::from(pairs.map(|(name, value)| (name.to_owned(), value)));
    assert_eq!(
        written(&of([("b[0]", Some(decimal!("1.0"))), ("a", None)])),
        "b%5B0%5D=1.0"
    );
    assert_eq!(
        refused(&BTreeMap::from([("a".to_owned(), BTreeMap::<String, i64>::new())])),
        "a: expected a text, a number, a boolean or a list of them: a form holds nothing else, found an object"
    );
    assert_eq!(
        written(&json::from_str::<Json>(r#"{"a": [1, "b"]}"#).unwrap()),
        "a=1&a=b"
    );
}

#[test]
fn what_a_form_cannot_say_names_the_member() {
    let of = |member: &str| refused(&order(&format!(r#"{{"id": 1, "e mail": "", {member}}}"#)));
    let member = "expected a text, a number, a boolean or a list of them: a form holds nothing else, found";
    let item = "expected a text, a number or a boolean: the lists of a form hold nothing else, found";
    for (given, expected) in [
        (r#""line": {"price": 1}"#, format!("line: {member} an object")),
        (r#""lines": [{"price": 1}]"#, format!("lines[0]: {item} an object")),
        (r#""city": null"#, format!("city: {member} null")),
        (r#""tags": ["a", null]"#, format!("tags[1]: {item} null")),
        (r#""more": {"a": 1}"#, format!("more: {member} an object")),
        (r#""more": [1, [2]]"#, format!("more[1]: {item} a list")),
    ] {
        assert_eq!(of(given), expected);
    }
    let mut endless = order(r#"{"id": 1, "e mail": ""}"#);
    endless.rate = Some(f64::INFINITY);
    assert_eq!(refused(&endless), "rate: expected a finite number, found `inf`");
}

#[test]
fn a_form_is_an_object() {
    let expected = "expected an object, whose members are the names of the form, found";
    assert_eq!(refused(&vec![1_i64]), format!("{expected} a list"));
    assert_eq!(refused(&"a".to_owned()), format!("{expected} a text"));
    assert_eq!(refused(&None::<i64>), format!("{expected} null"));
    for (value, found) in [
        (&1_i64 as &dyn Slot, "a number"),
        (&1.5, "a number"),
        (&true, "a boolean"),
    ] {
        assert_eq!(refused(value), format!("{expected} {found}"));
    }
}
