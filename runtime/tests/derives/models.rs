//! Models on the JSON road and through serde: the same values and, but for decimals, the same text.

use std::collections::BTreeMap;

use bindery::{Decimal, Json, Model, Validate, decimal, json};

use crate::shop::{FULL, Order, State, full};

#[test]
fn every_kind_of_field_goes_both_ways() {
    let order = full();
    assert_eq!(order.id, 7);
    assert_eq!(order.total.as_str(), "12.50");
    assert_eq!(order.weight, Some(0.25));
    assert!(order.is_paid);
    assert_eq!(order.flags, [true, false]);
    assert_eq!(order.note.as_deref(), Some("two\nlines"));
    assert_eq!(order.state, Some(State::InTransit));
    assert_eq!(
        order.placed.as_ref().unwrap().instant(),
        order.changed.as_ref().unwrap().instant()
    );
    assert_eq!(order.at.as_ref().unwrap().as_str(), "10:00");
    assert_eq!(order.fee, Some(decimal!("0.1")));
    assert_eq!(order.counts, [1, 2]);
    assert_eq!(order.lines[1].sku, "B2");
    assert_eq!(order.labels["b"], "y");
    assert_eq!(json::to_string(&order).unwrap(), FULL);
    assert!(json::from_slice::<Order>(FULL.as_bytes()).unwrap() == order);
    assert!(json::from_value::<Order>(&json::from_str(FULL).unwrap()).unwrap() == order);
}

#[test]
fn serde_json_reads_what_we_read_and_writes_decimals_as_text() {
    let order: Order = serde_json::from_str(FULL).unwrap();
    assert!(order == full());
    let value: serde_json::Value = serde_json::from_str(FULL).unwrap();
    assert!(serde_json::from_value::<Order>(value).unwrap() == order);

    // serde_json has rounded the total on its way in; ours is exact.
    let written = serde_json::to_string(&full()).unwrap();
    let expected = FULL
        .replace(r#""total":12.50"#, r#""total":"12.50""#)
        .replace("[1,2.50,null]", "[1,2.5,null]");
    assert_eq!(written, expected);
    assert!(serde_json::from_str::<Order>(&written).unwrap() == order);
}

#[test]
fn models_stand_in_structs_of_serde() {
    #[derive(PartialEq, serde::Serialize, serde::Deserialize)]
    struct Envelope {
        order: Order,
        states: Vec<State>,
        day: bindery::Date,
        any: Json,
    }
    let text = format!(r#"{{"order":{FULL},"states":["open","lost"],"day":"2026-01-31","any":{{"a":1}}}}"#);
    let envelope: Envelope = serde_json::from_str(&text).unwrap();
    assert!(envelope.order == full());
    assert_eq!(envelope.states, [State::Open, State::Unknown("lost".into())]);
    let again: Envelope = serde_json::from_str(&serde_json::to_string(&envelope).unwrap()).unwrap();
    assert!(again == envelope);
}

#[test]
fn what_is_not_required_may_be_left_out_or_null() {
    let least = r#"{"id":1,"total":2,"isPaid":0}"#;
    let order: Order = json::from_str(least).unwrap();
    assert!(order.weight.is_none() && order.lines.is_empty() && order.labels.is_empty());
    let nulls = r#"{"id":1,"total":2,"isPaid":0,"weight":null,"note":null,"state":null,"day":null,"anything":null}"#;
    assert!(json::from_str::<Order>(nulls).unwrap() == order);
    assert!(serde_json::from_str::<Order>(nulls).unwrap() == order);
    // `note` alone is written as null; lists and maps are written also when they are empty.
    let written = r#"{"id":1,"total":2,"isPaid":0,"flags":[],"note":null,"counts":[],"lines":[],"labels":{}}"#;
    assert_eq!(json::to_string(&order).unwrap(), written);
    assert_eq!(
        serde_json::to_string(&order).unwrap(),
        written.replace(":2,", r#":"2","#)
    );
}

#[test]
fn mistakes_are_named_with_their_place() {
    for (text, expected) in [
        (
            r#"{"total":2,"isPaid":0}"#,
            "id: expected a value, found no member of this name",
        ),
        (
            r#"{"id":null}"#,
            "id: expected an integer of 64 bits, without fraction and exponent, found null",
        ),
        (
            r#"{"isPaid":true}"#,
            "isPaid: expected `1` for true or `0` for false, found `true`",
        ),
        (
            r#"{"fee":0.1}"#,
            "fee: expected a number spelled as text, found the number 0.1",
        ),
        (
            r#"{"counts":["1","x"]}"#,
            "counts[1]: expected a number spelled as text, found the text \"x\"",
        ),
        (
            r#"{"lines":[{"sku":"A"},{"count":1}]}"#,
            "lines[1].sku: expected a value, found no member of this name",
        ),
        (
            r#"{"labels":{"a b":1}}"#,
            "labels[\"a b\"]: expected a text, found the number 1",
        ),
        (
            r#"{"id":1,"id":2}"#,
            "id: expected one member of this name, found a second one",
        ),
        ("[]", "expected an object, found an array"),
    ] {
        let ours = json::from_str::<Order>(text).unwrap_err().to_string();
        let words = |text: &str| {
            text.replace(
                "expected an integer, ",
                "expected an integer of 64 bits, without fraction and exponent, ",
            )
        };
        assert!(words(&ours).starts_with(expected), "{ours}");
        let theirs = serde_json::from_str::<Order>(text).unwrap_err().to_string();
        let place = expected.split(": expected").next().unwrap();
        assert!(place.starts_with("expected") || theirs.starts_with(place), "{theirs}");
    }
}

#[test]
fn debug_shows_wire_names() {
    let order: Order =
        json::from_str(r#"{"id":1,"total":2.0,"isPaid":1,"state":"open","lines":[{"sku":"A1"}]}"#).unwrap();
    assert_eq!(
        format!("{order:?}"),
        "Order { id: 1, total: Decimal(2.0), weight: None, isPaid: true, flags: [], note: None, state: Some(Open), \
         day: None, placed: None, changed: None, at: None, fee: None, counts: [], lines: [Line { sku: \"A1\", count: \
         None }], labels: {}, anything: None }"
    );
}

/// Keeps the members that it has no field for.
#[derive(Clone, PartialEq, Model, Validate)]
struct Open {
    #[bindery(required)]
    id: i64,
    name: Option<String>,
    #[bindery(extra)]
    extra: BTreeMap<String, Json>,
}

#[test]
fn an_open_model_keeps_what_it_does_not_know() {
    let text = r#"{"z":[1,{"y":2.50}],"id":1,"a":null}"#;
    let open: Open = json::from_str(text).unwrap();
    assert_eq!(open.extra["z"].item(0).and_then(Json::as_i64), Some(1));
    assert_eq!(open.extra.len(), 2);
    assert_eq!(
        json::to_string(&open).unwrap(),
        r#"{"id":1,"a":null,"z":[1,{"y":2.50}]}"#
    );
    assert_eq!(
        format!("{open:?}"),
        format!("Open {{ id: 1, name: None, extra: {:?} }}", open.extra)
    );
    let bridged: Open = serde_json::from_str(text).unwrap();
    assert!(bridged == open);
    assert!(serde_json::from_str::<Open>(&serde_json::to_string(&open).unwrap()).unwrap() == open);
}

#[test]
fn what_no_type_knows_is_reported() {
    let (order, unknown) = json::from_slice_reporting::<Order>(
        br#"{"id":1,"total":2,"isPaid":0,"new":1,"lines":[{"sku":"A","colour":"red"}]}"#,
    )
    .unwrap();
    assert_eq!(order.id, 1);
    assert_eq!(unknown, ["new", "lines[0].colour"]);
}

#[derive(Clone, PartialEq, Model, Validate)]
struct Node {
    #[bindery(required)]
    value: Decimal,
    #[bindery(nested)]
    next: Option<Box<Node>>,
    #[bindery(nested)]
    children: Vec<Node>,
    #[bindery(nested)]
    named: BTreeMap<String, Node>,
}

#[test]
fn a_model_may_hold_itself() {
    let text = r#"{"value":1,"next":{"value":2,"children":[],"named":{}},"children":[{"value":3,"children":[],"named":{"x":{"value":4,"children":[],"named":{}}}}],"named":{}}"#;
    let node: Node = json::from_str(text).unwrap();
    assert_eq!(node.next.as_ref().unwrap().value, decimal!("2"));
    assert_eq!(node.children[0].named["x"].value, decimal!("4"));
    assert_eq!(json::to_string(&node).unwrap(), text);
    assert!(serde_json::from_str::<Node>(text).unwrap() == node);
    assert!(node.validate().is_ok());
}

#[test]
fn nesting_without_end_is_an_error() {
    let nested = |depth: usize| "{\"value\":1,\"next\":".repeat(depth) + "null" + &"}".repeat(depth);
    assert!(json::from_str::<Node>(&nested(127)).is_ok());
    for depth in [128, 100_000] {
        assert!(json::from_str::<Node>(&nested(depth)).is_err());
        assert!(serde_json::from_str::<Node>(&nested(depth)).is_err());
    }
}
