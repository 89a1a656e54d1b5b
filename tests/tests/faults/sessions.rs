//! Logins that fail, and sessions that do not last.
//!
//! Input: vendors that let nobody in. Output: one login, one renewal, and an end.

use crate::client::{Came, Over};
use crate::raw::{Raw, answer};
use crate::run::Fault as Entry;
use crate::seen::{Seen, assert_transport, seen, unfit, vendor};
use bindery::client::TransportErrorKind::{Interrupted, Timeout};
use bindery_loopback::{Fault, Loopback, Vendor, valomnia as valomnia_server};
use bindery_vendors::{akinon, valomnia};
use std::time::Duration;

pub const FAULTS: &[Entry] = &[
    ("session that expired", expired),
    (
        "session that expired, seen by a redirect to a login page",
        expired_by_redirect,
    ),
    ("session that always expires", always_expires),
    ("session that is never taken", never_taken),
    ("login answer without the cookie", no_cookie),
    ("login answer with an empty cookie", empty_cookie),
    ("login answer with a cookie that cannot be sent", bad_cookie),
    ("login answer without a body, where the key stands in it", no_key),
    ("login answer with a key that is no text", key_that_is_none),
    ("login answer that is HTML", html_login),
    ("login refused, the password in the answer", refused),
    ("login refused with status 200", refused_200),
    ("login that redirects", redirected),
    ("login after the timeout", slow),
    ("login closed before the head", closed),
    ("login that fails with 500", failed),
];

const API: &str = "/valomnia/api";
const LOGIN: &str = "/valomnia/j_spring_security_check";

fn one() -> valomnia::ListCustomers {
    valomnia::ListCustomers {
        filter: valomnia::ListCustomersFilter::default().limit(2),
    }
}

fn unauthorized() -> Fault {
    let body = br#"{"error": "unauthorized", "error_description": "Log in."}"#;
    Fault::Status(401, Vec::new(), body.to_vec())
}

fn expired(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    let client = over.valomnia(server.url(Vendor::Valomnia));
    client.reply(&one()).unwrap();
    server.expire_sessions(Vendor::Valomnia);
    let _before = server.take_requests();
    let came = client.reply(&one());
    assert_eq!(came.as_ref().unwrap().value.items.len(), 2);
    assert_eq!((server.logins(Vendor::Valomnia), server.requests().len()), (2, 3));
    seen::<valomnia::ListCustomers>(&came, server.requests().len())
}

fn expired_by_redirect(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    let client = over.valomnia(server.url(Vendor::Valomnia));
    client.reply(&one()).unwrap();
    let _before = server.take_requests();
    server.fault(API, Fault::RedirectTo(302, "/valomnia/login/auth".into()));
    let came = client.reply(&one());
    assert!(came.is_ok(), "{came:?}");
    assert_eq!(server.logins(Vendor::Valomnia), 2);
    seen::<valomnia::ListCustomers>(&came, server.requests().len())
}

/// A session that served and serves no more is renewed once.
fn always_expires(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    let client = over.valomnia(server.url(Vendor::Valomnia));
    client.reply(&one()).unwrap();
    let _before = server.take_requests();
    server.fault_always(API, unauthorized());
    let came = client.reply(&one());
    assert_eq!(vendor(&came).status, 401);
    assert_eq!((server.logins(Vendor::Valomnia), server.requests().len()), (2, 3));
    seen::<valomnia::ListCustomers>(&came, server.requests().len())
}

/// A session that is new in this call is not renewed.
fn never_taken(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    server.fault_always(API, unauthorized());
    let came = over.valomnia(server.url(Vendor::Valomnia)).reply(&one());
    assert_eq!((vendor(&came).status, server.logins(Vendor::Valomnia)), (401, 1));
    seen::<valomnia::ListCustomers>(&came, server.requests().len())
}

/// A login of Valomnia that goes wrong: nothing is called.
fn login(over: Over, fault: Fault) -> (Loopback, Came<valomnia::ListCustomers>, Seen) {
    let server = Loopback::start().unwrap();
    server.fault_always(LOGIN, fault);
    let client = over
        .valomnia(server.url(Vendor::Valomnia))
        .within(Duration::from_secs(5));
    let came = client.reply(&one());
    let requests = server.requests();
    assert!(requests.iter().all(|request| request.path == LOGIN), "{requests:?}");
    let seen = seen::<valomnia::ListCustomers>(&came, requests.len());
    (server, came, seen)
}

fn with_cookie(cookie: &str) -> Fault {
    let headers = vec![("Set-Cookie".to_owned(), cookie.to_owned())];
    Fault::Status(200, headers, br#"{"success": true}"#.to_vec())
}

fn no_cookie(over: Over) -> Seen {
    let (_, came, seen) = login(over, with_cookie("theme=dark; Path=/"));
    assert_eq!(unfit(&came).status, 200);
    seen
}

fn empty_cookie(over: Over) -> Seen {
    let (_, came, seen) = login(over, with_cookie("JSESSIONID=; Path=/"));
    assert_eq!(unfit(&came).status, 200);
    seen
}

/// A session beyond ASCII, which no two servers read alike: whatever comes of it, it is not shown.
fn bad_cookie(over: Over) -> Seen {
    let server = Raw::start([
        answer("200 OK", "Set-Cookie: JSESSIONID=SESSION0000\u{e9}; Path=/\r\n", "{}"),
        answer("200 OK", "", r#"{"paging": {}, "data": []}"#),
    ]);
    let came = over.valomnia(server.url()).reply(&one());
    assert!(came.is_err(), "{came:?}");
    seen::<valomnia::ListCustomers>(&came, server.requests().len())
}

fn akinon_login(over: Over, fault: Fault) -> (Came<akinon::GetCustomer>, Seen) {
    let server = Loopback::start().unwrap();
    server.fault_always("/akinon/api/i1", fault);
    let came = over
        .akinon_login(server.url(Vendor::Akinon))
        .reply(&akinon::GetCustomer { id: 1 });
    let seen = seen::<akinon::GetCustomer>(&came, server.requests().len());
    (came, seen)
}

fn no_key(over: Over) -> Seen {
    let (came, seen) = akinon_login(over, Fault::status(200));
    assert_eq!(unfit(&came).status, 200);
    seen
}

fn key_that_is_none(over: Over) -> Seen {
    let (came, seen) = akinon_login(over, Fault::Json(r#"{"key": {"value": "SESSION00000009"}}"#.into()));
    assert_eq!(unfit(&came).status, 200);
    seen
}

fn html_login(over: Over) -> Seen {
    let (came, seen) = akinon_login(over, Fault::Html(200));
    assert!(came.is_err());
    seen
}

fn refused(over: Over) -> Seen {
    let body = format!(
        r#"{{"error": "bad_credentials", "error_description": "No user {} with password {}."}}"#,
        valomnia_server::USERNAME,
        valomnia_server::PASSWORD
    );
    let (server, came, seen) = login(over, Fault::Status(401, Vec::new(), body.into_bytes()));
    assert_eq!((vendor(&came).status, server.requests().len()), (401, 1));
    seen
}

/// As Spring Security does for `ajax=true`.
fn refused_200(over: Over) -> Seen {
    let body = r#"{"error": "Sorry, we were not able to find a user with that username and password."}"#;
    let (_, came, seen) = login(over, Fault::Json(body.into()));
    assert!(came.is_err());
    seen
}

fn redirected(over: Over) -> Seen {
    let (server, came, seen) = login(
        over,
        Fault::RedirectTo(302, "/valomnia/login/authfail?ajax=true".into()),
    );
    assert!(came.is_err() && server.requests().len() == 1);
    seen
}

fn slow(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    server.fault_always(LOGIN, Fault::SlowHead(Duration::from_secs(20)));
    let client = over
        .valomnia(server.url(Vendor::Valomnia))
        .within(Duration::from_millis(400));
    let came = client.reply(&one());
    assert_transport(&came, Timeout);
    seen::<valomnia::ListCustomers>(&came, server.requests().len())
}

fn closed(over: Over) -> Seen {
    let server = Raw::start([Vec::new()]);
    let came = over.valomnia(server.url()).reply(&one());
    assert_transport(&came, Interrupted);
    seen::<valomnia::ListCustomers>(&came, server.requests().len())
}

fn failed(over: Over) -> Seen {
    let (_, came, seen) = login(over, Fault::status(500));
    assert_eq!(vendor(&came).status, 500);
    seen
}
