use crate::ir::{Endpoint, EndpointField, Ty};
use crate::lower::testing::{Lowered, lower, show_ty};
use bindery_attributes::catalogue::Status;
use bindery_attributes::common::{Coding, ListStyle, Rule};
use bindery_attributes::endpoint::{Method, Part, Step};

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
        .map(|it| {
            let body = field(it, "body").map(|body| show(&body.ty));
            (it.attrs.name.clone().unwrap_or_default(), body, show(&it.output))
        })
        .collect()
}

fn field<'e>(endpoint: &'e Endpoint, name: &str) -> Option<&'e EndpointField> {
    endpoint.fields.iter().find(|field| field.rust == name)
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
    assert_eq!(endpoints[0].attrs.status, []);
    assert_eq!(endpoints[1].attrs.status, [Status::Exact(201)]);
    assert_eq!(endpoints[0].attrs.call, Some((Method::Get, "/orders/{id}".to_owned())));
    assert_eq!(endpoints[0].fields.len(), 1, "neither filter nor body");
    let default: Vec<bool> = endpoints.iter().map(|it| it.default).collect();
    assert_eq!(default, [false, false, false, true, false], "an empty list is one");
}

#[test]
fn path_fields_are_the_holes_in_their_order() {
    let lowered = lower(
        "endpoints: { e: { get: \"/{shopId}/x/{type}\", path: { type: { type: string, max_length: 3 }, shopId: integer } } }\n",
    );
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    let fields: Vec<_> = lowered.api.endpoints[0]
        .fields
        .iter()
        .map(|it| {
            (
                it.rust.to_string(),
                it.attrs.part,
                it.attrs.wire.as_deref(),
                it.attrs.rules.as_slice(),
            )
        })
        .collect();
    assert_eq!(
        fields,
        [
            ("shop_id".to_owned(), Some(Part::Path), Some("shopId"), &[][..]),
            (
                "r#type".to_owned(),
                Some(Part::Path),
                Some("type"),
                &[Rule::MaxLength(3)][..]
            )
        ]
    );
    assert_eq!(
        codes("get: \"/{id}/x/{id}\", path: { id: integer }"),
        [("path_hole", "/{id}/x/{id}".to_owned())],
        "each hole is one field"
    );
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
    let endpoint = &lowered.api.endpoints[0].attrs;
    let name = |name: &str| crate::syntax::Step::Name(name.to_owned());
    let envelope = &lowered.api.envelope.as_ref().unwrap().value;
    assert_eq!(envelope.at, [name("data")]);
    assert_eq!(endpoint.at.steps, [Step::Name("name".to_owned())]);
    assert_eq!(
        envelope.success,
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
            .map(|it| it.rust.to_string())
            .collect::<Vec<_>>(),
        ["C"]
    );
}

#[test]
fn the_parameters_and_the_body_are_fields_too() {
    let endpoint =
        "post: \"/{filter}\", path: { filter: { type: string, rust: by } }, query: { a: integer }, body: Order";
    let lowered = lower(&format!("{MODELS}endpoints: {{ e: {{ {endpoint} }} }}\n"));
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    let fields = lowered.api.endpoints[0].fields.iter();
    let fields: Vec<_> = fields.map(|it| format!("{}: {}", it.rust, show_ty(&it.ty))).collect();
    assert_eq!(fields, ["by: String", "filter: EFilter", "body: Order"]);

    let collision = [("rust_name", "filter".to_owned())];
    assert_eq!(
        codes("get: \"/{filter}\", path: { filter: string }, query: { a: integer }"),
        collision
    );
    assert_eq!(
        codes("post: \"/{body}\", path: { body: string }, body: Order"),
        [("rust_name", "body".to_owned())]
    );
    assert_eq!(
        codes("get: \"/{filter}/{body}\", path: { filter: string, body: string }"),
        []
    );
}

#[test]
fn a_body_as_a_whole_has_rules_and_a_spelling() {
    let lowered = lower(
        "types: { Colour: { enum: [red] } }\nendpoints:\n  \
         a: { post: /a, body: { type: list<Colour>, min_items: 1, max_items: 9 } }\n  \
         b: { post: /b, body: { type: map<decimal>, wire: string } }\n  \
         c: { post: /c, body: { type: list<string>, max_items: 9 } }\n",
    );
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    let endpoints = &lowered.api.endpoints;
    let of = |index: usize| &field(&endpoints[index], "body").unwrap().attrs;
    assert_eq!(of(0).rules, [Rule::MinItems(1), Rule::MaxItems(9), Rule::Known]);
    assert_eq!((of(0).coding.clone(), of(1).coding.clone()), (None, Some(Coding::Text)));
    let default: Vec<bool> = endpoints.iter().map(|it| it.default).collect();
    assert_eq!(
        default,
        [false, true, true],
        "an empty list is none where it must have items"
    );
}

#[test]
fn a_form_has_a_name_for_each_text() {
    let spec = |models: &str, endpoint: &str| {
        lower(&format!(
            "encoding: form\nmodels: {{ {models} }}\nendpoints: {{ e: {{ {endpoint} }} }}\n"
        ))
    };
    let flat = "Order: { fields: { id: integer read_only, name: string required, tags: list<string>, note: string? } }";
    let lowered = spec(flat, "post: /e, body: Order");
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    assert_eq!(
        field(&lowered.api.endpoints[0], "body").unwrap().attrs.part,
        Some(Part::Form)
    );
    let json = spec(flat, "put: /e, body: { type: Order, encoding: json }");
    assert_eq!(
        field(&json.api.endpoints[0], "body").unwrap().attrs.part,
        Some(Part::Body)
    );

    let grid = "Order: { fields: { line: Line } }, Line: { fields: { rows: list<list<integer>> } }";
    let null = "Order: { fields: { lines: list<Line> } }, Line: { fields: { id: \"integer?\" } }";
    for (models, endpoint) in [
        (flat, "put: /e, body: Order"),
        (flat, "post: /e, body: list<Order>"),
        (flat, "post: /e, body: Order?"),
        (grid, "post: /e, body: Order"),
        (null, "put: /e, body: Order"),
        ("Order: { fields: { a: list<string?> } }", "post: /e, body: Order"),
        (
            "Order: { fields: { a: map<list<list<string>>> } }",
            "post: /e, body: Order",
        ),
    ] {
        let body = endpoint.split_once("body: ").unwrap().1;
        assert_eq!(
            spec(models, endpoint).codes(),
            [("senseless", body)],
            "{models} {endpoint}"
        );
    }
    for (models, endpoint) in [
        (null, "post: /e, body: Order"),
        ("Order: { open: true, fields: { raw: json } }", "post: /e, body: Order"),
        (
            "Order: { fields: { a: map<list<string>>, all: list<Order> } }",
            "post: /e, body: Order",
        ),
    ] {
        assert_eq!(spec(models, endpoint).codes(), [], "{models} {endpoint}");
    }
}

#[test]
fn the_lists_of_a_form_have_the_style_of_the_body_or_of_the_spec() {
    for (spec, body, expected) in [
        ("lists: comma", "Order", Some(ListStyle::Comma)),
        (
            "lists: comma",
            "{ type: Order, lists: brackets }",
            Some(ListStyle::Brackets),
        ),
        ("lists: comma", "{ type: Order, lists: repeat }", None),
        ("title: Shop", "Order", None),
    ] {
        let lowered = lower(&format!(
            "encoding: form\n{spec}\nmodels: {{ Order: {{ fields: {{ tags: list<string> }} }} }}\nendpoints: {{ e: {{ post: /e, body: {body} }} }}\n",
        ));
        assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
        assert_eq!(field(&lowered.api.endpoints[0], "body").unwrap().attrs.lists, expected);
    }
    let json = lower(
        "models: { Order: { fields: { a: string } } }\nendpoints: { e: { post: /e, body: { type: Order, lists: comma } } }\n",
    );
    assert_eq!(json.codes(), [("senseless", "comma")]);
}

#[test]
fn docs_say_what_goes_there_and_what_comes_back() {
    let lowered = lower(&format!(
        "{MODELS}errors: {{ gone: 404 }}\nendpoints:\n  e:\n    put: \"/e/{{id}}\"\n    doc: Replaces.\n    path: {{ id: integer }}\n    \
         query: {{ a: integer }}\n    body: list<Order>\n    returns: map<string>\n    errors: {{ full: 409 }}\n",
    ));
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    let docs = &lowered.api.endpoints[0].docs;
    assert_eq!(docs.text.as_deref(), Some("`PUT /e/{id}`: Replaces."));
    assert_eq!(
        docs.facts,
        [
            "Sends the parameters of [`EFilter`] and a list of [`Order`].",
            "Returns a map of `String`.",
            "Documented errors: [`ApiError::Full`]."
        ]
    );
}
