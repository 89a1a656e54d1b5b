//! `from_query(to_query(f)) == f` for every filter that validates, with texts made to be mistaken.

use super::dialects::*;
use crate::filter::{
    Filter, Lookups, QueryError, between, contains, ends_with, exact, has_any, is_in, is_null, lt, not, not_in,
    starts_with,
};
use crate::scalar::{Date, DateTime, Decimal};
use proptest::prelude::*;
use std::cell::Cell;

/// Texts of what stands between and around operands.
fn nasty() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "",
        "a",
        "5",
        "*",
        "!",
        "!*",
        "~",
        ",",
        "|",
        " ",
        ">=",
        "<=",
        "><",
        "><t-",
        "=",
        "&",
        "?",
        "#",
        "+",
        "%",
        "%41",
        "[",
        "]",
        "[0]",
        "[]",
        "{",
        "}",
        "in.(",
        ")",
        "eq.",
        "is.",
        "\"",
        "\\",
        "\",\"",
        "__gte",
        "__in",
        "one",
        "true",
        "ñ",
        "\u{0}",
        "\u{1F600}",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..4).prop_map(|pieces| pieces.concat())
}

fn list() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(nasty(), 0..4)
}

/// Reads back what was written, where the filter validates; else at least never an unknown parameter. Gives whether it
/// validated.
fn round_trips<F: Filter + PartialEq + std::fmt::Debug>(filter: &F) -> Result<bool, TestCaseError> {
    let query = filter.to_query();
    let read = F::from_query(&query);
    let valid = filter.validate().is_ok();
    if valid {
        prop_assert_eq!(read.as_ref(), Ok(filter), "{}", query);
    }
    prop_assert!(
        !matches!(read, Err(QueryError::Unknown { .. } | QueryError::Encoding { .. })),
        "{:?} of {}",
        read,
        query
    );
    Ok(valid)
}

fn customers() -> impl Strategy<Value = Customers> {
    let f = Customers::default;
    prop_oneof![
        any::<(i64, i64)>().prop_map(move |(a, b)| f().id(a..b).balance(a..=b).sales(b)),
        any::<(f64, f64)>().prop_map(move |(a, b)| f().score(between(a, b))),
        (any::<i64>(), 0_u32..30).prop_map(move |(a, scale)| {
            let text = a.to_string();
            f().balance(Decimal::parse(&format!("{text}e-{scale}")).unwrap()..)
        }),
        prop::collection::vec(any::<i64>(), 0..5).prop_map(move |items| f().id(items)),
        (nasty(), nasty()).prop_map(move |(a, b)| f().name(a.as_str()..b.as_str()).size(Size::Unknown(b))),
        (nasty(), nasty()).prop_map(move |(a, b)| f().name(between(a, b)).active(true)),
        list().prop_map(move |items| f().name(items)),
        list().prop_map(move |items| f().status(items.into_iter().map(Status::Unknown).collect::<Vec<_>>())),
        nasty().prop_map(move |a| f().name(contains(a)).size([Size::Large])),
        nasty().prop_map(move |a| f().created(DateTime::from_text(a.clone())).born(Date::from_text(a)..)),
        nasty().prop_map(move |a| f().created(Date::from_text(a)..)),
        (1..=12, 1..=31).prop_map(move |(month, day)| {
            let text = format!("2026-{month:02}-{day:02}");
            let at = DateTime::from_text(format!("{text}T10:00:00+01:00"));
            f().created(lt(at).and(Date::from_text(text.clone())..))
                .born(Date::from_text(text))
        }),
        (any::<bool>(), any::<i64>()).prop_map(move |(a, b)| f().name(is_null(a)).active(a).created(year(b))),
    ]
}

fn orders() -> impl Strategy<Value = Orders> {
    (list(), list(), list(), list(), any::<bool>(), any::<i64>()).prop_map(|(a, b, c, d, open, page)| {
        Orders::default()
            .labels(d)
            .tags(a)
            .names(b)
            .created(c)
            .open(open)
            .page(page)
            .number([page, 1])
            .total(page..7)
    })
}

fn signs() -> impl Strategy<Value = Lookups<String, SignFamily>> {
    prop_oneof![
        list().prop_map(is_in),
        list().prop_map(not_in),
        nasty().prop_map(|a| Lookups::from(a..)),
        nasty().prop_map(|a| Lookups::from(..=a)),
        (nasty(), nasty()).prop_map(|(a, b)| between(a, b)),
        (nasty(), nasty()).prop_map(|(a, b)| Lookups::from(a..=b)),
        any::<bool>().prop_map(is_null),
        Just(()).prop_map(|()| anything()),
        nasty().prop_map(contains),
        nasty().prop_map(near),
    ]
}

fn issues() -> impl Strategy<Value = Issues> {
    let dotted = prop_oneof![
        nasty().prop_map(exact),
        nasty().prop_map(not),
        list().prop_map(is_in),
        list().prop_map(has_any),
        any::<bool>().prop_map(is_null),
    ];
    let wild = prop_oneof![
        nasty().prop_map(exact),
        nasty().prop_map(contains),
        nasty().prop_map(starts_with),
        nasty().prop_map(ends_with),
    ];
    let number = prop_oneof![
        any::<i64>().prop_map(exact),
        nasty().prop_map(contains),
        nasty().prop_map(starts_with)
    ];
    prop_oneof![
        signs().prop_map(|a| Issues::default().subject(a)),
        dotted.clone().prop_map(|a| Issues::default().label(a)),
        (dotted.clone(), dotted).prop_map(|(a, b)| Issues::default().about(a.and(b))),
        wild.prop_map(|a| Issues::default().reference(a)),
        number.prop_map(|a| Issues::default().weight(a)),
    ]
}

fn extras() -> impl Strategy<Value = Extras> {
    let key = || nasty().prop_filter("a key", |key| !key.is_empty());
    (key(), key(), key(), nasty(), list(), any::<i64>()).prop_map(|(a, b, c, text, list, number)| {
        let mut extras = Extras::default()
            .extra(a, text.as_str())
            .extra(b, list)
            .custom(c, number);
        extras.extra_one = text.into();
        extras
    })
}

/// Enough of the filters must be valid and enough not, else the test says nothing.
fn run<F: Filter + PartialEq + std::fmt::Debug>(filters: impl Strategy<Value = F>) {
    let (valid, all) = (Cell::new(0), Cell::new(0));
    let config = ProptestConfig {
        cases: 2000,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let result = runner.run(&filters, |filter| {
        all.set(all.get() + 1);
        valid.set(valid.get() + usize::from(round_trips(&filter)?));
        Ok(())
    });
    result.unwrap();
    let (valid, all) = (valid.get(), all.get());
    assert!(valid > all / 50 && all - valid > all / 50, "{valid} of {all} are valid");
}

#[test]
fn suffixes_round_trip() {
    run(customers());
}

#[test]
fn list_styles_round_trip() {
    run(orders());
}

#[test]
fn signs_and_wildcards_round_trip() {
    run(issues());
}

#[test]
fn open_names_round_trip() {
    run(extras());
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(query in "\\PC*") {
        let _ = Customers::from_query(&query);
        let _ = Orders::from_query(&query);
        let _ = Issues::from_query(&query);
        let _ = Extras::from_query(&query);
    }

    #[test]
    fn what_is_read_without_violations_is_written_alike(texts in prop::collection::vec(nasty(), 1..5)) {
        let query = texts.iter().map(|text| format!("subject={text}")).collect::<Vec<_>>().join("&");
        if let Ok(filter) = Issues::from_query(&query) && filter.validate().is_ok() {
            prop_assert_eq!(Issues::from_query(&filter.to_query()), Ok(filter));
        }
    }
}
