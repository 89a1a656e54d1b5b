//! What a filter writes it reads back, for every filter there is, whatever it holds.

use crate::list;
use crate::parameters::{each, name, names};
use crate::texts::{operand, text};
use bindery::Filter;
use bindery::endpoint::Vendor;
use bindery::filter::matching::{Matched, Text};
use bindery::filter::{Joint, Kind, ListStyle, ParamSpec, Query, Template};
use bindery_tests::{dots, edges, styles};
use bindery_vendors::{aceptabits, akinon, koibox, valomnia};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::cell::Cell;

/// One lookup with operands, as texts; of an open name, with its key.
#[derive(Debug, Clone)]
struct Setting {
    param: usize,
    lookup: usize,
    key: Option<String>,
    value: Value,
}

#[derive(Debug, Clone)]
enum Value {
    One(String),
    /// With the style of the list.
    Many(Vec<String>, ListStyle),
    Pair(String, String),
    Flag,
}

/// Joins the items that a setting hands over: a text that no operand has, so that items may hold every separator.
const JOINT: char = '\u{10FFFF}';

/// Any setting that a filter can be given.
fn settings<F: Filter>() -> BoxedStrategy<Setting> {
    let mut all: Vec<BoxedStrategy<Setting>> = Vec::new();
    each::<F>(|param, spec, parameter, lookup, spelling| {
        let (kind, coding) = match spelling.fixed() {
            Some(kind) => (kind, None),
            None => (parameter.kind(), spec.coding),
        };
        let text = operand(kind, coding).prop_filter("no joint", |text| !text.contains(JOINT));
        let value = match spelling.value {
            Template::One { .. } => text.prop_map(Value::One).boxed(),
            Template::Pair { .. } => (text.clone(), text)
                .prop_map(|(from, to)| Value::Pair(from, to))
                .boxed(),
            Template::Flag(_) => Just(Value::Flag).boxed(),
            Template::Many { .. } => {
                let style = spec.lists(spelling).unwrap();
                proptest::collection::vec(text, 1..4)
                    .prop_map(move |items| Value::Many(items, style))
                    .boxed()
            }
        };
        let key = if spec.key.is_some() {
            // Of a closed enum or a number, only its own texts; a text may be anything but nothing.
            let keys = match parameter.key() {
                Kind::Text => key(),
                kind => operand(kind, None).boxed(),
            };
            keys.prop_map(Some).boxed()
        } else {
            Just(None).boxed()
        };
        let setting = (key, value).prop_map(move |(key, value)| Setting {
            param,
            lookup,
            key,
            value,
        });
        all.push(setting.boxed());
    });
    let all = std::rc::Rc::new(all);
    (0..all.len()).prop_flat_map(move |index| all[index].clone()).boxed()
}

fn key() -> BoxedStrategy<String> {
    prop_oneof![2 => "[a-z_]{1,8}", 1 => text().prop_filter("a key", |key| !key.is_empty())].boxed()
}

/// Hands a setting over as a reader does that took it from a query; one that cannot be set is left out.
fn set<F: Filter>(filter: &mut F, setting: &Setting) {
    let spec: &ParamSpec<'static> = &F::TABLE.params[setting.param];
    let mut accept = |operand, index| {
        let matched = Matched {
            param: setting.param,
            lookup: setting.lookup,
            key: setting.key.as_deref(),
            index,
            operand,
        };
        let mut set = false;
        filter.params_mut(&mut |params| set = params[setting.param].accept(spec, &matched).is_ok());
        set
    };
    match &setting.value {
        Value::One(text) => {
            accept(Text::One(text), None);
        }
        Value::Pair(from, to) => {
            accept(Text::Pair(from, to), None);
        }
        Value::Flag => {
            accept(Text::Flag, None);
        }
        Value::Many(items, style) if style.joint().is_some() => {
            let text = items.join(&JOINT.to_string());
            accept(
                Text::Items {
                    text: &text,
                    joint: Joint::Plain(JOINT),
                },
                None,
            );
        }
        Value::Many(items, style) => {
            for (index, item) in items.iter().enumerate() {
                let index = (*style == ListStyle::Indexed).then_some(index);
                if !accept(Text::Item(item), index) {
                    break;
                }
            }
        }
    }
}

/// Whether a name on the wire is one of the table's: `{key}` stands for any text, `{index}` for a number.
fn is_named(names: &[String], wire: &str) -> bool {
    names.iter().any(|name| {
        let (hole, number) = if name.contains("{index}") {
            ("{index}", true)
        } else {
            ("{key}", false)
        };
        match name.split_once(hole) {
            None => name == wire,
            Some((before, after)) => wire
                .strip_prefix(before)
                .and_then(|rest| rest.strip_suffix(after))
                .is_some_and(|inside| !inside.is_empty() && (!number || inside.parse::<usize>().is_ok())),
        }
    })
}

/// The pairs of a query, decoded by other code than the runtime's.
pub fn pairs(query: &str) -> Vec<(String, String)> {
    let decode = |text: &str| {
        let mut bytes = Vec::new();
        let mut rest = text.as_bytes();
        while let [first, tail @ ..] = rest {
            if *first == b'%' {
                let hex = std::str::from_utf8(&tail[..2]).unwrap();
                bytes.push(u8::from_str_radix(hex, 16).unwrap());
                rest = &tail[2..];
            } else {
                assert!(
                    first.is_ascii_alphanumeric() || b"-._~".contains(first),
                    "{text} is not encoded"
                );
                bytes.push(*first);
                rest = tail;
            }
        }
        String::from_utf8(bytes).unwrap()
    };
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').expect("a pair has a `=`"))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}

/// The same cases on every run; `PROPTEST_CASES` asks for more.
fn runner() -> TestRunner {
    let config = Config {
        cases: std::env::var("PROPTEST_CASES")
            .ok()
            .and_then(|it| it.parse().ok())
            .unwrap_or(400),
        max_shrink_iters: 2000,
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

/// Both promises of writing: only parameters of the table, and what validates comes back as it was.
/// `base` has what the vendor requires, so that filters validate at all.
fn what_is_written_is_read_back<F: Filter + PartialEq + std::fmt::Debug>(base: fn() -> F) {
    let (valid, refused) = (Cell::new(0), Cell::new(0));
    let names = names::<F>();
    let strategy = proptest::collection::vec(settings::<F>(), 0..4);
    let result = runner().run(&strategy, |settings| {
        let mut filter = base();
        for setting in &settings {
            set(&mut filter, setting);
        }
        let query = filter.to_query();
        for (name, _) in pairs(&query) {
            prop_assert!(is_named(&names, &name), "{name:?} is no parameter");
        }
        match filter.validate() {
            Ok(()) => {
                valid.set(valid.get() + 1);
                let read = F::from_query(&query).map_err(|error| TestCaseError::fail(format!("{query}: {error}")))?;
                prop_assert_eq!(&read, &filter, "{}", query);
                prop_assert_eq!(read.to_query(), query);
            }
            Err(violations) => {
                refused.set(refused.get() + 1);
                for violation in &violations {
                    prop_assert!(!violation.path().is_empty());
                }
            }
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{}: {error}", F::TABLE.name);
    }
    let (valid, refused) = (valid.get(), refused.get());
    assert!(
        valid * 5 > valid + refused,
        "{}: only {valid} of {} validate",
        F::TABLE.name,
        valid + refused
    );
}

/// From the other side: pairs of known names, which may or may not go together.
fn what_is_read_is_written_back<F: Filter + PartialEq + std::fmt::Debug>() {
    let mut known: Vec<(String, BoxedStrategy<String>, BoxedStrategy<String>)> = Vec::new();
    each::<F>(|_, spec, parameter, _, lookup| {
        let kind = lookup.fixed().unwrap_or(parameter.kind());
        let coding = spec.coding.filter(|_| lookup.fixed().is_none());
        let [before, between, after] = lookup.value.literals();
        let value = match lookup.value {
            Template::Flag(_) => Just(before.to_owned()).boxed(),
            Template::Pair { .. } => (operand(kind, coding), operand(kind, coding))
                .prop_map(move |(from, to)| format!("{before}{from}{between}{to}{after}"))
                .boxed(),
            _ => operand(kind, coding)
                .prop_map(move |one| format!("{before}{one}{after}"))
                .boxed(),
        };
        let keys = match parameter.key() {
            Kind::Text => key(),
            kind => operand(kind, None).boxed(),
        };
        known.push((name(spec, lookup).replace("{index}", "0"), keys, value));
    });
    let known = std::rc::Rc::new(known);
    let pair = (0..known.len()).prop_flat_map(move |index| {
        let (name, key, value) = known[index].clone();
        (key.prop_map(move |key| name.replace("{key}", &key)), value)
    });
    let read_back = Cell::new(0);
    let result = runner().run(&proptest::collection::vec(pair, 1..4), |pairs| {
        let mut query = Query::new();
        for (name, value) in &pairs {
            query.push(name, value);
        }
        let Ok(filter) = F::from_query(query.as_str()) else {
            return Ok(());
        };
        read_back.set(read_back.get() + 1);
        let written = filter.to_query();
        let again = F::from_query(&written).map_err(|error| TestCaseError::fail(format!("{written}: {error}")))?;
        prop_assert_eq!(&again, &filter, "{} became {}", query.as_str(), written);
        Ok(())
    });
    if let Err(error) = result {
        panic!("{}: {error}", F::TABLE.name);
    }
    assert!(
        read_back.get() > 50,
        "{}: only {} were read",
        F::TABLE.name,
        read_back.get()
    );
}

/// Names that are not in the table are refused, however near.
fn other_names_are_refused<F: Filter + std::fmt::Debug>() {
    let names = names::<F>();
    let other = (
        select(names.clone()),
        select(vec!["_x", "[]", "[gte]", "__in", "X", " "]),
    )
        .prop_map(|(name, end)| format!("{}{end}", name.replace("{index}", "0")))
        .prop_filter("not a name", move |name| !is_named(&names, name));
    let result = runner().run(&other, |name| {
        let mut query = Query::new();
        query.push(&name, "1");
        let error = F::from_query(query.as_str())
            .map(|filter| format!("{filter:?}"))
            .unwrap_err();
        prop_assert!(error.to_string().contains(&name), "{error} does not name {name}");
        Ok(())
    });
    if let Err(error) = result {
        panic!("{}: {error}", F::TABLE.name);
    }
}

macro_rules! filters {
    ($($test:ident: $filter:ty, $base:expr;)*) => {$(
        mod $test {
            use super::*;

            #[test]
            fn what_is_written_is_read_back() {
                super::what_is_written_is_read_back::<$filter>($base);
            }

            #[test]
            fn what_is_read_is_written_back() {
                super::what_is_read_is_written_back::<$filter>();
            }

            #[test]
            fn other_names_are_refused() {
                super::other_names_are_refused::<$filter>();
            }
        }
    )*};
}
filters! {
    koibox_customers: koibox::ListCustomersFilter, Default::default;
    akinon_customers: akinon::ListCustomersFilter, Default::default;
    aceptabits_customers: aceptabits::GetCustomersFilter, || aceptabits::GetCustomersFilter::default().page(1).limit(5);
    aceptabits_customer: aceptabits::ShowCustomerFilter, || aceptabits::ShowCustomerFilter::default().code("pgbcus1");
    valomnia_customers: valomnia::ListCustomersFilter, Default::default;
    dots_people: dots::ListPeopleFilter, Default::default;
    styles_rows: styles::ListRowsFilter, Default::default;
    edges_entries: edges::WalkEntriesFilter, Default::default;
    edges_nodes: edges::SearchNodesFilter, || {
        let (from, to) = (bindery::date!("2026-01-01"), bindery::date!("2026-02-01"));
        edges::SearchNodesFilter::default().from(from).to(to).kind(edges::Level::Some)
    };
}

/// Every spec's endpoints with parameters are in the list above.
#[test]
fn no_filter_is_forgotten() {
    let vendors = [
        &koibox::VENDOR,
        &akinon::VENDOR,
        &aceptabits::VENDOR,
        &valomnia::VENDOR,
        &styles::VENDOR,
        &edges::VENDOR,
    ];
    let of = |vendor: &&'static Vendor| vendor.endpoints.iter().map(|it| (vendor.name, *it));
    let paged = vendors.iter().flat_map(of).filter(|(_, it)| it.paging.is_some());
    let paged: Vec<String> = paged.map(|(vendor, it)| format!("{vendor}.{}", it.name)).collect();
    assert_eq!(
        paged,
        [
            "koibox.list_customers",
            "akinon.list_customers",
            "akinon.list_customers_detailed",
            "aceptabits.get_customers",
            "valomnia.list_customers",
            "styles.list_rows",
            "edges.walk_entries",
        ],
        "add the filter of a new endpoint to `filters!`, then its name here"
    );
    assert_eq!(list(akinon::ListCustomersFilter::default().validate()), [""; 0]);
}
