//! Rust values as queries: what infers, and what is sent.

use super::dialects::*;
use crate::filter::{
    Filter, Given, Lookups, Operands, Param, Query, between, contains, exact, gt, has_any, iexact, is_in, is_null, lt,
    not, not_in, starts_with,
};
use crate::scalar::{Date, DateTime, Decimal};

fn date(text: &str) -> Date {
    Date::from_text(text)
}

fn query(filter: &impl Filter) -> String {
    filter.validate().unwrap();
    filter.to_query()
}

#[test]
fn ranges_are_exact_bounds() {
    let f = Customers::default;
    assert_eq!(query(&f().sales(10)), "sales=10");
    assert_eq!(query(&f().sales(10..)), "sales__gte=10");
    assert_eq!(query(&f().sales(10..20)), "sales__lt=20&sales__gte=10");
    assert_eq!(query(&f().sales(10..=20)), "sales__lte=20&sales__gte=10");
    assert_eq!(query(&f().sales(..20)), "sales__lt=20");
    assert_eq!(query(&f().sales(..=20)), "sales__lte=20");
    assert_eq!(query(&f().sales(gt(5).and(..20))), "sales__lt=20&sales__gt=5");
    assert_eq!(query(&f().sales(between(1, 2))), "sales__range=1%2C2");
    assert_eq!(query(&f().sales(exact(1))), "sales=1");
    assert_eq!(query(&f().sales(lt(1))), "sales__lt=1");
}

#[test]
fn literals_stand_for_decimals_floats_and_texts() {
    let f = Customers::default;
    assert_eq!(query(&f().balance(10)), "balance=10");
    assert_eq!(query(&f().balance(10_i64)), "balance=10");
    assert_eq!(query(&f().balance(10..20)), "balance__lt=20&balance__gte=10");
    assert_eq!(query(&f().balance(gt(10))), "balance__gt=10");
    assert_eq!(query(&f().balance([1, 2])), "balance__in=1%2C2");
    assert_eq!(
        query(&f().balance(Decimal::parse("12.50").unwrap()..)),
        "balance__gte=12.50"
    );
    assert_eq!(query(&f().score(10)), "score=10");
    assert_eq!(query(&f().score(1.5..)), "score__gte=1.5");
    assert_eq!(query(&f().score(10..)), "score__gte=10");
    assert_eq!(query(&f().name("ana")), "name=ana");
    let name = String::from("ana");
    assert_eq!(query(&f().name(&name)), "name=ana");
    assert_eq!(query(&f().name(name)), "name=ana");
    assert_eq!(query(&f().name("a".."c")), "name__lt=c&name__gte=a");
    assert_eq!(query(&f().name(contains("ana & co"))), "name__contains=ana%20%26%20co");
    assert_eq!(query(&f().name(iexact("Ana"))), "name__iexact=Ana");
    assert_eq!(query(&f().name(is_null(true))), "name__isnull=true");
    assert_eq!(query(&f().active(true)), "active=true");
}

#[test]
fn lists_are_in() {
    let f = Customers::default;
    assert_eq!(query(&f().id([1, 2])), "id__in=1%2C2");
    assert_eq!(query(&f().id(vec![1, 2])), "id__in=1%2C2");
    assert_eq!(query(&f().id(&[1_i64, 2][..])), "id__in=1%2C2");
    assert_eq!(query(&f().id(is_in(1..=3))), "id__in=1%2C2%2C3");
    assert_eq!(query(&f().name(["a", "b"])), "name__in=a%2Cb");
    assert_eq!(query(&f().name(vec!["a"])), "name__in=a");
    assert_eq!(query(&f().name(&["a", "b"][..])), "name__in=a%2Cb");
    assert_eq!(query(&f().name([String::from("a")])), "name__in=a");
    assert_eq!(query(&f().size(Size::Small)), "size=s");
    assert_eq!(query(&f().size([Size::Small, Size::Large])), "size__in=s%2Cl");
}

#[test]
fn a_date_with_time_takes_dates_where_the_vendor_does() {
    let f = Customers::default;
    let (from, to) = (date("2026-01-01"), date("2026-02-01"));
    assert_eq!(query(&f().created(from.clone()..)), "created__date__gte=2026-01-01");
    let month = "created__date__lt=2026-02-01&created__date__gte=2026-01-01";
    assert_eq!(query(&f().created(from.clone()..to.clone())), month);
    assert_eq!(query(&f().created(..=to.clone())), "created__date__lte=2026-02-01");
    assert_eq!(query(&f().created(gt(from.clone()))), "created__date__gt=2026-01-01");
    assert_eq!(query(&f().born(from..to)), "born__lt=2026-02-01&born__gte=2026-01-01");
    let instant = DateTime::from_text("2026-01-01T00:00:00Z");
    assert_eq!(query(&f().created(instant..)), "created__gte=2026-01-01T00%3A00%3A00Z");
    assert_eq!(query(&f().created(year(2026))), "created__year=2026");
}

#[test]
fn each_dialect_has_its_spelling() {
    let orders = Orders::default()
        .total(1..5)
        .created("x"..)
        .number([7, 8])
        .tags(["a", "b"])
        .open(true);
    let orders = orders.states([Size::Small, Size::Large]).names(["a", "b"]).page(2);
    assert_eq!(
        query(&orders),
        "total_lt=5&total_gte=1&created%5Bgte%5D=x&number%5Bin%5D=7&number%5Bin%5D=8&tags%5B0%5D=a&tags%5B1%5D=b\
         &states=s%20l&names=a&names=b&open=-1&page=2"
    );
    assert_eq!(
        query(&Orders::default().created(["a", "b"])),
        "created%5Bin%5D%5B%5D=a&created%5Bin%5D%5B%5D=b"
    );
    let f = Issues::default;
    assert_eq!(query(&f().subject(["a", "b"])), "subject=a%7Cb");
    assert_eq!(query(&f().subject(not_in(["a", "b"]))), "subject=%21a%7Cb");
    assert_eq!(query(&f().subject(is_null(true))), "subject=%21%2A");
    assert_eq!(query(&f().subject(anything())), "subject=%2A");
    assert_eq!(query(&f().created_on("2026"..)), "created_on=%3E%3D2026");
    assert_eq!(query(&f().created_on(between("1", "2"))), "created_on=%3E%3C1%7C2");
    assert_eq!(query(&f().done(near(7))), "done=%3E%3Ct-7");
    assert_eq!(query(&f().age([1, 2])), "age=in.%281%2C2%29");
    assert_eq!(query(&f().age(not(3))), "age=neq.3");
    assert_eq!(query(&f().label(has_any(["x", "y"]))), "label=ov.%7Bx%2Cy%7D");
    assert_eq!(query(&f().label(is_null(false))), "label=is.false");
    assert_eq!(query(&f().reference(contains("an"))), "reference=%2Aan%2A");
    assert_eq!(query(&f().weight(starts_with("1"))), "weight=1%2A");
    let extras = Extras::default()
        .extra("colour", "red")
        .extra("size", "5"..)
        .custom("7", 1);
    assert_eq!(query(&extras), "extra_colour=red&extra_size__gte=5&cf%5B7%5D=1");
}

#[test]
fn a_second_call_replaces_and_order_does_not_matter() {
    let f = Customers::default;
    assert_eq!(f().sales(1).sales(2), f().sales(2));
    let other: Lookups<i64, SuffixFamily> = lt(20).and(10..);
    assert_eq!(Lookups::from(10..20), other);
    let mut extras = Extras::default().extra("a", "1");
    assert_eq!(extras.extra.get("a"), Some(&"1".into()));
    extras.extra.set("a", Lookups::default());
    assert_eq!(extras, Extras::default());
}

#[test]
fn what_is_set_can_be_read() {
    let sales: Lookups<i64, SuffixFamily> = (10..20).into();
    let entries: Vec<_> = sales.entries().collect();
    assert_eq!(
        entries,
        [
            ("lt", &Given::Own(Operands::One(20))),
            ("gte", &Given::Own(Operands::One(10)))
        ]
    );
    assert_eq!(sales.get("gte"), Some(&Given::Own(Operands::One(10))));
    assert_eq!(sales.get("exact"), None);
    assert_eq!(Param::<bool>::from(true).value(), Some(&true));
    assert_eq!(
        Orders::default().names(["a"]).names.values(),
        Some(&["a".to_owned()][..])
    );
}

#[test]
fn debug_shows_what_is_set() {
    let filter = Customers::default()
        .sales(10..20)
        .name(contains("a"))
        .id([1, 2])
        .active(true);
    assert_eq!(
        format!("{filter:?}"),
        r#"Customers { id: {in: [1, 2]}, sales: {lt: 20, gte: 10}, name: {contains: "a"}, active: true }"#
    );
    let extras = Extras::default().extra("a", "1");
    assert_eq!(format!("{extras:?}"), r#"Extras { extra_{key}: {"a": {exact: "1"}} }"#);
}

#[test]
fn the_escape_hatch_sends_anything() {
    let mut query = Query::new();
    Customers::default().sales(1).write_query(&mut query);
    query.push("a b", 1).push("ñ", "&=+%");
    assert_eq!(query.to_string(), "sales=1&a%20b=1&%C3%B1=%26%3D%2B%25");
}
