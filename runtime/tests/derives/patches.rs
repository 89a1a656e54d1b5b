//! PATCH bodies: keep, set, set to null, on both roads.

use bindery::{Model, Patch, Validate, json};

use crate::shop::{Line, State};

#[derive(Clone, Default, PartialEq, Model, Validate)]
struct OrderPatch {
    #[bindery(min_length = 1, max_length = 5)]
    note: Patch<Option<String>>,
    #[bindery(known)]
    state: Patch<State>,
    #[bindery(wire = "isPaid", yes = "1", no = "0")]
    is_paid: Patch<bool>,
    #[bindery(nested)]
    lines: Patch<Vec<Line>>,
}

#[test]
fn three_states_go_both_ways() {
    let states: [(Patch<Option<String>>, &str); 3] = [
        (Patch::Keep, "{}"),
        (Patch::null(), r#"{"note":null}"#),
        (Patch::from("x".to_owned()), r#"{"note":"x"}"#),
    ];
    for (note, text) in states {
        let patch = OrderPatch {
            note,
            ..OrderPatch::default()
        };
        assert_eq!(json::to_string(&patch).unwrap(), text);
        assert_eq!(serde_json::to_string(&patch).unwrap(), text);
        assert!(json::from_str::<OrderPatch>(text).unwrap() == patch);
        assert!(serde_json::from_str::<OrderPatch>(text).unwrap() == patch);
    }
}

#[test]
fn a_patch_keeps_its_coding_and_its_lists() {
    let patch = OrderPatch {
        is_paid: Patch::Set(false),
        lines: Patch::Set(Vec::new()),
        ..OrderPatch::default()
    };
    assert_eq!(json::to_string(&patch).unwrap(), r#"{"isPaid":0,"lines":[]}"#);
    assert_eq!(
        format!("{patch:?}"),
        "OrderPatch { note: Keep, state: Keep, isPaid: Set(false), lines: Set([]) }"
    );
    assert!(json::from_str::<OrderPatch>(r#"{"isPaid":null}"#).is_err());
}

#[test]
fn rules_hold_for_what_is_set() {
    assert!(OrderPatch::default().validate().is_ok());
    let patch = OrderPatch {
        note: Patch::from("too long".to_owned()),
        state: Patch::Set(State::Unknown("lost".into())),
        lines: Patch::Set(vec![Line {
            sku: String::new(),
            count: Some(100),
        }]),
        ..OrderPatch::default()
    };
    let violations = patch.validate().unwrap_err();
    let found: Vec<_> = violations.iter().map(|one| (one.path(), one.rule())).collect();
    assert_eq!(
        found,
        [
            ("note", "max_length"),
            ("state", "known"),
            ("lines[0].sku", "min_length"),
            ("lines[0].count", "maximum")
        ]
    );
    let null = OrderPatch {
        note: Patch::null(),
        ..OrderPatch::default()
    };
    assert!(null.validate().is_ok());
}
