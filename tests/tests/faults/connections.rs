//! Connections that close, stall, flood, or speak no HTTP.
//!
//! Input: plain sockets and the loopback vendors. Output: failures of the transport, told apart.

use crate::client::{Over, create, list, spoiled};
use crate::raw::{Raw, Step, answer, send};
use crate::run::Fault as Entry;
use crate::seen::{Seen, assert_transport, seen, transport, unfit, vendor};
use bindery::client::TransportErrorKind::{Connect, Interrupted, Protocol, Timeout};
use bindery_loopback::{Fault, Loopback, Vendor};
use bindery_vendors::koibox;
use std::net::TcpListener;
use std::time::{Duration, Instant};

pub const FAULTS: &[Entry] = &[
    ("nothing listens", refused),
    ("closed before the head", closed_before_the_head),
    ("closed before the head, of a POST", closed_before_the_head_of_a_post),
    ("closed within the head", closed_within_the_head),
    ("closed within the body", closed_within_the_body),
    ("closed within a chunk", closed_within_a_chunk),
    ("closed once, then the answer", closed_once),
    ("head after the timeout", slow_head),
    ("body after the timeout", slow_body),
    ("body that trickles past the timeout", trickle),
    ("body that trickles for ever", trickle_for_ever),
    ("body that trickles within the timeout", trickle_in_time),
    ("head after the timeout once, then the answer", slow_once),
    ("another protocol", another_protocol),
    ("plain HTTP where TLS is due", no_tls),
    ("a Content-Length that is none", length_that_is_none),
    ("two lengths that differ", two_lengths),
    ("a chunk whose length is none", chunk_that_is_none),
    ("10,000 headers", flood_of_headers),
    ("a header of 4 MB", long_header),
    ("headers without end", endless_headers),
    ("100 Continue, then the answer", continued),
    ("100 Continue for ever", continued_for_ever),
    ("status 299", status_299),
    ("status 600", status_600),
    ("status 999", status_999),
    ("status 099", status_099),
    ("a body without a length, ended by closing", ended_by_closing),
];

/// Long enough for nothing: every timeout of these faults passes.
const HURRY: Duration = Duration::from_millis(400);
const AGES: Duration = Duration::from_secs(20);
const EMPTY_PAGE: &str = r#"{"count": 0, "next": null, "previous": null, "results": []}"#;

fn raw(over: Over, script: Vec<Step>) -> (Raw, crate::client::Came<koibox::ListCustomers>, Seen) {
    let server = Raw::start([script]);
    let came = over.koibox(server.url()).reply(&list());
    let seen = seen::<koibox::ListCustomers>(&came, server.requests().len());
    (server, came, seen)
}

fn refused(over: Over) -> Seen {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let came = over.koibox(url).reply(&list());
    assert_transport(&came, Connect);
    assert!(came.as_ref().unwrap_err().is_retryable());
    seen::<koibox::ListCustomers>(&came, 0)
}

fn closed_before_the_head(over: Over) -> Seen {
    let (server, came, seen) = raw(over, Vec::new());
    assert_transport(&came, Interrupted);
    assert_eq!(server.requests().len(), 3);
    seen
}

fn closed_before_the_head_of_a_post(over: Over) -> Seen {
    let server = Raw::start([Vec::new()]);
    let came = over.koibox(server.url()).reply(&create());
    assert_transport(&came, Interrupted);
    assert_eq!(server.requests().len(), 1, "a POST may have been carried out");
    seen::<koibox::CreateCustomer>(&came, server.requests().len())
}

fn closed_within_the_head(over: Over) -> Seen {
    let (_, came, seen) = raw(over, send("HTTP/1.1 200 OK\r\nContent-Len"));
    assert_transport(&came, Interrupted);
    seen
}

fn closed_within_the_body(over: Over) -> Seen {
    let (server, client) = spoiled(over, Fault::CloseMidBody);
    let came = client.reply(&list());
    assert_transport(&came, Interrupted);
    assert_eq!(server.requests().len(), 3);
    seen::<koibox::ListCustomers>(&came, server.requests().len())
}

fn closed_within_a_chunk(over: Over) -> Seen {
    let chunk = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{\"count\": ";
    let (_, came, seen) = raw(over, send(chunk));
    assert_transport(&came, Interrupted);
    seen
}

fn closed_once(over: Over) -> Seen {
    let server = Raw::start([Vec::new(), answer("200 OK", "", EMPTY_PAGE)]);
    let came = over.koibox(server.url()).reply(&list());
    assert_eq!(came.as_ref().unwrap().attempts, 2);
    seen::<koibox::ListCustomers>(&came, server.requests().len())
}

fn late(over: Over, fault: Fault) -> Seen {
    let (server, client) = spoiled(over, fault);
    let start = Instant::now();
    let came = client.within(HURRY).reply(&list());
    assert_transport(&came, Timeout);
    assert!(start.elapsed() >= 3 * HURRY && server.requests().len() == 3);
    seen::<koibox::ListCustomers>(&came, server.requests().len())
}

fn slow_head(over: Over) -> Seen {
    late(over, Fault::SlowHead(AGES))
}

fn slow_body(over: Over) -> Seen {
    late(over, Fault::SlowBody(AGES))
}

fn trickle(over: Over) -> Seen {
    late(over, Fault::Trickle(HURRY / 2))
}

fn trickle_for_ever(over: Over) -> Seen {
    let mut script = send("HTTP/1.1 200 OK\r\n\r\n[");
    script.extend((0..2_000).flat_map(|_| [Step::Wait(HURRY / 40), Step::Send(b" ".to_vec())]));
    let server = Raw::start([script]);
    let came = over.koibox(server.url()).once().within(HURRY).reply(&list());
    assert_transport(&came, Timeout);
    seen::<koibox::ListCustomers>(&came, server.requests().len())
}

fn trickle_in_time(over: Over) -> Seen {
    let (server, client) = spoiled(over, Fault::Trickle(HURRY / 40));
    let came = client.reply(&list());
    assert_eq!(came.as_ref().unwrap().value.items.len(), 10);
    seen::<koibox::ListCustomers>(&came, server.requests().len())
}

fn slow_once(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    server.fault(Vendor::Koibox, Fault::SlowHead(AGES));
    let client = over.koibox(server.url(Vendor::Koibox)).within(5 * HURRY);
    let came = client.reply(&list());
    assert_eq!(came.as_ref().unwrap().attempts, 2);
    seen::<koibox::ListCustomers>(&came, server.requests().len())
}

fn another_protocol(over: Over) -> Seen {
    let (_, came, seen) = raw(over, send("SSH-2.0-OpenSSH_9.6\r\n\r\n"));
    assert_transport(&came, Protocol);
    assert!(!came.as_ref().unwrap_err().is_retryable());
    seen
}

fn no_tls(over: Over) -> Seen {
    let server = Raw::start([send("HTTP/1.1 400 Bad Request\r\n\r\n")]);
    let came = over
        .koibox(server.url().replace("http://", "https://"))
        .once()
        .reply(&list());
    let kind = transport(&came).kind();
    assert!(matches!(kind, Protocol | Connect), "{came:?}");
    seen::<koibox::ListCustomers>(&came, server.requests().len())
}

fn length_that_is_none(over: Over) -> Seen {
    let (_, came, seen) = raw(over, send("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}"));
    assert_transport(&came, Protocol);
    seen
}

fn two_lengths(over: Over) -> Seen {
    let (_, came, seen) = raw(
        over,
        send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 20\r\n\r\n{}"),
    );
    assert!(came.is_err());
    seen
}

fn chunk_that_is_none(over: Over) -> Seen {
    let (_, came, seen) = raw(
        over,
        send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"),
    );
    assert_transport(&came, Protocol);
    seen
}

fn flood_of_headers(over: Over) -> Seen {
    let headers: String = (0..10_000)
        .map(|number| format!("X-Header-{number}: {number}\r\n"))
        .collect();
    let (_, came, seen) = raw(over, answer("200 OK", &headers, EMPTY_PAGE));
    assert_transport(&came, Protocol);
    seen
}

fn long_header(over: Over) -> Seen {
    let header = format!("X-Header: {}\r\n", "a".repeat(4 << 20));
    let (_, came, seen) = raw(over, answer("200 OK", &header, EMPTY_PAGE));
    assert_transport(&came, Protocol);
    seen
}

fn endless_headers(over: Over) -> Seen {
    let mut script = send("HTTP/1.1 200 OK\r\n");
    script.push(Step::Flood(b"X-Header: 1\r\n".repeat(100)));
    let (_, came, seen) = raw(over, script);
    assert_transport(&came, Protocol);
    seen
}

fn continued(over: Over) -> Seen {
    let mut script = send("HTTP/1.1 100 Continue\r\n\r\n");
    script.push(Step::Wait(Duration::from_millis(20)));
    script.extend(answer("200 OK", "", EMPTY_PAGE));
    let (_, came, seen) = raw(over, script);
    assert_eq!(came.unwrap().status, 200);
    seen
}

fn continued_for_ever(over: Over) -> Seen {
    let continued = b"HTTP/1.1 100 Continue\r\n\r\n".to_vec();
    let script = (0..2_000).flat_map(|_| [Step::Send(continued.clone()), Step::Wait(HURRY / 40)]);
    let server = Raw::start([script.collect::<Vec<_>>()]);
    let came = over.koibox(server.url()).once().within(HURRY).reply(&list());
    assert_transport(&came, Timeout);
    seen::<koibox::ListCustomers>(&came, server.requests().len())
}

/// The endpoint says 200, and 299 is not that.
fn status_299(over: Over) -> Seen {
    let (_, came, seen) = raw(over, answer("299 Odd", "", EMPTY_PAGE));
    assert_eq!(vendor(&came).status, 299);
    seen
}

fn status_600(over: Over) -> Seen {
    let (_, came, seen) = raw(over, answer("600 Odd", "", EMPTY_PAGE));
    assert_eq!(vendor(&came).status, 600);
    seen
}

fn status_999(over: Over) -> Seen {
    let (_, came, seen) = raw(over, answer("999 Request Denied", "", "<html>denied</html>"));
    assert_eq!(vendor(&came).status, 999);
    seen
}

fn status_099(over: Over) -> Seen {
    let (_, came, seen) = raw(over, answer("099 Odd", "", EMPTY_PAGE));
    assert_transport(&came, Protocol);
    seen
}

/// HTTP/1.0: what came is all, and JSON says whether it is.
fn ended_by_closing(over: Over) -> Seen {
    let (_, came, seen) = raw(
        over,
        send(
            r#"HTTP/1.0 200 OK

{"count": 0, "next": null, "results"#
                .replace('\n', "\r\n"),
        ),
    );
    assert!(
        unfit(&came).error.found().is_some_and(|found| found.contains("end")),
        "{came:?}"
    );
    seen
}
