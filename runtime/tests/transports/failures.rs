//! Answers that do not come, or not whole: the class of the failure, and that it tells no secret.

use crate::server::{Server, read_request, until_closed};
use crate::subject::{Subject, get, limits};
use bindery::client::TransportErrorKind::{Connect, Interrupted, Other, Protocol, Timeout, TooLarge};
use bindery::client::{Limits, TransportError, TransportErrorKind};
use http::{HeaderValue, Request};
use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// Sends a request full of secrets, which must fail so, telling none of them.
#[track_caller]
pub fn fails(subject: &Subject, url: &str, limits: &Limits, kind: TransportErrorKind) -> TransportError {
    let mut key = HeaderValue::from_static("s3cret-header");
    key.set_sensitive(true);
    let request = Request::post(format!("{url}?key=s3cret-query"))
        .header("X-Shop-Key", key)
        .header("Authorization", "Bearer s3cret-bearer")
        .body(b"s3cret-body".to_vec())
        .unwrap();
    let start = Instant::now();
    let error = subject.send(request, limits).expect_err("a failure");
    assert!(start.elapsed() < Duration::from_secs(10), "took {:?}", start.elapsed());
    assert_eq!(error.kind(), kind, "{error}");
    for text in [format!("{error:?}"), error.to_string()] {
        assert!(
            !text.contains("s3cret") && !text.contains("://") && !text.contains('?'),
            "{text}"
        );
    }
    assert!(
        !error.message().contains('\n') && error.message().len() < 200,
        "{error}"
    );
    error
}

/// The same, where a server answers one request with these bytes and closes.
#[track_caller]
fn fails_on(subject: &Subject, answer: impl Into<Vec<u8>>, kind: TransportErrorKind) -> TransportError {
    let server = Server::once(answer);
    let error = fails(subject, &server.url("/orders"), &limits(), kind);
    server.finish();
    error
}

fn hurried() -> Limits {
    Limits::new(Duration::from_millis(300), 1024 * 1024)
}

pub fn nothing_listens(subject: &Subject) {
    // A port of old that nobody uses; one just set free might be taken by another test.
    let error = fails(subject, "http://127.0.0.1:1/orders", &limits(), Connect);
    assert_eq!(error.message(), "the connection was refused");
}

pub fn a_name_that_is_none(subject: &Subject) {
    let error = fails(subject, "http://something.invalid/orders", &limits(), Connect);
    assert_eq!(error.message(), "the name of the host was not found");
}

pub fn a_url_that_is_none(subject: &Subject) {
    let error = fails(subject, "ftp://127.0.0.1/orders", &limits(), Other);
    assert!(error.message().starts_with("the URL cannot be called; "), "{error}");

    // What a transport cannot send as it is, it refuses.
    let server = Server::once("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    let url = server.url("/orders/%2e%2e/keys");
    match subject {
        Subject::Ureq(_) => {
            subject.send(get(&url), &limits()).unwrap();
            assert!(server.finish()[0].starts_with(b"GET /orders/%2e%2e/keys "));
        }
        Subject::Reqwest(..) => drop(fails(subject, &url, &limits(), Other)),
    }
}

pub fn cut_in_the_body(subject: &Subject) {
    let error = fails_on(
        subject,
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":",
        Interrupted,
    );
    assert_eq!(error.message(), "the connection ended before the answer was complete");
}

pub fn cut_in_a_chunk(subject: &Subject) {
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    for body in ["", "5\r\nab", "2\r\nab\r\n", "2\r\nab\r\n2"] {
        fails_on(subject, format!("{head}{body}"), Interrupted);
    }
}

pub fn cut_in_the_headers(subject: &Subject) {
    for head in ["HTTP/1.1 20", "HTTP/1.1 200 OK\r\nContent-Le"] {
        fails_on(subject, head, Interrupted);
    }
}

pub fn closed_without_an_answer(subject: &Subject) {
    fails_on(subject, "", Interrupted);
}

pub fn slow_before_the_headers(subject: &Subject) {
    let server = Server::start(1, until_closed);
    let error = fails(subject, &server.url("/orders"), &hurried(), Timeout);
    assert_eq!(error.message(), "no complete answer came within 300ms");
    server.finish();
}

pub fn slow_in_the_body(subject: &Subject) {
    let server = Server::start(1, |stream| {
        read_request(stream);
        stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            .unwrap();
        for _ in 0..200 {
            if stream.write_all(b"x").is_err() {
                break;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    });
    fails(subject, &server.url("/orders"), &hurried(), Timeout);
    server.finish();
}

pub fn no_time_at_all(subject: &Subject) {
    let server = Server::start(1, until_closed);
    let limits = Limits::new(Duration::ZERO, 1024);
    fails(subject, &server.url("/orders"), &limits, Timeout);
    drop(TcpStream::connect(("127.0.0.1", server.port())));
    server.finish();
}

pub fn endless_time_is_no_overflow(subject: &Subject) {
    let server = Server::once("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    let limits = Limits::new(Duration::MAX, usize::MAX);
    assert_eq!(subject.send(get(&server.url("/")), &limits).unwrap().body(), b"{}");
    server.finish();
}

const HUGE: usize = 50 * 1024 * 1024;

/// Writes 50 MB in parts, until the client has enough of it: how much that was.
fn flood(stream: &mut TcpStream, head: &str, wrap: impl Fn(&[u8]) -> Vec<u8>) -> usize {
    read_request(stream);
    stream.write_all(head.as_bytes()).unwrap();
    let part = wrap(&[b'x'; 64 * 1024]);
    let mut written = 0;
    while written < HUGE && stream.write_all(&part).is_ok() {
        written += part.len();
    }
    written
}

#[track_caller]
fn too_large(subject: &Subject, head: &'static str, wrap: fn(&[u8]) -> Vec<u8>) {
    let server = Server::start(1, move |stream| flood(stream, head, wrap));
    let error = fails(subject, &server.url("/orders"), &limits(), TooLarge);
    assert_eq!(
        error.message(),
        "the answer is longer than 1048576 bytes, which is what `max_body` allows"
    );
    let written = server.finish()[0];
    // What the sockets of both sides buffer is read by nobody.
    assert!(written < HUGE / 2, "{written} bytes were taken");
}

pub fn too_large_by_its_length(subject: &Subject) {
    too_large(
        subject,
        "HTTP/1.1 200 OK\r\nContent-Length: 52428800\r\n\r\n",
        <[u8]>::to_vec,
    );
}

pub fn too_large_in_chunks(subject: &Subject) {
    too_large(
        subject,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        |part| [format!("{:x}\r\n", part.len()).as_bytes(), part, b"\r\n"].concat(),
    );
}

pub fn too_large_to_the_end(subject: &Subject) {
    too_large(subject, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", <[u8]>::to_vec);
}

pub fn no_http(subject: &Subject) {
    let answers = [
        "220 mail.shop.example ESMTP\r\n\r\n",
        "\x15\x03\x01\x00\x02\x02\x16",
        "<html>\r\n\r\n",
        "HTTP/1.1 abc\r\n\r\n",
    ];
    for answer in answers {
        let error = fails_on(subject, answer, Protocol);
        assert!(error.message().starts_with("what came is no HTTP"), "{error}");
    }
    fails_on(subject, "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n", Protocol);
    fails_on(subject, "HTTP/1.1 200 OK\r\nbad header s3cret-query\r\n\r\n", Protocol);
}

pub fn no_http_in_a_chunk(subject: &Subject) {
    let answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\nzz\r\nab\r\n0\r\n\r\n";
    fails_on(subject, answer, Protocol);
}

pub fn a_flood_of_headers(subject: &Subject) {
    let server = Server::start(1, |stream| {
        flood(stream, "HTTP/1.1 200 OK\r\n", |part| {
            [b"X-Flood: ", part, b"\r\n"].concat()
        })
    });
    fails(subject, &server.url("/orders"), &limits(), Protocol);
    assert!(server.finish()[0] < HUGE / 2);

    let many: String = (0..5000).map(|number| format!("X-{number}: a\r\n")).collect();
    let server = Server::start(1, move |stream| {
        read_request(stream);
        // The client may hang up before the last of them.
        drop(stream.write_all(format!("HTTP/1.1 200 OK\r\n{many}Content-Length: 0\r\n\r\n").as_bytes()));
    });
    fails(subject, &server.url("/orders"), &limits(), Protocol);
    server.finish();
}

pub fn tls_where_none_is_spoken(subject: &Subject) {
    let server = Server::start(1, |stream| {
        // A server of plain HTTP reads what it takes for a request line, and refuses it.
        let mut hello = [0; 64];
        drop(std::io::Read::read(stream, &mut hello));
        drop(stream.write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
        until_closed(stream);
    });
    let url = server.url("/orders").replace("http:", "https:");
    let error = fails(subject, &url, &limits(), Protocol);
    assert!(error.message().starts_with("what came is no TLS"), "{error}");
    server.finish();
}
