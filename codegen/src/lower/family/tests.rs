use crate::ir::{Family, OperandTy, OperatorOperand};
use crate::lower::testing::{Lowered, lower, lower_with};
use bindery_attributes::common::ListStyle;
use bindery_attributes::family::{Meaning, Means, Of};

const LOOKUPS: &str = "lists: comma
lookups:
  lt: \"{field}__lt={value}\"
  gte: \"{field}__gte={value}\"
  in: \"{field}__in={values}\"
  any: { wire: \"{field}__any={values}\", lists: pipe }
  contains: \"{field}__contains={value}\"
  part: { wire: \"{field}__part={value}\", means: contains, of: string }
  date_gte: { wire: \"{field}__date__gte={value}\", means: gte, of: date }
  within: { wire: \"{field}={from}..{to}\", means: between }
  year: { wire: \"{field}__year={value}\", of: integer, doc: Of that year. }
  none: \"{field}=!*\"
";

/// A spec with those lookups, these families and one endpoint with these parameters.
fn with(families: &str, query: &str) -> Lowered {
    let families = if families.is_empty() {
        String::new()
    } else {
        format!("families: {{ {families} }}\n")
    };
    lower(&format!(
        "{LOOKUPS}{families}endpoints:\n  list_orders:\n    get: /orders\n    query: {{ {query} }}\n"
    ))
}

fn names(family: &Family) -> Vec<&str> {
    family.lookups.iter().map(|lookup| lookup.attrs.name.as_str()).collect()
}

fn families(lowered: &Lowered) -> Vec<(String, Vec<&str>)> {
    lowered
        .api
        .families
        .iter()
        .map(|family| (family.alias.to_string(), names(family)))
        .collect()
}

#[test]
fn families_nest_and_take_each_lookup_once() {
    let lowered = with(
        "dates: [bounds, date_gte], bounds: [lt, gte], all: [dates, bounds, in]",
        "at: date-time all",
    );
    // `dates` and `bounds` are used through `all`.
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    assert_eq!(
        families(&lowered),
        [("All".to_owned(), vec!["lt", "gte", "date_gte", "in"])]
    );
    assert_eq!(lowered.api.families[0].marker, "AllFamily");
}

#[test]
fn unnamed_lists_are_named_after_their_words_and_made_once() {
    let lowered = with(
        "bounds: [lt, gte]",
        "a: integer in, b: integer exact in, c: integer exact in, d: date bounds, e: date bounds date_gte, f: integer",
    );
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    assert_eq!(
        families(&lowered),
        [
            ("In".to_owned(), vec!["in"]),
            ("ExactIn".to_owned(), vec!["exact", "in"]),
            ("Bounds".to_owned(), vec!["lt", "gte"]),
            ("BoundsDateGte".to_owned(), vec!["lt", "gte", "date_gte"]),
        ]
    );
}

#[test]
fn a_lookup_is_its_pair_its_meaning_and_its_operand() {
    let lowered = with("", "a: string any in contains part date_gte within none year");
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    let lookups = &lowered.api.families[0].lookups;
    let facts: Vec<_> = lookups
        .iter()
        .map(|lookup| {
            let means = match &lookup.attrs.means {
                Means::Known(meaning) => meaning.name().to_owned(),
                Means::Own(marker) => marker.to_string(),
            };
            (lookup.attrs.wire.as_str(), means, lookup.attrs.of, lookup.attrs.lists)
        })
        .collect();
    let expected = [
        ("{field}__any={values}", "Any", None, Some(ListStyle::Pipe)),
        ("{field}__in={values}", "in", None, Some(ListStyle::Comma)),
        ("{field}__contains={value}", "contains", None, None),
        ("{field}__part={value}", "contains", None, None),
        ("{field}__date__gte={value}", "gte", Some(Of::Date), None),
        ("{field}={from}..{to}", "between", None, None),
        ("{field}=!*", "None", None, None),
        ("{field}__year={value}", "Year", Some(Of::Integer), None),
    ];
    assert_eq!(
        facts,
        expected.map(|(wire, means, of, lists)| (wire, means.to_owned(), of, lists))
    );
    let operators: Vec<_> = lowered
        .api
        .operators
        .iter()
        .map(|it| (it.function.to_string(), it.operand.clone()))
        .collect();
    assert_eq!(
        operators,
        [
            ("any".to_owned(), OperatorOperand::Many(OperandTy::Own)),
            ("none".to_owned(), OperatorOperand::Flag),
            ("year".to_owned(), OperatorOperand::One(OperandTy::Fixed(Of::Integer))),
        ]
    );
    assert_eq!(lowered.api.operators[2].docs.text.as_deref(), Some("Of that year."));
}

#[test]
fn exact_is_built_in_unless_the_spec_has_its_own() {
    let lowered = with("", "a: integer exact");
    assert_eq!(lowered.api.families[0].lookups[0].attrs.wire, "{field}={value}");
    assert_eq!(
        lowered.api.families[0].lookups[0].attrs.means,
        Means::Known(Meaning::Exact)
    );
    let lowered = lower(
        "lookups: { exact: \"{field}=eq.{value}\" }\nendpoints: { list: { get: /a, query: { a: integer exact } } }\n",
    );
    assert_eq!(lowered.api.families[0].lookups[0].attrs.wire, "{field}=eq.{value}");
}

#[test]
fn the_vendor_replaces_a_lookup_of_its_dialect() {
    let lowered = lower_with(
        "lookups: { gte: \"{field}[gte]={value}\" }\nendpoints: { list: { get: /a, query: { a: integer bounds } } }\n",
        Some(
            "lookups: { lt: \"{field}_lt={value}\", gte: \"{field}_gte={value}\" }\nfamilies: { bounds: [lt, gte] }\n",
        ),
    );
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    let wires: Vec<_> = lowered.api.families[0]
        .lookups
        .iter()
        .map(|lookup| lookup.attrs.wire.as_str())
        .collect();
    assert_eq!(wires, ["{field}_lt={value}", "{field}[gte]={value}"]);
}

#[test]
fn a_cycle_is_one_message() {
    let lowered = with("a: [b, lt], b: [c], c: [a, gte]", "x: integer a, y: integer b c");
    assert_eq!(lowered.codes(), [("family_cycle", "a")]);
    assert_eq!(lowered.found[0].others.len(), 2);
}

#[test]
fn deep_families_are_refused_and_do_not_overflow() {
    let chain: Vec<String> = (0..5000).map(|index| format!("f{index}: [f{}]", index + 1)).collect();
    let lowered = with(&format!("{}, f5000: [lt]", chain.join(", ")), "x: integer f0");
    assert!(
        lowered.codes().iter().all(|(code, _)| *code == "too_deep"),
        "{:?}",
        lowered.codes().first()
    );
    assert!(!lowered.found.is_empty());
}

#[test]
fn unknown_words_are_reported_each_once() {
    let lowered = with(
        "bounds: [lt, gtee]",
        "x: integer bounds, y: integer boundz, z: integer bounds",
    );
    assert_eq!(
        lowered.messages(),
        [
            "unknown_lookup at \"gtee\": there is no lookup or family `gtee`",
            "unknown_lookup at \"boundz\": there is no lookup or family `boundz`",
        ]
    );
    assert_eq!(lowered.found[0].help.as_deref(), Some("did you mean `gte`?"));
    assert_eq!(lowered.found[1].help.as_deref(), Some("did you mean `bounds`?"));
}

#[test]
fn a_word_written_twice_is_a_warning() {
    let lowered = with("few: [lt, lt, gte]", "x: integer few");
    assert_eq!(lowered.codes(), [("lookup_twice", "lt")]);
    assert_eq!(names(&lowered.api.families[0]), ["lt", "gte"]);
}

#[test]
fn names_are_shared_with_lookups() {
    assert_eq!(with("lt: [gte]", "x: integer lt").codes(), [("duplicate_name", "lt")]);
    assert_eq!(
        with("exact: [gte]", "x: integer exact").codes(),
        [("duplicate_name", "exact")]
    );
}

#[test]
fn lookups_that_cannot_be_are_refused_where_they_stand() {
    let code = |lookup: &str| {
        let lowered = lower(&format!(
            "lookups: {{ {lookup} }}\nendpoints: {{ list: {{ get: /a }} }}\n"
        ));
        lowered
            .codes()
            .iter()
            .map(|(code, _)| *code)
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(code("gte: \"{field}__gte\""), "bad_template");
    assert_eq!(code("gte: \"created__gte={value}\""), "bad_template");
    assert_eq!(code("gte: \"{field}{field}={value}\""), "bad_template");
    assert_eq!(code("gte: \"{field}={value}{values}\""), "bad_template");
    assert_eq!(code("gte: \"{field}__gte={values}\""), "bad_template");
    assert_eq!(code("in: \"{field}__in={value}\""), "bad_template");
    assert_eq!(code("between: \"{field}={from}{to}\""), "bad_template");
    assert_eq!(code("is_null: \"{field}=null\""), "bad_template");
    assert_eq!(code("gte: \"filter=gte({field},{value})\""), "lookup_field_in_value");
    assert_eq!(
        code("from: { wire: \"{field}_from={value}\", means: gtee }"),
        "unknown_meaning"
    );
    assert_eq!(
        code("contains: { wire: \"{field}~={value}\", of: integer }"),
        "senseless_lookup"
    );
    assert_eq!(
        code("is_null: { wire: \"{field}_null={value}\", of: string }"),
        "senseless_lookup"
    );
    assert_eq!(
        code("lt: { wire: \"{field}_lt={value}\", of: boolean }"),
        "senseless_lookup"
    );
    assert_eq!(
        code("any: { wire: \"{field}_any={value}\", of: list<integer> }"),
        "senseless_lookup"
    );
    assert_eq!(code("any: { wire: \"{field}_any={value}\", lists: pipe }"), "senseless");
    assert_eq!(code("none: \"{field}=!*\", is_null: \"{field}_null={value}\""), "");
}
