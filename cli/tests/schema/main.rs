//! The schema of the language: it is one, it is fresh, and it judges as the compiler does.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

mod agreement;
mod documents;
mod judge;

use judge::{Judge, printed};
use std::path::Path;

/// The root of the workspace.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

#[test]
fn the_committed_schema_is_fresh() {
    let committed = std::fs::read_to_string(root().join("specs/schema.json")).unwrap_or_default();
    assert!(
        committed == printed(&[]),
        "specs/schema.json is not what is printed now; run `cargo run -p bindery-cli -- schema > specs/schema.json`"
    );
}

#[test]
fn each_schema_is_a_schema() {
    for args in [&[][..], &["--dialect"][..], &["--part"][..]] {
        let schema: serde_json::Value = serde_json::from_str(&printed(args)).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        let judge = Judge::of_schemas();
        assert_eq!(judge.errors(&schema), [""; 0], "{args:?}");
        assert_ne!(
            judge.errors(&serde_json::json!({ "type": "text" })),
            [""; 0],
            "the judge refuses nothing"
        );
    }
}

#[test]
fn keys_stand_in_the_order_of_the_tables() {
    use bindery_codegen::decode::keys::Table;
    let text = printed(&[]);
    let places: Vec<usize> = Table::Spec
        .all_keys()
        .map(|key| {
            text.find(&format!("\n    \"{}\": {{", key.name))
                .unwrap_or_else(|| panic!("{}", key.name))
        })
        .collect();
    assert!(places.len() > 15 && places.is_sorted(), "{places:?}");
    assert_eq!(text, printed(&[]), "another run prints the same");
}

#[test]
fn what_belongs_elsewhere_is_left_out_and_what_is_needed_is_asked_for() {
    let spec: serde_json::Value = serde_json::from_str(&printed(&[])).unwrap();
    let dialect: serde_json::Value = serde_json::from_str(&printed(&["--dialect"])).unwrap();
    assert_eq!(
        spec["required"],
        serde_json::json!(["bindery", "vendor", "sources", "servers", "endpoints"])
    );
    assert_eq!(dialect["required"], serde_json::json!(["bindery"]));
    assert!(dialect["properties"]["vendor"].is_null() && dialect["properties"]["version"].is_object());
    assert_eq!(spec["properties"]["lists"]["default"], "repeat");
    assert_eq!(dialect["properties"]["version"]["default"], 1);
    assert_eq!(
        spec["$defs"]["field_in_model"]["properties"]["required"]["default"],
        false
    );
    assert!(
        spec["$defs"]["field_in_model"]["properties"]["lookups"].is_null(),
        "belongs to queries"
    );
    assert!(spec["$defs"]["field_in_query"]["properties"]["lookups"].is_object());
}

/// Values one by one, where a fixture would be long.
#[test]
fn values_are_taken_as_decoding_takes_them() {
    let judge = Judge::of_specs();
    let spec = |field: &str| {
        format!(
            "bindery: 1\nvendor: shop\nsources: {{ a: {{ url: https://a.example, read: 2026-11-21 }} }}\n\
             servers: {{ a: https://a.example }}\nendpoints: {{ one: {{ get: /one, returns: {field} }} }}\n"
        )
    };
    for right in [
        "string",
        "date-time?",
        "list<map<Order?>>?",
        "list<list<list<list<list<string>>>>>",
        "Order deprecated inferred",
        "\" Order \"",
        "listing",
        "{ type: string, doc: 2026, x-note: [1] }",
        "{ type: string, source: [a], inferred: true, deprecated: false, example: { a: [null] } }",
        "{ type: Order, at: 'a[-1].b[*][\"c.d\"]' }",
        "{ type: Order, minimum: -1.5, max_length: 3, pattern: a+ }",
        "{ type: boolean, wire: { true: 1, false: \"0\" } }",
        "{ type: date, wire: \"%Y %%\" }",
    ] {
        assert_eq!(judge.errors(&judge::value(&spec(right))), [""; 0], "{right}");
    }
    for wrong in [
        "list",
        "list<page>",
        "\"string[]\"",
        "list<string",
        "list<>",
        "5",
        "true",
        "[string]",
        "string required",
        "{ doc: Nothing. }",
        "{ type: string required }",
        "{ type: string, max_length: \"3\" }",
        "{ type: string, max_length: -1 }",
        "{ type: string, deprecated: [a] }",
        "{ type: Order, at: \"a['b']\" }",
        "{ type: Order, at: a..b }",
        "{ type: Order, at: \"a[x]\" }",
        "{ type: boolean, wire: { true: 1 } }",
        "{ type: boolean, wire: { true: 1, false: 0, maybe: 2 } }",
        "{ type: boolean, wire: { true: [1], false: 0 } }",
        "{ type: date, wire: \"%Y-%q\" }",
        "{ type: string, lookups: exact }",
        "{ type: string, doc: }",
    ] {
        assert_ne!(judge.errors(&judge::value(&spec(wrong))), [""; 0], "{wrong}");
    }
}

#[test]
fn parts_of_a_folder_have_a_schema_of_their_own() {
    let judge = Judge::of_parts();
    let errors = |path: &str| judge.errors(&judge::value(&std::fs::read_to_string(root().join(path)).unwrap()));
    for part in ["bins", "parts"] {
        let path = format!("tests/downstream/own-specs/specs/warehouse/{part}.yaml");
        assert_eq!(errors(&path), [""; 0], "{path}");
    }
    let told = errors("codegen/fixtures/bad/unknown_key/part/shop/orders.yaml").join("\n");
    for key in ["title", "dialect", "model"] {
        assert!(told.contains(key), "no word of `{key}` in {told}");
    }
}
