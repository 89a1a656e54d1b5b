//! An independent peer: Django, django-filter and Django REST framework serve a list, Bindery's filters ask for it, and a
//! filter written here says which rows must come.
//!
//! Needs a Python with the packages of `peers/django/requirements.txt`, which `.ci/peers` installs; without one these tests
//! say so and pass. Everything is drawn from a seed: the same rows and questions on every run.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests are tests, too"
)]

mod kind;
mod lookups;
mod peer;
mod questions;
mod random;
mod rows;

use bindery::filter::{contains, ends_with, icontains, iends_with, istarts_with, starts_with};
use bindery::{Endpoint, Filter, Lookups, Page};
use bindery_tests::peer::{GetOrder, ListOrders, ListOrdersFilter, Order};
use peer::Peer;
use questions::{PARAMETERS, Question};
use random::Random;
use rows::{Row, ZONE, thousandths};
use std::collections::BTreeSet;
use std::io::Write as _;

const SEED: u64 = 20_261_121;

fn page(peer: &Peer, target: &str) -> Page<Order> {
    let (status, body) = peer.get(target);
    ListOrders::decode(status, &(), &body).unwrap_or_else(|failure| panic!("{target}: {failure}"))
}

/// All pages, by the links of the peer.
fn all(peer: &Peer, filter: &ListOrdersFilter) -> (Vec<Order>, usize) {
    let mut next = Some(format!("/orders/?{}", filter.to_query()));
    let (mut orders, mut pages) = (Vec::new(), 0);
    while let Some(target) = next {
        let page = page(peer, &target);
        pages += 1;
        orders.extend(page.items);
        if page.next_url.is_none() {
            assert_eq!(page.total, Some(orders.len() as i64), "{target}");
        }
        next = page.next_url;
    }
    (orders, pages)
}

/// Asks, compares, and says how many rows came.
fn ask(peer: &Peer, rows: &[Row], question: &Question, limit: i64) -> usize {
    let filter = question.filter.clone().limit(limit);
    let expected: Vec<i64> = rows
        .iter()
        .filter(|row| question.holds(row))
        .map(|row| row.id)
        .collect();
    let (orders, pages) = all(peer, &filter);
    let found: Vec<i64> = orders.iter().map(|order| order.id).collect();
    let differ = |id: &&i64| expected.contains(id) != found.contains(id);
    let differing: Vec<&i64> = expected.iter().chain(&found).filter(differ).collect();
    assert!(
        found == expected,
        "{filter:?}\n{}\nmissing or too many: {:#?}",
        filter.to_query(),
        rows.iter()
            .filter(|row| differing.contains(&&row.id))
            .take(3)
            .collect::<Vec<_>>()
    );
    assert_eq!(pages, expected.len().div_ceil(limit as usize).max(1), "{filter:?}");
    found.len()
}

/// Whether a filter can be sent; what can be sent reads back as it was.
fn is_sendable(question: &Question) -> bool {
    let filter = &question.filter;
    match filter.validate() {
        Err(violations) => {
            assert!(question.falls_apart, "{filter:?}: {violations}");
            assert!(violations.into_iter().all(|it| it.rule() == "separator"), "{filter:?}");
            false
        }
        Ok(()) => {
            assert!(!question.falls_apart, "{filter:?} was not refused");
            assert_eq!(ListOrdersFilter::from_query(&filter.to_query()).as_ref(), Ok(filter));
            true
        }
    }
}

#[test]
fn every_lookup_of_the_dialect_is_asked_for() {
    let dialect = include_str!("../../../codegen/src/dialects/django.yaml");
    let lookups = dialect
        .split_once("\nlookups:\n")
        .unwrap()
        .1
        .split_once("\n\n")
        .unwrap()
        .0;
    let mut declared: BTreeSet<&str> = lookups
        .lines()
        .map(|line| line.split_once(':').unwrap().0.trim())
        .collect();
    declared.insert("exact");

    let mut bound = BTreeSet::new();
    ListOrdersFilter::default().params(&mut |params| {
        for (spec, param) in ListOrdersFilter::TABLE.params.iter().zip(params) {
            let lookups: BTreeSet<&str> = param.lookups().iter().map(|it| it.name).collect();
            let asked = PARAMETERS
                .iter()
                .filter(|it| it.name == spec.name)
                .flat_map(|it| it.ops());
            let asked: BTreeSet<&str> = asked.flat_map(|op| op.lookups()).copied().collect();
            if !matches!(spec.name, "limit" | "offset") {
                assert_eq!(asked, lookups, "{}", spec.name);
            }
            bound.extend(lookups);
        }
    });
    assert_eq!(bound, declared);
}

/// These pairs find the same rows in SQLite, which has one `LIKE`: only their names tell them apart.
#[test]
fn lookups_that_mind_case_are_named_so() {
    let query = |lookups: [Lookups<String, _>; 2]| lookups.map(|it| ListOrdersFilter::default().name(it).to_query());
    assert_eq!(
        query([contains("a"), icontains("a")]),
        ["name__contains=a", "name__icontains=a"]
    );
    assert_eq!(
        query([starts_with("a"), istarts_with("a")]),
        ["name__startswith=a", "name__istartswith=a"]
    );
    assert_eq!(
        query([ends_with("a"), iends_with("a")]),
        ["name__endswith=a", "name__iendswith=a"]
    );
}

#[test]
fn filters_find_what_they_mean() {
    let mut random = Random(SEED);
    let rows = rows::rows(&mut random);
    let mut questions = questions::single(&mut random, &rows, 3);
    questions.extend((0..300).map(|_| questions::joint(&mut random, &rows)));
    let drawn = questions.len();
    questions.retain(is_sendable);
    let refused = drawn - questions.len();

    let Some(peer) = Peer::start("filters", &rows::json(&rows)) else {
        return;
    };
    let mut telling = 0;
    for question in &questions {
        let limit = if random.once_in(8) { 40 } else { 1000 };
        let found = ask(&peer, &rows, question, limit);
        telling += usize::from(found > 0 && found < rows.len());
    }
    let compared = questions.len();
    let _ = writeln!(
        std::io::stderr(),
        "django-filter: {compared} queries compared, {telling} of them with some rows and not all; {refused} filters refused",
    );
    assert!(compared > 750 && telling * 2 > compared && refused > 5);
}

#[test]
fn rows_come_as_they_are() {
    let rows = rows::rows(&mut Random(SEED));
    let Some(peer) = Peer::start("rows", &rows::json(&rows)) else {
        return;
    };
    let (orders, pages) = all(&peer, &ListOrdersFilter::default().limit(60));
    assert_eq!((orders.len(), pages), (rows.len(), 4));
    for (order, row) in orders.iter().zip(&rows) {
        let text = |it: &Option<String>| it.clone();
        assert_eq!(
            (order.id, &order.name, text(&order.note)),
            (row.id, &row.name, text(&row.note))
        );
        assert_eq!(
            (order.quantity, order.ratio, order.paid),
            (row.quantity, row.ratio, row.paid)
        );
        let price = order.price.as_ref().map(|it| it.as_str().to_owned());
        assert_eq!(price, row.price.map(thousandths));
        let placed = order.placed.as_ref().map(|it| it.as_str().to_owned());
        assert_eq!(placed, row.placed.map(|it| it.to_string()));
        let due: Option<jiff::civil::Time> = order.due.as_ref().map(|it| it.as_str().parse().unwrap());
        assert_eq!(due, row.due);
        assert_eq!((order.status.to_string().as_str(), &order.key), (row.status, &row.key));
        assert_eq!(order.customer, row.customer);

        let instant = order.created.instant().unwrap();
        let nanoseconds = i128::from(instant.seconds) * 1_000_000_000 + i128::from(instant.nanoseconds);
        assert_eq!(nanoseconds, row.created.as_nanosecond());
        assert!(
            order.created.as_str().ends_with(&format!("{ZONE}:00")),
            "{}",
            order.created
        );
    }
    let offset = page(&peer, "/orders/?limit=5&offset=10");
    assert_eq!(offset.items, orders[10..15]);
    assert!(offset.previous_url.is_some_and(|url| url.contains("offset=5")));
}

#[test]
fn refusals_are_read() {
    let rows = rows::rows(&mut Random(SEED));
    let Some(peer) = Peer::start("refusals", &rows::json(&rows)) else {
        return;
    };
    let filter = ListOrdersFilter::default().customer(99);
    let (status, body) = peer.get(&format!("/orders/?{}", filter.to_query()));
    let failure = ListOrders::decode(status, &(), &body).unwrap_err();
    let refusal = failure.vendor().unwrap();
    assert_eq!((refusal.status, refusal.message.as_deref()), (400, None));
    let [field] = refusal.fields.as_slice() else {
        panic!("{refusal}")
    };
    assert_eq!(field.name, "customer");
    assert!(field.message.starts_with("Select a valid choice."), "{}", field.message);

    // The peer does not pass over what it does not know, so that no misspelled lookup went unseen above.
    let (status, body) = peer.get("/orders/?name__like=a");
    assert_eq!(
        (status, body.as_slice()),
        (400, br#"{"name__like":["No such parameter."]}"#.as_slice())
    );

    let (status, body) = peer.get("/orders/7/");
    assert_eq!(GetOrder::decode(status, &(), &body).unwrap().name, rows[6].name);
    let (status, body) = peer.get("/orders/777/");
    let failure = GetOrder::decode(status, &(), &body).unwrap_err();
    let refusal = failure.vendor().unwrap();
    assert_eq!(
        (refusal.status, refusal.message.as_deref()),
        (404, Some("No Order matches the given query."))
    );
}
