//! No secret is in anything that a call returns.

use super::*;
use crate::endpoint::{EndpointSpec, Headers as _, Paging, Parts, Place, ReadRole, Step};
use crate::{Endpoint, Page};

const KEY_TEXT: &str = "k/2f41+\"ü\"&x-0123456789-0123456789-0123456789";

fn check(error: &CallError<ShopError>, hidden: &[&str]) {
    let mut shown = format!("{error}\n{error:?}\n{error:#?}");
    let (headers, body) = match error {
        CallError::Vendor(error) => {
            shown.push_str(&format!(
                "{:?}{:?}{:?}{:?}",
                error.code, error.message, error.fields, error.error
            ));
            (&error.headers, &error.body)
        }
        CallError::Unfit(error) => {
            shown.push_str(&format!(
                "{}{:?}{:?}",
                error.error,
                error.error.found(),
                error.error.path()
            ));
            (&error.headers, &error.body)
        }
        _ => return assert_hidden(&shown, hidden),
    };
    shown.push_str(&body.text());
    headers.all().iter().for_each(|(_, text)| shown.push_str(text));
    assert_hidden(&shown, hidden);
}

fn assert_hidden(shown: &str, hidden: &[&str]) {
    for hidden in hidden {
        assert!(!shown.contains(hidden), "{hidden} in {shown}");
    }
    assert!(shown.contains("[secret]"), "{shown}");
}

/// One in a query: any text can be carried there.
fn credentials() -> Credentials {
    Credentials::new(&QUERY, [("key", Secret::from(KEY_TEXT))])
}

const HIDDEN: [&str; 3] = ["2f41", "0123456789", "k/"];

#[test]
fn a_refusal_that_quotes_the_key_does_not_show_it() {
    let quoted = KEY_TEXT.replace('"', "\\\"");
    let body = format!(
        r#"{{"code": "bad {quoted}", "detail": "no {quoted}", "errors": {{"{quoted}": ["{quoted}"]}}, "url": "?key=k%2F2f41%2B%22%C3%BC%22%26x-0123456789-0123456789-0123456789"}}"#
    );
    let error = error(&credentials(), &GetOrder(7), &|| {
        vec![answer(
            403,
            &[("X-Echo", "k/2f41+%22%c3%bc%22&x-0123456789-0123456789-0123456789")],
            &body,
        )]
    });
    check(&error, &HIDDEN);
    let vendor = error.vendor().unwrap();
    assert_eq!(
        vendor.error,
        ShopError::Unknown {
            status: 403,
            code: Some("bad [secret]".to_owned())
        }
    );
    assert_eq!(vendor.message.as_deref(), Some("no [secret]"));
    assert_eq!(
        (vendor.fields[0].name.as_str(), vendor.fields[0].message.as_str()),
        ("[secret]", "[secret]")
    );
    assert_eq!(vendor.headers.get("x-echo"), Some("[secret]"));
    assert!(vendor.body.is_complete());
}

#[test]
fn an_answer_that_does_not_fit_does_not_show_it_either() {
    // Quoted whole, cut short in the message, and as plain text.
    let long = KEY_TEXT.replace('"', "\\\"");
    for body in [
        format!("\"{long}\""),
        format!("\"{}{long}\"", "x".repeat(30)),
        KEY_TEXT.to_owned(),
    ] {
        let error = error(&credentials(), &GetOrder(7), &|| vec![answer(200, &[], &body)]);
        assert!(matches!(error, CallError::Unfit(_)));
        check(&error, &HIDDEN);
    }
}

#[test]
fn a_body_that_was_cut_within_the_key_does_not_show_its_beginning() {
    for kept in 4..KEY_TEXT.len() {
        let body = "x".repeat(64 * 1024 - kept) + KEY_TEXT;
        let error = error(&credentials(), &GetOrder(7), &|| {
            vec![answer(500, &[], &body), answer(400, &[], &body)]
        });
        check(&error, &["k/2f"]);
        let body = &error.vendor().unwrap().body;
        assert!(!body.is_complete() && body.length() > 64 * 1024);
    }
}

#[test]
fn basic_and_sessions_are_secrets_too() {
    let basic = Credentials::new(
        &BASIC,
        [("user", Secret::from("ana-ana")), ("password", Secret::from("sesame"))],
    );
    let echo = r#"{"detail": "Basic YW5hLWFuYTpzZXNhbWU= of ana-ana with sesame"}"#;
    let error = error(&basic, &GetOrder(7), &|| vec![answer(403, &[], echo)]);
    check(&error, &["YW5h", "ana-ana", "sesame"]);
    assert_eq!(
        error.vendor().unwrap().message.as_deref(),
        Some("Basic [secret] of [secret] with [secret]")
    );

    // Both sessions of a call, and the password.
    let script = Script::new(vec![
        answer(200, &[("Set-Cookie", "SESSION=first-1")], ""),
        ok(),
        answer(401, &[], ""),
        answer(200, &[("Set-Cookie", "SESSION=second-2")], ""),
        answer(
            403,
            &[("Set-Cookie", "SESSION=second-2")],
            r#"{"detail": "first-1 second-2 open \"sesame\""}"#,
        ),
    ]);
    let client = blocking::Client::over(script.clone(), home(), by::<Shop>(&ana(&SESSION))).unwrap();
    client.call(&GetOrder(7)).unwrap();
    let error = client.call(&GetOrder(7)).unwrap_err();
    check(&error, &["first-1", "second-2", "sesame"]);
    assert!(!format!("{client:?}").contains("second-2"));
}

#[test]
fn a_refused_login_does_not_show_the_password() {
    let error = error(&ana(&SESSION), &GetOrder(7), &|| {
        vec![answer(
            400,
            &[("X-Echo", "open+%22sesame%22")],
            r#"{"detail": "not open \"sesame\" of ana@shop"}"#,
        )]
    });
    check(&error, &["sesame", "ana@shop"]);
}

#[test]
fn transports_that_quote_urls_do_no_harm() {
    let quoting = || {
        let message =
            "cannot reach https://api.shop.example/?key=k%2F2f41%2B%22%C3%BC%22%26x-0123456789-0123456789-0123456789";
        vec![Err(TransportError::new(TransportErrorKind::Other, message))]
    };
    let error = error(&credentials(), &GetOrder(7), &quoting);
    check(&error, &HIDDEN);
    assert_eq!(
        error.to_string(),
        "get_order: cannot reach https://api.shop.example/?key=[secret]"
    );
}

#[test]
fn a_redirect_to_a_host_named_after_the_key_does_not_show_it() {
    let error = error(&key("k-2f41"), &GetOrder(7), &|| {
        vec![answer(302, &[("Location", "https://k-2f41.evil.example/")], "")]
    });
    check(&error, &["k-2f41"]);
}

#[test]
fn a_reply_shows_neither_headers_nor_body() {
    let script = Script::new(vec![answer(200, &[("Set-Cookie", "SESSION=s-2f41")], " 12 ")]);
    let client = blocking::Client::over(script, home(), by::<Shop>(&Credentials::none())).unwrap();
    let reply = client.reply(&GetOrder(7)).unwrap();
    assert_eq!(
        format!("{reply:?}"),
        r#"Reply { value: 12, status: 200, headers: ["set-cookie"], body: 4 bytes, attempts: 1 }"#
    );
    assert_eq!(reply.headers["set-cookie"], "SESSION=s-2f41");
}

/// `GET /orders`, whose pages lead to the next one.
struct ListOrders;

impl Endpoint for ListOrders {
    type Api = Shop;
    type Output = Page<i64>;
    const SPEC: &'static EndpointSpec = &EndpointSpec {
        name: "list_orders",
        path: "/orders",
        paging: Some(&Paging {
            send: &[],
            read: &[
                (ReadRole::Items, Place::Paths(&[&[Step::Name("results")]])),
                (ReadRole::NextUrl, Place::Paths(&[&[Step::Name("next")]])),
                (ReadRole::PreviousUrl, Place::Paths(&[&[Step::Name("previous")]])),
            ],
        }),
        ..EndpointSpec::DEFAULT
    };

    fn parts(&self, visit: &mut dyn FnMut(&Parts<'_>)) {
        visit(&Parts::default());
    }
}

#[test]
fn a_page_that_leads_on_with_the_key_does_not_show_it() {
    let first = r#"{"results": [1], "next": "/v1/orders?page=1&k%65y=k-2f41&page=2#a", "previous": null}"#;
    let last = r#"{"results": [2], "next": null, "previous": "https://api.shop.example/v1/orders?key=k-2f41"}"#;
    let script = Script::new(vec![answer(200, &[], first), answer(200, &[], last)]);
    let credentials = Credentials::new(&QUERY, [("key", Secret::from("k-2f41"))]);
    let client = blocking::Client::over(script.clone(), home(), by::<Shop>(&credentials)).unwrap();
    let pages: Vec<_> = client.pages(ListOrders).collect::<Result<_, _>>().unwrap();
    assert_eq!(pages[0].next_url.as_deref(), Some("/v1/orders?page=1&page=2#a"));
    assert_eq!(
        pages[1].previous_url.as_deref(),
        Some("https://api.shop.example/v1/orders")
    );
    assert!(!format!("{pages:?}").contains("2f41"));
    // It is added again.
    assert_eq!(
        script.sent(),
        [
            "GET https://api.shop.example/v1/orders?key=k-2f41",
            "GET https://api.shop.example/v1/orders?page=1&page=2&key=k-2f41",
        ]
    );
}
