//! Lists through several pages: what comes, how often it is asked for, where it begins and ends.

use crate::rows::{customers, id_of};
use crate::stage::{Client, Played, Stage};
use bindery::filter::icontains;
use bindery::wire::Value;
use bindery::{Endpoint, Json, Page};
use bindery_loopback::Vendor;
use bindery_vendors::{aceptabits, akinon, koibox, valomnia};
use std::fmt::Debug;

pub fn koibox(filter: koibox::ListCustomersFilter) -> koibox::ListCustomers {
    koibox::ListCustomers { filter }
}

pub fn akinon(filter: akinon::ListCustomersFilter) -> akinon::ListCustomers {
    akinon::ListCustomers { filter }
}

pub fn aceptabits(page: i64, limit: i64) -> aceptabits::GetCustomers {
    let filter = aceptabits::GetCustomersFilter::default().page(page).limit(limit);
    aceptabits::GetCustomers { filter }
}

pub fn valomnia(filter: valomnia::ListCustomersFilter) -> valomnia::ListCustomers {
    valomnia::ListCustomers { filter }
}

/// Every customer comes once, whole and in order; in so many calls.
fn everything<E, I>(stage: &Stage, list: E, calls: usize)
where
    E: Endpoint<Api: Played, Output = Page<I>> + 'static,
    I: Value + PartialEq + Debug,
{
    let client: Client<E::Api> = stage.client();
    assert_eq!(client.all(list), customers::<E::Api, I>(stage));
    let requests = stage.sent();
    assert_eq!(requests.len(), calls, "{:?}", requests.last());
}

pub fn everything_comes_once_and_in_order(stage: &Stage) {
    // Of 257, 251, 253 and 254 customers.
    everything(stage, aceptabits(1, 100), 3);
    everything(stage, akinon::ListCustomers::default(), 13);
    everything(stage, akinon::ListCustomersDetailed::default(), 13);
    everything(stage, koibox::ListCustomers::default(), 13);
    everything(stage, valomnia::ListCustomers::default(), 1 + 3);
}

pub fn pages_tell_how_many_there_are(stage: &Stage) {
    let client: Client<koibox::Api> = stage.client();
    let mut pages = client.pages(koibox(koibox::ListCustomersFilter::default().limit(50)));
    assert_eq!(pages.total(), None);
    let first = pages.next().unwrap().unwrap();
    assert_eq!(
        (first.items.len(), first.total, pages.total()),
        (50, Some(253), Some(253))
    );
    let next = format!("{}/api/clientes/?limit=50&offset=50", client.base_url());
    assert_eq!((first.next_url, first.previous_url), (Some(next), None));
    let rest: Vec<usize> = pages.by_ref().map(|page| page.unwrap().items.len()).collect();
    assert_eq!(rest, [50, 50, 50, 50, 3]);
    assert!(pages.next().is_none() && pages.total() == Some(253));

    let client: Client<aceptabits::Api> = stage.client();
    let pages: Vec<_> = client.pages(aceptabits(1, 100)).map(Result::unwrap).collect();
    let told: Vec<_> = pages
        .iter()
        .map(|page| {
            (
                page.page,
                page.pages,
                page.first,
                page.last,
                page.total,
                page.items.len(),
            )
        })
        .collect();
    let of = |page, first, last, count| (Some(page), Some(3), Some(first), Some(last), Some(257), count);
    assert_eq!(told, [of(1, 1, 100, 100), of(2, 101, 200, 100), of(3, 201, 257, 57)]);

    let client: Client<akinon::Api> = stage.client();
    let mut items = client.items(akinon::ListCustomers::default());
    assert_eq!(items.total(), None);
    assert_eq!(items.next().unwrap().unwrap().pk, 1);
    assert_eq!(items.total(), Some(251));

    let client: Client<valomnia::Api> = stage.client();
    let told: Vec<_> = client
        .pages(valomnia::ListCustomers::default())
        .map(|page| page.map(|page| (page.offset, page.limit, page.total)).unwrap())
        .collect();
    let of = |offset| (Some(offset), Some(100), Some(254));
    assert_eq!(told, [of(0), of(100), of(200)]);
}

pub fn nothing_is_fetched_before_it_is_asked_for(stage: &Stage) {
    let client: Client<koibox::Api> = stage.client();
    let mut items = client.items(koibox::ListCustomers::default());
    let count = |stage: &Stage| stage.server.requests().len();
    assert_eq!(count(stage), 0);
    for (item, calls) in [(1, 1), (2, 1), (20, 1), (21, 2), (40, 2), (41, 3)] {
        while items.next().unwrap().unwrap().id < item {}
        assert_eq!(count(stage), calls, "{item}");
    }
    drop(items);
    assert_eq!(count(stage), 3);

    let client: Client<valomnia::Api> = stage.client();
    let mut pages = client.pages(valomnia::ListCustomers::default());
    assert_eq!((count(stage), stage.server.logins(Vendor::Valomnia)), (3, 0));
    pages.next().unwrap().unwrap();
    // Its login, and a page.
    assert_eq!(count(stage), 5);
}

pub fn ends_where_the_caller_wants(stage: &Stage) {
    let client: Client<koibox::Api> = stage.client();
    let list = koibox::ListCustomers::default;
    for (most, calls) in [(0, 0), (1, 1), (20, 1), (21, 2), (40, 2), (1000, 13)] {
        let ids: Vec<i64> = client
            .items(list())
            .max_items(most)
            .map(|item| item.unwrap().id)
            .collect();
        let all = i64::try_from(most).unwrap().min(253);
        assert_eq!(ids, (1..=all).collect::<Vec<_>>());
        assert_eq!(stage.sent().len(), calls, "{most} items");
    }
    for (most, calls) in [(0, 0), (1, 1), (3, 3), (1000, 13)] {
        let pages = client.pages(list()).max_pages(most).map(Result::unwrap);
        assert_eq!(pages.count(), calls);
        assert_eq!(stage.sent().len(), calls, "{most} pages");
    }
    let both = client.pages(list()).max_pages(2).items().max_items(100);
    assert_eq!(both.map(Result::unwrap).count(), 40);
    assert_eq!(stage.sent().len(), 2);

    let client: Client<aceptabits::Api> = stage.client();
    let codes = client
        .items(aceptabits(1, 10))
        .max_items(25)
        .map(|item| item.unwrap().code);
    let all = customers::<aceptabits::Api, aceptabits::Customer>(stage);
    assert_eq!(
        codes.collect::<Vec<_>>(),
        all[..25].iter().map(|it| it.code.clone()).collect::<Vec<_>>()
    );
    assert_eq!(stage.sent().len(), 3);
}

pub fn begins_where_the_caller_wants(stage: &Stage) {
    let client: Client<akinon::Api> = stage.client();
    let all: Vec<akinon::Customer> = customers::<akinon::Api, _>(stage);
    assert_eq!(
        client.all(akinon(akinon::ListCustomersFilter::default().page(3))),
        all[40..]
    );
    assert_eq!(stage.queries()[..2], ["page=3", "page=4"]);

    let client: Client<aceptabits::Api> = stage.client();
    let all: Vec<aceptabits::Customer> = customers::<aceptabits::Api, _>(stage);
    assert_eq!(client.all(aceptabits(3, 60)), all[120..]);
    assert_eq!(
        stage.queries(),
        ["page=3&limit=60", "page=4&limit=60", "page=5&limit=60"]
    );
    // Beyond the end is an empty page, and no error.
    assert_eq!(client.all(aceptabits(9, 60)), []);
    assert_eq!(stage.queries(), ["page=9&limit=60"]);

    let client: Client<koibox::Api> = stage.client();
    let all: Vec<koibox::Customer> = customers::<koibox::Api, _>(stage);
    assert_eq!(
        client.all(koibox(koibox::ListCustomersFilter::default().offset(40))),
        all[40..]
    );
    assert_eq!(stage.queries()[..2], ["offset=40", "limit=20&offset=60"]);

    let client: Client<valomnia::Api> = stage.client();
    let all: Vec<valomnia::Customer> = customers::<valomnia::Api, _>(stage);
    let list = valomnia(valomnia::ListCustomersFilter::default().limit(90).offset(40));
    assert_eq!(client.all(list), all[40..]);
    // The first is the login.
    assert_eq!(
        stage.queries(),
        ["", "max=90&offset=40", "max=90&offset=130", "max=90&offset=220"]
    );
}

pub fn an_empty_list_is_one_call(stage: &Stage) {
    let client: Client<koibox::Api> = stage.client();
    let mut pages = client.pages(koibox(
        koibox::ListCustomersFilter::default().nombre(icontains("nobody")),
    ));
    let page = pages.next().unwrap().unwrap();
    assert_eq!((page.items.len(), page.total, pages.total()), (0, Some(0), Some(0)));
    assert!(pages.next().is_none());
    assert_eq!(stage.queries(), ["nombre__icontains=nobody"]);

    for vendor in Vendor::ALL {
        stage.server.set_customers(vendor, Vec::new());
    }
    everything(stage, aceptabits(1, 100), 1);
    everything(stage, akinon::ListCustomers::default(), 1);
    everything(stage, koibox::ListCustomers::default(), 1);
    everything(stage, valomnia::ListCustomers::default(), 1 + 1);
}

pub fn a_full_last_page_is_the_last(stage: &Stage) {
    for vendor in Vendor::ALL {
        let mut rows = stage.server.customers(vendor);
        rows.truncate(40);
        assert!(
            rows.iter()
                .all(|row| row.get(id_of(vendor)).is_some_and(|id| *id != Json::Null))
        );
        stage.server.set_customers(vendor, rows);
    }
    everything(stage, aceptabits(1, 20), 2);
    everything(stage, akinon::ListCustomers::default(), 2);
    everything(stage, koibox::ListCustomers::default(), 2);
    everything(
        stage,
        valomnia(valomnia::ListCustomersFilter::default().limit(20)),
        1 + 2,
    );
    everything(stage, aceptabits(1, 40), 1);
}
