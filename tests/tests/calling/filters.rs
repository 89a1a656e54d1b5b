//! Filtering by every lookup of every parameter: what comes is what a filter computed here keeps.
//!
//! **Invariant:** which lookups there are is read off the filter's own table, and which were tried off the requests that
//! arrived: one that is added to a spec fails here until it has a case.

mod of_akinon;
mod of_koibox;
mod of_others;

use crate::listing;
use crate::rows::{customers, decimal, flag, int, text};
use crate::stage::{Client, Played, Stage};
use bindery::filter::matching::{Signature, resolve};
use bindery::filter::{Filter, gt, gte, icontains, lt};
use bindery::json::from_value;
use bindery::wire::Value;
use bindery::{Decimal, Endpoint, Json, Page};
use bindery_loopback::Recorded;
use bindery_vendors::{aceptabits, akinon, koibox};
use std::collections::BTreeSet;
use std::fmt::Debug;

/// A filter, and the customers that it must give.
struct Case<F> {
    filter: F,
    given: Box<dyn Fn(Vec<Json>) -> Vec<Json>>,
    /// Whether it must give some and not all.
    narrows: bool,
}

/// A filter, and which customers it keeps.
fn case<F>(filter: F, keeps: impl Fn(&Json) -> bool + 'static) -> Case<F> {
    let given = move |mut rows: Vec<Json>| {
        rows.retain(&keeps);
        rows
    };
    Case {
        narrows: true,
        ..whole(filter, given)
    }
}

/// A filter that orders or cuts the list, or leaves it as it is.
fn whole<F>(filter: F, given: impl Fn(Vec<Json>) -> Vec<Json> + 'static) -> Case<F> {
    Case {
        filter,
        given: Box::new(given),
        narrows: false,
    }
}

fn has(row: &Json, name: &str, part: &str) -> bool {
    text(row, name).is_some_and(|text| text.to_lowercase().contains(&part.to_lowercase()))
}

/// The value in the middle of those that customers have.
fn middle<T: Ord>(rows: &[Json], value: impl Fn(&Json) -> Option<T>) -> T {
    let mut values: Vec<T> = rows.iter().filter_map(value).collect();
    values.sort();
    let at = values.len() / 2;
    assert!(values[0] < values[at] && values[at] < values[values.len() - 1]);
    values.swap_remove(at)
}

/// Tries all cases; `list` makes a listing of a filter, of large pages. Each lookup of the filter must be tried.
fn check<E, F, I>(stage: &Stage, list: fn(F) -> E, cases: Vec<Case<F>>)
where
    E: Endpoint<Api: Played, Output = Page<I>> + 'static,
    F: Filter + Debug,
    I: Value + PartialEq + Debug,
{
    let client: Client<E::Api> = stage.client();
    let rows = stage.server.customers(<E::Api as Played>::LOOPBACK);
    let mut tried = BTreeSet::new();
    for Case { filter, given, narrows } in cases {
        let wanted = given(rows.clone());
        assert!(
            !narrows || (1..rows.len()).contains(&wanted.len()),
            "{filter:?} keeps {} of {}",
            wanted.len(),
            rows.len()
        );
        let wanted: Vec<I> = wanted.iter().map(|row| from_value(row).unwrap()).collect();
        let query = filter.to_query();
        let endpoint = list(filter);
        stage.sent();
        let came = client.all(endpoint);
        // The lists of customers are long: which differ is said by their places.
        let differ = came.iter().zip(&wanted).position(|(one, other)| one != other);
        assert_eq!((came.len(), differ), (wanted.len(), None), "{query}");
        let mut requests = stage.sent();
        requests.retain(|request| request.method == "GET");
        let pairs: Vec<&str> = requests[0].query.split('&').collect();
        assert!(query.split('&').all(|pair| pairs.contains(&pair)), "{query}: {pairs:?}");
        tried.extend(lookups_of::<F>(&requests[0]));
    }
    assert_all_tried::<F>(&tried);
}

/// All lookups of a filter's parameters: `nombre icontains`.
fn assert_all_tried<F: Filter>(tried: &BTreeSet<String>) {
    let mut all = BTreeSet::new();
    F::default().params(&mut |params| {
        for (spec, param) in F::TABLE.params.iter().zip(params) {
            all.extend(param.lookups().iter().map(|lookup| format!("{spec} {}", lookup.name)));
        }
    });
    let missing: Vec<_> = all.difference(tried).collect();
    assert!(missing.is_empty(), "no case of {missing:?}");
}

/// The lookups that arrived.
fn lookups_of<F: Filter>(request: &Recorded) -> Vec<String> {
    let mut found = Vec::new();
    F::default().params(&mut |params| {
        let signatures: Vec<_> = F::TABLE
            .params
            .iter()
            .zip(params)
            .map(|(spec, param)| Signature {
                spec,
                lookups: param.lookups(),
                kind: param.kind(),
                key: param.key(),
            })
            .collect();
        for (name, value) in request.pairs() {
            let matched = resolve(signatures.iter().copied(), &name, &value).unwrap();
            let Signature { spec, lookups, .. } = signatures[matched.param];
            found.push(format!("{spec} {}", lookups[matched.lookup].name));
        }
    });
    found
}

pub fn koibox(stage: &Stage) {
    let list = |filter: koibox::ListCustomersFilter| {
        let is_set = !filter.limit.is_empty();
        listing::koibox(if is_set { filter } else { filter.limit(50) })
    };
    let rows = stage.server.customers(bindery_loopback::Vendor::Koibox);
    check(stage, list, of_koibox::cases(&rows));
}

pub fn akinon(stage: &Stage) {
    let list = |filter: akinon::ListCustomersFilter| {
        let is_set = !filter.limit.is_empty();
        listing::akinon(if is_set { filter } else { filter.limit(100) })
    };
    let rows = stage.server.customers(bindery_loopback::Vendor::Akinon);
    check(stage, list, of_akinon::cases(&rows));
}

pub fn aceptabits(stage: &Stage) {
    let list = |mut filter: aceptabits::GetCustomersFilter| {
        if filter.page.is_empty() {
            filter = filter.page(1);
        }
        if filter.limit.is_empty() {
            filter = filter.limit(100);
        }
        aceptabits::GetCustomers { filter }
    };
    check(stage, list, of_others::aceptabits());

    // The one parameter of the other call.
    let client: Client<aceptabits::Api> = stage.client();
    let all: Vec<aceptabits::Customer> = customers::<aceptabits::Api, _>(stage);
    let filter = aceptabits::ShowCustomerFilter::default().code(all[7].code.as_str());
    assert_eq!(client.call(&aceptabits::ShowCustomer { filter }).unwrap(), all[7]);
    let tried = lookups_of::<aceptabits::ShowCustomerFilter>(&stage.sent()[0]);
    assert_all_tried::<aceptabits::ShowCustomerFilter>(&tried.into_iter().collect());
}

pub fn valomnia(stage: &Stage) {
    let list = listing::valomnia;
    let rows = stage.server.customers(bindery_loopback::Vendor::Valomnia);
    check(stage, list, of_others::valomnia(&rows));
}

pub fn several_lookups_at_once(stage: &Stage) {
    let client: Client<koibox::Api> = stage.client();
    let all = || koibox::ListCustomersFilter::default().limit(50);
    let ids = |filter| {
        client
            .all(listing::koibox(filter))
            .into_iter()
            .map(|it| it.id)
            .collect::<Vec<i64>>()
    };
    let rows = stage.server.customers(bindery_loopback::Vendor::Koibox);
    let wanted = |keeps: &dyn Fn(&Json) -> bool| -> Vec<i64> {
        let kept = rows.iter().filter(|row| keeps(row));
        let ids: Vec<i64> = kept.filter_map(|row| int(row, "id")).collect();
        assert!(!ids.is_empty() && ids.len() < 253);
        ids
    };
    let sales = |row: &Json| int(row, "numero_ventas").unwrap();
    assert_eq!(
        ids(all().numero_ventas(5..20)),
        wanted(&|row| (5..20).contains(&sales(row)))
    );
    assert_eq!(
        ids(all().numero_ventas(5..=20)),
        wanted(&|row| (5..=20).contains(&sales(row)))
    );
    let filter = all()
        .numero_ventas(gt(5).and(..=20))
        .nombre(icontains("A"))
        .is_active(true);
    assert_eq!(
        ids(filter.sexo(koibox::Sexo::Mujer)),
        wanted(&|row| sales(row) > 5
            && sales(row) <= 20
            && has(row, "nombre", "a")
            && flag(row, "is_active") == Some(true)
            && text(row, "sexo") == Some("m"))
    );
    let owed = all()
        .importe_deudas(lt(0))
        .importe_ventas(gte(Decimal::parse("0.5").unwrap()));
    assert_eq!(
        ids(owed),
        wanted(&|row| decimal(row, "importe_deudas").unwrap() < Decimal::from(0)
            && decimal(row, "importe_ventas").unwrap() >= Decimal::from(1))
    );

    let client: Client<akinon::Api> = stage.client();
    let filter = akinon::ListCustomersFilter::default()
        .extra_field("level", "2")
        .extra_field("some_key", "other value")
        .created_date(bindery::datetime!("2023-06-01T12:00:00+03:00")..)
        .sms_allowed(false);
    let came: Vec<i64> = client
        .all(listing::akinon(filter))
        .into_iter()
        .map(|it| it.pk)
        .collect();
    let mut rows = stage.server.customers(bindery_loopback::Vendor::Akinon);
    rows.retain(|row| {
        let extra = row.get("extra_field").unwrap();
        int(extra, "level") == Some(2)
            && text(extra, "some_key") == Some("other value")
            && text(row, "created_date").unwrap() >= "2023-06-01T09:00:00"
            && flag(row, "sms_allowed") == Some(false)
    });
    assert!(rows.len() > 1);
    assert_eq!(came, rows.iter().filter_map(|row| int(row, "pk")).collect::<Vec<_>>());
}
