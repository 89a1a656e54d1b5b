//! What a filter refuses before it is sent: broken rules, and operands that the query cannot say.

use crate::list;
use bindery::filter::{contains, ends_with, gt, gte, is_in, not, starts_with};
use bindery::{Date, DateTime, Filter, date, decimal};
use bindery_tests::{edges, styles};
use bindery_vendors::{aceptabits, akinon, koibox, valomnia};

#[test]
fn rules() {
    let filter = koibox::ListCustomersFilter::default().limit(51);
    let violations = filter.validate().unwrap_err();
    let violation = violations.get("limit").unwrap();
    assert_eq!(
        (violation.rule(), violation.bound(), violation.value()),
        ("maximum", Some("50"), Some("51"))
    );
    assert_eq!(violation.message(), "51 is above the maximum of 50");
    assert_eq!(
        list(koibox::ListCustomersFilter::default().limit(50).validate()),
        [""; 0]
    );

    let closed = koibox::ListCustomersFilter::default().sexo(koibox::Sexo::Unknown("x".into()));
    assert_eq!(list(closed.validate()), ["sexo known x"]);

    let missing = aceptabits::GetCustomersFilter::default().code_agent("agent 7");
    assert_eq!(
        list(missing.validate()),
        ["code_agent pattern agent 7", "page required -", "limit required -"],
        "all at once"
    );
    let low = aceptabits::GetCustomersFilter::default().page(0).limit(101);
    assert_eq!(
        list(low.validate()),
        ["page minimum 0"],
        "a limit above the clamp is served"
    );

    let address = akinon::ListCustomersFilter::default().email("nobody");
    assert_eq!(list(address.validate()), ["email email nobody"]);
    let begin = akinon::ListCustomersFilter::default().email(starts_with("nobody"));
    assert_eq!(list(begin.validate()), [""; 0], "a part of an address is none");
}

#[test]
fn rules_between_parameters() {
    let empty = edges::SearchNodesFilter::default();
    assert_eq!(list(empty.validate()), ["from required -", "q at_least 0"]);
    let day = || date!("2026-01-01");
    let without = empty.from(day()).q("x");
    assert_eq!(list(without.validate()), ["to require -"]);
    assert_eq!(list(without.to(day()).validate()), [""; 0]);
}

#[test]
fn texts_that_would_fall_apart() {
    let all = koibox::ListCustomersFilter::default;
    assert_eq!(list(all().movil(["6,7"]).validate()), ["movil__in separator 6,7"]);
    assert_eq!(list(all().movil("6,7").validate()), [""; 0], "alone it is one text");
    assert_eq!(list(all().movil(["6", ""]).validate()), [""; 0]);
    assert_eq!(
        list(all().id(is_in(Vec::<i64>::new())).validate()),
        ["id__in empty_list -"]
    );

    let rows = styles::ListRowsFilter::default;
    assert_eq!(list(rows().status(["a,b"]).validate()), ["status separator in.(a,b)"]);
    assert_eq!(list(rows().cf("k", ["a|b"]).validate()), ["cf_k separator a|b"]);
    assert_eq!(
        list(rows().tags(["a,b|c d"]).validate()),
        [""; 0],
        "each item has a pair of its own"
    );
    assert_eq!(list(rows().place(["a,b", "c)", ""]).validate()), [""; 0], "quoted");
}

#[test]
fn texts_that_would_be_mistaken() {
    let all = valomnia::ListCustomersFilter::default;
    for (filter, found) in [
        (all().name("*"), "name ambiguous *"),
        (all().name("*a*"), "name ambiguous *a*"),
        (all().reference("ef-6*"), "reference ambiguous ef-6*"),
        (all().reference(starts_with("*ef")), "reference ambiguous *ef*"),
        (all().reference(ends_with("ef*")), "reference ambiguous *ef*"),
    ] {
        assert_eq!(list(filter.validate()), [found]);
    }
    for filter in [
        all().name("a*b"),
        all().name(contains("a")),
        all().name(contains("*")),
        all().name(""),
        all().sort("*"),
    ] {
        assert_eq!(list(filter.validate()), [""; 0]);
        assert_eq!(
            valomnia::ListCustomersFilter::from_query(&filter.to_query()),
            Ok(filter)
        );
    }

    let rows = styles::ListRowsFilter::default;
    // `meta[a][gte][lt]` would be read with the longest literal name, which is the same; a key may hold brackets.
    assert_eq!(list(rows().meta("a][gte", 1..).validate()), [""; 0]);
    assert_eq!(list(rows().title(not("~a")).validate()), [""; 0]);
    // A key that makes the name of another parameter.
    assert_eq!(
        list(akinon::ListCustomersFilter::default().extra_field("", "x").validate()),
        ["extra_field__ ambiguous x"]
    );
}

#[test]
fn lookups_that_do_not_go_together() {
    let sales = koibox::ListCustomersFilter::default().numero_ventas(gt(5).and(gt(6)));
    assert_eq!(list(sales.validate()), ["numero_ventas__gt twice -"]);
    let both = valomnia::ListCustomersFilter::default().reference(contains("a").and(starts_with("b")));
    assert_eq!(list(both.validate()), ["reference combined -"]);
    let signs = styles::ListRowsFilter::default().amount(gte(decimal!("1")).and(..=decimal!("2")));
    assert_eq!(list(signs.validate()), ["amount combined -"]);
}

#[test]
fn values_that_have_no_text() {
    let soon = koibox::ListCustomersFilter::default().fecha_alta(DateTime::from_text("soon")..);
    assert_eq!(list(soon.validate()), ["fecha_alta__gte unsendable soon"]);
    let day = koibox::ListCustomersFilter::default().fecha_ultima_venta(Date::from_text("2026-02-30")..);
    assert_eq!(list(day.validate()), ["fecha_ultima_venta__gte unsendable 2026-02-30"]);
    let stamp = valomnia::ListCustomersFilter::default().date_created(valomnia::Stamp::from_text("2016-08-01")..);
    assert_eq!(list(stamp.validate()), ["dateCreated_gte unsendable 2016-08-01"]);
    let days = akinon::ListCustomersFilter::default().created_date(gte(Date::from_text("yesterday")));
    assert_eq!(list(days.validate()), ["created_date__date__gte unsendable yesterday"]);
    let open = akinon::ListCustomersFilter::default().gender(akinon::Gender::Unknown("male".into()));
    assert_eq!(
        list(open.validate()),
        ["gender unsendable male"],
        "it would be read as `Male`"
    );
}
