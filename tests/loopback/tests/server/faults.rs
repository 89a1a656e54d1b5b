//! Faults do what they say, and no more often than they were asked for.

use crate::client::{Caller, int, text};
use bindery::Json;
use bindery_loopback::{Fault, Loopback, Vendor};
use std::collections::BTreeSet;
use std::net::TcpStream;
use std::time::{Duration, Instant};

const LIST: &str = "/api/clientes/?limit=10";

fn rows<'a>(body: &'a Json, at: &str) -> &'a [Json] {
    body.get(at).and_then(Json::as_array).unwrap()
}

#[test]
fn answers_instead_of_the_vendor() {
    let server = Loopback::start().unwrap();
    let caller = Caller::new(&server, Vendor::Koibox);
    let headers = vec![("X-Trace".to_owned(), "7".to_owned())];
    server.fault(Vendor::Koibox, Fault::Status(502, headers, b"bad gateway".to_vec()));
    server.fault(Vendor::Koibox, Fault::Json("{\"status\": false".into()));
    server.fault(Vendor::Koibox, Fault::Html(503));
    server.fault(Vendor::Koibox, Fault::RetryAfter(429, "2".into()));
    server.fault(
        Vendor::Koibox,
        Fault::RedirectTo(302, "http://elsewhere.example/".into()),
    );
    let reply = caller.get(LIST);
    assert_eq!(
        (reply.status, reply.header("x-trace"), reply.text().as_str()),
        (502, Some("7"), "bad gateway")
    );
    let reply = caller.get(LIST);
    assert_eq!(
        (reply.status, reply.header("content-type")),
        (200, Some("application/json"))
    );
    assert_eq!(reply.text(), "{\"status\": false");
    let reply = caller.get(LIST);
    assert!(reply.status == 503 && reply.header("content-type").unwrap().starts_with("text/html"));
    assert!(reply.text().starts_with("<html>"));
    let reply = caller.get(LIST);
    assert_eq!((reply.status, reply.header("retry-after")), (429, Some("2")));
    let reply = caller.get(LIST);
    assert_eq!(
        (reply.status, reply.header("location")),
        (302, Some("http://elsewhere.example/"))
    );
    assert_eq!(caller.get(LIST).status, 200);
    assert_eq!(server.requests().len(), 6);
}

#[test]
fn a_refused_creation_creates_nothing_and_a_cut_one_does() {
    let server = Loopback::start().unwrap();
    let caller = Caller::new(&server, Vendor::Koibox);
    let count = || server.customers(Vendor::Koibox).len();
    server.fault(Vendor::Koibox, Fault::status(500));
    server.fault(Vendor::Koibox, Fault::CloseMidBody);
    assert_eq!(caller.send("POST", "/api/clientes/", r#"{"nombre": "A"}"#).status, 500);
    assert_eq!(count(), 253);
    assert!(!caller.send("POST", "/api/clientes/", r#"{"nombre": "A"}"#).complete);
    assert_eq!(count(), 254);
}

#[test]
fn bodies_end_too_early() {
    let server = Loopback::start().unwrap();
    let caller = Caller::new(&server, Vendor::Koibox);
    let whole = caller.get(LIST);
    assert!(whole.complete);
    server.fault(Vendor::Koibox, Fault::CloseMidBody);
    let closed = caller.get(LIST);
    assert!(closed.status == 200 && !closed.complete);
    assert_eq!(closed.body, whole.body[..whole.body.len() / 2]);
    server.fault(Vendor::Koibox, Fault::Truncated);
    let truncated = caller.get(LIST);
    assert!(truncated.complete);
    assert_eq!(truncated.body, whole.body[..whole.body.len() / 2]);
}

#[test]
fn answers_are_slow() {
    let server = Loopback::start().unwrap();
    let caller = Caller::new(&server, Vendor::Koibox);
    let whole = caller.get(LIST).body;
    let pause = Duration::from_millis(200);
    for (fault, least) in [
        (Fault::SlowHead(pause), pause),
        (Fault::SlowBody(pause), pause),
        (Fault::Trickle(pause / 10), pause),
    ] {
        server.fault(Vendor::Koibox, fault.clone());
        let start = Instant::now();
        let reply = caller.get(LIST);
        assert!(start.elapsed() >= least, "{fault:?}");
        assert!(reply.complete && reply.body == whole, "{fault:?}");
    }
}

#[test]
fn a_slow_answer_holds_up_no_other_and_not_the_end() {
    let server = Loopback::start().unwrap();
    let start = Instant::now();
    server.fault(Vendor::Koibox, Fault::SlowBody(Duration::from_secs(3600)));
    let address = server.address();
    let mut slow = TcpStream::connect(address).unwrap();
    let head = format!(
        "GET /koibox/api/clientes/ HTTP/1.1\r\nHost: a\r\nX-Koibox-Key: {}\r\n\r\n",
        bindery_loopback::koibox::KEY
    );
    std::io::Write::write_all(&mut slow, head.as_bytes()).unwrap();
    while server.requests().is_empty() {
        assert!(start.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(Caller::new(&server, Vendor::Koibox).get(LIST).status, 200);
    drop(server);
    assert!(start.elapsed() < Duration::from_secs(60));
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn bodies_are_huge() {
    let server = Loopback::start().unwrap();
    let caller = Caller::new(&server, Vendor::Koibox);
    for announced in [true, false] {
        server.fault(
            Vendor::Koibox,
            Fault::Huge {
                bytes: 1_000_001,
                announced,
            },
        );
        let reply = caller.get(LIST);
        assert!(reply.complete && reply.body.len() == 1_000_001);
        assert_eq!(reply.header("content-length"), announced.then_some("1000001"));
        assert!(reply.body.starts_with(b"[ "));
    }
}

#[test]
fn a_value_is_replaced() {
    let server = Loopback::start().unwrap();
    let caller = Caller::new(&server, Vendor::Koibox);
    server.fault(
        Vendor::Koibox,
        Fault::Replace("results.3.id".into(), r#"{"no": "number"}"#.into()),
    );
    let body = caller.get(LIST).json();
    assert_eq!(text(rows(&body, "results")[3].get("id").unwrap(), "no"), Some("number"));
    assert_eq!(int(&rows(&body, "results")[2], "id"), Some(3));
    assert_eq!(int(&rows(&caller.get(LIST).json(), "results")[3], "id"), Some(4));
}

#[test]
fn faults_are_for_a_prefix_and_a_number_of_times() {
    let server = Loopback::start().unwrap();
    let (koibox, akinon) = (
        Caller::new(&server, Vendor::Koibox),
        Caller::new(&server, Vendor::Akinon),
    );
    server.fault_times("/koibox/api/clientes/", 2, Fault::status(500));
    server.fault_always(Vendor::Akinon, Fault::status(503));
    assert_eq!([0; 3].map(|_| koibox.get(LIST).status), [500, 500, 200]);
    assert_eq!([0; 3].map(|_| akinon.get("/api/v1/customers/").status), [503; 3]);
    server.clear_faults();
    assert_eq!(akinon.get("/api/v1/customers/").status, 200);
}

#[test]
fn the_next_page_is_elsewhere() {
    let server = Loopback::start().unwrap();
    server.fault_always("/", Fault::NextLink("http://elsewhere.example/steal".into()));
    for (vendor, target) in [(Vendor::Koibox, LIST), (Vendor::Akinon, "/api/v1/customers/")] {
        let body = Caller::new(&server, vendor).get(target).json();
        assert_eq!(text(&body, "next"), Some("http://elsewhere.example/steal"));
    }
    let body = Caller::new(&server, Vendor::Valomnia).get("/api/v1.0/customers").json();
    assert_eq!(
        text(body.get("paging").unwrap(), "next"),
        Some("http://elsewhere.example/steal")
    );
}

#[test]
fn pages_never_end() {
    let server = Loopback::start().unwrap();
    server.fault_always("/", Fault::EndlessPages);
    for (vendor, id) in [
        (Vendor::Koibox, "id"),
        (Vendor::Akinon, "pk"),
        (Vendor::Valomnia, "id"),
        (Vendor::Aceptabits, "code"),
    ] {
        let caller = Caller::new(&server, vendor);
        let mut seen = BTreeSet::new();
        for page in 0..10 {
            let (start, number) = (page * 50, page + 1);
            let body = match vendor {
                Vendor::Koibox => caller.get(&format!("/api/clientes/?limit=50&offset={start}")).json(),
                Vendor::Akinon => caller.get(&format!("/api/v1/customers/?limit=50&page={number}")).json(),
                Vendor::Valomnia => caller.get(&format!("/api/v1.0/customers?max=50&offset={start}")).json(),
                _ => caller
                    .get(&format!("/get-customers?limit=50&page={number}"))
                    .json()
                    .get("data")
                    .unwrap()
                    .clone(),
            };
            let items = body
                .get("results")
                .or_else(|| body.get("data"))
                .and_then(Json::as_array)
                .unwrap();
            seen.extend(items.iter().map(|item| item.get(id).unwrap().to_string()));
            assert_eq!(seen.len(), (page + 1) * 50, "{vendor:?}");
            let more = match vendor {
                Vendor::Aceptabits => int(&body, "last_page") > int(&body, "current_page"),
                Vendor::Valomnia => text(body.get("paging").unwrap(), "next").is_some(),
                _ => text(&body, "next").is_some(),
            };
            assert!(more, "{vendor:?}");
        }
    }
}

#[test]
fn a_page_repeats() {
    let server = Loopback::start().unwrap();
    server.fault_always("/", Fault::RepeatingPage);
    let koibox = Caller::new(&server, Vendor::Koibox);
    let target = "/api/clientes/?limit=10&offset=240";
    let body = koibox.get(target).json();
    assert_eq!(
        text(&body, "next"),
        Some((server.url(Vendor::Koibox) + target).as_str())
    );
    assert_eq!(int(&rows(&body, "results")[0], "id"), Some(1));
    let aceptabits = Caller::new(&server, Vendor::Aceptabits);
    let page = |number: i64| aceptabits.get(&format!("/get-customers?limit=10&page={number}")).json();
    let (first, far) = (page(1), page(99));
    let (first, far) = (first.get("data").unwrap(), far.get("data").unwrap());
    assert_eq!(rows(first, "data"), rows(far, "data"));
    let numbers = ["current_page", "from", "to"].map(|name| int(far, name).unwrap());
    assert_eq!((numbers, int(far, "last_page")), ([1, 1, 10], Some(100)));
}
