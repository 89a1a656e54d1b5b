//! Bodies that are forms.

use super::*;
use crate::endpoint::form;
use crate::filter::ListStyle;
use crate::{Decimal, Json, Model, Patch, Validate, decimal, json};
use std::collections::BTreeMap;

#[derive(Clone, PartialEq, Model, Validate)]
struct Line {
    price: Option<i64>,
    tags: Option<Vec<String>>,
    #[bindery(nested)]
    line: Option<Box<Line>>,
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
    form::write(value, ListStyle::Repeat).unwrap().into_string()
}

/// In a style, not encoded.
fn styled(value: &dyn Slot, lists: ListStyle) -> String {
    let query = form::write(value, lists).unwrap().into_string();
    query
        .replace("%5B", "[")
        .replace("%5D", "]")
        .replace("%2C", ",")
        .replace("%7C", "|")
        .replace("%22", "\"")
}

fn refused(value: &dyn Slot) -> String {
    form::write(value, ListStyle::Comma).unwrap_err().to_string()
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
    let nested = BTreeMap::from([("a".to_owned(), BTreeMap::from([("b c".to_owned(), 1_i64)]))]);
    assert_eq!(written(&nested), "a%5Bb%20c%5D=1");
    assert_eq!(
        written(&json::from_str::<Json>(r#"{"a": [1, "b"], "c": {"d": {"e": true}, "f": {}}}"#).unwrap()),
        "a=1&a=b&c%5Bd%5D%5Be%5D=true"
    );
}

#[test]
fn models_inside_models_stand_in_brackets() {
    let order = order(
        r#"{"id": 1, "e mail": "", "line": {"price": 2, "tags": ["a"]}, "more": {"x": [1, 2]},
            "lines": [{"price": 3, "tags": ["b", "c"], "line": {"price": 4}}, {}, {"price": 5}]}"#,
    );
    assert_eq!(
        styled(&order, ListStyle::Repeat),
        "id=1&e%20mail=&line[price]=2&line[tags]=a&lines[0][price]=3&lines[0][tags]=b&lines[0][tags]=c\
         &lines[0][line][price]=4&lines[2][price]=5&more[x]=1&more[x]=2"
    );
    assert_eq!(
        styled(&order, ListStyle::Brackets),
        "id=1&e%20mail=&line[price]=2&line[tags][]=a&lines[0][price]=3&lines[0][tags][]=b&lines[0][tags][]=c\
         &lines[0][line][price]=4&lines[2][price]=5&more[x][]=1&more[x][]=2"
    );
    assert_eq!(
        styled(&order, ListStyle::Comma),
        "id=1&e%20mail=&line[price]=2&line[tags]=a&lines[0][price]=3&lines[0][tags]=b,c&lines[0][line][price]=4\
         &lines[2][price]=5&more[x]=1,2"
    );
}

#[test]
fn lists_are_written_in_the_style_of_the_form() {
    let lists = BTreeMap::from([
        ("a".to_owned(), vec!["1".to_owned(), "x,y".to_owned()]),
        ("b".to_owned(), Vec::new()),
        ("c".to_owned(), vec![String::new()]),
    ]);
    for (style, expected) in [
        (ListStyle::Repeat, "a=1&a=x,y&c="),
        (ListStyle::Brackets, "a[]=1&a[]=x,y&c[]="),
        (ListStyle::Indexed, "a[0]=1&a[1]=x,y&c[0]="),
        (ListStyle::Pipe, "a=1|x,y&c="),
        (ListStyle::Space, "a=1%20x,y&c="),
        (ListStyle::Quoted, r#"a=1,"x,y"&c="""#),
    ] {
        assert_eq!(styled(&lists, style), expected, "{style:?}");
    }
    assert_eq!(
        refused(&lists),
        "a[1]: expected a text without `,`, which stands between the items of a list, found one that holds it"
    );
}

#[test]
fn what_a_form_cannot_say_names_the_member() {
    let of = |member: &str| refused(&order(&format!(r#"{{"id": 1, "e mail": "", {member}}}"#)));
    let member = "expected a text, a number, a boolean, an object or a list: a form holds nothing else, found";
    let item = "expected a text, a number, a boolean or an object: the lists of a form hold nothing else, found";
    for (given, expected) in [
        (r#""city": null"#, format!("city: {member} null")),
        (r#""tags": ["a", null]"#, format!("tags[1]: {item} null")),
        (r#""more": {"a": {"b": null}}"#, format!("more.a.b: {member} null")),
        (r#""more": [1, [2]]"#, format!("more[1]: {item} a list")),
        (r#""more": [{"a": [[]]}]"#, format!("more[0].a[0]: {item} a list")),
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
