use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use proptest::prelude::*;
use rust_decimal::Decimal as Oracle;

use crate::Decimal;
use crate::rule::equals;
use crate::scalar::is_number;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn hash(value: &Decimal) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(value)
}

#[test]
fn the_text_is_a_json_number_and_kept() {
    for text in [
        "0",
        "-0",
        "12.50",
        "1e9",
        "1E+09",
        "-1.5e-3",
        "123456789012345678901234567890.123",
        "0.10",
    ] {
        assert_eq!(decimal(text).as_str(), text);
        assert_eq!(decimal(text).to_string(), text);
        assert!(serde_json::from_str::<serde_json::Value>(text).is_ok());
    }
    for text in [
        "", "-", "+1", "01", "-01", ".5", "5.", "1e", "1e+", "1.e5", "NaN", "inf", "1 ", " 1", "1,5", "0x1", "1e5.0",
        "١",
    ] {
        assert!(!is_number(text), "{text}");
        assert!(Decimal::parse(text).is_none());
    }
    assert_eq!(
        "12,50".parse::<Decimal>().unwrap_err().to_string(),
        "\"12,50\" is no number: write it as in JSON, such as 12.50"
    );
    let long = "x".repeat(1000).parse::<Decimal>().unwrap_err();
    assert!(long.to_string().len() < 200);
}

#[test]
fn equality_goes_by_value_and_so_does_the_hash() {
    let groups: &[&[&str]] = &[
        &["0", "-0", "0.000", "0e999999999", "-0.0E-5"],
        &["12.5", "12.50", "1.25e1", "125e-1", "0.125E2", "1250.00e-2"],
        &["1e999999999", "10e999999998", "0.1e1000000000"],
        &["-100", "-1e2", "-100.0"],
        &["1e99999999999999999999", "10e99999999999999999998"],
    ];
    for (index, group) in groups.iter().enumerate() {
        for (a, b) in group.iter().flat_map(|a| group.iter().map(move |b| (a, b))) {
            assert_eq!(decimal(a), decimal(b), "{a} {b}");
            assert_eq!(hash(&decimal(a)), hash(&decimal(b)), "{a} {b}");
        }
        for other in groups.iter().skip(index + 1).flat_map(|group| group.iter()) {
            assert_ne!(decimal(group[0]), decimal(other));
        }
    }
}

#[test]
fn order_is_numeric() {
    let sorted = [
        "-1e999999999",
        "-20",
        "-3",
        "-2.5",
        "-0.1",
        "-1e-999999999",
        "0",
        "1e-999999999",
        "0.09",
        "0.1",
        "0.11",
        "1",
        "1.000000000000000000000000000001",
        "2",
        "10",
        "12.5",
        "12.51",
        "100",
        "1e99",
        "1e999999999",
        "1.1e999999999",
        "1e99999999999999999999999",
    ];
    for (i, a) in sorted.iter().enumerate() {
        for (j, b) in sorted.iter().enumerate() {
            assert_eq!(decimal(a).cmp(&decimal(b)), i.cmp(&j), "{a} {b}");
        }
    }
    let set: BTreeSet<Decimal> = sorted.iter().rev().map(|text| decimal(text)).collect();
    assert_eq!(set.iter().map(Decimal::as_str).collect::<Vec<_>>(), sorted);
}

#[test]
fn exponents_of_any_length_are_cheap() {
    let huge = format!("1e{}", "9".repeat(100_000));
    let tiny = format!("1e-{}", "9".repeat(100_000));
    assert!(decimal(&huge) > decimal(&tiny));
    assert_eq!(decimal(&huge).to_f64(), f64::INFINITY);
    assert_eq!(decimal(&tiny).to_f64(), 0.0);
}

#[test]
fn integers_and_floats_convert() {
    assert_eq!(Decimal::from(i64::MIN).as_str(), "-9223372036854775808");
    assert_eq!(Decimal::from(u64::MAX).as_str(), "18446744073709551615");
    assert_eq!(Decimal::from(-5), decimal("-5"));
    assert_eq!(Decimal::from(7_u32).as_str(), "7");
    for (value, text) in [
        (0.1, "0.1"),
        (1.0, "1"),
        (-0.0, "-0"),
        (1e300, "1e300"),
        (5e-324, "5e-324"),
        (123456.75, "123456.75"),
    ] {
        assert_eq!(Decimal::try_from(value).unwrap().as_str(), text);
    }
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(Decimal::try_from(value).is_err());
    }
    assert_eq!(decimal("12.50").to_f64(), 12.5);
    assert_eq!(format!("{:?}", decimal("12.50")), "Decimal(12.50)");
}

#[test]
fn a_decimal_is_a_number_on_the_wire() {
    assert!(equals(&decimal("12.50"), "12.5"));
    assert!(!equals(&decimal("12.50"), "\"12.50\""));
}

fn oracle() -> impl Strategy<Value = Oracle> {
    (any::<i64>(), 0..28_u32).prop_map(|(mantissa, scale)| Oracle::new(mantissa, scale))
}

proptest! {
    #[test]
    fn order_agrees_with_the_oracle(a in oracle(), b in oracle()) {
        let (x, y) = (decimal(&a.to_string()), decimal(&b.to_string()));
        prop_assert_eq!(x.cmp(&y), a.cmp(&b));
        let normal = decimal(&a.normalize().to_string());
        prop_assert_eq!(&x, &normal);
        prop_assert_eq!(hash(&x), hash(&normal));
    }

    #[test]
    fn exponents_only_move_the_point(mantissa in any::<i32>(), scale in 0..20_u32, shift in 0..8_i32) {
        let plain = decimal(&Oracle::new(i64::from(mantissa), scale).to_string());
        let moved = decimal(&format!("{}e{}", Oracle::new(i64::from(mantissa), scale + shift as u32), shift));
        prop_assert_eq!(plain.cmp(&moved), Ordering::Equal);
        let moved = decimal(&format!("{mantissa}{}E-{}", "0".repeat(shift as usize), scale as i32 + shift));
        prop_assert_eq!(plain, moved);
    }

    #[test]
    fn floats_come_back(value in any::<f64>()) {
        prop_assume!(value.is_finite());
        prop_assert_eq!(Decimal::try_from(value).unwrap().to_f64(), value);
    }

    #[test]
    fn the_grammar_is_that_of_json(text in "-?[0-9]{0,3}(\\.[0-9]{0,3})?([eE][+-]?[0-9]{0,2})?") {
        prop_assert_eq!(is_number(&text), serde_json::from_str::<serde_json::Number>(&text).is_ok(), "{}", text);
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,20}") {
        prop_assert_eq!(Decimal::parse(&text).map(String::from), is_number(&text).then_some(text));
    }
}
