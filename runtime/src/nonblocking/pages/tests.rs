//! Listings over a vendor in memory.

use super::*;
use crate::client::pager::shop::{Api, ApiError, Auth, ListOrders, ListOrdersFilter, Order, Server, Shop, block_on};
use crate::client::{PagingError, TransportError, TransportErrorKind};
use crate::nonblocking::Client;
use std::task::Waker;

const URL: &str = "https://shop.example/v1/orders";

fn client(shop: &Shop) -> Client<Api, Shop> {
    Client::over(shop.clone(), Server, Auth).unwrap()
}

fn asked(shop: &Shop) -> Vec<String> {
    let asked = shop.asked.lock().unwrap();
    asked
        .iter()
        .map(|url| url.strip_prefix(URL).unwrap().to_owned())
        .collect()
}

/// Everything that a stream holds.
fn collect<S: Stream + Unpin>(mut stream: S) -> Vec<S::Item> {
    let mut found = Vec::new();
    while let Some(item) = block_on(poll_fn(|context| Pin::new(&mut stream).poll_next(context))) {
        found.push(item);
    }
    found
}

fn ids(items: impl Stream<Item = Result<Order, CallError<ApiError>>> + Unpin) -> Vec<Result<i64, String>> {
    let items = collect(items).into_iter();
    items
        .map(|item| item.map(|order| order.id).map_err(|error| error.to_string()))
        .collect()
}

fn all(ids: impl IntoIterator<Item = i64>) -> Vec<Result<i64, String>> {
    ids.into_iter().map(Ok).collect()
}

/// Polls a future once, and drops it; whether it was done.
fn touch<F: Future>(future: F) -> bool {
    let mut future = std::pin::pin!(future);
    future.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready()
}

#[test]
fn pages_are_fetched_when_they_are_asked_for() {
    let shop = Shop::of(5);
    let mut pages = client(&shop).pages(ListOrders::default());
    assert_eq!((asked(&shop).len(), pages.total()), (0, None));
    drop(pages.next());
    assert_eq!(asked(&shop).len(), 0, "a future that is not polled sends nothing");
    block_on(async {
        assert_eq!(
            pages.next().await.unwrap().unwrap().items,
            [Order { id: 1 }, Order { id: 2 }]
        );
        assert_eq!((asked(&shop), pages.total()), (vec![String::new()], Some(5)));
        assert_eq!(pages.next().await.unwrap().unwrap().items.len(), 2);
        assert_eq!(pages.next().await.unwrap().unwrap().items, [Order { id: 5 }]);
        assert!(pages.next().await.is_none() && pages.next().await.is_none());
    });
    assert_eq!(asked(&shop), ["", "?offset=2", "?offset=4"]);
}

#[test]
fn a_dropped_next_neither_loses_nor_repeats() {
    let shop = Shop::of(5);
    let mut pages = client(&shop).pages(ListOrders::default());
    let mut found = Vec::new();
    for _ in 0..3 {
        assert!(!touch(pages.next()), "the answer is not there yet");
        let count = asked(&shop).len();
        found.extend(block_on(pages.next()).unwrap().unwrap().items);
        assert_eq!(
            asked(&shop).len(),
            count,
            "the call that was begun is the one that ends"
        );
    }
    assert!(block_on(pages.next()).is_none());
    assert_eq!(found, [1, 2, 3, 4, 5].map(|id| Order { id }));
    assert_eq!(asked(&shop), ["", "?offset=2", "?offset=4"]);

    let shop = Shop::of(5);
    let mut items = client(&shop).items(ListOrders::default());
    let mut found = Vec::new();
    loop {
        touch(async {
            if let Some(item) = items.next().await {
                found.push(item.unwrap().id);
            }
        });
        match block_on(items.next()) {
            Some(item) => found.push(item.unwrap().id),
            None => break,
        }
    }
    assert_eq!((found, asked(&shop).len()), (vec![1, 2, 3, 4, 5], 3));
}

#[test]
fn a_stream_gives_the_same() {
    let shop = Shop::of(7);
    let filter = ListOrdersFilter::default().limit(500).offset(1);
    assert_eq!(ids(client(&shop).items(ListOrders { filter })), all(2..=7));
    assert_eq!(
        asked(&shop),
        ["?limit=500&offset=1", "?limit=500&offset=3", "?limit=500&offset=5"]
    );
    let shop = Shop::of(5);
    let pages = collect(client(&shop).pages(ListOrders::default()));
    let counts: Vec<_> = pages.into_iter().map(|page| page.unwrap().items.len()).collect();
    assert_eq!(counts, [2, 2, 1]);
}

#[test]
fn limits_spare_requests() {
    for (items, requests) in [(0, 0), (1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (99, 3)] {
        let shop = Shop::of(5);
        let found = ids(client(&shop).items(ListOrders::default()).max_items(items));
        assert_eq!(found, all(1..=5.min(items as i64)));
        assert_eq!(asked(&shop).len(), requests, "{items} items");
    }
    for pages in [0, 1, 2, 9] {
        let shop = Shop::of(5);
        let found = ids(client(&shop).pages(ListOrders::default()).max_pages(pages).items());
        assert_eq!(
            (found, asked(&shop).len()),
            (all(1..=5.min(2 * pages as i64)), pages.min(3))
        );
    }
}

#[test]
fn an_error_comes_after_the_items_before_it_and_ends() {
    let shop = Shop::serving(|request| match request.uri().query() {
        Some("offset=4") => Err(TransportError::new(TransportErrorKind::Other, "the line is cut")),
        _ => Ok(Shop::page(5, request)),
    });
    let mut items = client(&shop).items(ListOrders::default());
    let found = ids(&mut items);
    assert_eq!(found[..4], all(1..=4));
    assert_eq!(found[4..], [Err("list_orders: the line is cut".to_owned())]);
    let count = asked(&shop).len();
    assert!(block_on(items.next()).is_none());
    assert_eq!(asked(&shop).len(), count, "nothing is sent after the end");
}

#[test]
fn what_breaks_a_rule_is_told_and_not_sent() {
    let shop = Shop::of(5);
    let filter = ListOrdersFilter::default().limit(0);
    let mut pages = client(&shop).pages(ListOrders { filter });
    let error = block_on(pages.next()).unwrap().unwrap_err();
    assert_eq!(error.violations().unwrap().len(), 1);
    assert!(block_on(pages.next()).is_none() && pages.total().is_none());
    assert_eq!(asked(&shop).len(), 0);
}

#[test]
fn a_vendor_that_repeats_or_does_not_end_is_an_error() {
    let same = Shop::serving(|_| Ok(http::Response::new(br#"{"results": [{"id": 1}]}"#.to_vec())));
    let found = collect(client(&same).pages(ListOrders::default()));
    assert!(matches!(
        found[..],
        [Ok(_), Err(CallError::Paging(PagingError::Repeated(2)))]
    ));
    let endless = Shop::of(1_000);
    let client = client(&endless).with(|options| options.max_pages = 4);
    let found = collect(client.pages(ListOrders::default()));
    assert_eq!((found.len(), asked(&endless).len()), (5, 4));
    assert!(matches!(found[4], Err(CallError::Paging(PagingError::Endless(4)))));
}

#[test]
fn a_listing_has_a_life_of_its_own() {
    fn is_free<T: Send + Unpin + 'static>(value: T) -> T {
        value
    }
    let pages = is_free(client(&Shop::of(3)).pages(ListOrders::default()));
    assert_eq!(
        format!("{pages:?}"),
        r#"Pages { endpoint: "list_orders", came: 0, .. }"#
    );
    let mut items = is_free(pages.items());
    let next = is_free(Box::pin(async move { items.next().await.unwrap().unwrap().id }));
    assert_eq!(std::thread::spawn(|| block_on(next)).join().unwrap(), 1);
}
