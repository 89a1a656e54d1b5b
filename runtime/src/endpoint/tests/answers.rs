//! Answers that hold a value.

use super::*;

fn unfit<T: fmt::Debug, E: Catalogue + fmt::Debug>(result: std::result::Result<T, Failure<E>>) -> String {
    match result {
        Err(Failure::Unfit(unfit)) => unfit.error.to_string(),
        other => panic!("{other:?}"),
    }
}

const NESTED_PAGE: &str = r#"{
    "status": true,
    "success": {"code": "0051"},
    "data": {
        "current_page": 1, "from": 1, "to": 2, "per_page": "2", "last_page": 3, "total": "5", "links": [{"url": null}],
        "data": [{"id": 1, "name": "Ana", "more": [1, {"id": 9}]}, {"name": null, "id": 2}]
    }
}"#;

fn nested_page() -> Page<Customer> {
    Page {
        items: vec![customer(1, "Ana"), Customer { id: 2, name: None }],
        total: Some(5),
        page: Some(1),
        pages: Some(3),
        limit: Some(2),
        first: Some(1),
        last: Some(2),
        ..Page::default()
    }
}

#[test]
fn a_page_at_the_root() {
    let body = br#"{"count": 31, "next": "https://shop.example/customers/?offset=2", "previous": null,
        "results": [{"id": 1, "name": "Ana"}, {"id": 2, "name": "Eva"}]}"#;
    let page = DjangoList::decode(200, &(), body).unwrap();
    let expected = Page {
        items: vec![customer(1, "Ana"), customer(2, "Eva")],
        total: Some(31),
        next_url: Some("https://shop.example/customers/?offset=2".to_owned()),
        ..Page::default()
    };
    assert_eq!(page, expected);
}

#[test]
fn a_page_inside_an_envelope_inside_a_flag() {
    assert_eq!(
        NestedList::decode(200, &(), NESTED_PAGE.as_bytes()).unwrap(),
        nested_page()
    );
}

#[test]
fn a_page_with_a_block_of_its_own() {
    let body = br#"{"paging": {"total": 120, "max": 100, "offset": 0, "next": "/customers?offset=100", "previous": ""},
        "data": [{"id": 1, "name": "Ana"}]}"#;
    let page = GrailsList::decode(200, &(), body).unwrap();
    assert_eq!((page.total, page.limit, page.offset), (Some(120), Some(100), Some(0)));
    assert_eq!(
        (page.next_url.as_deref(), page.previous_url),
        (Some("/customers?offset=100"), None)
    );
    assert_eq!(page.items, [customer(1, "Ana")]);
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let body = format!("\u{feff}{NESTED_PAGE}");
    assert_eq!(NestedList::decode(200, &(), body.as_bytes()).unwrap(), nested_page());
}

#[test]
fn places_of_another_shape_are_not_there() {
    let body = br#"{"count": {"exact": 3}, "next": false, "previous": 7, "results": []}"#;
    assert_eq!(DjangoList::decode(200, &(), body).unwrap(), Page::default());
    // A text where an object should be: only the tree can pass it over.
    let body = br#"{"paging": "none", "data": [{"id": 1, "name": "Ana"}]}"#;
    assert_eq!(
        GrailsList::decode(200, &(), body).unwrap(),
        Page {
            items: vec![customer(1, "Ana")],
            ..Page::default()
        }
    );
}

#[test]
fn a_list_that_is_null_is_empty() {
    assert_eq!(
        DjangoList::decode(200, &(), br#"{"results": null, "count": 0}"#)
            .unwrap()
            .total,
        Some(0)
    );
}

#[test]
fn values_inside_and_outside_an_envelope() {
    assert_eq!(
        DjangoCreate::decode(201, &(), br#"{"id": 7, "name": "Ana"}"#).unwrap(),
        customer(7, "Ana")
    );
    let body = br#"{"data": {"id": 7, "name": "Ana"}, "success": {"code": "0062"}, "status": true}"#;
    assert_eq!(NestedShow::decode(200, &(), body).unwrap(), customer(7, "Ana"));
}

#[test]
fn what_may_be_null_may_be_absent() {
    for body in [r#"{"status": true}"#, r#"{"status": true, "data": null}"#] {
        assert_eq!(NestedMaybe::decode(200, &(), body.as_bytes()).unwrap(), Maybe(None));
    }
    assert_eq!(NestedMaybe::decode(204, &(), b"").unwrap(), Maybe(None));
    let message = unfit(NestedShow::decode(
        200,
        &(),
        br#"{"status": true, "success": {"code": "0062"}}"#,
    ));
    assert_eq!(message, "expected a value at `data`, found nothing there");
}

#[test]
fn nothing_is_expected_of_an_endpoint_that_returns_nothing() {
    for body in ["", "<p>gone</p>", "{", "null"] {
        DjangoDelete::decode(204, &(), body.as_bytes()).unwrap();
        DjangoDelete::decode(200, &(), body.as_bytes()).unwrap();
    }
    NestedDelete::decode(
        200,
        &(),
        br#"{"success": {"code": "0079"}, "status": true, "data": []}"#,
    )
    .unwrap();
    // HTTP allows no body here, so none can say that the call failed.
    NestedDelete::decode(204, &(), b"").unwrap();
}

#[test]
fn errors_of_a_value_know_the_way_to_it() {
    let body = br#"{"status": true, "success": {"code": "0051"}, "data": {"data": [{"id": 1}, {"id": "x"}]}}"#;
    let message = unfit(NestedList::decode(200, &(), body));
    assert!(message.starts_with("data.data[1]"), "{message}");
    assert!(message.contains("expected an integer"), "{message}");
    let message = unfit(DjangoList::decode(200, &(), br#"{"count": 1}"#));
    assert_eq!(message, "expected an array at `results`, found none there");
    let message = unfit(DjangoList::decode(200, &(), br#"{"results": {"id": 1}}"#));
    assert!(message.starts_with("results: expected an array"), "{message}");
}

#[test]
fn html_where_json_is_expected() {
    let message = unfit(DjangoList::decode(
        200,
        &(),
        b"\n<!DOCTYPE html>\n<html>  <body>Log in</body></html>",
    ));
    assert_eq!(
        message,
        "expected a JSON body, found the text `<!DOCTYPE html> <html> <body>Log in</body></html>`"
    );
}

#[test]
fn an_empty_body_where_a_value_is_expected() {
    assert_eq!(
        unfit(DjangoList::decode(200, &(), b" \n")),
        "expected a JSON body, found an empty body"
    );
    assert_eq!(
        unfit(NestedShow::decode(200, &(), b"")),
        "expected a JSON body, found an empty body"
    );
    let message = unfit(DjangoList::decode(204, &(), b""));
    assert_eq!(
        message,
        "expected a JSON body, found an answer without one (status 204)"
    );
}

#[test]
fn a_body_cut_short_at_any_byte_does_not_fit() {
    for end in 1..NESTED_PAGE.len() {
        let body = NESTED_PAGE.as_bytes().get(..end).unwrap();
        assert!(!unfit(NestedList::decode(200, &(), body)).is_empty(), "{end}");
    }
}

#[test]
fn text_after_the_value_does_not_fit() {
    unfit(DjangoCreate::decode(201, &(), br#"{"id": 7} {}"#));
}

#[test]
fn a_body_that_is_too_deep_does_not_fit() {
    for deep in ["[".repeat(100_000), r#"{"results":"#.repeat(100_000)] {
        unfit(DjangoList::decode(200, &(), deep.as_bytes()));
        unfit(NestedList::decode(200, &(), deep.as_bytes()));
        let Err(Failure::Vendor(error)) = DjangoList::decode(400, &(), deep.as_bytes()) else {
            panic!()
        };
        assert_eq!(error.message, None);
    }
}

// ---- places that one walk cannot reach

const FLAG_BESIDE: Envelope = Envelope {
    success: &[(&[n("ok")], "true")],
    ..Envelope::DEFAULT
};
endpoint!(Beside -> Customer | Django = EndpointSpec { envelope: &FLAG_BESIDE, ..GET });

const KEYSET: Paging = Paging {
    send: &[],
    read: &[
        (ReadRole::Items, at!("data")),
        (ReadRole::NextCursor, Place::Paths(&[&[n("data"), Step::Last, n("id")]])),
        (ReadRole::More, at!("has_more")),
    ],
};
endpoint!(Keyset -> Page<Customer> | Django = EndpointSpec { paging: Some(&KEYSET), ..GET });

const EDGES: Paging = Paging {
    send: &[],
    read: &[
        (ReadRole::Items, Place::Paths(&[&[n("edges"), Step::Each, n("node")]])),
        (ReadRole::More, at!("more")),
    ],
};
endpoint!(Edges -> Page<Customer> | Django = EndpointSpec { paging: Some(&EDGES), ..GET });

const EITHER: Paging = Paging {
    send: &[],
    read: &[(ReadRole::Items, Place::Paths(&[&[n("customers")], &[n("data")]]))],
};
endpoint!(Either -> Page<Customer> | Django = EndpointSpec { paging: Some(&EITHER), ..GET });
endpoint!(Named -> Page<Customer> | Django =
    EndpointSpec { paging: Some(&DJANGO_PAGING), at: &[n("people")], ..GET });
endpoint!(Bare -> Page<Customer> | Django = GET);

#[test]
fn a_flag_beside_the_members_of_the_value() {
    assert_eq!(
        Beside::decode(200, &(), br#"{"ok": true, "id": 1, "name": "Ana"}"#).unwrap(),
        customer(1, "Ana")
    );
    assert!(matches!(
        Beside::decode(200, &(), br#"{"ok": false, "id": 1}"#),
        Err(Failure::Vendor(_))
    ));
    assert!(unfit(Beside::decode(200, &(), br#"{"ok": true, "id": "x"}"#)).starts_with("id: "));
}

#[test]
fn the_last_item_is_the_cursor() {
    let page = Keyset::decode(200, &(), br#"{"data": [{"id": 4}, {"id": 9}], "has_more": true}"#).unwrap();
    assert_eq!(
        (page.next_cursor.as_deref(), page.more, page.items.len()),
        (Some("9"), Some(true), 2)
    );
    let page = Keyset::decode(200, &(), br#"{"data": [], "has_more": "false"}"#).unwrap();
    assert_eq!((page.next_cursor, page.more, page.items.len()), (None, Some(false), 0));
}

#[test]
fn items_that_are_wrapped_one_by_one() {
    let body = br#"{"edges": [{"node": {"id": 1, "name": "Ana"}}, {"node": {"id": 2, "name": "Eva"}}], "more": false}"#;
    assert_eq!(
        Edges::decode(200, &(), body).unwrap().items,
        [customer(1, "Ana"), customer(2, "Eva")]
    );
    assert_eq!(Edges::decode(200, &(), br#"{"edges": []}"#).unwrap().items, []);
    assert_eq!(
        unfit(Edges::decode(200, &(), br#"{"edges": {}}"#)),
        "expected an array at `edges[*].node`, found none there"
    );
}

#[test]
fn the_first_place_that_is_there_holds_the_items() {
    let ids = |body: &str| -> Vec<i64> {
        Either::decode(200, &(), body.as_bytes())
            .unwrap()
            .items
            .iter()
            .map(|customer| customer.id)
            .collect()
    };
    assert_eq!(ids(r#"{"data": [{"id": 2}]}"#), [2]);
    assert_eq!(ids(r#"{"data": [{"id": 2}], "customers": [{"id": 1}]}"#), [1]);
    assert_eq!(ids(r#"{"customers": [{"id": 1}], "data": [{"id": 2}]}"#), [1]);
    assert_eq!(
        ids(r#"{"customers": [{"id": 1}], "data": [{"id": "not a customer"}]}"#),
        [1]
    );
    assert_eq!(ids(r#"{"data": ["not a customer"], "customers": [{"id": 1}]}"#), [1]);
    assert_eq!(ids(r#"{"customers": "none", "data": [{"id": 2}]}"#), [2]);
    assert_eq!(ids(r#"{"customers": null, "data": [{"id": 2}]}"#), [2]);
    assert_eq!(ids(r#"{"customers": null}"#), [0_i64; 0]);
}

#[test]
fn the_endpoint_says_where_the_items_are() {
    let page = Named::decode(200, &(), br#"{"people": [{"id": 1}], "count": 1, "results": 3}"#).unwrap();
    assert_eq!((page.items.len(), page.total), (1, Some(1)));
    assert_eq!(
        Bare::decode(200, &(), br#"[{"id": 1}, {"id": 2}]"#)
            .unwrap()
            .items
            .len(),
        2
    );
}

// ---- parts of a page outside the body

const RANGE: Option<&str> = Some("items {first}-{last}/{total}");
const HEADERS: Paging = Paging {
    send: &[],
    read: &[
        (
            ReadRole::Total,
            Place::Header {
                name: "Content-Range",
                wire: RANGE,
            },
        ),
        (
            ReadRole::First,
            Place::Header {
                name: "Content-Range",
                wire: RANGE,
            },
        ),
        (
            ReadRole::Pages,
            Place::Header {
                name: "X-Pages",
                wire: None,
            },
        ),
        (ReadRole::NextUrl, Place::Link("next")),
        (ReadRole::NextCursor, Place::Cookie("CURSOR")),
    ],
};
endpoint!(InHeaders -> Page<Customer> | Django = EndpointSpec { paging: Some(&HEADERS), ..GET });

#[test]
fn parts_of_a_page_in_headers() {
    let headers = [
        ("content-range", "items 10-19/57"),
        ("x-pages", " 6 "),
        (
            "link",
            "<https://a/?page=1>; rel=\"prev\", </customers?page=3>; rel=\"next\"",
        ),
        ("set-cookie", "CURSOR=abc; Path=/"),
    ];
    let page = InHeaders::decode(206, &headers, br#"[{"id": 1}]"#).unwrap();
    assert_eq!((page.total, page.first, page.pages), (Some(57), Some(10), Some(6)));
    assert_eq!(
        (page.next_url.as_deref(), page.next_cursor.as_deref()),
        (Some("/customers?page=3"), Some("abc"))
    );
    let page = InHeaders::decode(200, &[("Content-Range", "items 0-9/*")], b"[]").unwrap();
    assert_eq!((page.total, page.first), (None, Some(0)));
}

#[test]
fn a_secret_at_a_place() {
    assert_eq!(at!("key").text(&(), br#"{"key": "abc"}"#).as_deref(), Some("abc"));
    assert_eq!(at!("key").text(&(), b"<html>"), None);
    assert_eq!(
        Place::Cookie("SESSION")
            .text(&[("Set-Cookie", "SESSION=abc; Secure")], b"")
            .as_deref(),
        Some("abc")
    );
    const EACH: Place = Place::Paths(&[&[n("errors"), Step::Each]]);
    assert_eq!(
        EACH.text(&(), br#"{"errors": ["a", 1, {}, "b"]}"#).as_deref(),
        Some("a; 1; b")
    );
}
