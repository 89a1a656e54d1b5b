//! Listings over a vendor in memory.

use super::*;
use crate::blocking::Client;
use crate::client::pager::shop::{Api, ApiError, Auth, ListOrders, ListOrdersFilter, Order, Server, Shop};
use crate::client::{PagingError, TransportError, TransportErrorKind};
use crate::endpoint::Paging;
use crate::endpoint::{AuthPlace, AuthScheme, Authenticate, Credentials, EndpointSpec, Parts, Place, ReadRole, Step};

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

fn ids(items: impl Iterator<Item = Result<Order, CallError<ApiError>>>) -> Vec<Result<i64, String>> {
    items
        .map(|item| item.map(|order| order.id).map_err(|error| error.to_string()))
        .collect()
}

fn all(ids: impl IntoIterator<Item = i64>) -> Vec<Result<i64, String>> {
    ids.into_iter().map(Ok).collect()
}

/// Five orders, and an error in place of the third page.
fn broken() -> Shop {
    Shop::serving(|request| match request.uri().query() {
        Some("offset=4") => Err(TransportError::new(TransportErrorKind::Other, "the line is cut")),
        _ => Ok(Shop::page(5, request)),
    })
}

#[test]
fn pages_are_fetched_when_they_are_asked_for() {
    let shop = Shop::of(5);
    let mut pages = client(&shop).pages(ListOrders::default());
    assert_eq!((asked(&shop).len(), pages.total()), (0, None));
    assert_eq!(pages.next().unwrap().unwrap().items, [Order { id: 1 }, Order { id: 2 }]);
    assert_eq!((asked(&shop), pages.total()), (vec![String::new()], Some(5)));
    assert_eq!(pages.next().unwrap().unwrap().items.len(), 2);
    assert_eq!(pages.next().unwrap().unwrap().items, [Order { id: 5 }]);
    assert!(pages.next().is_none() && pages.next().is_none());
    assert_eq!(asked(&shop), ["", "?offset=2", "?offset=4"]);
}

#[test]
fn items_need_no_page_beyond_their_own() {
    let shop = Shop::of(5);
    let mut items = client(&shop).items(ListOrders::default());
    assert_eq!((asked(&shop).len(), items.total()), (0, None));
    for id in [1, 2] {
        assert_eq!(items.next().unwrap().unwrap().id, id);
        assert_eq!((asked(&shop).len(), items.total()), (1, Some(5)));
    }
    assert_eq!(ids(items), all(3..=5));
    assert_eq!(asked(&shop).len(), 3);
}

#[test]
fn a_limit_that_is_cut_skips_nothing() {
    let shop = Shop::of(7);
    let filter = ListOrdersFilter::default().limit(500).offset(1);
    assert_eq!(ids(client(&shop).items(ListOrders { filter })), all(2..=7));
    assert_eq!(
        asked(&shop),
        ["?limit=500&offset=1", "?limit=500&offset=3", "?limit=500&offset=5"]
    );
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
        let found: Result<Vec<_>, _> = client(&shop).pages(ListOrders::default()).max_pages(pages).collect();
        assert_eq!((found.unwrap().len(), asked(&shop).len()), (pages.min(3), pages.min(3)));
        let shop = Shop::of(5);
        let found = ids(client(&shop).pages(ListOrders::default()).max_pages(pages).items());
        assert_eq!(found, all(1..=5.min(2 * pages as i64)));
    }
}

#[test]
fn an_error_comes_after_the_items_before_it_and_ends() {
    let shop = broken();
    let mut items = client(&shop).items(ListOrders::default());
    let found = ids(items.by_ref());
    assert_eq!(found[..4], all(1..=4));
    assert_eq!(found[4..], [Err("list_orders: the line is cut".to_owned())]);
    let count = asked(&shop).len();
    assert!(items.next().is_none());
    assert_eq!(asked(&shop).len(), count, "nothing is sent after the end");
}

#[test]
fn what_breaks_a_rule_is_told_and_not_sent() {
    let shop = Shop::of(5);
    let filter = ListOrdersFilter::default().limit(0);
    let mut pages = client(&shop).pages(ListOrders { filter });
    let error = pages.next().unwrap().unwrap_err();
    assert_eq!(error.violations().unwrap().len(), 1);
    assert!(pages.next().is_none() && pages.total().is_none());
    assert_eq!(asked(&shop).len(), 0);
}

#[test]
fn a_vendor_that_repeats_or_does_not_end_is_an_error() {
    let same = Shop::serving(|_| Ok(http::Response::new(br#"{"results": [{"id": 1}]}"#.to_vec())));
    let mut pages = client(&same).pages(ListOrders::default());
    assert!(pages.next().unwrap().is_ok());
    assert!(matches!(
        pages.next(),
        Some(Err(CallError::Paging(PagingError::Repeated(2))))
    ));
    assert!(pages.next().is_none());

    let endless = Shop::of(1_000);
    let client = client(&endless).with(|options| options.max_pages = 4);
    let found: Vec<_> = client.pages(ListOrders::default()).collect();
    assert_eq!((found.len(), asked(&endless).len()), (5, 4));
    assert!(matches!(found[4], Err(CallError::Paging(PagingError::Endless(4)))));
}

#[test]
fn a_listing_has_a_life_of_its_own() {
    fn is_free<T: Send + Sync + 'static>(_: &T) {}
    let pages = {
        let client = client(&Shop::of(3));
        client.pages(ListOrders::default())
    };
    is_free(&pages);
    assert_eq!(
        format!("{pages:?}"),
        r#"Pages { endpoint: "list_orders", came: 0, .. }"#
    );
    let items = pages.items();
    is_free(&items);
    let found = std::thread::spawn(move || ids(items)).join().unwrap();
    assert_eq!(found, all(1..=3));
}

/// A listing whose pages lead on by URLs.
struct Linked;

impl Endpoint for Linked {
    type Api = Api;
    type Output = Page<Order>;
    const SPEC: &'static EndpointSpec = &EndpointSpec {
        paging: Some(&Paging {
            send: &[],
            read: &[
                (ReadRole::Items, Place::Paths(&[&[Step::Name("results")]])),
                (ReadRole::NextUrl, Place::Paths(&[&[Step::Name("next")]])),
            ],
        }),
        ..*ListOrders::SPEC
    };
    fn parts(&self, visit: &mut dyn FnMut(&Parts<'_>)) {
        visit(&Parts::default());
    }
}

/// A key that travels in the query.
struct Key;

impl Authenticate for Key {
    type Api = Api;
    fn credentials(self) -> Credentials {
        const SCHEME: AuthScheme = AuthScheme {
            name: "key",
            doc: "",
            place: AuthPlace::Query {
                name: "key",
                value: "{key}",
            },
            login: None,
        };
        Credentials::new(&SCHEME, [("key", "k-2f41".into())])
    }
}

#[test]
fn links_are_followed_with_the_key_once_and_never_elsewhere() {
    let shop = Shop::serving(|request| {
        let query = request.uri().query().unwrap();
        let body = match query.contains("page=2") {
            // Vendors write what they were asked into their links: the key too.
            false => format!(r#"{{"next": "/v1/orders?page=2&{query}", "results": [{{"id": 1}}]}}"#),
            true => r#"{"next": "https://evil.example/orders?page=3", "results": [{"id": 2}]}"#.to_owned(),
        };
        Ok(http::Response::new(body.into_bytes()))
    });
    let client = Client::over(shop.clone(), Server, Key).unwrap();
    let mut items = client.items(Linked);
    for id in [1, 2] {
        assert_eq!(items.next().unwrap().unwrap().id, id);
    }
    let error = items.next().unwrap().unwrap_err();
    assert!(matches!(&error, CallError::Paging(PagingError::OtherHost(host)) if host == "evil.example"));
    assert!(items.next().is_none());
    assert_eq!(asked(&shop), ["?key=k-2f41", "?page=2&key=k-2f41"]);
    assert!(!format!("{items:?} {error:?} {error}").contains("k-2f41"));
}
