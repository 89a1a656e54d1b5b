//! Answers changed by chance: whatever comes, it is decoded or refused.
//!
//! Input: the right answers and refusals of every endpoint of every vendor, mutated with a fixed seed. Output: values or
//! errors. **Invariant:** no socket takes part in what is mutated; a panic names vendor, endpoint and round.

use crate::chance::Chance;
use bindery::blocking::Client;
use bindery::client::CallError;
use bindery::endpoint::{ErrorOf, Headers};
use bindery::{Api, Endpoint, Json, json};
use bindery_loopback::{Loopback, Vendor};
use bindery_loopback::{aceptabits as aceptabits_server, akinon as akinon_server};
use bindery_loopback::{koibox as koibox_server, valomnia as valomnia_server};
use bindery_vendors::{aceptabits, akinon, koibox, valomnia};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Mutations of each answer.
const ROUNDS: usize = 2_000;

/// What stands in for a value, a member or a piece of text.
const PIECES: [&str; 20] = [
    "null",
    "true",
    "-0",
    "1e999",
    "\"\"",
    "[]",
    "{}",
    "[[[[",
    "}}}}",
    "\"",
    "\\",
    "\\u",
    "\\ud800",
    ",",
    ":",
    "0.1.2",
    "\u{feff}",
    "9223372036854775808",
    "\"2026-13-45T99:99:99Z\"",
    "{\"a\": 1, \"a\": 2}",
];
const STATUSES: [u16; 12] = [200, 201, 204, 205, 299, 304, 400, 401, 404, 429, 500, 999];

fn mutate(right: &Response<Vec<u8>>, chance: &mut Chance) -> Response<Vec<u8>> {
    let mut answer = right.clone();
    let mut tree: Option<Json> = json::from_slice(right.body()).ok();
    for _ in 0..=chance.below(3) {
        let body = answer.body_mut();
        let at = chance.below(body.len());
        match (chance.below(10), &mut tree) {
            (0, _) => body.truncate(at),
            (1, _) => drop(body.drain(..at)),
            (2, _) => {
                for _ in 0..=chance.below(8) {
                    let at = chance.below(body.len());
                    if let Some(byte) = body.get_mut(at) {
                        *byte ^= 1 << chance.below(8);
                    }
                }
            }
            (3, _) => {
                let end = (at + chance.below(200)).min(body.len());
                let piece = body[at.min(end)..end].to_vec();
                let to = chance.below(body.len());
                drop(body.splice(to..to, piece));
            }
            (4, _) => drop(body.splice(at..at, chance.pick(&PIECES).bytes())),
            (5, _) => {
                let status = *chance.pick(&STATUSES);
                *answer.status_mut() = StatusCode::from_u16(status).unwrap();
            }
            (6, _) => {
                let name = *chance.pick(&["retry-after", "link", "set-cookie", "x-request-id", "content-type"]);
                let value: Vec<u8> = (0..chance.below(40))
                    .map(|_| 32 + u8::try_from(chance.below(223)).unwrap())
                    .collect();
                let value = HeaderValue::from_bytes(&value).unwrap_or(HeaderValue::from_static("none"));
                answer.headers_mut().insert(HeaderName::from_static(name), value);
            }
            (_, Some(tree)) => {
                change(tree, chance);
                *body = tree.to_string().into_bytes();
            }
            (_, None) => {}
        }
    }
    answer
}

/// Changes one place of a tree: a member is removed or renamed, a value becomes another one.
fn change(tree: &mut Json, chance: &mut Chance) {
    let goes_deeper = chance.below(4) != 0;
    match tree {
        Json::Object(members) if !members.is_empty() => {
            let at = chance.below(members.len());
            let name = members.keys().nth(at).unwrap().clone();
            if goes_deeper && let Some(value) = members.get_mut(&name) {
                return change(value, chance);
            }
            let value = members.remove(&name).unwrap();
            if chance.below(2) == 0 {
                members.insert(name + "x", value);
            }
        }
        Json::Array(items) if !items.is_empty() && goes_deeper => {
            let at = chance.below(items.len());
            change(&mut items[at], chance);
        }
        value => {
            let piece = *chance.pick(&PIECES);
            *value = json::from_str(piece).unwrap_or_else(|_| Json::from(piece));
        }
    }
}

/// One endpoint's answers, and what tries them.
struct Subject {
    name: String,
    answer: Response<Vec<u8>>,
    /// The words of the error, if it is one.
    decode: fn(&Response<Vec<u8>>) -> Option<String>,
}

fn decode<E: Endpoint>(answer: &Response<Vec<u8>>) -> Option<String>
where
    E::Output: Debug,
{
    match E::response(answer) {
        Ok(value) => {
            let _ = format!("{value:?}");
            None
        }
        Err(error) => {
            let _ = format!("{error:?}");
            Some(error.to_string())
        }
    }
}

struct Subjects(Vec<Subject>);

impl Subjects {
    fn add<E: Endpoint>(&mut self, client: &Client<E::Api>, endpoint: &E)
    where
        E::Output: Debug,
        ErrorOf<E>: Debug,
    {
        let (status, headers, body) = match client.reply(endpoint) {
            Ok(reply) => (reply.status, reply.headers, reply.body),
            Err(CallError::Vendor(error)) => {
                let mut headers = HeaderMap::new();
                for (name, value) in error.headers.all() {
                    headers.append(
                        HeaderName::try_from(name).unwrap(),
                        HeaderValue::try_from(value).unwrap(),
                    );
                }
                let body = error.body.as_bytes().to_vec();
                (StatusCode::from_u16(error.status).unwrap(), headers, body)
            }
            Err(other) => panic!("{other:?}"),
        };
        let mut answer = Response::new(body);
        *answer.status_mut() = status;
        *answer.headers_mut() = headers;
        let name = format!("{} {} {}", <E::Api as Api>::VENDOR.name, E::SPEC.name, status.as_u16());
        self.0.push(Subject {
            name,
            answer,
            decode: decode::<E>,
        });
    }
}

/// A right answer of every endpoint, and a refusal of most.
fn subjects() -> Vec<Subject> {
    let server = Loopback::start().unwrap();
    let mut all = Subjects(Vec::new());
    let url = |vendor| server.url(vendor);

    for key in [koibox_server::KEY, "another-key"] {
        let server = koibox::Server::Custom(url(Vendor::Koibox));
        let client = Client::new(server, koibox::Auth::key(key)).unwrap();
        let filter = koibox::ListCustomersFilter::default().limit(2);
        all.add(&client, &koibox::ListCustomers { filter });
        let body = koibox::NewCustomer::new("Ana");
        all.add(&client, &koibox::CreateCustomer { body });
    }

    let client = Client::new(
        akinon::Server::Custom(url(Vendor::Akinon)),
        akinon::Auth::key(akinon_server::KEY),
    )
    .unwrap();
    let filter = akinon::ListCustomersFilter::default().limit(2);
    all.add(&client, &akinon::ListCustomers { filter: filter.clone() });
    all.add(&client, &akinon::ListCustomersDetailed { filter });
    let body = akinon::NewCustomer::new("ana@example.com", true, "web");
    all.add(&client, &akinon::CreateCustomer { body });
    for id in [1, 999_999] {
        all.add(&client, &akinon::GetCustomer { id });
        all.add(&client, &akinon::GetCustomerDetailed { id });
        let body = akinon::CustomerUpdate::new("ana@example.com", true, "web");
        all.add(&client, &akinon::UpdateCustomer { id, body });
        let body = akinon::CustomerPatch::default();
        all.add(&client, &akinon::PatchCustomer { id, body });
        all.add(&client, &akinon::DeleteCustomer { id });
    }

    let codes: Vec<String> = server.customers(Vendor::Aceptabits)[..1]
        .iter()
        .map(|customer| customer.get("code").and_then(Json::as_str).unwrap().to_owned())
        .collect();
    for (token, code) in [
        (aceptabits_server::TOKEN, codes[0].as_str()),
        (aceptabits_server::TOKEN, "pgbcus0"),
        ("other", "pgbcus0"),
    ] {
        let server = aceptabits::Server::Custom(url(Vendor::Aceptabits));
        let client = Client::new(server, aceptabits::Auth::token(token)).unwrap();
        let filter = aceptabits::GetCustomersFilter::default().page(1).limit(2);
        all.add(&client, &aceptabits::GetCustomers { filter });
        let filter = aceptabits::ShowCustomerFilter::default().code(code);
        all.add(&client, &aceptabits::ShowCustomer { filter });
        let body = aceptabits::CustomerRef::new(code.into());
        all.add(&client, &aceptabits::DeleteCustomer { body });
    }

    let session = valomnia::Auth::session(valomnia_server::USERNAME, valomnia_server::PASSWORD);
    let client = Client::new(valomnia::Server::Custom(url(Vendor::Valomnia)), session).unwrap();
    let filter = valomnia::ListCustomersFilter::default().limit(2);
    all.add(&client, &valomnia::ListCustomers { filter });
    for id in [1, 999_999] {
        all.add(&client, &valomnia::DeleteCustomer { id });
    }
    let references: Vec<String> = server.customers(Vendor::Valomnia)[..1]
        .iter()
        .map(|customer| customer.get("reference").and_then(Json::as_str).unwrap().to_owned())
        .collect();
    for reference in [references[0].clone(), "none".to_owned()] {
        all.add(&client, &valomnia::DeleteCustomerByReference { reference });
    }
    all.0
}

#[test]
fn mutated_answers_are_decoded_or_refused() {
    let subjects = subjects();
    let mut wrong = Vec::new();
    let (mut values, mut errors) = (0, 0);
    for (number, subject) in subjects.iter().enumerate() {
        let mut chance = Chance(0x5EED + u64::try_from(number).unwrap());
        for round in 0..ROUNDS {
            let answer = mutate(&subject.answer, &mut chance);
            let name = &subject.name;
            match catch_unwind(AssertUnwindSafe(|| (subject.decode)(&answer))) {
                Ok(None) => values += 1,
                Ok(Some(words)) if words.contains('\n') || words.chars().count() > 1_000 || words.is_empty() => {
                    wrong.push(format!("{name}, round {round}: no line: {words}"));
                }
                Ok(Some(_)) => errors += 1,
                Err(_) => wrong.push(format!("{name}, round {round} panicked: {answer:?}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{} went wrong, first {}", wrong.len(), wrong[0]);
    // Both happen, or nothing was tested.
    assert!(values > 1_000 && errors > 10_000, "{values} values and {errors} errors");
    let endpoints: std::collections::BTreeSet<_> = subjects
        .iter()
        .map(|subject| subject.name.rsplit_once(' ').unwrap().0)
        .collect();
    assert_eq!(endpoints.len(), 16, "{endpoints:?}");
}
