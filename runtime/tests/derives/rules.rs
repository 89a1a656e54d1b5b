//! `Validate`: every violation at once, inside and between fields.

use std::collections::BTreeMap;

use bindery::{Decimal, Model, Validate, Violations, decimal};

use crate::shop::{Line, State};

#[derive(Clone, Default, PartialEq, Model, Validate)]
#[bindery(require(fields("shipTo"), when("state" = "\"in-transit\"")))]
#[bindery(require(fields("fee", "note"), when("gift" = "true"), when("total")))]
#[bindery(count(fields("email", "phone"), min = 1, max = 1))]
struct NewOrder {
    #[bindery(min = "0.01", max = "99.99")]
    total: Option<Decimal>,
    #[bindery(format = email)]
    email: Option<String>,
    #[bindery(min_length = 3, max_length = 5)]
    phone: Option<String>,
    state: Option<State>,
    #[bindery(wire = "shipTo")]
    ship_to: Option<String>,
    gift: Option<bool>,
    #[bindery(max = "9")]
    fee: Option<f64>,
    note: Option<String>,
    #[bindery(given, min_items = 1, max_items = 2, nested)]
    lines: Option<Vec<Line>>,
    #[bindery(min_items = 1, max_length = 3)]
    tags: Vec<String>,
    #[bindery(nested)]
    by_shop: BTreeMap<String, Line>,
}

fn valid() -> NewOrder {
    NewOrder {
        email: Some("ana@shop.example".into()),
        lines: Some(vec![Line {
            sku: "A1".into(),
            count: None,
        }]),
        tags: vec!["new".into()],
        ..NewOrder::default()
    }
}

fn broken(violations: &Violations) -> Vec<(&str, &str)> {
    violations.iter().map(|one| (one.path(), one.rule())).collect()
}

#[test]
fn a_valid_value_breaks_nothing() {
    assert_eq!(valid().validate(), Ok(()));
}

#[test]
fn every_violation_comes_at_once_with_its_path() {
    let line = |count| Line {
        sku: String::new(),
        count: Some(count),
    };
    let order = NewOrder {
        total: Some(decimal!("100.00")),
        email: Some("ana".into()),
        phone: Some("ñandús".into()),
        state: Some(State::InTransit),
        gift: Some(true),
        fee: Some(9.5),
        lines: Some(vec![line(1), line(0), line(1)]),
        tags: vec!["long".into()],
        by_shop: BTreeMap::from([("north".into(), line(100))]),
        ..NewOrder::default()
    };
    let violations = order.validate().unwrap_err();
    assert_eq!(
        broken(&violations),
        [
            ("total", "maximum"),
            ("email", "email"),
            ("phone", "max_length"),
            ("fee", "maximum"),
            ("lines", "max_items"),
            ("lines[0].sku", "min_length"),
            ("lines[1].sku", "min_length"),
            ("lines[1].count", "minimum"),
            ("lines[2].sku", "min_length"),
            ("tags[0]", "max_length"),
            ("by_shop.north.sku", "min_length"),
            ("by_shop.north.count", "maximum"),
            ("shipTo", "require"),
            ("note", "require"),
            ("phone", "exactly"),
        ]
    );
    let total = violations.get("total").unwrap();
    assert_eq!((total.bound(), total.value()), (Some("99.99"), Some("100.00")));
    assert_eq!(total.to_string(), "total: 100.00 is above the maximum of 99.99");
}

#[test]
fn an_empty_value_lacks_what_must_be_given() {
    let violations = NewOrder::default().validate().unwrap_err();
    assert_eq!(
        broken(&violations),
        [("lines", "required"), ("tags", "min_items"), ("email", "exactly")]
    );
}

#[test]
fn conditions_hold_only_together() {
    let gift = NewOrder {
        gift: Some(true),
        ..valid()
    };
    assert!(gift.validate().is_ok(), "the total is not given");
    let gift = NewOrder {
        gift: Some(false),
        total: Some(decimal!("1")),
        ..valid()
    };
    assert!(gift.validate().is_ok(), "it is no gift");
    let gift = NewOrder {
        gift: Some(true),
        total: Some(decimal!("1")),
        ..valid()
    };
    let violations = gift.validate().unwrap_err();
    assert_eq!(broken(&violations), [("fee", "require")]);
    assert_eq!(
        violations.to_string(),
        "fee: `fee`, `note` must all be given when `gift` is true and `total` is given"
    );
}

#[cfg(feature = "pattern")]
#[test]
fn patterns_are_found_in_the_text() {
    #[derive(Clone, PartialEq, Model, Validate)]
    struct Coded {
        #[bindery(pattern = "^[a-z]+$")]
        code: Option<String>,
        #[bindery(pattern = "[0-9]")]
        codes: Vec<String>,
    }
    let coded = Coded {
        code: Some("ab1".into()),
        codes: vec!["a1b".into(), "ab".into()],
    };
    let violations = coded.validate().unwrap_err();
    assert_eq!(broken(&violations), [("code", "pattern"), ("codes[1]", "pattern")]);
}
