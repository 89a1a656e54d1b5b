//! Answers that are no JSON, too long, cut, empty, or of another shape.
//!
//! Input: what stands in for a right answer. Output: what was expected and what was found.

use crate::client::{Came, Over, list, spoiled};
use crate::run::Fault as Entry;
use crate::seen::{Seen, assert_transport, seen, unfit, vendor};
use bindery::Catalogue;
use bindery::client::TransportErrorKind::TooLarge;
use bindery_loopback::{Fault, Loopback, Vendor};
use bindery_vendors::{aceptabits, akinon, koibox};
use std::time::Duration;

pub const FAULTS: &[Entry] = &[
    ("HTML with status 200", html_200),
    ("HTML with status 502", html_502),
    ("empty body with status 200", empty),
    ("spaces for a body", spaces),
    ("204 where a body is due", no_content),
    ("204 where none is due", no_content_due),
    ("truncated JSON", truncated),
    ("JSON, then more", trailing),
    ("null for a body", null),
    ("a text for a body", text),
    ("an array for an object", array),
    ("an object for an array", object),
    ("no items", no_items),
    ("50 MB, announced", huge_announced),
    ("50 MB, in chunks", huge_chunked),
    ("1 MB, announced, where 64 KiB are allowed", lower_announced),
    ("1 MB, in chunks, where 64 KiB are allowed", lower_chunked),
    ("no UTF-8 in a text", invalid_utf8),
    ("no UTF-8 in a refusal", invalid_utf8_refused),
    ("UTF-16", utf16),
    ("a byte order mark", byte_order_mark),
    ("compressed, though not asked for", compressed),
    ("10,000 brackets", brackets),
    ("10,000 brackets in a member that is not known", brackets_unknown),
    ("10,000 brackets in a refusal", brackets_refused),
    ("a refusal with status 200", refused_200),
    ("a success with the code of another call", other_success),
    ("a refusal of nobody's catalogue", undocumented),
    ("a refusal without a body", bare),
    ("a refusal with a message of a megabyte", long_message),
    ("field errors, many", many_fields),
];

fn came(over: Over, fault: Fault) -> (Came<koibox::ListCustomers>, Seen) {
    let (server, client) = spoiled(over, fault);
    let came = client.reply(&list());
    let seen = seen::<koibox::ListCustomers>(&came, server.requests().len());
    (came, seen)
}

/// An answer whose body does not fit; what was expected, and what was found.
fn does_not_fit(over: Over, fault: Fault, expected: &str, found: &str) -> Seen {
    let (came, seen) = came(over, fault);
    let unfit = unfit(&came);
    assert_eq!(unfit.status, 200);
    let words = |text: Option<&str>| text.unwrap_or_default().to_owned();
    assert!(words(unfit.error.expected()).contains(expected), "{unfit}");
    assert!(words(unfit.error.found()).contains(found), "{unfit}");
    assert!(!came.as_ref().unwrap_err().is_retryable() && unfit.excerpt().chars().count() <= 201);
    seen
}

fn json(text: impl Into<String>) -> Fault {
    Fault::Json(text.into())
}

fn bytes(status: u16, body: impl Into<Vec<u8>>) -> Fault {
    let headers = vec![("Content-Type".to_owned(), "application/json".to_owned())];
    Fault::Status(status, headers, body.into())
}

fn html_200(over: Over) -> Seen {
    does_not_fit(over, Fault::Html(200), "JSON", "<html>")
}

/// Retried, since a gateway that failed may do better; at last the vendor refused.
fn html_502(over: Over) -> Seen {
    let (came, seen) = came(over, Fault::Html(502));
    let error = vendor(&came);
    assert_eq!((error.status, error.error.name()), (502, "unknown"));
    assert!(error.body.text().contains("<html>") && error.message.is_none());
    seen
}

fn empty(over: Over) -> Seen {
    does_not_fit(over, Fault::status(200), "JSON", "empty")
}

fn spaces(over: Over) -> Seen {
    does_not_fit(over, json(" \r\n\t "), "JSON", "empty")
}

/// The endpoint says 200, and 204 is not that.
fn no_content(over: Over) -> Seen {
    let (came, seen) = came(over, Fault::status(204));
    assert_eq!(vendor(&came).status, 204);
    seen
}

/// Akinon deletes with 204 and says nothing else.
fn no_content_due(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    let came = over
        .akinon(server.url(Vendor::Akinon))
        .reply(&akinon::DeleteCustomer { id: 1 });
    assert_eq!(came.as_ref().unwrap().status, 204);
    seen::<akinon::DeleteCustomer>(&came, server.requests().len())
}

fn truncated(over: Over) -> Seen {
    let (came, seen) = came(over, Fault::Truncated);
    let error = &unfit(&came).error;
    assert!(error.path().starts_with("results["), "{error}");
    assert!(error.line().is_some() && error.column().is_some(), "{error}");
    seen
}

fn trailing(over: Over) -> Seen {
    does_not_fit(
        over,
        json(r#"{"count": 0, "results": []} {"#),
        "the end of the document",
        "an object",
    )
}

fn null(over: Over) -> Seen {
    does_not_fit(over, json("null"), "", "")
}

fn text(over: Over) -> Seen {
    does_not_fit(over, json("\"maintenance\""), "", "")
}

fn array(over: Over) -> Seen {
    does_not_fit(over, json("[]"), "array at `results`", "")
}

fn object(over: Over) -> Seen {
    does_not_fit(over, json(r#"{"count": 1, "results": {"id": 1}}"#), "array", "")
}

fn no_items(over: Over) -> Seen {
    does_not_fit(over, json(r#"{"count": 1, "next": null}"#), "array at `results`", "")
}

fn huge(over: Over, bytes: u64, announced: bool, limit: Option<usize>) -> Seen {
    let (server, client) = spoiled(over, Fault::Huge { bytes, announced });
    let client = client.with(|options| options.max_body = limit.unwrap_or(options.max_body));
    let came = client.reply(&list());
    assert_transport(&came, TooLarge);
    assert!(!came.as_ref().unwrap_err().is_retryable());
    assert_eq!(server.requests().len(), 1);
    seen::<koibox::ListCustomers>(&came, server.requests().len())
}

fn huge_announced(over: Over) -> Seen {
    huge(over, 50_000_000, true, None)
}

fn huge_chunked(over: Over) -> Seen {
    huge(over, 50_000_000, false, None)
}

fn lower_announced(over: Over) -> Seen {
    huge(over, 1_000_000, true, Some(64 * 1024))
}

fn lower_chunked(over: Over) -> Seen {
    huge(over, 1_000_000, false, Some(64 * 1024))
}

fn invalid_utf8(over: Over) -> Seen {
    does_not_fit(
        over,
        bytes(200, b"{\"results\": [{\"nombre\": \"Mar\xeda\"}]}"),
        "UTF-8",
        "",
    )
}

/// A refusal is read as far as it can be.
fn invalid_utf8_refused(over: Over) -> Seen {
    let (came, seen) = came(over, bytes(400, b"{\"detail\": \"Petici\xf3n mala.\"}"));
    assert_eq!(vendor(&came).message.as_deref(), Some("Petici\u{fffd}n mala."));
    seen
}

fn utf16(over: Over) -> Seen {
    let body: Vec<u8> = "\u{feff}{\"results\": []}"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    does_not_fit(over, bytes(200, body), "JSON", "")
}

fn byte_order_mark(over: Over) -> Seen {
    let (came, seen) = came(over, json("\u{feff}{\"count\": 0, \"results\": []}"));
    assert_eq!(came.unwrap().value.total, Some(0));
    seen
}

/// The beginning of a gzip stream.
fn compressed(over: Over) -> Seen {
    let headers = vec![("Content-Encoding".to_owned(), "gzip".to_owned())];
    let body = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xab\x56\x4a\xce\x2f\xcd\x2b\x51\xb2\x32".to_vec();
    does_not_fit(over, Fault::Status(200, headers, body), "JSON", "")
}

fn brackets(over: Over) -> Seen {
    does_not_fit(over, json("[".repeat(10_000)), "", "")
}

fn brackets_unknown(over: Over) -> Seen {
    let deep = format!(
        "{{\"extra\": {}{}, \"results\": []}}",
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    does_not_fit(over, json(deep), "", "")
}

fn brackets_refused(over: Over) -> Seen {
    let (came, seen) = came(over, bytes(400, format!("{{\"detail\": {}", "[".repeat(10_000))));
    assert_eq!((vendor(&came).status, &vendor(&came).message), (400, &None));
    seen
}

fn aceptabits(over: Over, fault: Fault) -> (Came<aceptabits::GetCustomers>, Seen) {
    let server = Loopback::start().unwrap();
    server.fault_always(Vendor::Aceptabits, fault);
    let filter = aceptabits::GetCustomersFilter::default().page(1).limit(10);
    let came = over
        .aceptabits(server.url(Vendor::Aceptabits))
        .reply(&aceptabits::GetCustomers { filter });
    let seen = seen::<aceptabits::GetCustomers>(&came, server.requests().len());
    (came, seen)
}

fn refused_200(over: Over) -> Seen {
    let (came, seen) = aceptabits(over, json(r#"{"status": false, "error": {"code": "1576"}}"#));
    assert_eq!(
        (vendor(&came).status, &vendor(&came).error),
        (200, &aceptabits::ApiError::LimitRequired)
    );
    seen
}

fn other_success(over: Over) -> Seen {
    let (came, seen) = aceptabits(
        over,
        json(r#"{"status": true, "success": {"code": "0062"}, "data": {"data": []}}"#),
    );
    assert_eq!(vendor(&came).code.as_deref(), Some("0062"));
    seen
}

fn undocumented(over: Over) -> Seen {
    let (came, seen) = aceptabits(over, json(r#"{"status": false, "error": {"code": "9999"}}"#));
    let unknown = aceptabits::ApiError::Unknown {
        status: 200,
        code: Some("9999".into()),
    };
    assert_eq!(vendor(&came).error, unknown);
    seen
}

fn bare(over: Over) -> Seen {
    let (came, seen) = came(over, Fault::status(418));
    assert_eq!((vendor(&came).status, vendor(&came).body.length()), (418, 0));
    seen
}

fn long_message(over: Over) -> Seen {
    let (came, seen) = came(
        over,
        bytes(400, format!("{{\"detail\": \"{}\"}}", "no\\n ".repeat(200_000))),
    );
    let error = vendor(&came);
    assert!(error.to_string().chars().count() < 300 && !error.body.is_complete());
    assert_eq!(error.message.as_ref().map(String::len), Some(800_000));
    seen
}

fn many_fields(over: Over) -> Seen {
    let fields: Vec<String> = (0..1_000)
        .map(|number| format!("\"field_{number:04}\": [\"Wrong.\", \"Bad.\"]"))
        .collect();
    let (came, seen) = came(over, bytes(400, format!("{{{}}}", fields.join(","))));
    let error = vendor(&came);
    assert_eq!(
        (error.fields.len(), error.fields[1].name.as_str()),
        (2_000, "field_0000")
    );
    assert_eq!(
        came.as_ref().unwrap_err().retry_after(std::time::SystemTime::now()),
        None::<Duration>
    );
    seen
}
