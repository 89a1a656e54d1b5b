//! Pages that are counted: offsets and numbers.

use super::*;
use proptest::prelude::*;

const URL: &str = "https://shop.example/orders";

#[test]
fn offsets_are_counted_by_what_came_when_the_limit_is_cut() {
    let shop = Shop::of(1..=25);
    let walk = walk(&mut pager("https://shop.example/orders?limit=500", &OFFSETS), |url| {
        shop.by_offset(url)
    });
    assert_eq!(walk.items, numbers(1..=25));
    let asked = [
        "limit=500",
        "limit=500&offset=10",
        "limit=500&offset=20",
        "limit=500&offset=25",
    ];
    assert_eq!((walk.asked, walk.error), (asked.map(String::from).to_vec(), None));
}

#[test]
fn a_total_spares_the_empty_page() {
    let shop = Shop {
        total: Some(12),
        ..Shop::of(1..=12)
    };
    let mut pager = pager(URL, &OFFSETS);
    let walk = walk(&mut pager, |url| shop.by_offset(url));
    assert_eq!(walk.items, numbers(1..=12));
    assert_eq!(walk.asked, [URL, "offset=4", "offset=8"]);
    assert_eq!((pager.total(), pager.pages()), (Some(12), 3));
}

#[test]
fn pages_that_are_not_full_hide_none() {
    // Cut into pages of four first, then without what the caller may not see.
    for pages in [[2, 4, 4], [1, 3, 4], [3, 4, 1]] {
        let total = pages.iter().sum();
        let mut left = 1..=total;
        let walk = walk(&mut pager(URL, &PAGES), |url| {
            let page = read(url, "page[number]").unwrap_or(1_usize);
            let count = pages.get(page - 1).copied().unwrap_or(0);
            Page {
                items: left.by_ref().take(count as usize).collect(),
                total: Some(total),
                ..Page::default()
            }
        });
        assert_eq!((walk.items, walk.error), (numbers(1..=total), None), "{pages:?}");
        assert_eq!(walk.asked.len(), 3);
    }
}

#[test]
fn a_total_that_is_wrong_costs_a_request_at_most() {
    for total in [-1, 13, 1000, i64::MAX] {
        let shop = Shop {
            total: Some(total),
            ..Shop::of(1..=12)
        };
        let by_offset = walk(&mut pager(URL, &OFFSETS), |url| shop.by_offset(url));
        assert_eq!((by_offset.items, by_offset.error), (numbers(1..=12), None), "{total}");
        assert_eq!(by_offset.asked, [URL, "offset=4", "offset=8", "offset=12"], "{total}");
        let by_page = walk(&mut pager(URL, &PAGES), |url| shop.by_page(1, url));
        assert_eq!(
            (by_page.items, by_page.asked.len(), by_page.error),
            (numbers(1..=12), 4, None),
            "{total}"
        );
    }
}

#[test]
fn a_total_below_zero_is_none() {
    let shop = Shop {
        total: Some(-1),
        ..Shop::of(1..=3)
    };
    let mut pager = pager(URL, &OFFSETS);
    walk(&mut pager, |url| shop.by_offset(url));
    assert_eq!(pager.total(), None);
}

#[test]
fn page_numbers_go_on_when_the_limit_is_cut() {
    let shop = Shop::of(1..=25);
    let walk = walk(&mut pager("https://shop.example/orders?limit=500", &PAGES), |url| {
        shop.by_page(1, url)
    });
    assert_eq!(walk.items, numbers(1..=25));
    let asked = [
        "limit=500",
        "limit=500&page%5Bnumber%5D=2",
        "limit=500&page%5Bnumber%5D=3",
        "limit=500&page%5Bnumber%5D=4",
    ];
    assert_eq!(walk.asked, asked);
}

#[test]
fn the_number_of_the_first_page_is_what_the_spec_says() {
    const ZERO: Paging = Paging {
        send: &[SendRole {
            minimum: Some(0),
            ..send(PageRole::Page, "page[number]")
        }],
        read: &[],
    };
    let shop = Shop::of(1..=6);
    let from_zero = walk(&mut pager(URL, &ZERO), |url| shop.by_page(0, url));
    assert_eq!(from_zero.items, numbers(1..=6));
    assert_eq!(from_zero.asked, [URL, "page%5Bnumber%5D=1", "page%5Bnumber%5D=2"]);

    // What the vendor takes when nothing is sent; here the third page.
    const THIRD: Paging = Paging {
        send: &[SendRole {
            default: Some(3),
            minimum: Some(1),
            ..send(PageRole::Page, "page")
        }],
        read: &[],
    };
    let mut pager = pager(URL, &THIRD);
    assert_eq!(pager.asked.page, Some(3));
    pager.request().unwrap().unwrap();
    pager
        .take(Ok::<_, CallError<()>>(reply(page_of(&[1]), b"1".to_vec())))
        .unwrap()
        .unwrap();
    assert_eq!(pager.request().unwrap().unwrap().uri().query(), Some("page=4"));
}

#[test]
fn a_listing_begins_where_the_caller_says() {
    let shop = Shop::of(1..=50);
    let by_offset = walk(
        &mut pager("https://shop.example/orders?offset=40&limit=8", &OFFSETS),
        |url| shop.by_offset(url),
    );
    assert_eq!(by_offset.items, numbers(41..=50));
    assert_eq!(
        by_offset.asked,
        ["offset=40&limit=8", "offset=48&limit=8", "offset=50&limit=8"]
    );
    let by_page = walk(
        &mut pager("https://shop.example/orders?page%5Bnumber%5D=12", &PAGES),
        |url| shop.by_page(1, url),
    );
    assert_eq!(by_page.items, numbers(45..=50));
    assert_eq!(by_page.asked[1], "page%5Bnumber%5D=13");
}

#[test]
fn a_listing_that_begins_later_knows_its_end_too() {
    let shop = Shop {
        total: Some(11),
        ..Shop::of(1..=11)
    };
    let walk = walk(
        &mut pager("https://shop.example/orders?page%5Bnumber%5D=2", &PAGES),
        |url| shop.by_page(1, url),
    );
    assert_eq!(walk.items, numbers(5..=11));
    assert_eq!(walk.asked, ["page%5Bnumber%5D=2", "page%5Bnumber%5D=3"]);
}

#[test]
fn items_that_come_meanwhile_hide_none_that_was_there() {
    for at_front in [false, true] {
        for (paging, by_page) in [(&OFFSETS, false), (&PAGES, true)] {
            for knows_total in [false, true] {
                let mut shop = Shop::of(1..=11);
                let mut calls = 0;
                let walk = walk(&mut pager(URL, paging), |url| {
                    shop.total = knows_total.then_some(shop.items.len() as i64);
                    let page = if by_page {
                        shop.by_page(1, url)
                    } else {
                        shop.by_offset(url)
                    };
                    calls += 1;
                    if calls == 2 {
                        let place = if at_front { 0 } else { shop.items.len() };
                        shop.items.insert(place, 100);
                    }
                    page
                });
                assert_eq!(walk.error, None);
                for item in 1..=11 {
                    assert!(walk.items.contains(&item), "{item}: {walk:?}");
                }
                if !at_front {
                    assert_eq!(walk.items, [numbers(1..=11), vec![100]].concat());
                }
            }
        }
    }
}

#[test]
fn everything_else_of_the_request_stays() {
    let first = http::Request::post("https://shop.example/search?q=%20a+b&offset=1&tag[]=x&tag[]=y&empty")
        .header("x-locale", "de")
        .body(b"{}".to_vec())
        .unwrap();
    let mut pager = Pager::new(first, Some(&OFFSETS), 10);
    pager.request().unwrap().unwrap();
    pager
        .take(Ok::<_, CallError<()>>(reply(page_of(&[1, 2]), b"1".to_vec())))
        .unwrap()
        .unwrap();
    let second = pager.request().unwrap().unwrap();
    assert_eq!(second.method(), http::Method::POST);
    assert_eq!(
        second.uri().path_and_query().unwrap().as_str(),
        "/search?q=%20a+b&offset=3&tag[]=x&tag[]=y&empty"
    );
    assert_eq!(second.headers()["x-locale"], "de");
    assert_eq!(second.body(), b"{}");
}

fn page_of(items: &[i64]) -> Page<i64> {
    Page {
        items: items.to_vec(),
        ..Page::default()
    }
}

proptest! {
    /// Whatever the limit, the cut, the start and the total: every item from the start on comes once, in order.
    #[test]
    fn nothing_is_skipped_or_fetched_twice(
        count in 0_i64..60, cap in 1_usize..12, limit in 1_usize..30, start in 0_usize..20, knows_total: bool,
    ) {
        let shop = Shop { cap, total: knows_total.then_some(count), ..Shop::of(1..=count) };
        let all = |skip: usize| -> Vec<i64> { shop.items.iter().skip(skip).copied().collect() };

        let url = format!("https://shop.example/orders?limit={limit}&offset={start}");
        let by_offset = walk(&mut pager(&url, &OFFSETS), |url| shop.by_offset(url));
        prop_assert_eq!((by_offset.items, by_offset.error), (all(start), None));

        let page = start + 1;
        let url = format!("https://shop.example/orders?limit={limit}&page%5Bnumber%5D={page}");
        let by_page = walk(&mut pager(&url, &PAGES), |url| shop.by_page(1, url));
        prop_assert_eq!((by_page.items, by_page.error), (all(start * limit.min(cap)), None));

        let url = format!("https://shop.example/orders?limit={limit}&cursor={start}");
        let by_cursor = walk(&mut pager(&url, &CURSORS), |url| shop.by_cursor(url));
        prop_assert_eq!((by_cursor.items, by_cursor.error), (all(start), None));
    }
}
