//! Answers that come whole: what the server sees, and what the caller gets.

use crate::server::{Server, header, open_house, read_request, split};
use crate::subject::{Subject, get, limits};
use http::{HeaderValue, Method, Request};
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

pub fn get_arrives_as_it_is(subject: &Subject) {
    let server = Server::once("HTTP/1.1 200 OK\r\nX-Shop: a\r\nX-Shop: b\r\nContent-Length: 5\r\n\r\nhello");
    let mut key = HeaderValue::from_static("s3cret");
    key.set_sensitive(true);
    let request = Request::get(server.url("/orders/a%2Fb/?total__gte=10&note=%20%C3%A9"))
        .header("User-Agent", "shop-client/1")
        .header("X-Shop-Key", key)
        .header("X-Twice", "1")
        .header("X-Twice", "2")
        .body(Vec::new())
        .unwrap();
    let answer = subject.send(request, &limits()).unwrap();
    assert_eq!(
        (answer.status().as_u16(), answer.body().as_slice()),
        (200, b"hello".as_slice())
    );
    let shops: Vec<_> = answer.headers().get_all("x-shop").iter().collect();
    assert_eq!(shops, ["a", "b"]);

    let host = format!("host: {}", &server.url("")["http://".len()..]);
    let seen = server.finish().remove(0);
    let (mut lines, body) = split(&seen);
    assert_eq!(
        lines.remove(0),
        "GET /orders/a%2Fb/?total__gte=10&note=%20%C3%A9 HTTP/1.1"
    );
    lines.sort_unstable();
    let expected = [
        "accept: */*",
        &host,
        "user-agent: shop-client/1",
        "x-shop-key: s3cret",
        "x-twice: 1",
        "x-twice: 2",
    ];
    assert_eq!((lines.as_slice(), body), (expected.as_slice(), b"".as_slice()));
}

pub fn post_arrives_byte_for_byte(subject: &Subject) {
    let server = Server::once(b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n\xff\x00");
    let body: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let request = Request::post(server.url("/orders/"))
        .header("Accept", "application/json")
        .header("Content-Type", "application/octet-stream")
        .header("X-Note", HeaderValue::from_bytes(b"caf\xc3\xa9").unwrap())
        .body(body.clone())
        .unwrap();
    let answer = subject.send(request, &limits()).unwrap();
    assert_eq!(
        (answer.status().as_u16(), answer.body().as_slice()),
        (201, b"\xff\x00".as_slice())
    );

    let seen = server.finish().remove(0);
    let (mut lines, seen_body) = split(&seen);
    assert_eq!(lines.remove(0), "POST /orders/ HTTP/1.1");
    lines.retain(|line| !line.starts_with("host: "));
    lines.sort_unstable();
    let expected = [
        "accept: application/json",
        "content-length: 100000",
        "content-type: application/octet-stream",
        "x-note: café",
    ];
    assert_eq!(lines, expected);
    assert!(seen_body == body, "the body arrived changed");
}

pub fn a_body_may_be_empty_or_unusual(subject: &Subject) {
    let cases = [
        (Method::POST, "", Some("0")),
        (Method::PUT, "", Some("0")),
        (Method::PATCH, "", Some("0")),
        (Method::GET, "", None),
        (Method::DELETE, "", None),
        (Method::DELETE, "[7]", Some("3")),
        (Method::GET, "{}", Some("2")),
        (Method::PATCH, "{}", Some("2")),
        (Method::OPTIONS, "", None),
    ];
    for (method, body, length) in cases {
        let server = Server::once("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        let request = Request::builder().method(&method).uri(server.url("/"));
        subject.send(request.body(body.into()).unwrap(), &limits()).unwrap();
        let seen = server.finish().remove(0);
        let (lines, seen_body) = split(&seen);
        assert_eq!(lines[0], format!("{method} / HTTP/1.1"));
        assert_eq!(
            (header(&seen, "content-length"), seen_body),
            (length, body.as_bytes()),
            "{method}"
        );
        assert_eq!(header(&seen, "transfer-encoding"), None, "{method}");
    }
    // The answer to a HEAD has a length and no body, and the length is of no weight.
    let server = Server::once("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n");
    let answer = subject
        .send(Request::head(server.url("/")).body(Vec::new()).unwrap(), &limits())
        .unwrap();
    assert_eq!(answer.body(), b"");
    server.finish();
}

pub fn no_content_is_an_empty_body(subject: &Subject) {
    let server = Server::once("HTTP/1.1 204 No Content\r\nX-Shop: a\r\n\r\n");
    let request = Request::delete(server.url("/orders/7/")).body(Vec::new()).unwrap();
    let answer = subject.send(request, &limits()).unwrap();
    assert_eq!(
        (answer.status().as_u16(), answer.body().as_slice()),
        (204, b"".as_slice())
    );
    assert_eq!(answer.headers()["x-shop"], "a");
    server.finish();
}

pub fn refusals_are_answers(subject: &Subject) {
    for status in [304, 400, 401, 404, 418, 429, 500, 503, 599] {
        let body = if status == 304 { "" } else { "why" };
        let answer = format!(
            "HTTP/1.1 {status} No\r\nRetry-After: 7\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let server = Server::once(answer);
        let answer = subject.send(get(&server.url("/")), &limits()).unwrap();
        assert_eq!(
            (answer.status().as_u16(), answer.body().as_slice()),
            (status, body.as_bytes())
        );
        assert_eq!(answer.headers()["retry-after"], "7");
        server.finish();
    }
}

pub fn redirects_are_not_followed(subject: &Subject) {
    for status in [301, 302, 303, 307, 308] {
        let answer = format!("HTTP/1.1 {status} Elsewhere\r\nLocation: /there\r\nContent-Length: 4\r\n\r\ngone");
        let server = Server::once(answer);
        let request = Request::post(server.url("/here")).body(b"x".to_vec()).unwrap();
        let answer = subject.send(request, &limits()).unwrap();
        assert_eq!(
            (answer.status().as_u16(), answer.body().as_slice()),
            (status, b"gone".as_slice())
        );
        assert_eq!(answer.headers()["location"], "/there");
        assert_eq!(split(&server.finish()[0]).0[0], "POST /here HTTP/1.1");
    }
    // Without a place to go, it is an answer as well.
    let server = Server::once("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n");
    assert_eq!(subject.send(get(&server.url("/")), &limits()).unwrap().status(), 302);
    server.finish();
}

#[test]
fn an_agent_of_ones_own_changes_no_promise() {
    let agent = ureq::Agent::config_builder()
        .max_redirects(9)
        .timeout_global(None)
        .build();
    let subject = Subject::Ureq(bindery::blocking::Ureq::from_agent(agent.into()));
    redirects_are_not_followed(&subject);
    refusals_are_answers(&subject);
    connections_are_used_again(&subject);
}

#[test]
fn settings_of_ones_own_change_no_promise() {
    let settings = |builder: reqwest::ClientBuilder| {
        let policy = reqwest::redirect::Policy::limited(9);
        builder.redirect(policy).referer(true).pool_max_idle_per_host(4)
    };
    let subject = Subject::over(bindery::nonblocking::Reqwest::with(settings).unwrap());
    redirects_are_not_followed(&subject);
    refusals_are_answers(&subject);
    connections_are_used_again(&subject);
}

pub fn cookies_are_not_kept(subject: &Subject) {
    let answer = "HTTP/1.1 200 OK\r\nSet-Cookie: session=1; Path=/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    let server = Server::start(2, move |stream| {
        let request = read_request(stream);
        stream.write_all(answer.as_bytes()).unwrap();
        request
    });
    let answer = subject.send(get(&server.url("/login")), &limits()).unwrap();
    assert_eq!(answer.headers()["set-cookie"], "session=1; Path=/");
    subject.send(get(&server.url("/orders")), &limits()).unwrap();
    let seen = server.finish();
    assert_eq!(seen.len(), 2);
    assert!(seen.iter().all(|request| header(request, "cookie").is_none()));
}

/// Not by every request: hyper puts a connection back when it comes to it, and opens another where that is not yet.
pub fn connections_are_used_again(subject: &Subject) {
    const REQUESTS: usize = 20;
    let connections = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&connections);
    let url = open_house(move |stream| {
        counted.fetch_add(1, Ordering::SeqCst);
        while !read_request(stream).is_empty() {
            let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
            if stream.write_all(answer).is_err() {
                break;
            }
        }
    });
    for _ in 0..REQUESTS {
        assert_eq!(subject.send(get(&url), &limits()).unwrap().body(), b"{}");
    }
    let connections = connections.load(Ordering::SeqCst);
    assert!(
        connections < REQUESTS,
        "{REQUESTS} requests over {connections} connections"
    );
}

pub fn a_body_of_exactly_the_limit_fits(subject: &Subject) {
    let size = limits().body;
    let body = "x".repeat(size);
    let sized = format!("HTTP/1.1 200 OK\r\nContent-Length: {size}\r\n\r\n{body}");
    let chunked = format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{size:x}\r\n{body}\r\n0\r\n\r\n");
    let to_the_end = format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{body}");
    for answer in [sized, chunked, to_the_end] {
        let server = Server::once(answer);
        assert_eq!(
            subject.send(get(&server.url("/")), &limits()).unwrap().body().len(),
            size
        );
        server.finish();
    }
}

pub fn nothing_is_decompressed(subject: &Subject) {
    let server = Server::once("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nzip");
    let answer = subject.send(get(&server.url("/")), &limits()).unwrap();
    assert_eq!(answer.body(), b"zip");
    assert_eq!(header(&server.finish()[0], "accept-encoding"), None);
}

pub fn many_calls_at_a_time(subject: &Subject) {
    let server = Server::start(4, |stream| {
        let request = read_request(stream);
        stream
            .write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}")
            .unwrap();
        request
    });
    std::thread::scope(|scope| {
        let calls: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| subject.send(get(&server.url("/")), &limits()).unwrap()))
            .collect();
        for call in calls {
            assert_eq!(call.join().unwrap().body(), b"{}");
        }
    });
    assert_eq!(server.finish().len(), 4);
}
