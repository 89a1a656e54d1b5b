//! What a user sees of a fault, and what nobody may see.
//!
//! Input: what came of a call. Output: its entry in `expected.txt`: the variant, how often it was sent, the message.
//! **Invariant:** no secret stands in anything that an error shows or holds, and a message is one short line.

use crate::client::Came;
use bindery::client::{CallError, PagingError, RedirectError, TransportError, TransportErrorKind};
use bindery::endpoint::{ErrorOf, Headers, Unfit, VendorError};
use bindery::{Catalogue, Endpoint};
use bindery_loopback::{aceptabits, akinon, koibox, valomnia};
use regex_lite::Regex;
use std::error::Error;
use std::fmt::Debug;

/// The entry of a fault.
pub struct Seen(pub String);

/// Everything that must not be seen, also in part and as it is spelled in a URL, in JSON or in Base64.
const SECRETS: [&str; 12] = [
    koibox::KEY,
    akinon::KEY,
    aceptabits::TOKEN,
    "aceptabits%7Ctoken-0001",
    valomnia::USERNAME,
    valomnia::PASSWORD,
    "p%26ss%3Dw",
    "p\\u0026ss",
    akinon::USERNAME,
    akinon::PASSWORD,
    "pass\\\"w",
    "SESSION0000",
];

pub fn assert_no_secret(text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "`{secret}` can be seen: {text}");
    }
}

/// The entry of a call.
pub fn seen<E: Endpoint>(came: &Came<E>, requests: usize) -> Seen
where
    ErrorOf<E>: Debug,
{
    match came {
        // The body is the caller's, whatever stands in it.
        Ok(reply) => Seen(format!(
            "  {} -> a value (status {}, attempts {})",
            sent(requests),
            reply.status.as_u16(),
            reply.attempts
        )),
        Err(error) => failed(error, requests),
    }
}

/// The entry of a listing.
pub fn listed<T, E: Catalogue + Debug>(came: &(Vec<T>, Option<CallError<E>>), requests: usize) -> Seen {
    let (items, error) = came;
    let items = items.len();
    match error {
        None => Seen(format!("  {} -> {items} items", sent(requests))),
        Some(error) => Seen(format!("  {items} items, then\n{}", failed(error, requests).0)),
    }
}

/// The entry of an error.
fn failed<E: Catalogue + Debug>(error: &CallError<E>, requests: usize) -> Seen {
    let message = error.to_string();
    assert!(!message.contains('\n') && !message.is_empty(), "{message}");
    assert!(message.chars().count() < 1_000, "{message}");
    assert_no_secret(&message);
    assert_no_secret(&format!("{error:?} {error:#?}"));
    let mut source = error.source();
    while let Some(error) = source {
        assert_no_secret(&format!("{error} {error:?}"));
        source = error.source();
    }
    let held = match error {
        CallError::Vendor(error) => Some((error.headers.all(), error.body.text())),
        CallError::Unfit(unfit) => Some((unfit.headers.all(), unfit.body.text())),
        _ => None,
    };
    if let Some((headers, body)) = held {
        assert_no_secret(&format!("{headers:?} {body}"));
    }
    Seen(format!(
        "  {} -> {}\n  {}",
        sent(requests),
        variant(error),
        stable(&message)
    ))
}

fn sent(requests: usize) -> String {
    match requests {
        1 => "1 request".to_owned(),
        more => format!("{more} requests"),
    }
}

fn variant<E: Catalogue + Debug>(error: &CallError<E>) -> String {
    match error {
        CallError::Transport(error) => format!("Transport({:?})", error.kind()),
        CallError::Vendor(error) => {
            let retry = if error.is_retryable() { ", retryable" } else { "" };
            format!(
                "Vendor({}, {:?}, kind {}{retry})",
                error.status,
                error.error,
                error.kind()
            )
        }
        CallError::Unfit(unfit) => format!("Unfit({})", unfit.status),
        CallError::Redirect(error) => stable(&format!("Redirect({error:?})")),
        CallError::Paging(error) => stable(&format!("Paging({error:?})")),
        other => format!("{other:?}"),
    }
}

/// The text without what differs between runs and libraries.
fn stable(text: &str) -> String {
    let port = Regex::new(r"127\.0\.0\.1:\d+").unwrap();
    let text = port.replace_all(text, "127.0.0.1:PORT");
    // What follows are the words of the HTTP library.
    let no_http = Regex::new("(what came is no HTTP).*").unwrap();
    no_http.replace_all(&text, "$1").into_owned()
}

/// The parts of an error; a panic that shows it where it is another one.
pub fn transport<T: Debug, E: Debug>(came: &Result<T, CallError<E>>) -> &TransportError {
    match came {
        Err(CallError::Transport(error)) => error,
        other => panic!("no failure of the transport: {other:?}"),
    }
}

pub fn assert_transport<T: Debug, E: Debug>(came: &Result<T, CallError<E>>, kind: TransportErrorKind) {
    assert_eq!(transport(came).kind(), kind, "{came:?}");
}

pub fn vendor<T: Debug, E: Debug>(came: &Result<T, CallError<E>>) -> &VendorError<E> {
    match came {
        Err(CallError::Vendor(error)) => error,
        other => panic!("no refusal: {other:?}"),
    }
}

pub fn unfit<T: Debug, E: Debug>(came: &Result<T, CallError<E>>) -> &Unfit {
    match came {
        Err(CallError::Unfit(unfit)) => unfit,
        other => panic!("no answer that does not fit: {other:?}"),
    }
}

pub fn redirect<T: Debug, E: Debug>(came: &Result<T, CallError<E>>) -> &RedirectError {
    match came {
        Err(CallError::Redirect(error)) => error,
        other => panic!("no redirect: {other:?}"),
    }
}

pub fn paging<T: Debug, E: Debug>(came: &(Vec<T>, Option<CallError<E>>)) -> &PagingError {
    match &came.1 {
        Some(CallError::Paging(error)) => error,
        other => panic!("no failure of paging: {other:?}"),
    }
}
