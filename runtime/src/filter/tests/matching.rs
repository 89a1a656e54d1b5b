//! Matching from data built at run time, as the spec compiler does.

use super::dialects::{PARAM, many, one};
use crate::filter::matching::{Conflict, Matched, Mismatch, Signature, Text, conflicts, nearest, resolve};
use crate::filter::{Kind, ListStyle, Lookup, Meaning, ParamSpec, Template};
use crate::scalar::Pattern;
use crate::wire::Coding;

fn lookup<'a>(name: &'a str, means: Meaning, suffix: &'a str, value: Template<'a>) -> Lookup<'a> {
    Lookup {
        name,
        means,
        of: None,
        name_parts: ("", suffix),
        value,
        lists: None,
    }
}

#[test]
fn specs_are_matched_without_types() {
    // Not 'static: as a spec would own them.
    let (name, suffix) = (String::from("total"), String::from("_gte"));
    let lookups = [
        lookup("exact", Meaning::Exact, "", one("", "")),
        lookup("gte", Meaning::Gte, &suffix, one("", "")),
    ];
    let spec = ParamSpec { name: &name, ..PARAM };
    let signatures = [Signature {
        spec: &spec,
        lookups: &lookups,
        kind: Kind::Integer,
        key: Kind::Text,
    }];
    let all = || signatures.iter().copied();
    assert_eq!(
        resolve(all(), "total_gte", "5"),
        Ok(Matched {
            param: 0,
            lookup: 1,
            key: None,
            index: None,
            operand: Text::One("5")
        })
    );
    assert_eq!(
        resolve(all(), "total", "x"),
        Err(Mismatch::Value { param: 0, lookup: 0 })
    );
    assert_eq!(resolve(all(), "totl", "x"), Err(Mismatch::Unknown));
    assert_eq!(nearest(all(), "totl"), Some("total".to_owned()));
    assert_eq!(nearest(all(), "something"), None);
}

#[test]
fn an_operand_that_does_not_parse_leaves_the_pair_to_the_next_lookup() {
    let lookups = [
        lookup("exact", Meaning::Exact, "", one("", "")),
        lookup("any", Meaning::Icontains, "", one("", "")),
    ];
    let spec = ParamSpec { name: "n", ..PARAM };
    let signature = Signature {
        spec: &spec,
        lookups: &lookups,
        kind: Kind::Integer,
        key: Kind::Text,
    };
    assert_eq!(resolve([signature], "n", "5").map(|matched| matched.lookup), Ok(0));
    assert_eq!(resolve([signature], "n", "x").map(|matched| matched.lookup), Ok(1));
}

fn conflicting(lookups: &[Lookup<'_>], lists: Option<ListStyle>, kind: Kind<'_>) -> bool {
    let spec = ParamSpec {
        name: "n",
        lists,
        ..PARAM
    };
    let found = conflicts(&[Signature {
        spec: &spec,
        lookups,
        kind,
        key: Kind::Text,
    }]);
    assert!(
        found.is_empty()
            || found
                == [Conflict {
                    first: (0, 0),
                    second: (0, 1)
                }],
        "{found:?}"
    );
    !found.is_empty()
}

#[test]
fn two_lookups_of_one_spelling_conflict() {
    let exact = lookup("exact", Meaning::Exact, "", one("", ""));
    let list = lookup("in", Meaning::In, "", many("", ""));
    assert!(conflicting(&[exact, list], None, Kind::Integer));
    assert!(conflicting(&[exact, list], Some(ListStyle::Comma), Kind::Text));
    assert!(!conflicting(&[exact, list], Some(ListStyle::Brackets), Kind::Text));
    // Told apart by what they take.
    let date = Lookup {
        of: Some(Kind::Date(Pattern::Rfc3339)),
        ..list
    };
    assert!(!conflicting(&[exact, date], None, Kind::Integer));
    assert!(conflicting(&[exact, date], None, Kind::Text));
    let size = Kind::Enum {
        texts: &["s", "7"],
        open: false,
    };
    assert!(conflicting(
        &[
            exact,
            Lookup {
                of: Some(Kind::Integer),
                ..list
            }
        ],
        None,
        size
    ));
    assert!(!conflicting(
        &[
            exact,
            Lookup {
                of: Some(Kind::Boolean),
                ..list
            }
        ],
        None,
        size
    ));
    let flag = |text| lookup("flag", Meaning::Own, "", Template::Flag(text));
    assert!(conflicting(&[flag("*"), flag("*")], None, Kind::Text));
    assert!(!conflicting(&[flag("*"), flag("!*")], None, Kind::Text));
    assert!(!conflicting(&[flag("*"), exact], None, Kind::Text));
}

#[test]
fn spellings_that_differ_in_literal_text_do_not_conflict() {
    let wildcards = [
        lookup("exact", Meaning::Exact, "", one("", "")),
        lookup("contains", Meaning::Contains, "", one("*", "*")),
        lookup("starts_with", Meaning::StartsWith, "", one("", "*")),
        lookup("ends_with", Meaning::EndsWith, "", one("*", "")),
    ];
    assert!(!conflicting(&wildcards, None, Kind::Text));
    let pair = lookup(
        "between",
        Meaning::Between,
        "",
        Template::Pair {
            before: "",
            between: "|",
            after: "",
        },
    );
    assert!(!conflicting(&[wildcards[0], pair], None, Kind::Text));
}

#[test]
fn conflicts_reach_across_parameters() {
    let exact = [lookup("exact", Meaning::Exact, "", one("", ""))];
    let bounds = [lookup("gte", Meaning::Gte, "__gte", one("", ""))];
    let literal = ParamSpec {
        name: "a__gte",
        ..PARAM
    };
    let field = ParamSpec { name: "a", ..PARAM };
    let open = ParamSpec {
        name: "a__",
        key: Some(""),
        ..PARAM
    };
    let other = ParamSpec {
        name: "",
        key: Some("__gte"),
        ..PARAM
    };
    fn signature<'a>(spec: &'a ParamSpec<'a>, lookups: &'a [Lookup<'a>]) -> Signature<'a> {
        Signature {
            spec,
            lookups,
            kind: Kind::Text,
            key: Kind::Text,
        }
    }
    let same = [Conflict {
        first: (0, 0),
        second: (1, 0),
    }];
    assert_eq!(
        conflicts(&[signature(&literal, &exact), signature(&field, &bounds)]),
        same
    );
    assert_eq!(conflicts(&[signature(&open, &exact), signature(&open, &exact)]), same);
    assert_eq!(conflicts(&[signature(&open, &exact), signature(&other, &exact)]), []);
    assert_eq!(conflicts(&[signature(&literal, &exact), signature(&open, &exact)]), []);
}

#[test]
fn booleans_are_known_by_their_coding() {
    let coding = Some(Coding::Boolean {
        yes: "\"\\u0059\"",
        no: "0",
    });
    assert!(Kind::Boolean.accepts("Y", coding));
    assert!(Kind::Boolean.accepts("0", coding));
    assert!(!Kind::Boolean.accepts("true", coding));
    assert!(Kind::Boolean.accepts("true", None));
    assert!(Kind::Boolean.overlaps(coding, &Kind::Integer, None));
    assert!(!Kind::Boolean.overlaps(None, &Kind::Integer, None));
}
