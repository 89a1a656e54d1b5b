use crate::ir::{Place, ReadRole, Role, SendRole};
use crate::lower::testing::{Lowered, lower, lower_with};
use crate::syntax::Step;

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
    let paging = lowered.api.endpoints[0].paging.as_ref().expect("a paging");
    let page = SendRole {
        role: Role::Page,
        name: "p".to_owned(),
        default: Some(0),
        minimum: Some(0),
        maximum: None,
        clamp: None,
    };
    let limit = SendRole {
        role: Role::Limit,
        name: "limit".to_owned(),
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
    let read = |index: usize| {
        lowered.api.endpoints[index]
            .paging
            .as_ref()
            .expect("a paging")
            .read
            .clone()
    };
    let all = lowered.api.endpoints.iter();
    assert!(
        all.clone()
            .all(|it| it.paging.as_ref().is_some_and(|paging| paging.send.len() == 1))
    );
    assert_eq!(
        read(0),
        [(ReadRole::Items, name("results")), (ReadRole::Total, name("count"))]
    );
    assert_eq!(read(1), [(ReadRole::Items, name("rows"))]);
    assert_eq!(
        read(2),
        [(ReadRole::Items, name("orders")), (ReadRole::Total, name("count"))]
    );
    assert!(all.clone().all(|it| it.at.is_empty()));
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
    assert_eq!(code("send: { offset: o }, read: { items: a }"), None);
    assert_eq!(code("send: { limit: l }, read: { items: a, next_url: n }"), None);
}

#[test]
fn mistakes_are_reported_once_for_all_endpoints() {
    let lowered = lower(&format!(
        "{MODEL}paging: {{ send: {{ pge: p, cursor: c, limit: {{ minimum: 9, maximum: 5 }} }}, read: {{ itms: a, next_cursor: b }} }}\n\
         endpoints:\n  a: {{ get: /a, returns: page<Order> }}\n  b: {{ get: /b, returns: page<Order> }}\n",
    ));
    assert_eq!(
        lowered.codes(),
        [
            ("unknown_role", "pge"),
            ("later", "cursor"),
            ("senseless", "9"),
            ("unknown_role", "itms"),
            ("later", "next_cursor"),
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
