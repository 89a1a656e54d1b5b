use crate::ir::Ty;
use crate::lower::testing::{Lowered, lower, show_ty};
use crate::syntax::{Status, Step};

const MODELS: &str = "models: { Order: { fields: { id: integer read_only, name: string required } } }\n";

fn codes(endpoint: &str) -> Vec<(&'static str, String)> {
    let lowered = lower(&format!("{MODELS}endpoints: {{ e: {{ {endpoint} }} }}\n"));
    let found: Vec<_> = lowered
        .codes()
        .into_iter()
        .map(|(code, at)| (code, at.to_owned()))
        .collect();
    found.into_iter().filter(|(code, _)| *code != "unused").collect()
}

fn types(lowered: &Lowered) -> Vec<(String, Option<String>, String)> {
    let show = |ty: &Ty| if *ty == Ty::Unit { "()".to_owned() } else { show_ty(ty) };
    lowered
        .api
        .endpoints
        .iter()
        .map(|it| (it.name.clone(), it.body.as_ref().map(show), show(&it.output)))
        .collect()
}

#[test]
fn bodies_and_answers_have_the_types_of_their_directions() {
    let lowered = lower(&format!(
        "{MODELS}endpoints:\n  get_order: {{ get: \"/orders/{{id}}\", path: {{ id: integer }}, returns: Order }}\n  \
         create_order: {{ post: /orders, body: Order, returns: Order, status: 201 }}\n  \
         update_order: {{ put: \"/orders/{{id}}\", path: {{ id: integer }}, body: Order, returns: Order? }}\n  \
         patch_orders: {{ patch: /orders, body: list<Order>, status: [200, 204] }}\n  \
         delete_order: {{ delete: \"/orders/{{id}}\", path: {{ id: integer }} }}\n",
    ));
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        types(&lowered),
        [
            ("get_order".to_owned(), None, "Order".to_owned()),
            ("create_order".to_owned(), some("NewOrder"), "Order".to_owned()),
            (
                "update_order".to_owned(),
                some("OrderUpdate"),
                "Option<Order>".to_owned()
            ),
            ("patch_orders".to_owned(), some("Vec<OrderPatch>"), "()".to_owned()),
            ("delete_order".to_owned(), None, "()".to_owned()),
        ]
    );
    let endpoints = &lowered.api.endpoints;
    assert_eq!(endpoints[0].statuses, [Status::Class(2)]);
    assert_eq!(endpoints[1].statuses, [Status::Exact(201)]);
    assert_eq!(endpoints[0].path, "/orders/{id}");
    assert_eq!(endpoints[0].filter, None);
}

#[test]
fn path_fields_are_the_holes_in_their_order() {
    let lowered =
        lower("endpoints: { e: { get: \"/{shopId}/x/{type}/{shopId}\", path: { type: string, shopId: integer } } }\n");
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    let fields: Vec<_> = lowered.api.endpoints[0]
        .path_fields
        .iter()
        .map(|it| it.hole.as_str())
        .collect();
    assert_eq!(fields, ["shopId", "type"]);
    assert_eq!(
        codes("get: \"/{id}/{other}\", path: { idd: integer, other: string }"),
        [("path_hole", "idd".to_owned())],
        "a misspelt entry is one mistake"
    );
    assert_eq!(
        codes("get: \"/{id}/{other}\", path: { shop: integer, other: string }"),
        [
            ("path_hole", "/{id}/{other}".to_owned()),
            ("path_hole", "shop".to_owned()),
        ]
    );
    assert_eq!(
        codes("get: \"/{id}\", path: { id: list<integer> }"),
        [("senseless", "list<integer>".to_owned())]
    );
    assert_eq!(
        codes("get: \"/{id}\", path: { id: integer? }"),
        [("senseless", "integer?".to_owned())]
    );
    assert_eq!(
        codes("get: \"/{id}\", path: { id: Order }"),
        [("senseless", "Order".to_owned())]
    );
}

#[test]
fn the_envelope_and_the_code_of_success() {
    let lowered = lower(
        "envelope: { at: data, success: { status: true, code: \"0\" }, success_code: success.code, error: { code: [error.code, code], message: { header: X-Error }, fields: . } }\n\
         endpoints: { e: { get: /e, returns: { type: string, at: name }, success_code: \"51\" } }\n",
    );
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    let endpoint = &lowered.api.endpoints[0];
    let name = |name: &str| Step::Name(name.to_owned());
    assert_eq!(endpoint.envelope.at, [name("data")]);
    assert_eq!(endpoint.at, [name("name")]);
    assert_eq!(
        endpoint.envelope.success,
        [
            (vec![name("status")], "true".to_owned()),
            (vec![name("code")], "\"0\"".to_owned()),
        ]
    );
    assert_eq!(endpoint.success_code.as_deref(), Some("51"));
    assert_eq!(
        codes("get: /e, success_code: \"51\""),
        [("missing_key", "51".to_owned())]
    );
    let lowered =
        lower("envelope: { error: { code: { cookie: A }, fields: { header: B } } }\nendpoints: { e: { get: /e } }\n");
    assert_eq!(lowered.codes(), [("bad_path", "A"), ("bad_path", "B")]);
}

#[test]
fn what_a_method_does_not_carry() {
    assert_eq!(codes("get: /e, body: Order"), [("senseless", "Order".to_owned())]);
    assert_eq!(
        codes("post: /e, body: page<Order>"),
        [("page_here", "page<Order>".to_owned())]
    );
}

#[test]
fn a_poisoned_part_is_said_once_and_costs_its_endpoint_only() {
    let lowered = lower(
        "endpoints: { a: { get: /a, query: { x: nothing, y: integer nowhere } }, b: { get: /b, query: a }, c: { get: /c } }\n",
    );
    assert_eq!(
        lowered.codes(),
        [("unknown_type", "nothing"), ("unknown_lookup", "nowhere")]
    );
    assert_eq!(
        lowered
            .api
            .endpoints
            .iter()
            .map(|it| it.name.as_str())
            .collect::<Vec<_>>(),
        ["c"]
    );
}
