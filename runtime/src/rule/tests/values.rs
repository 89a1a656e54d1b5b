use crate::rule::{
    At, Format, Rule, Violation, Violations, check_count, check_float, check_integer, check_known, check_missing,
    check_number, check_text,
};

type Check<'a> = &'a dyn Fn(&[Rule], At<'_>, &mut Vec<Violation>);

/// The one violation of a rule, with its path; `None` where it passes.
fn one(check: Check<'_>, rule: Rule) -> Option<Violation> {
    let mut violations = Vec::new();
    let root = At::root();
    check(&[Rule::Required, rule], root.name("limit"), &mut violations);
    assert!(violations.len() <= 1);
    violations.pop()
}

fn said(check: Check<'_>, rule: Rule) -> Option<String> {
    one(check, rule).map(|violation| violation.to_string())
}

#[test]
fn integers() {
    let check =
        |value: i64| move |rules: &[Rule], at: At<'_>, list: &mut Vec<Violation>| check_integer(value, rules, at, list);
    assert_eq!(said(&check(50), Rule::Maximum("50")), None);
    assert_eq!(said(&check(50), Rule::Maximum("50.0")), None);
    assert_eq!(
        said(&check(51), Rule::Maximum("50")).as_deref(),
        Some("limit: 51 is above the maximum of 50")
    );
    assert_eq!(
        said(&check(50), Rule::Maximum("49.5")).as_deref(),
        Some("limit: 50 is above the maximum of 49.5")
    );
    assert_eq!(
        said(&check(0), Rule::Minimum("1")).as_deref(),
        Some("limit: 0 is below the minimum of 1")
    );
    assert_eq!(
        said(&check(i64::MIN), Rule::Minimum("-1e3")).as_deref(),
        Some("limit: -9223372036854775808 is below the minimum of -1e3")
    );
    assert_eq!(said(&check(i64::MAX), Rule::Maximum("9223372036854775807")), None);
    assert!(said(&check(i64::MAX), Rule::Maximum("9223372036854775806")).is_some());
    assert_eq!(said(&check(0), Rule::MinLength(5)), None);

    let violation = one(&check(51), Rule::Maximum("50")).unwrap();
    assert_eq!((violation.path(), violation.rule()), ("limit", "maximum"));
    assert_eq!((violation.bound(), violation.value()), (Some("50"), Some("51")));
    assert_eq!(violation.message(), "51 is above the maximum of 50");
}

#[test]
fn floats() {
    let check =
        |value: f64| move |rules: &[Rule], at: At<'_>, list: &mut Vec<Violation>| check_float(value, rules, at, list);
    assert_eq!(said(&check(0.1), Rule::Maximum("0.1")), None);
    assert_eq!(
        said(&check(0.1 + 0.2), Rule::Maximum("0.3")).as_deref(),
        Some("limit: 0.30000000000000004 is above the maximum of 0.3")
    );
    assert_eq!(said(&check(-f64::MAX), Rule::Maximum("0")), None);
    assert_eq!(
        said(&check(-f64::MIN_POSITIVE), Rule::Minimum("0")).as_deref(),
        Some("limit: -2.2250738585072014e-308 is below the minimum of 0")
    );
    assert_eq!(
        said(&check(f64::NAN), Rule::Required).as_deref(),
        Some("limit: NaN is no number that JSON can carry")
    );
    assert_eq!(
        said(&check(f64::INFINITY), Rule::Maximum("1")).as_deref(),
        Some("limit: inf is no number that JSON can carry")
    );
}

#[test]
fn exact_numbers() {
    let check = |value: &'static str| {
        move |rules: &[Rule], at: At<'_>, list: &mut Vec<Violation>| check_number(value, rules, at, list)
    };
    assert_eq!(said(&check("0.10"), Rule::Minimum("0.1")), None);
    assert_eq!(
        said(&check("0.099999999999999999999"), Rule::Minimum("0.1")).as_deref(),
        Some("limit: 0.099999999999999999999 is below the minimum of 0.1")
    );
    assert!(said(&check("1e999999999"), Rule::Maximum("1e9")).is_some());
}

#[test]
fn texts_are_counted_in_characters() {
    let check = |value: &'static str| {
        move |rules: &[Rule], at: At<'_>, list: &mut Vec<Violation>| check_text(value, rules, at, list)
    };
    assert_eq!(said(&check("niño"), Rule::MaxLength(4)), None);
    assert_eq!(
        said(&check("niños"), Rule::MaxLength(4)).as_deref(),
        Some("limit: \"niños\" has 5 characters, above the maximum of 4")
    );
    assert_eq!(
        said(&check("ñ"), Rule::MinLength(2)).as_deref(),
        Some("limit: \"ñ\" has 1 character, below the minimum of 2")
    );
    assert_eq!(said(&check("ññ"), Rule::MinLength(2)), None);
    assert_eq!(
        said(&check("mail@tyr"), Rule::Format(Format::Email)).as_deref(),
        Some("limit: \"mail@tyr\" is no e-mail address")
    );
    assert_eq!(
        one(&check("x"), Rule::Format(Format::HexColor)).unwrap().rule(),
        "hex_color"
    );
    assert_eq!(said(&check("mail@tyr.example"), Rule::Format(Format::Email)), None);
    assert_eq!(said(&check(""), Rule::Required), None);
}

#[test]
fn long_values_are_cut() {
    let text = "ñ".repeat(300);
    let check = |rules: &[Rule], at: At<'_>, list: &mut Vec<Violation>| check_text(&text, rules, at, list);
    let violation = one(&check, Rule::MaxLength(255)).unwrap();
    let cut = format!("{}…", "ñ".repeat(60));
    assert_eq!(violation.value(), Some(cut.as_str()));
    assert_eq!(
        violation.message(),
        format!("\"{cut}\" has 300 characters, above the maximum of 255")
    );
}

#[test]
fn counts_enums_and_missing_values() {
    let count = |rules: &[Rule], at: At<'_>, list: &mut Vec<Violation>| check_count(3, rules, at, list);
    assert_eq!(
        said(&count, Rule::MaxItems(2)).as_deref(),
        Some("limit: has 3 items, above the maximum of 2")
    );
    assert_eq!(
        said(&count, Rule::MinItems(4)).as_deref(),
        Some("limit: has 3 items, below the minimum of 4")
    );
    assert_eq!(said(&count, Rule::MaxItems(3)), None);
    let known = |known: bool| {
        move |rules: &[Rule], at: At<'_>, list: &mut Vec<Violation>| check_known("x", known, rules, at, list)
    };
    assert_eq!(
        said(&known(false), Rule::Known).as_deref(),
        Some("limit: \"x\" is no value that the vendor documents")
    );
    assert_eq!(said(&known(true), Rule::Known), None);
    assert_eq!(said(&known(false), Rule::Required), None);
    let mut list = Vec::new();
    check_missing(&[Rule::Minimum("1")], At::root(), &mut list);
    assert!(list.is_empty());
    check_missing(
        &[Rule::Minimum("1"), Rule::Required],
        At::root().name("limit"),
        &mut list,
    );
    assert_eq!(
        Violations::into_result(list).unwrap_err().to_string(),
        "limit: must be given"
    );
}

#[cfg(feature = "pattern")]
#[test]
fn patterns() {
    use crate::rule::Pattern;
    const CODE: Rule = Rule::Pattern(&Pattern::new("^c[0-9]+$"));
    const ANYWHERE: Rule = Rule::Pattern(&Pattern::new("b"));
    const BROKEN: Rule = Rule::Pattern(&Pattern::new("("));
    let check = |value: &'static str| {
        move |rules: &[Rule], at: At<'_>, list: &mut Vec<Violation>| check_text(value, rules, at, list)
    };
    for _ in 0..2 {
        assert_eq!(said(&check("c12"), CODE), None);
        assert_eq!(
            said(&check("d12"), CODE).as_deref(),
            Some("limit: \"d12\" does not match the pattern ^c[0-9]+$")
        );
        let broken = one(&check("c12"), BROKEN).unwrap();
        assert!(
            broken
                .message()
                .starts_with("the pattern ( of the spec does not compile: "),
            "{broken}"
        );
        assert_eq!((broken.rule(), broken.bound()), ("pattern", Some("(")));
    }
    // Found anywhere unless anchored.
    assert_eq!(said(&check("abc"), ANYWHERE), None);
    assert_eq!(CODE, CODE);
    assert_ne!(CODE, ANYWHERE);
}

#[test]
fn paths() {
    let root = At::root();
    let (contacts, email) = ("contacts".to_owned(), "email".to_owned());
    let list = root.name(&contacts);
    let item = list.index(2);
    assert_eq!(item.name(&email).to_string(), "contacts[2].email");
    assert_eq!(root.to_string(), "");
    assert_eq!(root.index(0).index(1).name("a").to_string(), "[0][1].a");
    assert_eq!(Violation::new(root, "mine", "is wrong").to_string(), "is wrong");
}

#[test]
fn violations_are_a_list_that_is_never_empty() {
    assert_eq!(Violations::into_result(Vec::new()), Ok(()));
    let root = At::root();
    let list = vec![
        Violation::new(root.name("a"), "x", "is bad"),
        Violation::new(root.name("b"), "y", "is worse"),
    ];
    let violations = Violations::into_result(list).unwrap_err();
    assert_eq!(violations.to_string(), "a: is bad\nb: is worse");
    assert_eq!(violations.len(), 2);
    assert_eq!(violations.get("b").unwrap().rule(), "y");
    assert!(violations.get("c").is_none());
    assert_eq!((&violations).into_iter().count(), 2);
    let _: &dyn std::error::Error = &violations;
}

#[test]
fn a_date_that_is_sent_is_one() {
    use crate::wire::Slot;
    let violations = |slot: &dyn Slot, rules: &[Rule]| {
        let mut list = Vec::new();
        slot.check(rules, At::root().name("day"), &mut list);
        list.iter().map(Violation::to_string).collect::<Vec<_>>()
    };
    let day: crate::Date = crate::Date::from_text("2026-02-30");
    assert_eq!(
        violations(&day, &[]),
        [""; 0],
        "what is read is never refused for its format"
    );
    assert_eq!(
        violations(&day, &[Rule::WellFormed]),
        ["day: \"2026-02-30\" is no date in the spelling of the vendor"]
    );
    assert_eq!(violations(&crate::date!("2026-02-28"), &[Rule::WellFormed]), [""; 0]);
    let at: crate::DateTime = crate::DateTime::from_text("soon");
    assert_eq!(
        violations(&at, &[Rule::WellFormed]),
        ["day: \"soon\" is no date and time in the spelling of the vendor"]
    );
    let time = crate::Time::from_text("25:00");
    assert_eq!(
        violations(&time, &[Rule::WellFormed]),
        ["day: \"25:00\" is no time in the spelling of the vendor"]
    );
}
