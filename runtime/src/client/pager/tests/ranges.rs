//! Pages by the positions of their items, and paging parameters that travel in headers.

use super::*;
use crate::endpoint::{Body, HeaderList, VendorError};

const URL: &str = "https://shop.example/orders";

const RANGE: SendRole = SendRole {
    header: true,
    ..send(PageRole::Range, "Range")
};
const CONTENT_RANGE: Place = Place::Header {
    name: "Content-Range",
    wire: Some("{first}-{last}/{total}"),
};
const RANGES: Paging = Paging {
    send: &[RANGE],
    read: &[
        (ReadRole::First, CONTENT_RANGE),
        (ReadRole::Last, CONTENT_RANGE),
        (ReadRole::Total, CONTENT_RANGE),
    ],
};
const COUNTED: Paging = Paging {
    send: &[RANGE],
    read: &[],
};
const IN_QUERY: Paging = Paging {
    send: &[SendRole {
        wire: Some("[{first},{last}]"),
        ..send(PageRole::Range, "range")
    }],
    read: &[],
};
const FROM_ONE: Paging = Paging {
    send: &[SendRole {
        wire: Some("items={first}-{last}"),
        minimum: Some(1),
        ..RANGE
    }],
    read: RANGES.read,
};

/// How a listing by ranges ends.
#[derive(Debug, PartialEq)]
enum End {
    Over,
    Refused(u16),
    Stopped(PagingError),
}

/// Fetches all pages: the items, and the texts of the ranges that were asked for. The vendor says a status instead of a
/// page.
fn fetch(
    pager: &mut Pager,
    paging: &'static Paging,
    mut vendor: impl FnMut(Option<Range>) -> Result<Page<i64>, u16>,
) -> (Vec<i64>, Vec<String>, End) {
    let (mut items, mut asked, mut end) = (Vec::new(), Vec::new(), End::Over);
    while let Some(request) = pager.request() {
        let taken = match request {
            Err(error) => Some(Err(CallError::Paging(error))),
            Ok(request) => {
                let text = given(&request, &paging.send[0]).unwrap_or_default();
                let range = Range::parse(&text, paging.send[0].wire);
                assert_eq!(range.is_none(), text.is_empty(), "{text}");
                asked.push(text);
                let body = |page: &Page<i64>| format!("{:?}", page.items).into_bytes();
                let answer = vendor(range).map(|page| reply(page.clone(), body(&page)));
                pager.take(answer.map_err(refused))
            }
        };
        match taken {
            Some(Ok(page)) => items.extend(page.items),
            Some(Err(CallError::Vendor(error))) => end = End::Refused(error.status),
            Some(Err(CallError::Paging(error))) => end = End::Stopped(error),
            Some(Err(error)) => panic!("{error:?}"),
            None => break,
        }
    }
    assert!(pager.request().is_none(), "what has ended stays so");
    (items, asked, end)
}

fn refused(status: u16) -> CallError<()> {
    CallError::Vendor(Box::new(VendorError {
        endpoint: "list",
        status,
        error: (),
        code: None,
        message: None,
        fields: Vec::new(),
        headers: HeaderList::default(),
        body: Body::new(b""),
    }))
}

fn start(range: &str, paging: &'static Paging) -> Pager {
    let mut request = get(URL);
    if !range.is_empty() {
        request.headers_mut().insert("range", range.parse().unwrap());
    }
    Pager::new(request, Some(paging), 100)
}

/// The items at a range, of so many; a page holds 10 at most, and 4 where no range is asked for.
fn at(count: i64, range: Option<Range>, total: Option<i64>) -> Page<i64> {
    let range = range.unwrap_or(Range { first: 0, last: 3 });
    let end = (range.last + 1).min(range.first + 10).min(count);
    let is_some = range.first < end;
    Page {
        items: (range.first..end).collect(),
        first: is_some.then_some(range.first),
        last: is_some.then_some(end - 1),
        total,
        ..Page::default()
    }
}

#[test]
fn a_range_goes_on_where_the_page_ended() {
    let (items, asked, end) = fetch(&mut start("0-9", &RANGES), &RANGES, |range| Ok(at(25, range, Some(25))));
    assert_eq!((items, end), (numbers(0..=24), End::Over));
    assert_eq!(asked, ["0-9", "10-19", "20-29"], "a total spares the empty page");
}

#[test]
fn a_range_that_is_cut_neither_skips_nor_repeats() {
    for paging in [&RANGES, &COUNTED] {
        let (items, asked, end) = fetch(&mut start("0-999", paging), paging, |range| Ok(at(25, range, None)));
        assert_eq!((items, end), (numbers(0..=24), End::Over));
        assert_eq!(
            asked,
            ["0-999", "10-1009", "20-1019", "25-1024"],
            "until a page is empty"
        );
    }
}

#[test]
fn items_that_are_left_out_of_a_page_are_not_asked_for_again() {
    // What the caller may not see is cut out after the page was cut.
    let (items, asked, end) = fetch(&mut start("0-4", &RANGES), &RANGES, |range| {
        let mut page = at(15, range, Some(15));
        page.items.retain(|item| item % 2 == 0);
        Ok(page)
    });
    assert_eq!(
        (items, end),
        ((0..15).filter(|item| item % 2 == 0).collect(), End::Over)
    );
    assert_eq!(asked, ["0-4", "5-9", "10-14"]);
}

#[test]
fn without_a_range_pages_are_as_long_as_the_first_one() {
    let (items, asked, end) = fetch(&mut start("", &COUNTED), &COUNTED, |range| Ok(at(6, range, None)));
    assert_eq!((items, end), (numbers(0..=5), End::Over));
    assert_eq!(asked, ["", "4-7", "6-9"]);
}

#[test]
fn a_listing_may_begin_anywhere_and_count_from_one() {
    let (items, asked, end) = fetch(&mut start("20-22", &RANGES), &RANGES, |range| {
        Ok(at(25, range, Some(25)))
    });
    assert_eq!((items, end), (numbers(20..=24), End::Over));
    assert_eq!(asked, ["20-22", "23-25"]);
    // Positions 1 to 7: the item at 7 is the seventh.
    let (items, asked, end) = fetch(&mut start("items=1-3", &FROM_ONE), &FROM_ONE, |range| {
        Ok(at(8, range, Some(7)))
    });
    assert_eq!((items, end), (numbers(1..=7), End::Over));
    assert_eq!(asked, ["items=1-3", "items=4-6", "items=7-9"]);
}

#[test]
fn status_416_ends_a_listing_behind_a_page_only() {
    let behind = |range: Option<Range>| {
        let page = at(20, range, None);
        if page.items.is_empty() { Err(416) } else { Ok(page) }
    };
    let (items, asked, end) = fetch(&mut start("0-9", &RANGES), &RANGES, behind);
    assert_eq!((items, end), (numbers(0..=19), End::Over));
    assert_eq!(asked, ["0-9", "10-19", "20-29"]);
    let (items, asked, end) = fetch(&mut start("90-99", &RANGES), &RANGES, behind);
    assert_eq!((items.len(), asked.len(), end), (0, 1, End::Refused(416)));
    // Any other refusal is one.
    let (items, _, end) = fetch(&mut start("0-9", &RANGES), &RANGES, |range| {
        behind(range).map_err(|_| 404)
    });
    assert_eq!((items.len(), end), (20, End::Refused(404)));
}

#[test]
fn status_416_is_a_failure_where_no_range_is_sent() {
    let mut pager = pager(URL, &OFFSETS);
    pager.request().unwrap().unwrap();
    let first = Page {
        items: vec![1],
        ..Page::default()
    };
    assert!(
        pager
            .take(Ok::<_, CallError<()>>(reply(first, b"1".to_vec())))
            .unwrap()
            .is_ok()
    );
    pager.request().unwrap().unwrap();
    assert!(matches!(
        pager.take::<i64, _>(Err(refused(416))),
        Some(Err(CallError::Vendor(_)))
    ));
}

#[test]
fn a_vendor_that_takes_no_notice_of_the_range_is_found_out() {
    let (items, asked, end) = fetch(&mut start("0-9", &COUNTED), &COUNTED, |_| Ok(at(5, None, None)));
    assert_eq!((items, asked.len()), (numbers(0..=3), 2));
    assert_eq!(end, End::Stopped(PagingError::Repeated(2)));
    // Where it goes backwards by what it says, too.
    let (_, asked, end) = fetch(&mut start("5-9", &RANGES), &RANGES, |range| {
        Ok(Page {
            last: Some(4),
            ..at(25, range, None)
        })
    });
    assert_eq!((asked.len(), end), (1, End::Stopped(PagingError::Repeated(1))));
    // And positions beyond all numbers are the end.
    let (_, asked, end) = fetch(&mut start("5-9", &RANGES), &RANGES, |range| {
        Ok(Page {
            last: Some(i64::MAX),
            ..at(25, range, None)
        })
    });
    assert_eq!((asked.len(), end), (1, End::Over));
}

#[test]
fn a_range_may_travel_in_the_query() {
    let mut pager = Pager::new(
        get("https://shop.example/orders?range=%5B0%2C1%5D"),
        Some(&IN_QUERY),
        100,
    );
    let (items, asked, end) = fetch(&mut pager, &IN_QUERY, |range| Ok(at(3, range, None)));
    assert_eq!((items, end), (numbers(0..=2), End::Over));
    assert_eq!(asked, ["[0,1]", "[2,3]", "[3,4]"]);
}

#[test]
fn pages_offsets_and_cursors_travel_in_headers() {
    const LIMIT: SendRole = SendRole {
        header: true,
        ..send(PageRole::Limit, "X-Limit")
    };
    const OFFSETS: Paging = Paging {
        send: &[
            LIMIT,
            SendRole {
                header: true,
                ..send(PageRole::Offset, "X-Offset")
            },
        ],
        read: &[],
    };
    const CURSORS: Paging = Paging {
        send: &[
            LIMIT,
            SendRole {
                header: true,
                ..send(PageRole::Cursor, "X-After")
            },
        ],
        read: &[(ReadRole::NextCursor, NOWHERE)],
    };
    let header = |request: &http::Request<Vec<u8>>, name: &str| {
        let text = request
            .headers()
            .get(name)
            .map(|text| text.to_str().unwrap().to_owned());
        text.unwrap_or_default()
    };
    let mut first = get(URL);
    first.headers_mut().insert("x-limit", "50".parse().unwrap());
    let mut pager = Pager::new(first.clone(), Some(&OFFSETS), 100);
    let mut asked = Vec::new();
    let mut left = 1..=5;
    while let Some(request) = pager.request() {
        let request = request.unwrap();
        assert_eq!(request.uri(), URL);
        asked.push(format!(
            "{} {}",
            header(&request, "X-Limit"),
            header(&request, "X-Offset")
        ));
        let items: Vec<i64> = left.by_ref().take(2).collect();
        let body = format!("{items:?}").into_bytes();
        let page = Page {
            items,
            ..Page::default()
        };
        pager.take(Ok::<_, CallError<()>>(reply(page, body))).unwrap().unwrap();
    }
    assert_eq!(asked, ["50 ", "50 2", "50 4", "50 5"]);

    for (cursor, error) in [("a b", None), ("a\nb", Some(PagingError::Nowhere))] {
        let mut pager = Pager::new(first.clone(), Some(&CURSORS), 100);
        pager.request().unwrap().unwrap();
        let page = Page {
            items: vec![1],
            next_cursor: Some(cursor.to_owned()),
            ..Page::default()
        };
        pager
            .take(Ok::<_, CallError<()>>(reply(page.clone(), b"1".to_vec())))
            .unwrap()
            .unwrap();
        let next = pager.request().unwrap();
        assert_eq!(next.as_ref().err(), error.as_ref());
        let Ok(next) = next else { continue };
        assert_eq!(header(&next, "X-After"), "a b");
        // The same cursor again leads round in a circle.
        pager
            .take(Ok::<_, CallError<()>>(reply(page, b"2".to_vec())))
            .unwrap()
            .unwrap();
        assert_eq!(pager.request().unwrap().unwrap_err(), PagingError::Repeated(2));
    }
}
