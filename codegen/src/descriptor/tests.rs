//! A spec over a dialect of its own: every part, with where it is from.

mod sent;
mod specs;

use super::{Api, Constant, Direction, Endpoint, Field, Origin, Struct, TypeKind};
use crate::analyze_texts;

const HOUSE: &str = r#"bindery: 1
lists: comma
lookups:
  gte: "{field}__gte={value}"
  in: "{field}__in={values}"
  year: { wire: "{field}__year={value}", of: integer }
families:
  bounds: [gte, year]
paging:
  send: { limit: limit }
  read: { items: results, next_url: next }
errors:
  throttled: 429
"#;

const SHOP: &str = r#"bindery: 1
vendor: shop
title: The Shop
sources:
  list: { url: "https://shop.example/list", read: 2026-11-21 }
  more: { url: "https://shop.example/more", read: 2026-11-21, doc: The rest. }
dialect: ./house.yaml
servers:
  tenant: "https://{host}"
auth:
  key: { header: X-Key, value: "Bearer {token}", doc: One a shop. }
  session: { cookie: SID, login: { post: /login, form: { u: "{user}", p: "{password}" } } }
  anyone: none
types:
  State: { enum: { a: active, p: paused }, open: true }
  Stamp: { type: date-time, wire: "%Y %H", zone: UTC }
  Code: { type: string, max_length: 8 }
models:
  Order:
    doc: An order.
    source: more
    inferred: [note]
    fields:
      id: integer read_only
      total: decimal required
      note: string?
      made: { type: Stamp, doc: When. }
      code: { type: Code, default: A1, example: B2 }
      secret: string write_only
      paid: { type: boolean, wire: { true: 1, false: 0 } }
      tags: { type: list<State>, max_items: 3 }
    rules:
      - { at_most: 1, of: [note, code] }
envelope: { at: data, error: { code: "error.code", message: [detail, "errors[0]"] } }
errors:
  missing: { codes: [E1], status: 404 }
endpoints:
  list_orders:
    get: "/shops/{shop}/orders"
    path: { shop: uuid }
    query:
      made: { type: date, lookups: bounds }
      state: State exact in
      id: { type: list<integer>, required: true }
      extra_{key}: { type: integer, clamp: 5 }
    returns: page<Order>
  create_order:
    post: /orders
    doc: Makes one.
    deprecated: use the other shop
    source: more
    body: Order
    returns: { type: Order, at: order }
    status: [201, 202]
    errors:
      refused: { codes: [R1, R2], status: 409, retryable: true }
      missing: [E9]
  delete_order:
    delete: "/orders/{id}"
    path: { id: integer }
    status: 204
"#;

fn shop() -> Api {
    let analysis = analyze_texts(&[("specs/shop.yaml", SHOP), ("specs/house.yaml", HOUSE)]);
    let messages: Vec<&str> = analysis.diagnostics.iter().map(|it| it.message.as_str()).collect();
    assert!(!analysis.failed(), "{messages:#?}");
    let mut all = analysis.describe();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

/// The line of the only place where `key` stands in `text`.
fn line(text: &str, key: &str) -> usize {
    let lines: Vec<usize> = (1..)
        .zip(text.lines())
        .filter(|(_, it)| it.contains(key))
        .map(|(at, _)| at)
        .collect();
    assert_eq!(lines.len(), 1, "{key}: {lines:?}");
    lines[0]
}

fn own(key: &str) -> Option<(String, usize, bool)> {
    Some(("specs/shop.yaml".to_owned(), line(SHOP, key), false))
}

fn of_dialect(key: &str) -> Option<(String, usize, bool)> {
    Some(("specs/house.yaml".to_owned(), line(HOUSE, key), true))
}

fn place(origin: Option<&Origin>) -> Option<(String, usize, bool)> {
    origin.map(|it| (it.file.clone(), it.line, it.inherited))
}

fn field<'a>(item: &'a Struct, wire: &str) -> &'a Field {
    item.fields.iter().find(|it| it.wire == wire).expect("the field")
}

fn endpoint<'a>(api: &'a Api, name: &str) -> &'a Endpoint {
    api.endpoints.iter().find(|it| it.name == name).expect("the endpoint")
}

#[test]
fn a_vendor_has_servers_schemes_and_sources() {
    let api = shop();
    assert_eq!((api.vendor.as_str(), api.title.as_str()), ("shop", "The Shop"));
    assert_eq!(api.dialect.as_deref(), Some("./house.yaml"));
    assert_eq!(api.sources[1].doc.as_deref(), Some("The rest."));
    assert_eq!(place(api.sources[1].origin.as_ref()), own("  more:"));
    assert_eq!(api.servers[0].variables, [("host".to_owned(), "host".to_owned())]);
    let schemes: Vec<_> = api
        .auth
        .iter()
        .map(|it| (it.place.as_str(), it.login.as_deref(), it.secrets.join(" ")))
        .collect();
    assert_eq!(
        schemes,
        [
            ("header X-Key: Bearer {token}", None, "token".to_owned()),
            ("cookie SID={key}", Some("POST /login"), "user password".to_owned()),
            ("none", None, String::new()),
        ]
    );
    assert_eq!(api.auth[0].docs.text.as_deref(), Some("One a shop."));
    assert_eq!(place(api.auth[1].docs.origin.as_ref()), own("  session:"));
}

#[test]
fn settings_say_what_is_taken_over_and_from_where() {
    let api = shop();
    let of = |key: &str| {
        let found = api.settings.iter().find(|it| it.key == key).expect(key);
        (found.value.as_str(), place(found.origin.as_ref()))
    };
    assert_eq!(of("source"), ("list", None));
    assert_eq!(of("encoding"), ("json", None));
    assert_eq!(of("lists"), ("comma", of_dialect("lists: comma")));
    assert_eq!(of("lookups.exact"), ("{field}={value}", None));
    assert_eq!(of("lookups.gte"), ("{field}__gte={value}", of_dialect("  gte:")));
    assert_eq!(of("families.bounds"), ("gte, year", of_dialect("  bounds:")));
    assert_eq!(of("paging.send.limit"), ("limit", of_dialect("  send:")));
    assert_eq!(of("paging.read.next_url"), ("next", of_dialect("  read:")));
    assert_eq!(of("envelope.at"), ("data", own("envelope:")));
    assert_eq!(of("envelope.error.message"), ("detail or errors[0]", own("envelope:")));
    let envelope = api.envelope.as_ref().expect("an envelope");
    assert_eq!(
        (envelope.at.as_deref(), envelope.code.as_deref()),
        (Some("data"), Some("error.code"))
    );
}

#[test]
fn a_family_has_the_lookups_of_its_dialect() {
    let api = shop();
    let families: Vec<_> = api
        .families
        .iter()
        .map(|it| (it.name.as_str(), it.rust.as_str()))
        .collect();
    assert_eq!(families, [("bounds", "Bounds"), ("exact in", "ExactIn")]);
    let bounds = &api.families[0];
    assert_eq!(place(bounds.docs.origin.as_ref()), of_dialect("  bounds:"));
    let lookups: Vec<_> = bounds
        .lookups
        .iter()
        .map(|it| {
            (
                it.name.as_str(),
                it.means.as_str(),
                it.of.as_deref(),
                place(it.docs.origin.as_ref()),
            )
        })
        .collect();
    assert_eq!(
        lookups,
        [
            ("gte", "gte", None, of_dialect("  gte:")),
            ("year", "year", Some("integer"), of_dialect("  year:")),
        ]
    );
    let [exact, within] = api.families[1].lookups.as_slice() else {
        panic!("two")
    };
    assert_eq!(
        (exact.wire.as_str(), exact.docs.origin.as_ref()),
        ("{field}={value}", None)
    );
    assert_eq!(
        (within.wire.as_str(), within.lists.as_deref()),
        ("{field}__in={values}", Some("comma"))
    );
    // It has no name of its own: the parameter writes it out.
    assert_eq!(place(api.families[1].docs.origin.as_ref()), own("state: State"));
}

#[test]
fn types_are_enums_or_scalars_with_a_spelling_or_rules() {
    let api = shop();
    let [state, stamp, code] = api.types.as_slice() else {
        panic!("{:#?}", api.types)
    };
    let TypeKind::Enum {
        open,
        integer,
        values,
        unknown,
    } = &state.kind
    else {
        panic!("an enum")
    };
    assert_eq!((*open, *integer, unknown.as_str()), (true, false, "Unknown"));
    let values: Vec<_> = values
        .iter()
        .map(|it| (it.wire.as_str(), it.rust.as_str(), it.docs.sources.join(" ")))
        .collect();
    assert_eq!(
        values,
        [("a", "Active", "list".to_owned()), ("p", "Paused", "list".to_owned())]
    );
    assert_eq!(
        stamp.kind,
        TypeKind::Scalar {
            ty: "date-time".to_owned(),
            rust_type: "bindery::DateTime<StampFormat>".to_owned(),
            wire: Some("%Y %H, zone UTC".to_owned()),
            rules: Vec::new(),
        }
    );
    let TypeKind::Scalar { rules, .. } = &code.kind else {
        panic!("a scalar")
    };
    assert_eq!((rules[0].name.as_str(), rules[0].value.as_str()), ("max_length", "8"));
    assert_eq!(place(code.docs.origin.as_ref()), own("  Code:"));
}

#[test]
fn a_model_has_a_struct_for_each_direction_and_its_fields_their_presence() {
    let api = shop();
    let [order] = api.models.as_slice() else { panic!("one") };
    assert_eq!(
        (order.name.as_str(), order.docs.text.as_deref()),
        ("Order", Some("An order."))
    );
    assert_eq!(place(order.docs.origin.as_ref()), own("  Order:"));
    assert_eq!(order.rules, ["at most 1 of `note` and `code`"]);
    let [read, new] = order.structs.as_slice() else {
        panic!("two")
    };
    assert_eq!(
        (read.rust.as_str(), read.directions.as_slice()),
        ("Order", &[Direction::Read][..])
    );
    assert_eq!(
        (new.rust.as_str(), new.directions.as_slice()),
        ("NewOrder", &[Direction::Create][..])
    );
    assert_eq!(
        (read.new.as_deref(), new.new.as_deref()),
        (None, Some(&["total".to_owned()][..]))
    );
    let types = |item: &Struct| -> Vec<String> {
        let show = |it: &Field| format!("{}{}: {}", it.rust, if it.required { "!" } else { "" }, it.rust_type);
        item.fields.iter().map(show).collect()
    };
    assert_eq!(
        types(read),
        [
            "id!: i64",
            "total!: bindery::Decimal",
            "note: Option<String>",
            "made!: Stamp",
            "code!: Code",
            "paid!: bool",
            "tags!: Vec<State>",
        ]
    );
    assert_eq!(
        types(new),
        [
            "total!: bindery::Decimal",
            "note: Option<String>",
            "made: Option<Stamp>",
            "code: Option<Code>",
            "secret: Option<String>",
            "paid: Option<bool>",
            "tags: Option<Vec<State>>",
        ]
    );
    let note = field(read, "note");
    assert_eq!(
        (note.ty.as_str(), note.nullable, note.docs.inferred.as_deref()),
        ("string?", true, Some(""))
    );
    assert_eq!(note.docs.sources, ["more"]);
    let code = field(new, "code");
    assert_eq!(
        (code.default.as_deref(), code.example.as_deref()),
        (Some("\"A1\""), Some("\"B2\""))
    );
    assert_eq!(
        (code.rules[0].name.as_str(), code.rules[0].value.as_str()),
        ("max_length", "8")
    );
    assert_eq!(field(read, "made").spelling.as_deref(), Some("%Y %H, zone UTC"));
    assert_eq!(field(read, "paid").spelling.as_deref(), Some("{ true: 1, false: 0 }"));
    assert_eq!(field(new, "tags").rules[0].name, "max_items");
    assert_eq!(
        place(field(new, "made").docs.origin.as_ref()),
        own("made: { type: Stamp")
    );
}

#[test]
fn a_parameter_has_every_name_it_can_have_on_the_wire() {
    let api = shop();
    let list = endpoint(&api, "list_orders");
    assert_eq!(
        (list.method.as_str(), list.path.as_str()),
        ("GET", "/shops/{shop}/orders")
    );
    let shop = &list.path_fields[0];
    assert_eq!(
        (shop.wire.as_str(), shop.ty.as_str(), shop.required),
        ("shop", "uuid", true)
    );
    let filter = list.filter.as_ref().expect("a filter");
    let parameters: Vec<String> = filter
        .parameters
        .iter()
        .map(|it| {
            let names: Vec<&str> = it.wire.iter().map(|it| it.name.as_str()).collect();
            format!("{}: {} [{}]", it.field.wire, it.field.rust_type, names.join(" "))
        })
        .collect();
    assert_eq!(
        parameters,
        [
            "made: Bounds<bindery::Date> [made__gte made__year]",
            "state: ExactIn<State> [state state__in]",
            "id: bindery::filter::ParamList<i64> [id]",
            "extra_{key}: bindery::filter::Keyed<i64, bindery::filter::Bare> [extra_{key}]",
            "limit: bindery::filter::Param<i64> [limit]",
        ]
    );
    let [made, _, id, extra, limit] = filter.parameters.as_slice() else {
        panic!("five")
    };
    assert_eq!(
        (made.family.as_deref(), made.wire[1].lookup.as_deref()),
        (Some("bounds"), Some("year"))
    );
    assert_eq!(
        (id.field.required, id.family.as_ref(), id.wire[0].lookup.as_ref()),
        (true, None, None)
    );
    assert_eq!(extra.field.clamp, Some(5));
    assert_eq!(
        (limit.field.ty.as_str(), place(limit.field.docs.origin.as_ref())),
        ("integer", of_dialect("  send:"))
    );
}

#[test]
fn paging_says_where_each_role_is_declared() {
    let api = shop();
    let list = endpoint(&api, "list_orders");
    let returns = list.returns.as_ref().expect("an answer");
    assert_eq!(
        (returns.ty.as_str(), returns.rust_type.as_str()),
        ("page<Order>", "bindery::Page<Order>")
    );
    assert_eq!(returns.at, "data.results");
    let paging = list.paging.as_ref().expect("a paging");
    let roles: Vec<_> = [&paging.send, &paging.read]
        .into_iter()
        .flatten()
        .map(|it| (it.name.as_str(), it.place.as_str(), place(it.origin.as_ref())))
        .collect();
    assert_eq!(
        roles,
        [
            ("limit", "limit", of_dialect("  send:")),
            ("items", "results", of_dialect("  read:")),
            ("next_url", "next", of_dialect("  read:")),
        ]
    );
}

#[test]
fn an_endpoint_names_its_errors_and_where_its_value_stands() {
    let api = shop();
    let errors: Vec<_> = api
        .errors
        .iter()
        .map(|it| (it.name.as_str(), it.kind.as_str(), it.retryable, it.statuses.join(" ")))
        .collect();
    assert_eq!(
        errors,
        [
            ("throttled", "rate_limit", true, "429".to_owned()),
            ("missing", "not_found", false, "404".to_owned()),
            ("refused", "conflict", true, "409".to_owned()),
        ]
    );
    assert_eq!(place(api.errors[0].docs.origin.as_ref()), of_dialect("  throttled:"));
    let only = |code: &str, endpoint: Option<&str>| (code.to_owned(), endpoint.map(str::to_owned));
    assert_eq!(
        api.errors[1].codes,
        [only("E1", None), only("E9", Some("create_order"))]
    );
    assert_eq!(endpoint(&api, "list_orders").errors, ["throttled", "missing"]);
    let create = endpoint(&api, "create_order");
    assert_eq!(create.errors, ["throttled", "missing", "refused"]);
    assert_eq!(create.statuses, ["201", "202"]);
    assert_eq!(create.docs.text.as_deref(), Some("Makes one."));
    assert_eq!(create.docs.deprecated.as_deref(), Some("use the other shop"));
    assert_eq!(place(create.docs.origin.as_ref()), own("  create_order:"));
    let body = create.body.as_ref().expect("a body");
    assert_eq!(
        (body.rust_type.as_str(), body.encoding.as_str(), body.docs.text.as_ref()),
        ("NewOrder", "json", None)
    );
    assert_eq!(create.returns.as_ref().map(|it| it.at.as_str()), Some("data.order"));
    let delete = endpoint(&api, "delete_order");
    assert_eq!(
        (delete.returns.as_ref(), delete.filter.as_ref(), delete.paging.as_ref()),
        (None, None, None)
    );
    assert_eq!(delete.statuses, ["204"]);
}
