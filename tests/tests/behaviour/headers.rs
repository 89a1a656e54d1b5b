//! What travels in headers and what is sent by itself, asserted on requests.

use crate::list;
use bindery::client::{Limits, TransportError};
use bindery::endpoint::{Range, RequestError};
use bindery::{CallError, Endpoint, Filter, Page, Patch, blocking, json, nonblocking};
use bindery_tests::headers::{
    self, Card, CardPatch, CardUpdate, CreateRow, Form, GetRow, Level, ListNewRows, ListOldRows, ListOldRowsFilter,
    ListRows, ListRowsFilter, NewCard, NewRow, NewSide, Row, SearchRows, SearchRowsAgain, SearchRowsFilter, SendForm,
    SetTags, Trace,
};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const URL: &str = "https://api.headers.example";

/// The request line and the headers, as they are sent.
fn sent(endpoint: &impl Endpoint) -> (String, Vec<String>) {
    let request = endpoint.request(URL).unwrap();
    let headers = request.headers().iter();
    let headers = headers.map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()));
    (format!("{} {}", request.method(), request.uri()), headers.collect())
}

fn row() -> GetRow {
    GetRow {
        id: 7,
        x_tenant: None,
        x_trace: None,
        if_modified_since: None,
        x_day: None,
        x_dry: None,
    }
}

#[test]
fn constants_are_sent_and_headers_that_are_not_given_are_not() {
    let (line, headers) = sent(&row());
    assert_eq!(line, "GET https://api.headers.example/rows/7");
    assert_eq!(
        headers,
        ["api-version: 2026-11-21", "accept: application/vnd.headers+json"]
    );
}

#[test]
fn values_are_spelled_as_their_types_say() {
    let all = GetRow {
        x_tenant: Some("a b".into()),
        x_trace: Some(Trace::Off),
        if_modified_since: Some("Sat, 21 Nov 2026 18:30:00 +0000".parse().unwrap()),
        x_day: Some("24.12.2026".parse().unwrap()),
        x_dry: Some(true),
        ..row()
    };
    assert_eq!(list(all.validate()), [""; 0]);
    assert_eq!(
        sent(&all).1[2..],
        [
            "x-tenant: a b",
            "x-trace: off",
            "if-modified-since: Sat, 21 Nov 2026 18:30:00 +0000",
            "x-day: 24.12.2026",
            "x-dry: yes",
        ]
    );
}

#[test]
fn an_endpoint_replaces_a_header_whatever_its_case_and_constants_stand_behind_the_parameters() {
    let filter = SearchRowsFilter::default().name("a&b");
    let (line, headers) = sent(&SearchRows {
        filter: filter.clone(),
        ..SearchRows::default()
    });
    assert_eq!(
        line,
        "GET https://api.headers.example/rows/search?name=a%26b&format=json&strict=1&size=50"
    );
    assert_eq!(
        headers,
        [
            "accept: application/vnd.headers+json",
            "api-version: 2026-12-01",
            "x-trace: off"
        ]
    );
    // The parameters of another endpoint come with its constants.
    let again = SearchRowsAgain {
        x_tenant: None,
        x_trace: Trace::On,
        filter,
    };
    let (line, headers) = sent(&again);
    assert!(
        line.ends_with("/rows/again?name=a%26b&format=json&strict=1&size=50"),
        "{line}"
    );
    assert_eq!(
        headers,
        [
            "api-version: 2026-11-21",
            "accept: application/vnd.headers+json",
            "x-trace: on"
        ]
    );
}

#[test]
fn what_no_header_can_hold_is_a_violation_that_names_it_and_does_not_show_it() {
    for text in ["a\r\nX: 1", "é", "\0", "\u{7f}"] {
        let call = GetRow {
            x_tenant: Some(text.into()),
            ..row()
        };
        assert_eq!(list(call.validate()), ["X-Tenant header -"], "{text:?}");
        let refused = call.request(URL).unwrap_err();
        assert_eq!(refused, RequestError::Header("X-Tenant".into()), "{text:?}");
        assert!(!refused.to_string().contains(text));
    }
    let long = GetRow {
        x_tenant: Some("a tenant's name".into()),
        ..row()
    };
    assert_eq!(list(long.validate()), ["X-Tenant max_length a tenant's name"]);
    let unknown = GetRow {
        x_trace: Some(Trace::Unknown("ön".into())),
        ..row()
    };
    assert_eq!(list(unknown.validate()), ["x-trace known ön", "x-trace header -"]);
}

#[test]
fn constants_are_data_and_stand_in_the_docs() {
    let spec = SearchRows::SPEC;
    assert_eq!(
        spec.headers,
        [
            ("Accept", "application/vnd.headers+json"),
            ("API-VERSION", "2026-12-01"),
            ("X-Trace", "off")
        ]
    );
    assert_eq!(spec.query, [("format", "json"), ("strict", "1"), ("size", "50")]);
    assert_eq!(headers::VENDOR.endpoints.len(), 12);
}

/// A vendor in memory: rows 0 to 24 by ranges, numbered pages by headers. It notes what it is asked for.
#[derive(Clone, Default)]
struct Rows(Arc<Mutex<Vec<String>>>);

impl Rows {
    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }

    fn answer(&self, request: &http::Request<Vec<u8>>) -> http::Response<Vec<u8>> {
        let header = |name: &str| request.headers().get(name).map(|text| text.to_str().unwrap());
        let rows = |range: std::ops::Range<i64>| {
            let rows: Vec<String> = range.map(|id| format!(r#"{{"id": {id}, "name": "row"}}"#)).collect();
            format!("[{}]", rows.join(", "))
        };
        let response = http::Response::builder();
        let answer = match request.uri().path() {
            "/rows" => {
                self.0.lock().unwrap().push(header("Range").unwrap_or("-").to_owned());
                assert_eq!((header("Range-Unit"), header("X-Tenant")), (Some("items"), Some("a")));
                let (first, last) = header("Range").map_or((0, 9), |text| {
                    let (first, last) = text.split_once('-').unwrap();
                    (first.parse().unwrap(), last.parse().unwrap())
                });
                // At most ten, and how many there are is only said by those who ask for a state.
                let end = (last + 1).min(first + 10).min(25);
                let total = if request.uri().query().is_some() { "25" } else { "*" };
                match first < end {
                    true => response
                        .status(206)
                        .header("Content-Range", format!("{first}-{}/{total}", end - 1))
                        .body(rows(first..end)),
                    false => response
                        .status(416)
                        .header("Content-Range", format!("*/{total}"))
                        .body(r#"{"message": "nothing there"}"#.to_owned()),
                }
            }
            "/rows/old" => {
                let query = request.uri().query().unwrap();
                self.0.lock().unwrap().push(query.to_owned());
                let body = match query {
                    "range=%5B1%2C2%5D" => rows(1..3),
                    _ => rows(3..4),
                };
                response.body(format!(r#"{{"total": 3, "rows": {body}}}"#))
            }
            "/rows/new" => {
                let page: i64 = header("X-Page").map_or(1, |text| text.parse().unwrap());
                let asked = format!(
                    "{} {}",
                    header("X-Page").unwrap_or("-"),
                    header("X-Limit").unwrap_or("-")
                );
                self.0.lock().unwrap().push(asked);
                let next = if page < 3 {
                    (page + 1).to_string()
                } else {
                    String::new()
                };
                response.header("X-Next", next).body(rows(page..page + 1))
            }
            other => panic!("{other}"),
        };
        answer.unwrap().map(String::into_bytes)
    }
}

impl blocking::Transport for Rows {
    fn send(&self, request: http::Request<Vec<u8>>, _: &Limits) -> Result<http::Response<Vec<u8>>, TransportError> {
        Ok(self.answer(&request))
    }
    fn wait(&self, _: Duration) {}
}

impl nonblocking::Transport for Rows {
    async fn send(
        &self,
        request: http::Request<Vec<u8>>,
        _: &Limits,
    ) -> Result<http::Response<Vec<u8>>, TransportError> {
        Ok(self.answer(&request))
    }
    async fn wait(&self, _: Duration) {}
}

/// The ids of all rows that a listing has, or the status of what it ends in, over both clients; and what was asked for.
fn list_all<E>(endpoint: &E) -> (Result<Vec<i64>, u16>, Vec<String>)
where
    E: Endpoint<Api = headers::Api, Output = Page<Row>> + Clone + 'static,
{
    let rows = Rows::default();
    let status = |error: CallError<headers::ApiError>| match error {
        CallError::Vendor(refused) => refused.status,
        error => panic!("{error}"),
    };
    let auth = headers::Auth::anonymous;
    let client = blocking::Client::over(rows.clone(), headers::Server::Production, auth()).unwrap();
    let found: Result<Vec<i64>, _> = client
        .items(endpoint.clone())
        .map(|row| row.map(|row| row.id))
        .collect();
    let found = (found.map_err(status), rows.asked());

    let client = nonblocking::Client::over(rows.clone(), headers::Server::Production, auth()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let again: Result<Vec<i64>, _> = runtime.block_on(async {
        let mut ids = Vec::new();
        let mut items = client.items(endpoint.clone());
        while let Some(row) = items.next().await {
            ids.push(row?.id);
        }
        Ok(ids)
    });
    assert_eq!((again.map_err(status), rows.asked()), found, "both clients do the same");
    found
}

fn ranged(range: Option<Range>) -> ListRows {
    ListRows {
        x_tenant: Some("a".into()),
        range,
        ..ListRows::default()
    }
}

fn all(ids: std::ops::Range<i64>) -> Result<Vec<i64>, u16> {
    Ok(ids.collect())
}

#[test]
fn a_listing_by_ranges_ends_at_the_total_or_at_status_416() {
    let (found, asked) = list_all(&ranged(Some(Range { first: 0, last: 9 })));
    assert_eq!(found, all(0..25));
    assert_eq!(
        asked,
        ["0-9", "10-19", "20-29", "25-34"],
        "nobody says how many there are"
    );
    let counted = ListRows {
        filter: ListRowsFilter::default().state("open"),
        ..ranged(Some((0..1000).into()))
    };
    let (found, asked) = list_all(&counted);
    assert_eq!(found, all(0..25));
    assert_eq!(
        asked,
        ["0-999", "10-1009", "20-1019"],
        "what is cut is neither skipped nor repeated"
    );
    let (found, asked) = list_all(&ranged(None));
    assert_eq!(
        (found, asked),
        (all(0..25), ["-", "10-19", "20-29", "25-34"].map(String::from).to_vec())
    );
    let (found, asked) = list_all(&ranged(Some(Range { first: 25, last: 34 })));
    assert_eq!(
        (found, asked),
        (Err(416), vec!["25-34".to_owned()]),
        "there is no page before"
    );
}

#[test]
fn a_range_has_rules_wherever_it_travels() {
    let wrong = Range { first: 9, last: 0 };
    assert_eq!(list(ranged(Some(wrong)).validate()), ["Range range 9-0"]);
    assert_eq!(list(ListOldRowsFilter::default().validate()), ["range required -"]);
    let from_zero = ListOldRowsFilter::default().range(Range { first: 0, last: 1 });
    assert_eq!(list(from_zero.validate()), ["range minimum 0"]);
    let rows = ListOldRows {
        x_trace: None,
        x_tenant: None,
        filter: ListOldRowsFilter::default().range(Range::from(1..=2)),
    };
    assert_eq!(rows.filter.to_query(), "range=%5B1%2C2%5D");
    assert_eq!(ListOldRowsFilter::from_query("range=[1,2]").unwrap(), rows.filter);
    for text in ["range=1-2", "range=[1,]", "range=[-1,2]", "range=[1,2"] {
        assert!(ListOldRowsFilter::from_query(text).is_err(), "{text}");
    }
    let (found, asked) = list_all(&rows);
    assert_eq!(found, all(1..4));
    assert_eq!(asked, ["range=%5B1%2C2%5D", "range=%5B3%2C4%5D"]);
}

#[test]
fn pages_are_asked_for_in_headers() {
    let rows = ListNewRows {
        limit: Some(5),
        ..ListNewRows::default()
    };
    let (found, asked) = list_all(&rows);
    assert_eq!(found, all(1..4));
    assert_eq!(asked, ["- 5", "2 5", "3 5"]);
    let wrong = ListNewRows {
        limit: Some(51),
        page: Some(0),
        ..ListNewRows::default()
    };
    assert_eq!(list(wrong.validate()), ["X-Limit maximum 51"]);
}

#[test]
fn a_body_is_wrapped_and_its_violations_have_the_path_that_is_sent() {
    let create = |name: &str| CreateRow {
        x_tenant: None,
        body: NewRow::new(name),
    };
    let request = create("a").request(URL).unwrap();
    assert_eq!(request.body(), br#"{"row":{"name":"a"}}"#);
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(list(create("a").validate()), [""; 0]);
    assert_eq!(
        list(create("abcdefghij").validate()),
        ["row.name max_length abcdefghij"]
    );
    let answer = CreateRow::decode(201, &(), br#"{"row": {"id": 1, "name": "a"}}"#).unwrap();
    assert_eq!((answer.id, answer.name.as_str()), (1, "a"));

    let set = |tags: &[f64]| SetTags {
        x_tenant: None,
        body: tags.to_vec(),
    };
    let request = set(&[1.0, 2.5]).request(URL).unwrap();
    assert_eq!(request.body(), br#"{"data":{"the tags":[1.0,2.5]}}"#);
    assert_eq!(list(set(&[]).validate()), ["data.the tags min_items 0"]);
    let refused = set(&[f64::NAN]).request(URL).unwrap_err().to_string();
    assert!(refused.contains(r#"data["the tags"][0]"#), "{refused}");
}

#[test]
fn constants_of_models_are_written_and_read_as_they_come() {
    let constant = r#""kind":"card","version":"2.0","live":"yes","level":2"#;
    let new = NewCard {
        owner: Some("Ana".into()),
        back: Some(NewSide {
            note: Some("a".into()),
            extra: [("more".into(), json::from_str("1").unwrap())].into(),
        }),
    };
    let written = |value: Result<String, bindery::Error>| value.unwrap();
    assert_eq!(
        written(json::to_string(&new)),
        format!(r#"{{{constant},"owner":"Ana","back":{{"kind":"side","note":"a","more":1}}}}"#)
    );
    // In any other format, too: serde is told how many members there are.
    assert_eq!(serde_json::to_string(&new).unwrap(), written(json::to_string(&new)));
    let patch = CardPatch {
        owner: Patch::Set("Ana".into()),
        ..CardPatch::default()
    };
    assert_eq!(
        written(json::to_string(&patch)),
        format!(r#"{{{constant},"owner":"Ana"}}"#)
    );
    assert_eq!(list(bindery::Validate::validate(&new)), ["back at_most 2"]);

    let text = r#"{"id": 1, "kind": "other", "version": "1", "live": "no", "level": 1, "owner": "Ana", "back": {"kind": "s", "note": "a"}}"#;
    let card: Card = json::from_str(text).unwrap();
    assert_eq!(
        (card.kind.as_str(), card.live, card.level.clone()),
        ("other", false, Level::Low)
    );
    assert_eq!(
        written(json::to_string(&CardUpdate::from(card))),
        format!(r#"{{{constant},"owner":"Ana","back":{{"kind":"side","note":"a"}}}}"#)
    );

    // What was written is read back: a constant is no unknown member.
    let side: NewSide = json::from_str(r#"{"kind": "side", "note": "a", "more": 1}"#).unwrap();
    assert_eq!(side.extra.len(), 1);
    let twice = NewSide {
        extra: [("kind".into(), json::from_str("1").unwrap())].into(),
        ..side
    };
    assert!(json::to_string(&twice).is_err());

    let form = SendForm {
        x_tenant: None,
        body: Form {
            name: Some("a&b".into()),
        },
    };
    assert_eq!(form.request(URL).unwrap().body(), b"grant=a%20b&count=3&name=a%26b");
}
