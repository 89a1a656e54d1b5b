use crate::ir::{PageRole, Place, ReadRole, SendRole, Ty};
use crate::lower::testing::{Lowered, lower, lower_with};
use crate::syntax::Step;
use bindery_attributes::common::{Coding, Rule};

const MODEL: &str = "models: { Order: { fields: { id: integer } } }\n";

fn with(paging: &str) -> Lowered {
    lower(&format!(
        "{MODEL}paging: {{ {paging} }}\nendpoints: {{ list: {{ get: /orders, returns: page<Order> }} }}\n"
    ))
}

fn codes(paging: &str) -> Vec<(&'static str, String)> {
    with(paging)
        .codes()
        .into_iter()
        .map(|(code, at)| (code, at.to_owned()))
        .collect()
}

fn name(name: &str) -> Place {
    Place::Paths(vec![vec![Step::Name(name.to_owned())]])
}

#[test]
fn a_page_is_asked_for_and_read() {
    let lowered = with(
        "send: { page: { name: p, minimum: 0, default: 0 }, limit: { maximum: 50, clamp: 40 } }, \
         read: { items: data, total: count, next_url: { link: next } }",
    );
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    let paging = lowered.paging(0);
    let page = SendRole {
        role: PageRole::Page,
        name: "p".to_owned(),
        header: false,
        wire: None,
        default: Some(0),
        minimum: Some(0),
        maximum: None,
        clamp: None,
    };
    let limit = SendRole {
        role: PageRole::Limit,
        name: "limit".to_owned(),
        header: false,
        wire: None,
        default: None,
        minimum: None,
        maximum: Some(50),
        clamp: Some(40),
    };
    assert_eq!(paging.send, [page, limit]);
    assert_eq!(
        paging.read,
        [
            (ReadRole::Items, name("data")),
            (ReadRole::Total, name("count")),
            (ReadRole::NextUrl, Place::Link("next".to_owned())),
        ]
    );
}

#[test]
fn each_part_is_replaced_as_a_whole() {
    let dialect = "paging: { send: { limit: limit, offset: offset }, read: { items: results, total: count } }\n";
    let lowered = lower_with(
        &format!(
            "{MODEL}paging: {{ send: {{ page: page }} }}\nendpoints:\n  a: {{ get: /a, returns: page<Order> }}\n  \
             b: {{ get: /b, returns: page<Order>, paging: {{ read: {{ items: rows }} }} }}\n  \
             c: {{ get: /c, returns: {{ type: page<Order>, at: orders }} }}\n",
        ),
        Some(dialect),
    );
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    let read = |index: usize| lowered.paging(index).read.clone();
    assert!((0..3).all(|endpoint| lowered.paging(endpoint).send.len() == 1));
    let names: Vec<_> = lowered.api.pagings.iter().map(|it| it.rust.to_string()).collect();
    assert_eq!(names, ["PAGING", "PAGING_2", "PAGING_3"]);
    assert_eq!(
        read(0),
        [(ReadRole::Items, name("results")), (ReadRole::Total, name("count"))]
    );
    assert_eq!(read(1), [(ReadRole::Items, name("rows"))]);
    assert_eq!(
        read(2),
        [(ReadRole::Items, name("orders")), (ReadRole::Total, name("count"))]
    );
    assert!(lowered.api.endpoints.iter().all(|it| it.attrs.at.steps.is_empty()));
}

#[test]
fn one_way_to_go_on() {
    let code = |paging: &str| codes(paging).first().map(|(code, _)| *code);
    assert_eq!(
        code("send: { page: p }, read: { items: a, next_url: b, next_page: c }"),
        Some("paging_next")
    );
    assert_eq!(code("send: { limit: l }, read: { items: a }"), Some("paging_next"));
    assert_eq!(
        code("send: { offset: o }, read: { items: a, next_page: c }"),
        Some("paging_next")
    );
    assert_eq!(
        code("send: { cursor: c }, read: { items: a, next_cursor: b, next_url: d }"),
        Some("paging_next")
    );
    assert_eq!(
        code("send: { page: p }, read: { items: a, next_cursor: b }"),
        Some("paging_next")
    );
    assert_eq!(code("send: { cursor: c }, read: { items: a }"), Some("paging_next"));
    assert_eq!(code("send: { cursor: c }, read: { items: a, next_url: d }"), None);
    assert_eq!(code("send: { cursor: c }, read: { items: a, next_cursor: b }"), None);
    assert_eq!(code("send: { offset: o }, read: { items: a }"), None);
    assert_eq!(code("send: { limit: l }, read: { items: a, next_url: n }"), None);
}

#[test]
fn mistakes_are_reported_once_for_all_endpoints() {
    let lowered = lower(&format!(
        "{MODEL}paging: {{ send: {{ pge: p, range: {{ maximum: 5 }}, limit: {{ minimum: 9, maximum: 5 }} }}, read: {{ itms: a }} }}\n\
         endpoints:\n  a: {{ get: /a, returns: page<Order> }}\n  b: {{ get: /b, returns: page<Order> }}\n",
    ));
    assert_eq!(
        lowered.codes(),
        [
            ("unknown_role", "pge"),
            ("senseless", "5"),
            ("senseless", "9"),
            ("unknown_role", "itms"),
        ]
    );
    assert!(
        lowered.found[0]
            .help
            .as_deref()
            .is_some_and(|help| help.starts_with("did you mean `page`?"))
    );
}

#[test]
fn places_and_numbers_that_cannot_be() {
    assert_eq!(
        codes("send: { page: p }, read: { items: { header: X-Items } }"),
        [("bad_path", "X-Items".to_owned())]
    );
    assert_eq!(
        codes("send: { page: p }, read: { items: a, total: { link: last } }"),
        [("bad_path", "last".to_owned())]
    );
    assert_eq!(
        codes("send: { page: { type: string } }, read: { items: a }"),
        [("senseless", "string".to_owned())]
    );
    assert_eq!(
        codes("send: { page: { default: 5, maximum: 4 } }, read: { items: a }"),
        [("bad_default", "5".to_owned())]
    );
    assert_eq!(
        codes("send: { page: { default: a } }, read: { items: a }"),
        [("bad_default", "a".to_owned())]
    );
    assert_eq!(
        codes("send: { page: { maximum: 1.5 } }, read: { items: a }"),
        [("senseless", "1.5".to_owned())]
    );
}

#[test]
fn a_page_without_a_paging_or_without_items() {
    let lowered = lower(&format!(
        "{MODEL}endpoints: {{ list: {{ get: /a, returns: page<Order> }} }}\n"
    ));
    assert_eq!(lowered.codes(), [("no_paging", "page<Order>")]);
    assert_eq!(
        codes("send: { page: p }, read: { total: a }"),
        [("no_paging", "page<Order>".to_owned())]
    );
    let unpaged = "paging: { send: { page: p }, read: { items: a } }, returns: list<Order>";
    let lowered = lower(&format!("{MODEL}endpoints: {{ list: {{ get: /a, {unpaged} }} }}\n"));
    assert_eq!(lowered.codes()[0].0, "senseless");
}

#[test]
fn a_cursor_is_a_text() {
    let lowered = with(
        "send: { cursor: { name: after, required: true, example: abc }, limit: limit }, \
         read: { items: data, next_cursor: { header: X-Next } }",
    );
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    let field = &lowered.api.filters[0].fields[0];
    assert_eq!((field.rust.to_string(), &field.ty), ("cursor".to_owned(), &Ty::String));
    assert_eq!(field.attrs.wire.as_deref(), Some("after"));
    assert_eq!(field.attrs.rules, [Rule::Required]);
    assert_eq!(field.docs.facts, ["Required.", "Example: `\"abc\"`."]);
    let paging = lowered.paging(0);
    assert_eq!(
        (paging.send[0].role, paging.send[0].name.as_str()),
        (PageRole::Cursor, "after")
    );
    assert_eq!(paging.read[1].0, ReadRole::NextCursor);

    let cursor = |field: &str| {
        codes(&format!(
            "send: {{ cursor: {field} }}, read: {{ items: a, next_cursor: b }}"
        ))
    };
    assert_eq!(cursor("{ type: integer }"), [("senseless", "integer".to_owned())]);
    assert_eq!(cursor("{ minimum: 1 }"), [("senseless", "1".to_owned())]);
    assert_eq!(
        codes("send: { cursor: c }, read: { items: a, next_cursor: { link: next } }"),
        [("bad_path", "next".to_owned())]
    );
}

#[test]
fn what_travels_in_a_header_is_a_field_of_the_endpoint() {
    let lowered =
        with("send: { page: { header: X-Page, required: true, minimum: 1 }, limit: limit }, read: { items: data }");
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    let fields: Vec<String> = lowered.api.filters[0]
        .fields
        .iter()
        .map(|it| it.rust.to_string())
        .collect();
    assert_eq!(fields, ["limit"]);
    let page = &lowered.api.endpoints[0].fields[0];
    assert_eq!((page.rust.to_string(), &page.ty), ("page".to_owned(), &Ty::Integer));
    assert_eq!(page.attrs.wire.as_deref(), Some("X-Page"));
    assert_eq!(page.attrs.rules, [Rule::Minimum("1".to_owned())]);
    assert!(!lowered.api.endpoints[0].default, "a page must be given");
    let sent = &lowered.paging(0).send[0];
    assert_eq!((sent.name.as_str(), sent.header), ("X-Page", true));
}

#[test]
fn a_range_is_two_positions_and_stands_alone() {
    let lowered = with("send: { range: { name: rows, wire: \"{first}..{last}\", minimum: 1 } }, read: { items: data }");
    assert!(lowered.found.is_empty(), "{:?}", lowered.messages());
    let field = &lowered.api.filters[0].fields[0];
    assert_eq!((field.rust.to_string(), &field.ty), ("range".to_owned(), &Ty::Range));
    assert_eq!(field.attrs.coding, Some(Coding::Range("{first}..{last}".to_owned())));
    assert_eq!(
        field.docs.facts,
        ["Positions, spelled `{first}..{last}`.", "The first item is at 1."]
    );
    let sent = &lowered.paging(0).send[0];
    assert_eq!(
        (sent.role, sent.minimum, sent.wire.as_deref()),
        (PageRole::Range, Some(1), Some("{first}..{last}"))
    );
    for other in ["page: p", "offset: o", "limit: l"] {
        let codes = codes(&format!("send: {{ {other}, range: r }}, read: {{ items: a }}"));
        assert_eq!(codes[0].0, "paging_next", "{other}");
    }
    assert_eq!(
        codes("send: { range: r }, read: { items: a, next_url: b, next_page: c }")[0].0,
        "paging_next"
    );
}
