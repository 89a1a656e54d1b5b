//! Strict reading: what is understood, and what each mistake says.

use super::dialects::*;
use crate::filter::{Filter, QueryError, contains, gt, is_null, not_in};

fn fails<F: Filter + std::fmt::Debug>(query: &str) -> String {
    F::from_query(query).unwrap_err().to_string()
}

#[test]
fn reads_what_others_write() {
    assert_eq!(Customers::from_query(""), Ok(Customers::default()));
    assert_eq!(
        Customers::from_query("?sales__gt=5&&active=false"),
        Ok(Customers::default().sales(gt(5)).active(false))
    );
    assert_eq!(
        Orders::from_query("created[gte]=1"),
        Ok(Orders::default().created("1"..))
    );
    assert_eq!(
        Orders::from_query("names=a&page=1&names=b%2Bc"),
        Ok(Orders::default().names(["a", "b+c"]).page(1))
    );
    // Browsers and links of Django write spaces so.
    assert_eq!(
        Orders::from_query("names=b+%2B+%C3%B1+&page=1"),
        Ok(Orders::default().names(["b + ñ "]).page(1))
    );
    assert_eq!(Orders::from_query("names"), Ok(Orders::default().names([""])));
    assert_eq!(
        Issues::from_query("subject=!*"),
        Ok(Issues::default().subject(is_null(true)))
    );
    assert_eq!(
        Issues::from_query("subject=!a|b"),
        Ok(Issues::default().subject(not_in(["a", "b"])))
    );
    assert_eq!(Issues::from_query("done=><t-7"), Ok(Issues::default().done(near(7))));
    assert_eq!(
        Issues::from_query("reference=*a*"),
        Ok(Issues::default().reference(contains("a")))
    );
    assert_eq!(Issues::from_query("age=in.(1,2)"), Ok(Issues::default().age([1, 2])));
}

#[test]
fn literal_names_come_before_open_ones_and_longer_ones_before_shorter() {
    let read = Extras::from_query("extra_one=1&extra_one__gte=2&extra_two__in=3&extra_two__in=4&cf[8]=9").unwrap();
    let mut meant = Extras::default()
        .extra("one", "2"..)
        .extra("two", ["3", "4"])
        .custom("8", 9);
    meant.extra_one = "1".into();
    assert_eq!(read, meant);
}

#[test]
fn unknown_parameters_are_named() {
    assert_eq!(
        fails::<Customers>("sales__gtee=1"),
        "there is no parameter `sales__gtee`; did you mean `sales__gte`?"
    );
    assert_eq!(fails::<Customers>("nonsense=1"), "there is no parameter `nonsense`");
    assert_eq!(
        fails::<Orders>("created[in]=1"),
        "there is no parameter `created[in]`; did you mean `created[in][]`?"
    );
    assert_eq!(fails::<Extras>("extra_=1"), "there is no parameter `extra_`");
}

#[test]
fn bad_values_say_what_was_expected() {
    assert_eq!(
        Customers::from_query("sales__gte=1.5"),
        Err(QueryError::Value {
            name: "sales__gte".into(),
            lookup: "gte",
            expected: "an integer".into(),
            text: "1.5".into()
        })
    );
    for text in ["", "+1", "01", "1e3", "0x1", " 1", "99999999999999999999"] {
        assert!(Customers::from_query(&format!("sales={text}")).is_err(), "{text}");
    }
    for text in ["NaN", "inf", "1.", ".5", "1e999"] {
        assert!(Customers::from_query(&format!("score={text}")).is_err(), "{text}");
    }
    assert_eq!(
        fails::<Customers>("size=m"),
        "the parameter `size` (lookup `exact`) needs one of `s`, `l`, not `m`"
    );
    assert_eq!(
        fails::<Issues>("age=7"),
        "the parameter `age` (lookup `exact`) needs `eq.{value}` with an integer, not `7`"
    );
    assert_eq!(
        fails::<Issues>("age=gt.x"),
        "the parameter `age` (lookup `gt`) needs `gt.{value}` with an integer, not `gt.x`"
    );
    assert_eq!(
        fails::<Customers>("id__in=1,x"),
        "the parameter `id__in` (lookup `in`) needs a list where each item is an integer, not `1,x`"
    );
    assert_eq!(
        fails::<Orders>("open=true"),
        "the parameter `open` (lookup `exact`) needs a boolean, not `true`"
    );
}

#[test]
fn escapes_must_be_whole_and_utf8() {
    for query in ["name=%", "name=%4", "name=%+1", "name=%zz", "name=%ff", "%C3=1"] {
        let error = Customers::from_query(query).unwrap_err();
        assert!(matches!(error, QueryError::Encoding { .. }), "{query}: {error}");
    }
    assert_eq!(fails::<Customers>("name=%zz"), "`%zz` is not percent-encoded UTF-8");
}

#[test]
fn one_value_is_given_once() {
    let twice = "the parameter `sales` is given twice; it takes one value";
    assert_eq!(fails::<Customers>("sales=1&sales=2"), twice);
    assert_eq!(
        fails::<Customers>("id__in=1&id__in=2"),
        "the parameter `id__in` is given twice; it takes one value"
    );
    // Several lookups of one name are not sent together.
    assert_eq!(
        fails::<Issues>("done=>=1&done=<=2"),
        "the parameter `done` is given twice; it takes one value"
    );
}

#[test]
fn lookups_of_one_name_are_combined_where_the_vendor_says_so() {
    let both = Issues::default().size(1..=2);
    assert_eq!(both.to_query(), "size=%3E%3D1&size=%3C%3D2");
    for query in ["size=>=1&size=<=2", "size=<=2&done=>=3&size=>=1"] {
        let read = Issues::from_query(query).unwrap();
        assert_eq!(read.size, both.size, "{query}");
    }
    assert_eq!(
        fails::<Issues>("size=>=1&size=<=2&size=>=1"),
        "the parameter `size` is given twice; it takes one value"
    );
}

#[test]
fn indexed_lists_come_in_order() {
    assert_eq!(
        Orders::from_query("tags[0]=a&tags[1]=b"),
        Ok(Orders::default().tags(["a", "b"]))
    );
    assert_eq!(
        fails::<Orders>("tags[1]=a"),
        "the item `tags[1]` is out of order; the index 0 comes next"
    );
    assert_eq!(
        fails::<Orders>("tags[0]=a&tags[0]=b"),
        "the item `tags[0]` is out of order; the index 1 comes next"
    );
    assert_eq!(
        fails::<Orders>("tags[00]=a"),
        "there is no parameter `tags[00]`; did you mean `tags[0]`?"
    );
}
