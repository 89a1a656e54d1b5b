//! How to go on from a page.

use super::*;

fn page(count: usize) -> Page<Customer> {
    Page {
        items: vec![Customer::default(); count],
        ..Page::default()
    }
}

const NUMBERED: Paging = Paging {
    send: &[SendRole {
        role: PageRole::Page,
        name: "page",
        minimum: None,
        default: None,
        ..LIMIT
    }],
    read: &[],
};
const FROM_ZERO: Paging = Paging {
    send: &[SendRole {
        role: PageRole::Page,
        name: "page",
        minimum: Some(0),
        default: None,
        ..LIMIT
    }],
    read: &[],
};
const COUNTED: Paging = Paging {
    send: &[
        LIMIT,
        SendRole {
            role: PageRole::Offset,
            name: "offset",
            ..LIMIT
        },
    ],
    read: &[],
};
const NUMBER: Paging = Paging {
    send: NUMBERED.send,
    read: &[(ReadRole::NextPage, at!("next"))],
};
const CURSOR: Paging = Paging {
    send: &[LIMIT],
    read: &[(ReadRole::NextCursor, at!("next")), (ReadRole::More, at!("more"))],
};

fn asked_page(page: i64) -> Asked {
    Asked {
        page: Some(page),
        ..Asked::default()
    }
}

#[test]
fn a_url_is_followed_as_it_stands() {
    let url = Page {
        next_url: Some("/c?x=1".into()),
        total: Some(1),
        ..page(1)
    };
    assert_eq!(url.next(&GRAILS_PAGING, Asked::default()), Next::Url("/c?x=1".into()));
    assert_eq!(page(5).next(&GRAILS_PAGING, Asked::default()), Next::End);
    assert_eq!(
        Page {
            next_url: Some("/c".into()),
            ..page(0)
        }
        .next(&GRAILS_PAGING, Asked::default()),
        Next::Url("/c".into()),
        "an empty page need not be the last"
    );
}

#[test]
fn numbers_and_cursors_are_taken_as_they_come() {
    assert_eq!(
        Page {
            next_page: Some(7),
            ..page(1)
        }
        .next(&NUMBER, asked_page(2)),
        Next::Page(7)
    );
    assert_eq!(page(1).next(&NUMBER, asked_page(2)), Next::End);
    let cursor = Page {
        next_cursor: Some("abc".into()),
        ..page(1)
    };
    assert_eq!(cursor.next(&CURSOR, Asked::default()), Next::Cursor("abc".into()));
    assert_eq!(
        Page {
            more: Some(false),
            ..cursor.clone()
        }
        .next(&CURSOR, Asked::default()),
        Next::End
    );
    assert_eq!(
        Page {
            more: Some(true),
            ..cursor
        }
        .next(&CURSOR, Asked::default()),
        Next::Cursor("abc".into())
    );
}

#[test]
fn pages_are_counted_from_what_came_else_from_what_was_asked_else_from_the_first() {
    assert_eq!(
        Page {
            page: Some(4),
            ..page(2)
        }
        .next(&NUMBERED, asked_page(9)),
        Next::Page(5)
    );
    assert_eq!(page(2).next(&NUMBERED, asked_page(9)), Next::Page(10));
    assert_eq!(page(2).next(&NUMBERED, Asked::default()), Next::Page(2));
    assert_eq!(page(2).next(&FROM_ZERO, Asked::default()), Next::Page(1));
}

#[test]
fn pages_end() {
    let at = |number, pages| Page {
        page: Some(number),
        pages: Some(pages),
        ..page(2)
    };
    assert_eq!(at(2, 3).next(&NESTED_PAGING, Asked::default()), Next::Page(3));
    assert_eq!(at(3, 3).next(&NESTED_PAGING, Asked::default()), Next::End);
    assert_eq!(at(1, 3).next(&FROM_ZERO, Asked::default()), Next::Page(2));
    assert_eq!(at(2, 3).next(&FROM_ZERO, Asked::default()), Next::End);
    assert_eq!(page(0).next(&NUMBERED, asked_page(1)), Next::End);
    assert_eq!(
        Page {
            more: Some(false),
            ..page(2)
        }
        .next(&NUMBERED, asked_page(1)),
        Next::End
    );
}

#[test]
fn pages_end_when_the_total_is_reached() {
    let of = |total, count| Page {
        total: Some(total),
        ..page(count)
    };
    // By what was seen, by full pages, by the position of the last item.
    assert_eq!(
        of(5, 1).next(
            &NUMBERED,
            Asked {
                seen: 4,
                ..asked_page(3)
            }
        ),
        Next::End
    );
    assert_eq!(
        of(5, 2).next(
            &NUMBERED,
            Asked {
                seen: 2,
                ..asked_page(2)
            }
        ),
        Next::Page(3)
    );
    assert_eq!(of(6, 2).next(&NUMBERED, asked_page(3)), Next::End);
    assert_eq!(
        Page {
            last: Some(5),
            ..of(5, 1)
        }
        .next(&NUMBERED, asked_page(3)),
        Next::End
    );
    // A vendor that does not know.
    assert_eq!(of(-1, 2).next(&NUMBERED, asked_page(3)), Next::Page(4));
}

#[test]
fn a_limit_that_was_cut_does_not_skip_items() {
    // 500 were asked for, the vendor repeats that, and serves 100.
    let cut = Page {
        limit: Some(500),
        total: Some(300),
        ..page(100)
    };
    assert_eq!(cut.next(&NUMBERED, asked_page(1)), Next::Page(2));
    assert_eq!(cut.next(&COUNTED, Asked::default()), Next::Offset(100));
}

#[test]
fn offsets_are_counted_by_what_came() {
    let asked = Asked {
        offset: Some(40),
        ..Asked::default()
    };
    assert_eq!(page(3).next(&COUNTED, asked), Next::Offset(43));
    assert_eq!(
        Page {
            offset: Some(10),
            ..page(3)
        }
        .next(&COUNTED, asked),
        Next::Offset(13)
    );
    assert_eq!(
        Page {
            total: Some(43),
            ..page(3)
        }
        .next(&COUNTED, asked),
        Next::End
    );
    assert_eq!(
        Page {
            total: Some(44),
            ..page(3)
        }
        .next(&COUNTED, asked),
        Next::Offset(43)
    );
    assert_eq!(page(0).next(&COUNTED, asked), Next::End);
}

#[test]
fn numbers_that_cannot_be_counted_up_end() {
    let end = Asked {
        page: Some(i64::MAX),
        offset: Some(i64::MAX),
        seen: i64::MAX,
        range: None,
    };
    for paging in [NUMBERED, FROM_ZERO, COUNTED] {
        assert_eq!(page(1).next(&paging, end), Next::End);
        assert_eq!(page(1).next(&paging, Asked { seen: 0, ..end }), Next::End);
    }
    let odd = Page {
        page: Some(i64::MIN),
        total: Some(5),
        ..page(1)
    };
    assert_eq!(odd.next(&NUMBERED, Asked::default()), Next::End);
}

#[test]
fn without_anything_to_count_one_page_is_all() {
    assert_eq!(
        page(3).next(
            &Paging {
                send: &[LIMIT],
                read: &[]
            },
            Asked::default()
        ),
        Next::End
    );
}

// ---- cursors, from the answer to the next question

const CURSORS: Paging = Paging {
    send: &[
        LIMIT,
        SendRole {
            role: PageRole::Cursor,
            name: "starting_after",
            ..SendRole::DEFAULT
        },
    ],
    read: &[
        (ReadRole::Items, at!("data")),
        (ReadRole::NextCursor, at!("meta", "next_cursor")),
    ],
};
endpoint!(InBody -> Page<Customer> | Django = EndpointSpec { paging: Some(&CURSORS), ..GET });

const HEADER_CURSORS: Paging = Paging {
    send: CURSORS.send,
    read: &[(
        ReadRole::NextCursor,
        Place::Header {
            name: "X-Next-Cursor",
            wire: None,
        },
    )],
};
endpoint!(InHeader -> Page<Customer> | Django = EndpointSpec { paging: Some(&HEADER_CURSORS), ..GET });

#[test]
fn a_cursor_in_the_body_leads_on_until_there_is_none() {
    let next = |meta: &str| {
        let body = format!(r#"{{"data": [{{"id": 1}}], "total": 1, "meta": {meta}}}"#);
        let page = InBody::decode(200, &(), body.as_bytes()).unwrap();
        page.next(&CURSORS, Asked::default())
    };
    for (meta, cursor) in [
        (r#"{"next_cursor": "a+/="}"#, "a+/="),
        (r#"{"next_cursor": 9007199254740993}"#, "9007199254740993"),
        (r#"{"next_cursor": 0}"#, "0"),
        (r#"{"next_cursor": " "}"#, " "),
    ] {
        assert_eq!(next(meta), Next::Cursor(cursor.to_owned()), "{meta}");
    }
    for meta in [
        "{}",
        "null",
        r#"{"next_cursor": null}"#,
        r#"{"next_cursor": ""}"#,
        r#"{"next_cursor": false}"#,
    ] {
        assert_eq!(next(meta), Next::End, "{meta}");
    }
    // A page may be empty and not the last: it was cut first, and filtered then.
    let empty = InBody::decode(200, &(), br#"{"data": [], "meta": {"next_cursor": "a"}}"#).unwrap();
    assert_eq!(empty.next(&CURSORS, Asked::default()), Next::Cursor("a".to_owned()));
    // What nobody can follow is not the end.
    for (cursor, found) in [("{}", "an object"), ("[]", "an array"), ("true", "`true`")] {
        let body = format!(r#"{{"data": [{{"id": 1}}], "meta": {{"next_cursor": {cursor}}}}}"#);
        let failure = InBody::decode(200, &(), body.as_bytes()).unwrap_err();
        let expected = format!("expected what leads to the next page at `meta.next_cursor`, or null, found {found}");
        assert!(failure.to_string().ends_with(&expected), "{failure}");
    }
}

#[test]
fn a_cursor_in_a_header_leads_on_until_there_is_none() {
    let next = |headers: &dyn Headers| {
        let page = InHeader::decode(200, headers, br#"[{"id": 1}]"#).unwrap();
        page.next(&HEADER_CURSORS, Asked::default())
    };
    assert_eq!(next(&[("x-next-cursor", " abc ")]), Next::Cursor("abc".to_owned()));
    assert_eq!(next(&[("x-next-cursor", " ")]), Next::End);
    assert_eq!(next(&()), Next::End);
}
