//! What `verify` says of an answer, and what the bindings do with it: the same, whatever comes.
//!
//! Input: recorded pages of every vendor, mutated with a fixed seed. Output: agreement. **Invariant:** an answer that the
//! bindings decode has no drift that breaks, and one that they refuse has one, is a failure, or is no JSON.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests are tests, too"
)]

mod chance;

use bindery::{Endpoint, Json, Page, Validate, json};
use bindery_codegen::verify::{Kind, Obstacle, Outcome, Recorded, verify_texts};
use bindery_vendors::{aceptabits, akinon, koibox, valomnia};
use chance::Chance;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Mutations of each answer.
const ROUNDS: usize = 150;

const VALUES: [&str; 17] = [
    "null",
    "true",
    "false",
    "-0",
    "0",
    "1.0",
    "1e3",
    "1e999",
    "9223372036854775807",
    "9223372036854775808",
    "\"\"",
    "\"-1\"",
    "\"12.50\"",
    "\"2026-13-45T99:99:99Z\"",
    "[]",
    "[null]",
    "{}",
];
const STATUSES: [u16; 8] = [200, 201, 202, 204, 400, 401, 404, 500];

/// Changes one place of a tree: a member is removed or renamed, a value becomes another one.
fn change(tree: &mut Json, chance: &mut Chance) {
    let goes_deeper = chance.below(5) != 0;
    match tree {
        Json::Object(members) if !members.is_empty() && goes_deeper => {
            let at = chance.below(members.len());
            let name = members.keys().nth(at).unwrap().clone();
            match chance.below(8) {
                0 if chance.below(2) == 0 => drop(members.remove(&name)),
                0 | 1 => {
                    let value = members.remove(&name).unwrap();
                    members.insert(name + "x", value);
                }
                _ => change(members.get_mut(&name).unwrap(), chance),
            }
        }
        Json::Array(items) if !items.is_empty() && goes_deeper => {
            let at = chance.below(items.len());
            change(&mut items[at], chance);
        }
        value => *value = json::from_str(chance.pick::<&str>(&VALUES)).unwrap(),
    }
}

fn mutate(right: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut body = right.to_vec();
    for _ in 0..=chance.below(3) / 2 {
        let at = chance.below(body.len());
        match chance.below(24) {
            0 => body.truncate(at),
            1 => {
                if let Some(byte) = body.get_mut(at) {
                    *byte ^= 1 << chance.below(8);
                }
            }
            2 => drop(body.splice(at..at, chance.pick::<&str>(&VALUES).bytes())),
            _ => {
                if let Ok(mut tree) = json::from_slice::<Json>(&body) {
                    change(&mut tree, chance);
                    body = tree.to_string().into_bytes();
                }
            }
        }
    }
    body
}

struct Subject {
    vendor: &'static str,
    endpoint: &'static str,
    status: u16,
    page: &'static str,
    decode: fn(u16, &[u8]) -> Result<(), String>,
}

fn of<E: Endpoint>(vendor: &'static str, status: u16, page: &'static str) -> Subject {
    Subject {
        vendor,
        endpoint: E::SPEC.name,
        status,
        page,
        decode: |status, body| {
            E::decode(status, &(), body)
                .map(drop)
                .map_err(|failure| failure.to_string())
        },
    }
}

fn subjects() -> Vec<Subject> {
    vec![
        of::<koibox::ListCustomers>("koibox", 200, "customers"),
        of::<koibox::CreateCustomer>("koibox", 201, "created"),
        of::<akinon::ListCustomers>("akinon", 200, "customers"),
        of::<akinon::GetCustomer>("akinon", 200, "customer"),
        of::<aceptabits::GetCustomers>("aceptabits", 200, "customers"),
        of::<aceptabits::GetCustomers>("aceptabits", 200, "empty"),
        of::<valomnia::ListCustomers>("valomnia", 200, "customers"),
        of::<valomnia::DeleteCustomer>("valomnia", 200, "deletion"),
    ]
}

fn read(path: &str) -> Vec<u8> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::read(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The spec, and the files of its examples.
fn texts(vendor: &str) -> Vec<(String, Vec<u8>)> {
    let mut texts = vec![(format!("{vendor}.yaml"), read(&format!("../specs/{vendor}.yaml")))];
    for name in ["aceptabits-page.json", "valomnia-page.json"] {
        texts.push((format!("examples/{name}"), read(&format!("../specs/examples/{name}"))));
    }
    texts
}

/// What `verify` makes of an answer: why it is refused, if it is.
fn judged(texts: &[(String, Vec<u8>)], endpoint: &str, status: u16, body: &[u8]) -> Option<String> {
    let recorded = Recorded {
        path: "answer.json",
        body,
        status: Some(status),
        headers: &[],
    };
    match verify_texts(texts, endpoint, &recorded) {
        Ok(report) if report.breaks() => {
            let drift = report.drifts.iter().find(|drift| drift.breaks).unwrap();
            Some(drift.message.clone())
        }
        Ok(report) => (report.outcome == Outcome::Failure).then(|| "a failure".to_owned()),
        Err(Obstacle::NotJson { message, .. }) => Some(message),
        Err(Obstacle::Spec { diagnostics, .. }) => panic!("{diagnostics:?}"),
        Err(Obstacle::UnknownEndpoint { known, .. }) => panic!("{endpoint} is none of {known:?}"),
    }
}

#[test]
fn what_breaks_is_what_the_bindings_refuse() {
    let mut wrong = Vec::new();
    let (mut decoded, mut refused) = (0, 0);
    for (number, subject) in subjects().iter().enumerate() {
        let Subject { vendor, endpoint, .. } = subject;
        let texts = texts(vendor);
        let right = read(&format!("pages/{vendor}/{}.json", subject.page));
        assert_eq!(
            judged(&texts, endpoint, subject.status, &right),
            None,
            "{vendor} {endpoint}"
        );
        assert_eq!((subject.decode)(subject.status, &right), Ok(()), "{vendor} {endpoint}");
        let mut chance = Chance(0x5EED + u64::try_from(number).unwrap());
        for round in 0..ROUNDS {
            let status = match chance.below(10) {
                0 => *chance.pick(&STATUSES),
                _ => subject.status,
            };
            let body = mutate(&right, &mut chance);
            let both = || (judged(&texts, endpoint, status, &body), (subject.decode)(status, &body));
            let Ok((said, done)) = catch_unwind(AssertUnwindSafe(both)) else {
                wrong.push(format!("{vendor} {endpoint}, round {round} panicked"));
                continue;
            };
            match &done {
                Ok(()) => decoded += 1,
                Err(_) => refused += 1,
            }
            if said.is_some() != done.is_err() {
                wrong.push(format!(
                    "{vendor} {endpoint} {status}, round {round}: said {said:?}, was {done:?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} disagreements:\n{}", wrong.len(), wrong.join("\n"));
    // Both happen, or nothing was tested.
    assert!(decoded > 200 && refused > 200, "{decoded} decoded, {refused} refused");
}

/// The rules that the items of a page break, as `validate()` says: the same path for every item. `None`: no page.
fn violated<E, T>(items: &str, body: &[u8]) -> Option<BTreeSet<String>>
where
    E: Endpoint<Output = Page<T>>,
    T: Validate,
{
    let page = E::decode(200, &(), body).ok()?;
    let broken = page.items.iter().filter_map(|item| item.validate().err());
    let paths = broken.flat_map(|violations| {
        let paths: Vec<String> = violations.iter().map(|violation| violation.path().to_owned()).collect();
        paths
    });
    Some(paths.map(|path| format!("{items}[*].{path}")).collect())
}

/// A vendor, an endpoint, and what `validate()` says.
type Validated = (&'static str, &'static str, fn(&[u8]) -> Option<BTreeSet<String>>);

#[test]
fn what_is_of_a_broken_format_is_what_validate_refuses() {
    let subjects: [Validated; 4] = [
        ("koibox", "list_customers", |body| {
            violated::<koibox::ListCustomers, _>("results", body)
        }),
        ("akinon", "list_customers", |body| {
            violated::<akinon::ListCustomers, _>("results", body)
        }),
        ("aceptabits", "get_customers", |body| {
            violated::<aceptabits::GetCustomers, _>("data.data", body)
        }),
        ("valomnia", "list_customers", |body| {
            violated::<valomnia::ListCustomers, _>("data", body)
        }),
    ];
    let mut broken = 0;
    for (number, (vendor, endpoint, validate)) in subjects.iter().enumerate() {
        let texts = texts(vendor);
        let right = read(&format!("pages/{vendor}/customers.json"));
        let mut chance = Chance(0xF0 + u64::try_from(number).unwrap());
        for round in 0..100 {
            let body = if round == 0 {
                right.clone()
            } else {
                mutate(&right, &mut chance)
            };
            let Some(expected) = validate(&body) else { continue };
            let recorded = Recorded {
                path: "answer.json",
                body: &body,
                status: Some(200),
                headers: &[],
            };
            let Ok(report) = verify_texts(&texts, endpoint, &recorded) else {
                panic!("{vendor}, round {round}: decoded, and not judged");
            };
            let drifts = report.drifts.iter().filter(|drift| drift.kind == Kind::BrokenFormat);
            let found: BTreeSet<String> = drifts.map(|drift| drift.path.clone()).collect();
            assert_eq!(found, expected, "{vendor}, round {round}");
            broken += found.len();
        }
    }
    assert!(broken > 100, "{broken}");
}
