//! Mistakes, each reported once, where it stands.

use crate::lower::testing::{Lowered, lower};

/// A model that is read, with these fields in a block; types before it.
fn fields(types: &str, fields: &str) -> Lowered {
    lower(&format!(
        "{types}
models:
  Order:
    fields:
{fields}
endpoints:
  get_order: {{ get: /orders, returns: Order }}
  create_order: {{ post: /orders, body: Order }}
"
    ))
}

#[track_caller]
fn one(lowered: &Lowered, code: &str, place: &str) {
    assert_eq!(lowered.codes(), [(code, place)], "{:#?}", lowered.messages());
    assert!(lowered.found[0].help.is_some(), "no way out");
}

#[test]
fn unknown_names_are_reported_once_with_the_nearest() {
    let lowered = fields("", "      line: list<Lnie>\n  Line: { fields: { id: integer } }");
    assert_eq!(lowered.codes().len(), 1, "{:#?}", lowered.messages());
    assert_eq!(lowered.found[0].code.name(), "unknown_type");
    assert_eq!(lowered.found[0].help.as_deref(), Some("did you mean `Line`?"));
}

#[test]
fn a_mistake_in_a_type_is_reported_once() {
    let lowered = fields(
        "types:\n  Name: { type: string, minimum: 3 }",
        "      a: Name\n      b: Name\n      c: Name?",
    );
    one(&lowered, "senseless", "3");
}

#[test]
fn constraints_go_with_their_type() {
    for (field, code, place) in [
        ("{ type: integer, min_length: 3 }", "senseless", "3"),
        ("{ type: string, minimum: 3 }", "senseless", "3"),
        ("{ type: boolean, pattern: a }", "senseless", "a"),
        ("{ type: date, max_length: 3 }", "senseless", "3"),
        ("{ type: string, min_items: 3 }", "senseless", "3"),
        ("{ type: integer, minimum: 9, maximum: 5 }", "senseless", "9"),
        ("{ type: integer, minimum: 10, maximum: 9 }", "senseless", "10"),
        ("{ type: string, min_length: 9, max_length: 5 }", "senseless", "9"),
        ("{ type: string, zone: UTC }", "senseless", "UTC"),
        ("{ type: date-time, zone: UTC }", "senseless", "UTC"),
        ("{ type: boolean, wire: string }", "bad_wire", "string"),
        ("{ type: string, wire: unix }", "bad_wire", "unix"),
        ("{ type: date, wire: \"%Y %H\" }", "bad_wire", "%Y %H"),
        ("{ type: page<string> }", "page_here", "page<string>"),
        ("{ type: list<page<string>> }", "page_here", "list<page<string>>"),
    ] {
        one(&fields("", &format!("      value: {field}")), code, place);
    }
}

#[test]
fn defaults_and_examples_fit_their_type() {
    let types = "types:
  Color: { enum: [red, blue] }
  Flag: { type: boolean, wire: { true: \"1\", false: \"0\" } }";
    let both = "      color: Color\n      flag: Flag\n";
    for field in [
        "{ type: integer, default: 5, minimum: 5, maximum: 10 }",
        "{ type: decimal, default: 10.0, maximum: 10 }",
        "{ type: decimal, wire: string, example: \"1.5\" }",
        "{ type: Flag, default: true }",
        "{ type: Flag, default: \"1\" }",
        "{ type: \"string?\", default: null }",
        "{ type: list<Color>, default: [red] }",
        "{ type: map<integer>, example: { a: 1 } }",
        "{ type: json, default: { a: [1] } }",
        "{ type: date, example: 2026-01-31 }",
        "{ type: date-time, example: \"2026-01-31T10:00:00Z\" }",
        "{ type: email, example: ana@shop.example }",
    ] {
        let lowered = fields(types, &format!("{both}      value: {field}"));
        assert_eq!(lowered.messages(), [""; 0], "{field}");
    }
    for (field, code, place) in [
        ("{ type: integer, default: a }", "bad_default", "a"),
        ("{ type: integer, default: \"5\" }", "bad_default", "5"),
        (
            "{ type: integer, default: 99999999999999999999 }",
            "bad_default",
            "99999999999999999999",
        ),
        ("{ type: integer, default: 9, maximum: 5 }", "bad_default", "9"),
        ("{ type: integer, example: 10, maximum: 9 }", "bad_example", "10"),
        ("{ type: string, example: 5 }", "bad_example", "5"),
        ("{ type: string, default: null }", "bad_default", "null"),
        ("{ type: string, default: abc, max_length: 2 }", "bad_default", "abc"),
        ("{ type: string, default: abc, pattern: \"^b\" }", "bad_default", "abc"),
        ("{ type: email, example: nobody }", "bad_example", "nobody"),
        ("{ type: Color, default: green }", "bad_default", "green"),
        ("{ type: list<Color>, default: [red, green] }", "bad_default", "green"),
        ("{ type: list<Color>, default: red }", "bad_default", "red"),
        ("{ type: Flag, default: \"2\" }", "bad_default", "2"),
        ("{ type: date, example: 2026-02-30 }", "bad_example", "2026-02-30"),
    ] {
        one(&fields(types, &format!("{both}      value: {field}")), code, place);
    }
}

#[test]
fn flags() {
    for (field, code, place) in [
        ("string read_only required", "read_only_required", "required"),
        ("string read_only write_only", "conflicting_flags", "write_only"),
        ("string required optional", "conflicting_flags", "optional"),
        ("string? optional", "conflicting_flags", "optional"),
        ("string write_only optional", "conflicting_flags", "optional"),
    ] {
        one(&fields("", &format!("      value: {field}")), code, place);
    }
}

#[test]
fn enums_are_declared_in_types_with_distinct_values() {
    one(
        &fields("types:\n  Color: { enum: [red, red] }", "      color: Color"),
        "duplicate_wire",
        "red",
    );
    one(
        &fields("types:\n  Color: { type: boolean, enum: [red] }", "      color: Color"),
        "senseless",
        "boolean",
    );
    one(
        &fields(
            "types:\n  Color: { type: integer, enum: [\"07\"] }",
            "      color: Color",
        ),
        "senseless",
        "07",
    );
    one(
        &fields("types:\n  Color: { enum: [a-b, a_b] }", "      color: Color"),
        "rust_name",
        "a_b",
    );
}

#[test]
fn named_types_are_scalars() {
    one(
        &fields("types:\n  Names: { type: list<string> }", "      names: Names"),
        "senseless",
        "list<string>",
    );
    one(
        &fields("types:\n  Name: { type: \"string?\" }", "      name: Name"),
        "senseless",
        "string?",
    );
    let circle = fields("types:\n  A: { type: B }\n  B: { type: A }", "      a: A\n      b: B");
    assert_eq!(circle.codes().len(), 1, "{:#?}", circle.messages());
    let chain: Vec<String> = (0..2000).map(|i| format!("  T{i}: {{ type: T{} }}\n", i + 1)).collect();
    let chain = fields(
        &format!("types:\n{}  T2000: {{ type: string }}", chain.concat()),
        "      t: T0",
    );
    let codes = lowered_codes(&chain);
    assert!(
        !codes.is_empty() && codes.iter().all(|code| *code == "too_deep"),
        "{codes:?}"
    );
}

#[test]
fn one_namespace() {
    one(
        &fields("types:\n  Order: { type: string }", "      id: integer"),
        "duplicate_name",
        "Order",
    );
    let lookups = lower(
        "lookups: { bounds: \"{field}_b={value}\" }
families: { bounds: [exact] }
endpoints:
  list: { get: /a }
",
    );
    assert_eq!(lowered_codes(&lookups), ["duplicate_name"]);
}

fn lowered_codes(lowered: &Lowered) -> Vec<&'static str> {
    lowered.found.iter().map(|it| it.code.name()).collect()
}

#[test]
fn names_that_collide_in_rust() {
    let lowered = fields("", "      orderLine: string\n      order_line: string");
    one(&lowered, "rust_name", "order_line");
    assert_eq!(lowered.found[0].others.len(), 1);
    one(
        &fields(
            "",
            "      orderLine: string\n      order_line: { type: string, rust: line }\n      line: string",
        ),
        "rust_name",
        "line",
    );
}

#[test]
fn endless_models_show_the_circle() {
    let lowered = fields(
        "",
        "      line: Line\n  Line: { fields: { order: Order, self: \"Line?\" } }",
    );
    one(&lowered, "endless_model", "line");
    assert_eq!(
        lowered.found[0].message,
        "every `Order` holds another, without end: `Order.line`, `Line.order`"
    );
    assert_eq!(lowered.found[0].others.len(), 1);
    let fine = fields(
        "",
        "      line: Line\n  Line: { fields: { order: Order optional, orders: list<Order> } }",
    );
    assert_eq!(fine.messages(), [""; 0]);
}

#[test]
fn rules_between_fields() {
    for (rule, code, place) in [
        ("{ require: [nmae], when: { van: true } }", "unknown_field", "nmae"),
        ("{ require: [id], when: { van: true } }", "bad_rule", "id"),
        ("{ require: [name], when: { van: 3 } }", "bad_rule", "3"),
        ("{ require: [name], when: name }", "bad_rule", "name"),
        ("{ at_most: 1, of: [name, name] }", "bad_rule", "name"),
        (
            "{ at_most: 1, of: [code, sku] }",
            "bad_rule",
            "{ at_most: 1, of: [code, sku] }",
        ),
        (
            "{ at_least: 3, of: [name, note] }",
            "bad_rule",
            "{ at_least: 3, of: [name, note] }",
        ),
        (
            "{ at_most: 2, of: [name, note] }",
            "bad_rule",
            "{ at_most: 2, of: [name, note] }",
        ),
        (
            "{ at_least: 1, of: [code, note] }",
            "bad_rule",
            "{ at_least: 1, of: [code, note] }",
        ),
    ] {
        let lowered = fields(
            "",
            &format!(
                "      id: integer read_only
      van: boolean
      name: string
      note: string?
      code: string required
      sku: string required
    rules: [{rule}]"
            ),
        );
        one(&lowered, code, place);
    }
}

#[test]
fn provenance() {
    one(
        &fields("", "      id: { type: integer, source: lsit }"),
        "unknown_source",
        "lsit",
    );
    one(
        &fields("", "      id: integer\n    inferred: [di]"),
        "unknown_field",
        "di",
    );
    let endpoint = lower(
        "endpoints:
  list: { get: \"/a/{id}\", path: { id: integer }, query: { name: string }, inferred: [id, name, nmae] }
",
    );
    assert_eq!(endpoint.codes(), [("unknown_field", "nmae")]);
}

#[test]
fn what_nothing_uses() {
    let lowered = fields(
        "types:\n  Color: { enum: [red] }\nfamilies: { pair: [exact] }",
        "      id: integer\n  Tree: { fields: { up: \"Tree?\" } }",
    );
    let found: Vec<_> = lowered.codes();
    assert_eq!(found, [("unused", "Color"), ("unused", "pair"), ("unused", "Tree")]);
    let wrong = fields("types:\n  Color: { enum: [red] }", "      id: Colour");
    assert_eq!(
        lowered_codes(&wrong),
        ["unknown_type"],
        "the mistake may be what would have used it"
    );
}

#[test]
fn every_mistake_at_once() {
    let lowered = fields(
        "",
        "      a: Nothing\n      b: { type: integer, min_length: 1 }\n      c: string read_only required",
    );
    assert_eq!(
        lowered_codes(&lowered),
        ["unknown_type", "senseless", "read_only_required"]
    );
}
