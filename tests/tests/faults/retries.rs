//! Refusals that pass: waited for and tried again, or not.
//!
//! Input: busy servers. Output: attempts, and waits that are long enough.

use crate::client::{Over, create, list, spoiled};
use crate::run::Fault as Entry;
use crate::seen::{Seen, seen, vendor};
use bindery_loopback::{Fault, Loopback, Vendor};
use bindery_vendors::{akinon, koibox};
use jiff::{SignedDuration, Timestamp};
use std::time::{Duration, Instant, SystemTime};

pub const FAULTS: &[Entry] = &[
    ("429 with Retry-After: 1, then the answer", seconds),
    ("429 with a date of HTTP, then the answer", date),
    ("429 with a date that has passed", past),
    ("429 with Retry-After: 3600", too_long),
    ("429 with more seconds than a number holds", far_too_long),
    ("429 with a Retry-After that is none", no_wait),
    ("429 without a Retry-After", bare),
    ("500 once, then the answer", failed_once),
    ("500 for ever", failed),
    ("503 for ever, in five attempts", five_attempts),
    ("501", not_implemented),
    ("503 to a POST", post),
    ("503 to a POST that may be tried again", post_allowed),
    ("503 to a PATCH", patch),
    ("503 to a DELETE, then done", delete),
    ("HTML with status 200 once", html_once),
];

fn after(over: Over, times: usize, fault: Fault) -> (Duration, crate::client::Came<koibox::ListCustomers>, Seen) {
    let server = Loopback::start().unwrap();
    server.fault_times(Vendor::Koibox, times, fault);
    let client = over.koibox(server.url(Vendor::Koibox));
    let start = Instant::now();
    let came = client.reply(&list());
    let seen = seen::<koibox::ListCustomers>(&came, server.requests().len());
    (start.elapsed(), came, seen)
}

fn limited(when: impl Into<String>) -> Fault {
    Fault::RetryAfter(429, when.into())
}

fn http_date(from_now: i64) -> String {
    let date = Timestamp::now() + SignedDuration::from_secs(from_now);
    date.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

fn seconds(over: Over) -> Seen {
    let (time, came, seen) = after(over, 1, limited("1"));
    assert_eq!(came.unwrap().attempts, 2);
    assert!(time >= Duration::from_secs(1), "{time:?}");
    seen
}

/// A date has no fractions of a second: two seconds from now are more than one.
fn date(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    let client = over.koibox(server.url(Vendor::Koibox));
    let start = Instant::now();
    server.fault(Vendor::Koibox, limited(http_date(2)));
    let came = client.reply(&list());
    assert_eq!(came.as_ref().unwrap().attempts, 2);
    assert!(start.elapsed() >= Duration::from_millis(990), "{:?}", start.elapsed());
    seen::<koibox::ListCustomers>(&came, server.requests().len())
}

fn past(over: Over) -> Seen {
    let (_, came, seen) = after(over, 1, limited(http_date(-3600)));
    assert_eq!(came.unwrap().attempts, 2);
    seen
}

fn too_long(over: Over) -> Seen {
    let (_, came, seen) = after(over, 9, limited("3600"));
    let error = came.as_ref().unwrap_err();
    assert_eq!(error.retry_after(SystemTime::now()), Some(Duration::from_secs(3600)));
    assert!(error.is_retryable() && vendor(&came).status == 429);
    seen
}

fn far_too_long(over: Over) -> Seen {
    let (_, came, seen) = after(over, 9, limited("9".repeat(40)));
    assert_eq!(came.unwrap_err().retry_after(SystemTime::now()), Some(Duration::MAX));
    seen
}

fn no_wait(over: Over) -> Seen {
    let (_, came, seen) = after(over, 9, limited("soon"));
    assert_eq!(came.unwrap_err().retry_after(SystemTime::now()), None);
    seen
}

fn bare(over: Over) -> Seen {
    let (_, came, seen) = after(over, 9, Fault::status(429));
    assert!(came.unwrap_err().is_retryable());
    seen
}

fn failed_once(over: Over) -> Seen {
    let (_, came, seen) = after(over, 1, Fault::status(500));
    let reply = came.unwrap();
    assert_eq!((reply.attempts, reply.value.items.len()), (2, 10));
    seen
}

fn failed(over: Over) -> Seen {
    let (_, came, seen) = after(over, 9, Fault::status(500));
    assert_eq!(vendor(&came).status, 500);
    seen
}

/// The waits: 2, 4, 8 and 16 ms, of which at least a half.
fn five_attempts(over: Over) -> Seen {
    let (server, client) = spoiled(over, Fault::status(503));
    let start = Instant::now();
    let came = client.with(|options| options.retry.attempts = 5).reply(&list());
    assert!(start.elapsed() >= Duration::from_millis(15));
    assert_eq!((vendor(&came).status, server.requests().len()), (503, 5));
    seen::<koibox::ListCustomers>(&came, server.requests().len())
}

/// What a server cannot do, it cannot do a moment later.
fn not_implemented(over: Over) -> Seen {
    let (_, came, seen) = after(over, 9, Fault::status(501));
    assert!(!came.unwrap_err().is_retryable());
    seen
}

fn post(over: Over) -> Seen {
    let (server, client) = spoiled(over, Fault::status(503));
    let came = client.reply(&create());
    assert_eq!((vendor(&came).status, server.requests().len()), (503, 1));
    seen::<koibox::CreateCustomer>(&came, server.requests().len())
}

fn post_allowed(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    server.fault_times(Vendor::Koibox, 2, Fault::status(503));
    let client = over.koibox(server.url(Vendor::Koibox));
    let came = client
        .with(|options| options.retry.non_idempotent = true)
        .reply(&create());
    assert_eq!(came.as_ref().unwrap().attempts, 3);
    let bodies: Vec<_> = server.requests().into_iter().map(|request| request.body).collect();
    assert!(bodies.iter().all(|body| *body == bodies[0] && !body.is_empty()));
    seen::<koibox::CreateCustomer>(&came, server.requests().len())
}

fn patch(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    server.fault_always(Vendor::Akinon, Fault::status(503));
    let patch = akinon::PatchCustomer {
        id: 1,
        body: akinon::CustomerPatch::default(),
    };
    let came = over.akinon(server.url(Vendor::Akinon)).reply(&patch);
    assert_eq!((vendor(&came).status, server.requests().len()), (503, 1));
    seen::<akinon::PatchCustomer>(&came, server.requests().len())
}

fn delete(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    server.fault(Vendor::Akinon, Fault::status(503));
    let came = over
        .akinon(server.url(Vendor::Akinon))
        .reply(&akinon::DeleteCustomer { id: 1 });
    assert_eq!(came.as_ref().unwrap().attempts, 2);
    seen::<akinon::DeleteCustomer>(&came, server.requests().len())
}

/// A success that does not fit is no failure that passes: the call may have been carried out.
fn html_once(over: Over) -> Seen {
    let (_, came, seen) = after(over, 1, Fault::Html(200));
    assert!(came.is_err());
    seen
}
