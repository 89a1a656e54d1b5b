use std::collections::BTreeMap;

use crate::json::{from_slice_reporting, from_str, from_value, to_string};
use crate::rule::At;
use crate::testing::{Customer, CustomerPatch, Province, Random, WIDE, Wide};
use crate::wire::{Blank, Slot};
use crate::{Decimal, Json, Patch};

fn error<T: crate::wire::Value>(json: &str) -> String {
    match from_str::<T>(json) {
        Ok(_) => panic!("{json} was taken"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn members_come_in_any_order() {
    let expected = Province {
        id: 3,
        name: Some("Jaén".to_owned()),
        parent: None,
    };
    for json in [
        r#"{"id":3,"name":"Jaén"}"#,
        r#" { "name" : "Ja\u00e9n" , "id" : 3 , "parent" : null } "#,
        r#"{"\u006eame":"Jaén","new":{"a":[1,"x",null]},"id":3,"newer":"\ud800"}"#,
    ] {
        assert!(from_str::<Province>(json).unwrap() == expected, "{json}");
    }
}

#[test]
fn a_missing_member_is_named_with_the_remedy() {
    assert_eq!(
        error::<Vec<Province>>("[{\"id\":1},\n {\"name\":\"x\"}]"),
        "[1].id: expected a value, found no member of this name; where it may be left out, declare the field optional: \
         `optional` or `T?` in a spec, `Option<T>` in Rust (line 2, column 2)"
    );
}

#[test]
fn a_null_is_named_with_the_remedy() {
    assert_eq!(
        error::<Province>(r#"{"parent":{"id":null}}"#),
        "parent.id: expected an integer, found null; where null is allowed, declare the field nullable: `T?` in a spec, \
         `Option<T>` in Rust (line 1, column 17)"
    );
}

#[test]
fn a_member_that_comes_twice_is_refused() {
    assert_eq!(
        error::<Province>(r#"{"id":1,"name":null,"id":2}"#),
        "id: expected one member of this name, found a second one (line 1, column 26)"
    );
}

#[test]
fn the_path_leads_to_the_value() {
    let json = r#"{"results":[{"id":1},{"id":2,"parent":{"id":"abc"}}]}"#;
    assert_eq!(
        error::<BTreeMap<String, Vec<Province>>>(json),
        "results[1].parent.id: expected an integer, found the text \"abc\" (line 1, column 45)"
    );
    let parsed: Json = from_str(json).unwrap();
    let from_parsed = from_value::<BTreeMap<String, Vec<Province>>>(&parsed).unwrap_err();
    assert_eq!(
        from_parsed.to_string(),
        "results[1].parent.id: expected an integer, found the text \"abc\""
    );
}

#[test]
fn an_integer_is_never_rounded() {
    for (number, found) in [
        ("1.0", "1.0"),
        ("1e3", "1e3"),
        ("9223372036854775808", "9223372036854775808"),
    ] {
        let message = error::<Province>(&format!(r#"{{"id":{number}}}"#));
        assert_eq!(
            message,
            format!(
                "id: expected an integer of 64 bits, without fraction and exponent, found the number {found} (line 1, column 7)"
            )
        );
    }
}

#[test]
fn codings_go_through_options_lists_and_maps() {
    let json = r#"{"id":1,"isActive":true,"note":null,"editable":["-1","0"],"billed":1,"balance":0.10,"prices":{"A":"12.50"},"rate":"1.5"}"#;
    let customer: Customer = from_str(json).unwrap();
    assert_eq!(customer.editable, [true, false]);
    assert_eq!(customer.billed, Some(true));
    assert_eq!(customer.balance.as_ref().map(Decimal::as_str), Some("0.10"));
    assert_eq!(customer.prices["A"].as_str(), "12.50");
    assert_eq!(customer.rate, Some(1.5));
    assert_eq!(to_string(&customer).unwrap(), json);

    let other: Customer = from_str(r#"{"id":1,"isActive":true,"editable":[],"billed":"no"}"#).unwrap();
    assert_eq!(other.billed, Some(false));
    assert!(to_string(&other).unwrap().contains(r#""billed":"no""#));
}

#[test]
fn what_no_coding_spells_is_refused() {
    assert_eq!(
        error::<Customer>(r#"{"editable":["1"]}"#),
        "editable[0]: expected `\"-1\"` for true or `\"0\"` for false, found the text \"1\" (line 1, column 14)"
    );
    assert_eq!(
        error::<Customer>(r#"{"prices":{"A":"12,5"}}"#),
        "prices.A: expected a number spelled as text, found the text \"12,5\" (line 1, column 16)"
    );
    assert!(error::<Customer>(r#"{"rate":1.5}"#).contains("found the number 1.5"));
    assert!(error::<Customer>(r#"{"rate":"1e999"}"#).contains("range of `f64`"));
    assert!(error::<Customer>(r#"{"editable":[null]}"#).contains("declare the field nullable"));
}

#[test]
fn unknown_members_are_kept_and_written_back_by_an_open_model() {
    let json = r#"{"new":{"a":[1.50]},"id":1,"isActive":false,"newer":null}"#;
    let customer: Customer = from_str(json).unwrap();
    assert_eq!(customer.extra["new"].to_string(), r#"{"a":[1.50]}"#);
    assert_eq!(
        to_string(&customer).unwrap(),
        r#"{"id":1,"isActive":false,"note":null,"editable":[],"prices":{},"new":{"a":[1.50]},"newer":null}"#
    );
    let again: Customer = from_str(&to_string(&customer).unwrap()).unwrap();
    assert!(again == customer);
}

#[test]
fn a_kept_member_cannot_take_the_name_of_a_field() {
    let mut customer = Customer::BLANK;
    customer.extra.insert("id".to_owned(), Json::Null);
    assert_eq!(
        to_string(&customer).unwrap_err().to_string(),
        "id: expected a name that the model has no field for, found the name of a field"
    );
}

#[test]
fn unknown_members_are_reported_with_their_paths() {
    let json = br#"{"results":[{"id":1,"new":1},{"id":2,"parent":{"x.y":[],"id":3,"z":{"id":1}}}]}"#;
    let (_, unknown) = from_slice_reporting::<BTreeMap<String, Vec<Province>>>(json).unwrap();
    assert_eq!(
        unknown,
        ["results[0].new", "results[1].parent[\"x.y\"]", "results[1].parent.z"]
    );
    let (_, unknown) = from_slice_reporting::<Customer>(br#"{"id":1,"isActive":true,"kept":1}"#).unwrap();
    assert!(unknown.is_empty());
}

#[test]
fn a_patch_keeps_sets_and_sets_to_null() {
    let mut patch = CustomerPatch::default();
    assert_eq!(to_string(&patch).unwrap(), "{}");
    patch.name = "Ana".to_owned().into();
    patch.birthday = Patch::null();
    assert_eq!(to_string(&patch).unwrap(), r#"{"name":"Ana","birthday":null}"#);
    let back: CustomerPatch = from_str(r#"{"birthday":null,"name":"Ana"}"#).unwrap();
    assert!(back == patch);
    patch.birthday = "2001-01-01".to_owned().into();
    assert_eq!(patch.birthday, Patch::Set(Some("2001-01-01".to_owned())));
    assert!(error::<CustomerPatch>(r#"{"name":null}"#).contains("declare the field nullable"));
}

#[test]
fn records_of_hundreds_of_fields_work_in_any_order() {
    let mut wide = Wide::BLANK;
    for (index, value) in wide.0.iter_mut().enumerate() {
        *value = index as i64 * 3;
    }
    let json = to_string(&wide).unwrap();
    assert!(from_str::<Wide>(&json).unwrap() == wide);
    let mut members: Vec<String> = (0..WIDE)
        .map(|index| format!("\"field{index}\":{}", index * 3))
        .collect();
    let mut random = Random(77);
    for index in (1..WIDE).rev() {
        members.swap(index, random.below(index + 1));
    }
    let shuffled = format!("{{{}}}", members.join(","));
    assert!(from_str::<Wide>(&shuffled).unwrap() == wide);
    assert!(error::<Wide>(&shuffled.replace("\"field570\"", "\"other\"")).starts_with("field570: expected a value"));
    assert!(error::<Wide>(&shuffled.replace("\"field570\"", "\"field9\"")).starts_with("field9: expected one member"));
}

#[test]
fn debug_shows_fields_under_their_wire_names() {
    let customer: Customer = from_str(r#"{"id":1,"isActive":true,"province":{"id":2},"x":1}"#).unwrap();
    let extra = format!("{:?}", customer.extra);
    assert_eq!(
        format!("{customer:?}"),
        format!(
            "Customer {{ id: 1, isActive: true, province: Some(Province {{ id: 2, name: None, parent: None }}), note: None, \
         editable: [], billed: None, balance: None, prices: {{}}, rate: None, extra: {extra} }}"
        )
    );
}

#[test]
fn checks_reach_what_is_inside() {
    let customer: Customer = from_str(r#"{"id":1,"isActive":true,"province":{"id":0,"parent":{"id":-1}}}"#).unwrap();
    let mut violations = Vec::new();
    customer.check(&[], At::root(), &mut violations);
    let found: Vec<(&str, &str)> = violations
        .iter()
        .map(|violation| (violation.path(), violation.rule()))
        .collect();
    assert_eq!(
        found,
        [
            ("province.id", "minimum"),
            ("province.parent.id", "minimum"),
            ("editable", "min_items"),
        ]
    );
}
