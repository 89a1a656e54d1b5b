use std::collections::BTreeMap;

use super::Slot;
use crate::Patch;
use crate::json::{from_str, to_string};
use crate::rule::{At, Rule};
use crate::testing::Province;

fn violations(value: &dyn Slot, rules: &[Rule]) -> Vec<(String, &'static str)> {
    let mut violations = Vec::new();
    value.check(rules, At::root(), &mut violations);
    violations
        .iter()
        .map(|violation| (violation.path().to_owned(), violation.rule()))
        .collect()
}

#[test]
fn item_counts_are_of_the_list_and_all_else_of_its_items() {
    let rules = [Rule::Maximum("5"), Rule::MaxItems(2), Rule::Minimum("1")];
    assert_eq!(violations(&vec![1_i64, 5], &rules), []);
    assert_eq!(
        violations(&vec![0_i64, 3, 9], &rules),
        [
            (String::new(), "max_items"),
            ("[0]".to_owned(), "minimum"),
            ("[2]".to_owned(), "maximum"),
        ]
    );
    let map = BTreeMap::from([("a".to_owned(), vec![9_i64]), ("b".to_owned(), vec![])]);
    assert_eq!(
        violations(&map, &[Rule::MinItems(3), Rule::Maximum("5")]),
        [(String::new(), "min_items"), ("a[0]".to_owned(), "maximum")]
    );
}

#[test]
fn what_has_no_rules_of_its_own_is_checked_inside_once() {
    let bad = Province {
        id: 0,
        name: None,
        parent: None,
    };
    let inside = [("[0].id".to_owned(), "minimum")];
    assert_eq!(violations(&vec![bad.clone()], &[]), inside);
    assert_eq!(violations(&vec![bad], &[Rule::MinItems(1), Rule::MaxItems(3)]), inside);
}

#[test]
fn what_is_not_given_breaks_no_rule_but_required() {
    let rules = [Rule::Minimum("1"), Rule::Required];
    assert_eq!(violations(&None::<i64>, &rules), [(String::new(), "required")]);
    assert_eq!(violations(&None::<i64>, &[Rule::Minimum("1")]), []);
    assert_eq!(violations(&Some(0_i64), &rules), [(String::new(), "minimum")]);
    assert_eq!(violations(&Patch::<i64>::Keep, &rules), [(String::new(), "required")]);
    assert_eq!(violations(&Patch::Set(0_i64), &rules), [(String::new(), "minimum")]);
}

#[test]
fn an_item_that_may_be_null_is_not_required() {
    assert_eq!(violations(&vec![None::<i64>], &[Rule::Required]), []);
}

#[test]
fn a_float_that_is_not_finite_cannot_be_written() {
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let error = to_string(&vec![Some(1.0), Some(value)]).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("[1]: expected a finite number, found `{value}`")
        );
        assert!(serde_json::to_string(&crate::Json::try_from(1.5).unwrap()).is_ok());
        assert!(crate::Json::try_from(value).is_err());
    }
}

#[test]
fn containers_nest() {
    type Nested = BTreeMap<String, Vec<Option<BTreeMap<String, bool>>>>;
    let json = r#"{"a":[null,{"b":true}],"c":[]}"#;
    let nested: Nested = from_str(json).unwrap();
    assert!(nested["a"][1].as_ref().unwrap()["b"]);
    assert_eq!(to_string(&nested).unwrap(), json);
    let error = from_str::<Nested>(r#"{"a":[{"b":1}]}"#).unwrap_err();
    assert_eq!(error.path(), "a[0].b");
    assert_eq!(
        (error.expected(), error.found()),
        (Some("a boolean"), Some("the number 1"))
    );
}
