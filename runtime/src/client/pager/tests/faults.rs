//! Vendors whose pages do not lead on.

use super::*;
use proptest::prelude::*;

const URL: &str = "https://shop.example/orders";

#[test]
fn without_paging_there_is_one_page() {
    let shop = Shop::of(1..=9);
    let walk = walk(&mut Pager::new(get(URL), None, 100), |url| Page {
        next_url: Some("https://shop.example/orders?offset=4".into()),
        ..shop.by_offset(url)
    });
    assert_eq!((walk.items, walk.error), (numbers(1..=4), None));
}

#[test]
fn a_vendor_that_does_not_mind_the_parameter_repeats_its_page() {
    let shop = Shop::of(1..=4);
    for paging in [&OFFSETS, &PAGES] {
        let walk = walk(&mut pager(URL, paging), |url| shop.from(0, url));
        assert_eq!(walk.items, numbers(1..=4), "the page is handed out once");
        assert_eq!((walk.asked.len(), walk.error), (2, Some(PagingError::Repeated(2))));
    }
}

#[test]
fn pages_that_turn_in_a_circle_are_noticed() {
    // By what came: the body of the third page is that of the first.
    let shop = Shop::of(1..=8);
    let by_body = walk(&mut pager(URL, &OFFSETS), |url| {
        shop.from(read::<usize>(url, "offset").unwrap_or(0) % 8, url)
    });
    assert_eq!(
        (by_body.items, by_body.error),
        (numbers(1..=8), Some(PagingError::Repeated(3)))
    );

    // By what is asked: every body is another one, and the third page leads to the second.
    let mut number = 0;
    let by_url = walk(&mut pager(URL, &LINKS), |url| {
        number += 1;
        let next = if read(url, "p") == Some(2) { 3 } else { 2 };
        Page {
            items: vec![number],
            next_url: Some(format!("?p={next}")),
            ..Page::default()
        }
    });
    // The page that leads back is handed out first.
    assert_eq!(
        (by_url.items, by_url.error),
        (vec![1, 2, 3], Some(PagingError::Repeated(3)))
    );
}

#[test]
fn a_page_that_leads_to_itself_is_noticed() {
    let walk = walk(&mut pager("https://shop.example/orders?cursor=a", &CURSORS), |_| Page {
        items: vec![1],
        next_cursor: Some("a".into()),
        ..Page::default()
    });
    assert_eq!((walk.items, walk.error), (vec![1], Some(PagingError::Repeated(1))));
}

#[test]
fn a_cursor_without_a_parameter_to_send_it_repeats() {
    const MUTE: Paging = Paging {
        send: &[],
        read: CURSORS.read,
    };
    let shop = Shop::of(1..=9);
    let walk = walk(&mut pager(URL, &MUTE), |url| shop.by_cursor(url));
    assert_eq!(
        (walk.items, walk.error),
        (numbers(1..=4), Some(PagingError::Repeated(1)))
    );
}

#[test]
fn an_empty_page_that_leads_to_itself_is_the_last() {
    let walk = walk(&mut pager(URL, &LINKS), |_| Page {
        next_url: Some("?p=2".into()),
        ..Page::default()
    });
    assert_eq!((walk.asked.len(), walk.error), (2, None));
}

#[test]
fn empty_pages_between_others_hide_nothing() {
    let mut number = 0;
    let walk = walk(&mut pager(URL, &LINKS), |_| {
        number += 1;
        Page {
            items: if number % 3 == 0 { vec![number] } else { Vec::new() },
            next_url: (number < 9).then(|| format!("?p={number}")),
            ..Page::default()
        }
    });
    assert_eq!((walk.items, walk.error), (vec![3, 6, 9], None));
}

#[test]
fn a_vendor_that_leads_on_over_empty_pages_is_stopped() {
    let mut number = 0;
    let walk = walk(&mut Pager::new(get(URL), Some(&LINKS), 1000), |_| {
        number += 1;
        Page {
            next_url: Some(format!("?p={number}")),
            ..Page::default()
        }
    });
    assert_eq!((walk.asked.len(), walk.error), (101, Some(PagingError::Endless(101))));
}

#[test]
fn pages_without_end_are_cut() {
    let mut number = 0;
    let mut pager = Pager::new(get(URL), Some(&PAGES), 7);
    let walk = walk(&mut pager, |_| {
        number += 1;
        Page {
            items: vec![number],
            ..Page::default()
        }
    });
    assert_eq!(
        (walk.items, walk.error),
        (numbers(1..=7), Some(PagingError::Endless(7)))
    );
}

#[test]
fn as_many_pages_as_allowed_are_no_error() {
    let shop = Shop {
        total: Some(8),
        ..Shop::of(1..=8)
    };
    let walk = walk(&mut Pager::new(get(URL), Some(&PAGES), 2), |url| shop.by_page(1, url));
    assert_eq!((walk.items, walk.error), (numbers(1..=8), None));
}

#[test]
fn no_more_pages_than_wanted() {
    let shop = Shop::of(1..=50);
    for wanted in 0..4 {
        let mut pager = pager(URL, &OFFSETS);
        pager.want(wanted);
        let walk = walk(&mut pager, |url| shop.by_offset(url));
        assert_eq!(
            (walk.asked.len(), walk.items.len(), walk.error),
            (wanted, wanted * 4, None)
        );
    }
}

#[test]
fn a_call_that_fails_ends_the_listing() {
    let mut pager = pager(URL, &OFFSETS);
    pager.request().unwrap().unwrap();
    let failed = pager.take::<i64, ()>(Err(CallError::Paging(PagingError::Nowhere)));
    assert!(failed.unwrap().is_err());
    assert!(pager.request().is_none());
    assert_eq!(pager.pages(), 0);
}

#[test]
fn a_cursor_too_long_for_a_url_leads_nowhere() {
    let walk = walk(&mut pager(URL, &CURSORS), |_| Page {
        items: vec![1],
        next_cursor: Some("x".repeat(100_000)),
        ..Page::default()
    });
    assert_eq!((walk.items, walk.error), (vec![1], Some(PagingError::Nowhere)));
}

fn odd_page() -> impl Strategy<Value = Page<i64>> {
    let number = || proptest::option::of(prop_oneof![any::<i64>(), -2_i64..9]);
    let text = || {
        proptest::option::of(prop_oneof![
            ".{0,12}",
            "[a-z?/:#.&=%0-9]{0,9}",
            "(https?:)?//[a-z.:@0-9]{1,9}/"
        ])
    };
    let named = (text(), number(), text(), proptest::option::of(any::<bool>()));
    let counts = (number(), number(), number(), number(), number(), number());
    (proptest::collection::vec(any::<i64>(), 0..3), named, counts).prop_map(|(items, named, counts)| {
        let (next_url, next_page, next_cursor, more) = named;
        let (total, page, pages, limit, offset, last) = counts;
        Page {
            items,
            next_url,
            next_page,
            next_cursor,
            more,
            total,
            page,
            pages,
            limit,
            offset,
            last,
            ..Page::default()
        }
    })
}

proptest! {
    /// Whatever a vendor says, a listing ends without a panic, and asks one host only, each URL once.
    #[test]
    fn every_listing_ends(pages in proptest::collection::vec(odd_page(), 1..8), start in "[a-z&=%+0-9]{0,12}", way in 0_usize..4) {
        let paging = [&OFFSETS, &PAGES, &CURSORS, &LINKS][way];
        let mut pager = Pager::new(get(&format!("https://shop.example/orders?{start}")), Some(paging), 20);
        let mut pages = pages.into_iter().cycle();
        let mut urls = Vec::new();
        walk(&mut pager, |url| {
            urls.push(url.clone());
            pages.next().unwrap()
        });
        prop_assert!(urls.len() <= 20);
        prop_assert!(urls.iter().all(|url| url.host() == Some("shop.example") && url.scheme_str() == Some("https")));
        let count = urls.len();
        urls.sort_by_key(http::Uri::to_string);
        urls.dedup();
        prop_assert_eq!(urls.len(), count);
    }
}
