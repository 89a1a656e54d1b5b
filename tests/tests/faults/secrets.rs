//! Vendors that tell secrets.
//!
//! Input: answers that hold the key, wherever there is room for it. Output: errors without it; [`seen`](crate::seen) looks
//! for it in everything that they show and hold.

use crate::client::{Came, Over, list, spoiled};
use crate::raw::{Raw, answer, send};
use crate::run::Fault as Entry;
use crate::seen::{Seen, assert_no_secret, listed, seen, unfit, vendor};
use bindery::client::CallError;
use bindery_loopback::{Fault, Loopback, Vendor, aceptabits as aceptabits_server, koibox as koibox_server};
use bindery_vendors::{aceptabits, koibox};

pub const FAULTS: &[Entry] = &[
    ("key in the message", message),
    ("key in a page of HTML", html),
    ("key in the request's id and other headers", headers),
    ("key in the names and texts of field errors", fields),
    ("key as the code", code),
    ("key escaped", escaped),
    ("key where an integer is due", value),
    ("key as the name of a member", name),
    ("key at the end of what is kept of a body", cut),
    ("key in the host of a redirect", redirect),
    ("key in the host of a next link", next_link),
    ("key for an answer that is no HTTP", no_http),
    ("key in the reason of the status", reason),
    ("key in the answer to a success", success),
];

fn came(over: Over, fault: Fault) -> (Came<koibox::ListCustomers>, Seen) {
    let (server, client) = spoiled(over, fault);
    let came = client.reply(&list());
    let seen = seen::<koibox::ListCustomers>(&came, server.requests().len());
    (came, seen)
}

fn refused(body: impl Into<String>) -> Fault {
    Fault::Status(400, Vec::new(), body.into().into_bytes())
}

fn message(over: Over) -> Seen {
    let (came, seen) = came(
        over,
        refused(format!(r#"{{"detail": "The key {} is blocked."}}"#, koibox_server::KEY)),
    );
    assert_eq!(vendor(&came).message.as_deref(), Some("The key [secret] is blocked."));
    seen
}

fn html(over: Over) -> Seen {
    let page = format!("<html><pre>X-Koibox-Key: {}</pre></html>", koibox_server::KEY);
    let (came, seen) = came(over, Fault::Status(200, Vec::new(), page.into_bytes()));
    assert!(
        unfit(&came).excerpt().contains("X-Koibox-Key: [secret]"),
        "{}",
        unfit(&came).excerpt()
    );
    seen
}

fn headers(over: Over) -> Seen {
    let header = |name: &str| (name.to_owned(), format!("of {}", koibox_server::KEY));
    let fault = Fault::Status(400, vec![header("X-Request-Id"), header("X-Echo")], Vec::new());
    let (came, seen) = came(over, fault);
    assert_eq!(vendor(&came).request_id(), Some("of [secret]"));
    seen
}

fn fields(over: Over) -> Seen {
    let body = format!(r#"{{"{0}": ["{0} is none."]}}"#, koibox_server::KEY);
    let (came, seen) = came(over, refused(body));
    let field = &vendor(&came).fields[0];
    assert_eq!(
        (field.name.as_str(), field.message.as_str()),
        ("[secret]", "[secret] is none.")
    );
    seen
}

fn aceptabits(over: Over, body: String) -> (Came<aceptabits::GetCustomers>, Seen) {
    let server = Loopback::start().unwrap();
    server.fault_always(Vendor::Aceptabits, Fault::Json(body));
    let filter = aceptabits::GetCustomersFilter::default().page(1).limit(10);
    let came = over
        .aceptabits(server.url(Vendor::Aceptabits))
        .reply(&aceptabits::GetCustomers { filter });
    let seen = seen::<aceptabits::GetCustomers>(&came, server.requests().len());
    (came, seen)
}

fn code(over: Over) -> Seen {
    let body = format!(
        r#"{{"status": false, "error": {{"code": "{}"}}}}"#,
        aceptabits_server::TOKEN
    );
    let (came, seen) = aceptabits(over, body);
    let unknown = aceptabits::ApiError::Unknown {
        status: 200,
        code: Some("[secret]".into()),
    };
    assert_eq!(vendor(&came).error, unknown);
    seen
}

/// As in a URL, and as a careful JSON writer has it.
fn escaped(over: Over) -> Seen {
    let body =
        r#"{"status": false, "error": {"code": "?t=aceptabits%7Ctoken-0001", "raw": "aceptabits\u007ctoken-0001"}}"#;
    let (came, seen) = aceptabits(over, body.to_owned());
    assert!(
        !vendor(&came).body.text().contains("token-0001"),
        "{:?}",
        vendor(&came).body
    );
    seen
}

fn value(over: Over) -> Seen {
    let (came, seen) = came(
        over,
        Fault::Replace("results.3.id".into(), format!("\"{}\"", koibox_server::KEY)),
    );
    assert_eq!(unfit(&came).error.found(), Some("the text \"[secret]\""));
    seen
}

fn name(over: Over) -> Seen {
    let body = format!(r#"{{"results": [{{"{}": }}]}}"#, koibox_server::KEY);
    let (_, seen) = came(over, Fault::Json(body));
    seen
}

/// Of a long body the first 64 KiB are kept: here they end within the key.
fn cut(over: Over) -> Seen {
    let body = format!("{}{}{}", "x".repeat(64 * 1024 - 9), koibox_server::KEY, "y".repeat(100));
    let (came, seen) = came(over, refused(body));
    let text = vendor(&came).body.text().into_owned();
    assert!(
        !text.contains("koibox-k") && text.ends_with("x[secret]"),
        "{}",
        &text[text.len() - 40..]
    );
    seen
}

fn redirect(over: Over) -> Seen {
    let (came, seen) = came(
        over,
        Fault::RedirectTo(302, format!("http://{}.example/", koibox_server::KEY)),
    );
    assert!(matches!(came, Err(CallError::Redirect(_))));
    seen
}

fn next_link(over: Over) -> Seen {
    let link = format!("http://{}.example/?key={}", koibox_server::KEY, koibox_server::KEY);
    let (server, client) = spoiled(over, Fault::NextLink(link));
    let came = client.items(list());
    assert!(matches!(came.1, Some(CallError::Paging(_))));
    listed(&came, server.requests().len())
}

fn no_http(over: Over) -> Seen {
    let server = Raw::start([send(format!("{}: {}\r\n\r\n", koibox_server::KEY, koibox_server::KEY))]);
    let came = over.koibox(server.url()).reply(&list());
    assert!(matches!(came, Err(CallError::Transport(_))), "{came:?}");
    seen::<koibox::ListCustomers>(&came, server.requests().len())
}

fn reason(over: Over) -> Seen {
    let server = Raw::start([answer(&format!("400 {}", koibox_server::KEY), "", "{}")]);
    let came = over.koibox(server.url()).reply(&list());
    assert_eq!(vendor(&came).status, 400);
    seen::<koibox::ListCustomers>(&came, server.requests().len())
}

/// What a caller gets is the caller's; but `Debug` of it goes to logs.
fn success(over: Over) -> Seen {
    let server = Loopback::start().unwrap();
    let headers = vec![("X-Echo".to_owned(), koibox_server::KEY.to_owned())];
    let body = format!(r#"{{"count": 0, "results": [], "you": "{}"}}"#, koibox_server::KEY);
    server.fault_always(Vendor::Koibox, Fault::Status(200, headers, body.into_bytes()));
    let came = over.koibox(server.url(Vendor::Koibox)).reply(&list());
    let reply = came.as_ref().unwrap();
    assert_eq!(reply.headers["x-echo"], koibox_server::KEY);
    assert_no_secret(&format!("{reply:?}"));
    seen::<koibox::ListCustomers>(&came, server.requests().len())
}
