//! Violations: the rule broken, and the wire name of the parameter.

use super::dialects::*;
use crate::filter::{Filter, Given, Lookups, Operands, between, contains, ends_with, exact, gt, is_null, lt};
use crate::scalar::{Date, DateTime};

fn broken(filter: &impl Filter) -> Vec<(String, String)> {
    match filter.validate() {
        Ok(()) => Vec::new(),
        Err(violations) => violations
            .iter()
            .map(|v| (v.path().to_owned(), v.rule().to_owned()))
            .collect(),
    }
}

macro_rules! breaks {
    ($filter:expr, $($path:literal $rule:literal),+) => {
        assert_eq!(broken(&$filter), [$(($path.to_owned(), $rule.to_owned())),+]);
    };
}

#[test]
fn rules_hold_for_every_operand_of_the_fields_type() {
    let f = Customers::default;
    breaks!(f().sales(-1), "sales" "minimum");
    breaks!(f().sales(-1..2000), "sales__lt" "maximum", "sales__gte" "minimum");
    breaks!(f().sales([1, -1, 1001]), "sales__in" "minimum", "sales__in" "maximum");
    breaks!(f().sales(between(-1, 5)), "sales__range" "minimum");
    let long = "x".repeat(41);
    breaks!(f().name(long.as_str()), "name" "max_length");
    // The text of `contains` is of a type of its own: the field's rules do not hold for it.
    assert_eq!(broken(&f().name(contains(long))), []);
    assert_eq!(broken(&f().sales(year(-5))), []);
    breaks!(Orders::default().states([Size::Small, Size::Large, Size::Small]), "states" "max_items");
}

#[test]
fn required_and_rules_between_parameters() {
    breaks!(Ruled::default(), "centre" "required");
    let f = || Ruled::default().centre(1);
    assert_eq!(broken(&f()), []);
    breaks!(f().van(true), "driver" "require");
    assert_eq!(broken(&f().van(false)), []);
    assert_eq!(broken(&f().van(true).driver("x")), []);
    assert_eq!(broken(&f().first(1)), []);
    breaks!(f().first(1).last(1), "last" "at_most");
}

#[test]
fn an_empty_list_is_no_list() {
    breaks!(Customers::default().id(Vec::<i64>::new()), "id__in" "empty_list");
    breaks!(Orders::default().names(Vec::<&str>::new()), "names" "empty_list");
    // Sent unchecked, it must not vanish: without the parameter everything would come back.
    assert_eq!(Orders::default().names(Vec::<&str>::new()).to_query(), "names=");
}

#[test]
fn one_lookup_once_and_one_wire_name_once() {
    breaks!(Customers::default().sales(gt(1).and(gt(2))), "sales__gt" "twice");
    breaks!(Issues::default().done(1..=2), "done" "combined");
    breaks!(Issues::default().done(exact_and_any()), "done" "combined");
    assert_eq!(broken(&Issues::default().size(1..=2)), [], "combined");
    breaks!(Issues::default().size(Lookups::from(1..).and(2..)), "size" "twice");
    assert_eq!(broken(&Customers::default().sales(gt(1).and(lt(2)))), []);
}

fn exact_and_any() -> Lookups<i64, SignFamily> {
    anything().and([1])
}

#[test]
fn values_that_no_text_says() {
    let f = Customers::default;
    breaks!(f().score(f64::NAN), "score" "finite");
    breaks!(f().score(f64::INFINITY), "score" "finite");
    breaks!(f().created(DateTime::from_text("")), "created" "unsendable");
    breaks!(f().created(Date::from_text("")..), "created__date__gte" "unsendable");
    breaks!(f().size(Size::Unknown("m".into())), "size" "known");
    breaks!(f().size([Size::Small, Size::Unknown("m".into())]), "size__in" "known");
    assert_eq!(broken(&f().status(Status::Unknown("new".into()))), []);
    breaks!(f().status(Status::Unknown("paid".into())), "status" "unsendable");
    breaks!(Issues::default().done(is_null(false)), "done" "inexpressible");
}

#[test]
fn separators_inside_operands() {
    let f = Customers::default;
    breaks!(f().name(["a", "b,c"]), "name__in" "separator");
    breaks!(f().name(["b,c"]), "name__in" "separator");
    breaks!(f().name(between("a,b", "c")), "name__range" "separator");
    breaks!(f().name(between("a", "b,c")), "name__range" "separator");
    breaks!(f().status([Status::Unknown("a|b".into())]), "status__in" "separator");
    assert_eq!(broken(&f().status([Status::Unknown("a,b".into()), Status::Paid])), []);
    assert_eq!(broken(&f().name(contains("a,b"))), []);
    assert_eq!(broken(&Orders::default().names(["a,b", "c|d e"])), []);
}

#[test]
fn operands_that_read_as_something_else() {
    let f = Issues::default;
    breaks!(f().reference("*x*"), "reference" "ambiguous");
    breaks!(f().reference("x*"), "reference" "ambiguous");
    breaks!(f().reference(ends_with("x*")), "reference" "ambiguous");
    assert_eq!(broken(&f().reference("x*y")), []);
    assert_eq!(broken(&f().reference(contains("*x*"))), []);
    // An integer is never taken for a wildcard; a text to search for may be.
    assert_eq!(broken(&f().weight(5)), []);
    breaks!(f().subject([">=5"]), "subject" "ambiguous");
    breaks!(f().subject(["!*"]), "subject" "ambiguous");
    breaks!(f().subject(["*"]), "subject" "ambiguous");
    assert_eq!(broken(&f().subject(["a", ">=5"])), []);
    assert_eq!(broken(&f().label(exact("in.(x)"))), []);
    breaks!(Extras::default().extra("k__gte", "1"), "extra_k__gte" "ambiguous");
    breaks!(Extras::default().extra("one", "1"), "extra_one" "ambiguous");
    breaks!(Extras::default().extra("", "1"), "extra_" "ambiguous");
    assert_eq!(broken(&Extras::default().extra("one", "1"..)), []);
    assert_eq!(broken(&Extras::default().custom("a]", 1).custom("[", 2)), []);
}

#[test]
fn long_texts_are_judged_like_short_ones() {
    let long = "x".repeat(500);
    assert_eq!(broken(&Issues::default().reference(long.as_str())), []);
    breaks!(Issues::default().reference(format!("{long}*")), "reference" "ambiguous");
    assert_eq!(broken(&Extras::default().extra(long.as_str(), "1")), []);
    breaks!(Issues::default().subject(between(long, "a|b".into())), "subject" "separator");
}

#[test]
fn a_family_that_claims_what_it_does_not_list() {
    struct Liar;
    impl crate::filter::Family for Liar {
        const NAME: &'static str = "liar";
        const LOOKUPS: &'static [crate::filter::Lookup<'static>] = &[];
    }
    impl crate::filter::Has<crate::filter::has::Exact> for Liar {}
    let lookups: Lookups<i64, Liar> = 1.into();
    assert_eq!(
        lookups.entries().collect::<Vec<_>>(),
        [("?", &Given::Own(Operands::One(1)))]
    );
    let mut violations = Vec::new();
    let table = crate::filter::FilterTable {
        name: "X",
        params: &[crate::filter::ParamSpec { name: "x", ..PARAM }],
        between: &[],
    };
    crate::filter::check::check(&table, &[&lookups], &mut violations);
    assert_eq!(
        violations.iter().map(|v| (v.path(), v.rule())).collect::<Vec<_>>(),
        [("x", "no_such_lookup")]
    );
}
