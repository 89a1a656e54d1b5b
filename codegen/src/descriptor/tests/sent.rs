//! Headers, constants, wrapped bodies, forms, ranges: what is sent beside plain parameters.

use super::{Api, Constant, endpoint, field};
use crate::analyze_texts;

const HOUSE: &str = r#"bindery: 1
headers:
  X-Shop: { type: string, max_length: 8 }
combine: true
lookups:
  gte: "{field}=gte.{value}"
  lt: "{field}=lt.{value}"
"#;

const SHOP: &str = r#"bindery: 1
vendor: shop
sources:
  list: { url: "https://shop.example/list", read: 2026-11-21 }
dialect: ./house.yaml
servers: { production: "https://shop.example" }
headers:
  Api-Version: { const: 2, type: integer }
types:
  Level: { type: integer, enum: { "1": low, "2": high } }
models:
  Order:
    fields:
      id: integer read_only
      kind: { const: order }
      live: { type: boolean, wire: { true: "yes", false: "no" }, const: true }
      note: string
paging:
  send: { limit: { header: X-Limit }, offset: offset }
  read: { items: rows, total: total }
endpoints:
  list_orders:
    get: /orders
    headers:
      X-Trace: { type: boolean, wire: { true: 1, false: 0 }, required: true }
      Accept: { const: text/json }
    query:
      format: { const: json }
      age: integer gte lt
      cf_{key}: { type: string, keys: Level }
      of_{key}: { type: string, keys: integer }
      ex_{key}: string
    returns: page<Order>
    paging: { send: { range: { header: Range, wire: "items={first}-{last}" } }, read: { items: rows } }
  list_old:
    get: /old
    returns: page<Order>
    paging: { send: { range: {} }, read: { items: rows } }
  list_new: { get: /new, returns: page<Order> }
  create_order:
    post: /orders
    body: { type: Order, at: 'data["the order"]' }
    returns: { type: boolean, wire: { true: "Y", false: "N" } }
  set_total: { put: /total, body: { type: decimal, wire: string } }
  send_order: { post: /form, body: { type: Order, encoding: form } }
  send_lists: { put: /form, body: { type: Order, encoding: form, lists: brackets } }
"#;

fn shop() -> Api {
    let analysis = analyze_texts(&[("specs/shop.yaml", SHOP), ("specs/house.yaml", HOUSE)]);
    let messages: Vec<&str> = analysis.diagnostics.iter().map(|it| it.message.as_str()).collect();
    assert!(!analysis.failed(), "{messages:#?}");
    analysis.describe().remove(0)
}

fn words(constants: &[Constant]) -> Vec<String> {
    let words = constants
        .iter()
        .map(|it| format!("{} {}: {}", it.place, it.name, it.value));
    words.collect()
}

#[test]
fn headers_are_fields_and_constants_are_not() {
    let api = shop();
    let list = endpoint(&api, "list_orders");
    let headers: Vec<String> = list
        .headers
        .iter()
        .map(|it| format!("{} {} {}", it.wire, it.rust, it.rust_type))
        .collect();
    assert_eq!(
        headers,
        [
            "X-Shop x_shop Option<String>",
            "X-Trace x_trace bool",
            "Range range Option<bindery::endpoint::Range>"
        ]
    );
    let [shop, trace, range] = list.headers.as_slice() else {
        panic!("three")
    };
    assert_eq!(
        (shop.ty.as_str(), shop.required, shop.rules[0].name.as_str()),
        ("string", false, "max_length")
    );
    assert!(shop.docs.origin.as_ref().is_some_and(|it| it.inherited));
    assert_eq!(
        (trace.required, trace.spelling.as_deref()),
        (true, Some("{ true: 1, false: 0 }"))
    );
    assert_eq!(range.spelling.as_deref(), Some("items={first}-{last}"));
    assert_eq!(
        words(&list.constants),
        [
            "header Api-Version: 2",
            "header Accept: text/json",
            "query format: json"
        ]
    );
    let setting = |key: &str| {
        let found = api.settings.iter().find(|it| it.key == key).expect(key);
        (found.value.as_str(), found.origin.as_ref().map(|it| it.inherited))
    };
    assert_eq!(setting("headers.Api-Version"), ("2", Some(false)));
    assert_eq!(setting("headers.X-Shop"), ("string", Some(true)));
    assert_eq!(setting("paging.send.limit"), ("header X-Limit", Some(false)));
}

#[test]
fn constants_of_a_model_are_members_of_the_structs_that_are_sent() {
    let api = shop();
    let [read, new, ..] = api.models[0].structs.as_slice() else {
        panic!("{:#?}", api.models)
    };
    assert_eq!(
        words(&new.constants),
        ["member kind: \"order\"", "member live: \"yes\""]
    );
    assert!(new.fields.iter().all(|it| it.wire != "kind"));
    assert_eq!(
        (words(&read.constants).len(), field(read, "kind").ty.as_str()),
        (0, "string")
    );
}

#[test]
fn a_paging_says_whether_it_asks_in_a_header_and_how_a_range_is_spelled() {
    let api = shop();
    let asks = |name: &str| {
        let paging = endpoint(&api, name).paging.as_ref().expect("a paging");
        let sent = &paging.send[0];
        let line = sent.origin.as_ref().map(|it| it.line);
        (sent.name.clone(), sent.place.clone(), line)
    };
    let line = |key: &str| Some(super::line(SHOP, key));
    let of = |name: &str, place: &str, line| (name.to_owned(), place.to_owned(), line);
    assert_eq!(
        asks("list_orders"),
        of("range", "header Range: items={first}-{last}", line("header: Range"))
    );
    assert_eq!(asks("list_old"), of("range", "range={first}-{last}", line("range: {}")));
    assert_eq!(asks("list_new"), of("limit", "header X-Limit", line("header: X-Limit")));
}

#[test]
fn a_payload_says_what_it_is_wrapped_in_and_how_it_is_spelled() {
    let api = shop();
    let body = |name: &str| {
        let body = endpoint(&api, name).body.as_ref().expect("a body");
        (body.at.as_str(), body.spelling.as_deref(), body.lists.as_deref())
    };
    assert_eq!(body("create_order"), ("data[\"the order\"]", None, None));
    assert_eq!(body("set_total"), ("", Some("string"), None));
    assert_eq!(body("send_order"), ("", None, Some("repeat")));
    assert_eq!(body("send_lists"), ("", None, Some("brackets")));
    let returns = endpoint(&api, "create_order").returns.as_ref().expect("an answer");
    assert_eq!(
        (returns.spelling.as_deref(), returns.lists.as_ref()),
        (Some("{ true: \"Y\", false: \"N\" }"), None)
    );
}

#[test]
fn a_parameter_says_what_its_keys_are_and_whether_its_lookups_go_together() {
    let api = shop();
    let filter = endpoint(&api, "list_orders").filter.as_ref().expect("a filter");
    let parameters: Vec<(&str, bool, Option<&str>)> = filter
        .parameters
        .iter()
        .map(|it| (it.field.wire.as_str(), it.combine, it.keys.as_deref()))
        .collect();
    assert_eq!(
        parameters,
        [
            ("age", true, None),
            ("cf_{key}", false, Some("Level")),
            ("of_{key}", false, Some("integer")),
            ("ex_{key}", false, Some("string")),
        ]
    );
}
