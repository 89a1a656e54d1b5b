//! What failures say of single fields.

use super::*;
use crate::endpoint::fields::read;
use crate::endpoint::source::parse;

fn found(places: &FieldErrors, body: &str) -> Vec<(String, String)> {
    let mut fields: Vec<_> = read(places, &parse(body.as_bytes()).unwrap(), &[])
        .into_iter()
        .map(|f| (f.name, f.message))
        .collect();
    fields.sort();
    fields
}

fn pair(name: &str, message: &str) -> (String, String) {
    (name.to_owned(), message.to_owned())
}

#[test]
fn nested_shapes_are_flattened() {
    let whole = FieldErrors::Map(Place::Paths(&[&[]]));
    let body = r#"{"name": "Missing.", "address": {"city": ["Unknown."], "geo": {"lat": ["Too big."]}},
        "lines": [{}, {"price": ["Negative.", "Odd."]}], "matrix": [["a"], ["b"]], "n": 3, "ok": false, "no": null, "e": ""}"#;
    let expected = [
        pair("address.city", "Unknown."),
        pair("address.geo.lat", "Too big."),
        pair("lines[1].price", "Negative."),
        pair("lines[1].price", "Odd."),
        pair("matrix[0]", "a"),
        pair("matrix[1]", "b"),
        pair("name", "Missing."),
    ];
    assert_eq!(found(&whole, body), expected);
    assert_eq!(found(&whole, r#"["Closed."]"#), [pair("", "Closed.")]);
    assert_eq!(found(&whole, r#""Closed.""#), []);
}

#[test]
fn a_map_may_be_a_text_instead() {
    const PLACES: FieldErrors = FieldErrors::Map(Place::Paths(&[&[n("errors")], &[n("problems")]]));
    assert_eq!(
        found(&PLACES, r#"{"errors": "Closed.", "problems": {"a": ["b"]}}"#),
        [pair("a", "b")]
    );
    assert_eq!(found(&PLACES, r#"{"errors": "Closed."}"#), []);
}

const LIST: FieldErrors = FieldErrors::List {
    at: Place::Paths(&[&[n("detail")]]),
    name: &[n("loc")],
    message: &[n("msg")],
    code: Some(&[n("type")]),
};

#[test]
fn lists_of_objects() {
    let body = r#"{"detail": [{"loc": ["body", "lines", 0, "price"], "msg": "Negative.", "type": "range"},
        {"loc": "name", "msg": "Missing."}, {}, 7]}"#;
    let fields = read(&LIST, &parse(body.as_bytes()).unwrap(), &[]);
    let expected = [
        FieldError {
            name: "body.lines.0.price".into(),
            message: "Negative.".into(),
            code: Some("range".into()),
        },
        FieldError {
            name: "name".into(),
            message: "Missing.".into(),
            code: None,
        },
    ];
    assert_eq!(fields, expected);
    assert_eq!(
        found(&LIST, r#"{"detail": {"loc": "a", "msg": "b"}}"#),
        [pair("a", "b")]
    );
    assert_eq!(found(&LIST, r#"{"detail": "Not found."}"#), []);
    assert_eq!(found(&LIST, "[]"), []);
}
