//! What `tracing` sees of calls: one span each, whose fields are names, numbers and fixed words.

use crate::capture::{Fields, capture};
use crate::listing;
use crate::stage::{Client, Stage};
use bindery::filter::icontains;
use bindery_loopback::{Fault, Vendor};
use bindery_vendors::{akinon, koibox, valomnia};
use std::collections::BTreeSet;
use std::time::Duration;

/// All fields of a call's span, with those that every span has.
const FIELDS: [&str; 12] = [
    "attempts",
    "duration_ms",
    "endpoint",
    "level",
    "method",
    "name",
    "outcome",
    "received_bytes",
    "sent_bytes",
    "status",
    "target",
    "vendor",
];

/// Vendor, endpoint, method, status, attempts, outcome.
fn told(span: &Fields) -> [&str; 6] {
    ["vendor", "endpoint", "method", "status", "attempts", "outcome"]
        .map(|name| span.get(name).map_or("", String::as_str))
}

pub fn a_call_is_one_span(stage: &Stage) {
    let client: Client<akinon::Api> = stage.client();
    let (reply, notes) = capture(|| {
        let body = akinon::NewCustomer::new("nueva@akinon.example", true, "CH9");
        let reply = client.reply(&akinon::CreateCustomer { body }).unwrap();
        client.refuse(&akinon::GetCustomer { id: 9999 });
        reply
    });
    let spans = notes.spans_of("bindery");
    assert_eq!(spans.len(), 2);
    assert_eq!(told(spans[0]), ["akinon", "create_customer", "POST", "201", "1", "ok"]);
    assert_eq!(told(spans[1]), ["akinon", "get_customer", "GET", "404", "1", "refused"]);
    let sent = stage.sent();
    for (span, (sent, received)) in spans.iter().zip([(sent[0].body.len(), reply.body.len()), (0, 23)]) {
        assert_eq!(span.keys().map(String::as_str).collect::<Vec<_>>(), FIELDS);
        assert_eq!((span["name"].as_str(), span["level"].as_str()), ("call", "INFO"));
        assert_eq!(span["sent_bytes"], sent.to_string());
        assert_eq!(span["received_bytes"], received.to_string());
        assert!(span["duration_ms"].parse::<u64>().unwrap() < 20_000);
    }
    assert_eq!(notes.events_of("bindery").len(), 0);

    // A page is a call.
    let client: Client<koibox::Api> = stage.client();
    let (_, notes) = capture(|| client.items(koibox::ListCustomers::default()).max_items(50).count());
    let spans = notes.spans_of("bindery");
    assert_eq!(spans.len(), 3);
    for span in spans {
        assert_eq!(told(span), ["koibox", "list_customers", "GET", "200", "1", "ok"]);
    }
    // What is not sent is none.
    let (_, notes) = capture(|| client.refuse(&listing::koibox(koibox::ListCustomersFilter::default().limit(51))));
    assert_eq!(notes.spans_of("bindery").len(), 0);
}

pub fn retries_and_logins_are_events(stage: &Stage) {
    let client: Client<valomnia::Api> = stage.client();
    let client = client.with(|options| options.retry.base = Duration::from_millis(2));
    stage
        .server
        .fault("/valomnia/api", Fault::RetryAfter(503, "0".to_owned()));
    let page = || listing::valomnia(valomnia::ListCustomersFilter::default().limit(1));
    let (_, notes) = capture(|| client.call(&page()).unwrap());
    let spans = notes.spans_of("bindery");
    assert_eq!(spans.len(), 1);
    assert_eq!(told(spans[0]), ["valomnia", "list_customers", "GET", "200", "2", "ok"]);
    // The login's body: calls and their logins are counted together.
    assert_eq!(spans[0]["sent_bytes"], "75");
    let events: Vec<_> = notes
        .events_of("bindery")
        .iter()
        .map(|event| {
            (
                event["message"].as_str(),
                event["level"].as_str(),
                event.get("wait_ms").map(String::as_str),
            )
        })
        .collect();
    assert_eq!(events, [("login", "DEBUG", None), ("retry", "DEBUG", Some("0"))]);

    // How calls end, in one word.
    stage.server.fault("/valomnia/api", Fault::Truncated);
    let (_, notes) = capture(|| client.refuse(&page()));
    assert_eq!(told(notes.spans_of("bindery")[0])[3..], ["200", "1", "unfit"]);
    stage.server.fault(
        "/valomnia/api",
        Fault::RedirectTo(301, "https://evil.example/".to_owned()),
    );
    let (_, notes) = capture(|| client.refuse(&page()));
    assert_eq!(told(notes.spans_of("bindery")[0])[3..], ["301", "1", "redirect"]);
    stage
        .server
        .fault("/valomnia/api", Fault::SlowHead(Duration::from_millis(900)));
    let (_, notes) = capture(|| {
        let hasty = client.with(|options| {
            options.timeout = Duration::from_millis(150);
            options.retry.attempts = 1;
        });
        hasty.refuse(&page())
    });
    assert_eq!(told(notes.spans_of("bindery")[0])[3..], ["", "1", "transport"]);
    let (_, notes) = capture(|| stage.client_as(valomnia::Auth::session("a", "b")).refuse(&page()));
    assert_eq!(told(notes.spans_of("bindery")[0])[3..], ["401", "0", "login"]);
}

pub fn nothing_of_the_call_is_in_them(stage: &Stage) {
    let client: Client<koibox::Api> = stage.client();
    let (_, notes) = capture(|| {
        let filter = koibox::ListCustomersFilter::default().nombre(icontains("José"));
        client.items(listing::koibox(filter.limit(2))).max_items(4).count();
        let mut body = koibox::NewCustomer::new("Inés");
        body.dni = Some("12345678X".to_owned());
        client.call(&koibox::CreateCustomer { body }).unwrap();
        stage.server.fault(Vendor::Koibox, Fault::Json("\"Inés\"".to_owned()));
        client.refuse(&koibox::ListCustomers::default());
    });
    let mut words = BTreeSet::new();
    for noted in notes.spans_of("bindery").into_iter().chain(notes.events_of("bindery")) {
        words.extend(noted.values().filter(|value| value.parse::<u64>().is_err()).cloned());
    }
    let expected = [
        "GET",
        "INFO",
        "POST",
        "bindery",
        "call",
        "create_customer",
        "koibox",
        "list_customers",
        "ok",
        "unfit",
    ];
    assert_eq!(words.iter().map(String::as_str).collect::<Vec<_>>(), expected);
}
