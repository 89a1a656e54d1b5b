//! Both clients over a scripted transport, without a network.

mod auth;
mod redirects;
mod retries;
mod secrets;
mod sessions;
mod spans;

use super::testing::*;
use super::{CallError, RedirectError, SetupError, TransportError, TransportErrorKind};
use crate::endpoint::{Credentials, Secret};
use crate::{ErrorKind, blocking, nonblocking};
use std::time::Duration;

fn failed(kind: TransportErrorKind) -> Came {
    Err(TransportError::new(kind, "the connection was refused"))
}

#[test]
fn a_reply_has_value_status_headers_body_and_attempts() {
    let (reply, script) = call(&Credentials::none(), &GetOrder(7), |_| (), &|| {
        vec![answer(200, &[("X-Total", "3"), ("Set-Cookie", "SESSION=s-1")], "12")]
    });
    let reply = reply.unwrap();
    assert_eq!(
        format!("{reply:?}"),
        r#"Reply { value: 12, status: 200, headers: ["x-total", "set-cookie"], body: 2 bytes, attempts: 1 }"#
    );
    assert_eq!((reply.value, reply.status.as_u16(), reply.attempts), (12, 200, 1));
    assert_eq!(
        (reply.headers["x-total"].as_bytes(), &*reply.body),
        (&b"3"[..], &b"12"[..])
    );
    assert_eq!(script.sent(), ["GET https://api.shop.example/v1/orders/7"]);
    script.requests(|requests| {
        let headers = requests[0].headers();
        assert_eq!(headers["user-agent"], concat!("bindery/", env!("CARGO_PKG_VERSION")));
        assert_eq!(headers["accept"], "application/json");
    });
}

#[test]
fn options_reach_the_transport_and_a_copy_leaves_the_first_as_it_was() {
    let script = Script::new(vec![ok(), ok()]);
    let client = blocking::Client::over(script.clone(), home::<Shop>(), by(&Credentials::none())).unwrap();
    let quick = client.with(|options| {
        options.timeout = Duration::from_secs(1);
        options.max_body = 10;
        options.user_agent = "till/2".to_owned();
    });
    assert_eq!(
        (quick.call(&GetOrder(1)).unwrap(), client.call(&GetOrder(2)).unwrap()),
        (12, 12)
    );
    let limits: Vec<_> = script
        .limits()
        .iter()
        .map(|limits| (limits.timeout.as_secs(), limits.body))
        .collect();
    assert_eq!(limits, [(1, 10), (30, 16 * 1024 * 1024)]);
    script.requests(|requests| assert_eq!(requests[0].headers()["user-agent"], "till/2"));
    assert_eq!(
        (quick.options().max_body, quick.base_url()),
        (10, "https://api.shop.example/v1")
    );

    let broken = client.with(|options| options.user_agent = "a\nb".to_owned());
    assert_eq!(
        broken.call(&GetOrder(1)).unwrap_err().to_string(),
        "not sent: the header `user-agent` cannot hold its value: only visible ASCII characters, spaces and tabs"
    );
}

#[test]
fn one_transport_may_serve_clients_of_several_vendors() {
    let script = std::sync::Arc::new(Script::new(vec![
        ok(),
        answer(200, &[], r#"{"ok": true, "data": 3}"#),
        ok(),
    ]));
    let key = String::from("k-2f41");
    let key = Credentials::new(&KEY, [("key", Secret::from(&key))]);
    let shop = blocking::Client::over(script.clone(), home(), by::<Shop>(&key)).unwrap();
    let bank = nonblocking::Client::over(script.clone(), home(), by::<Bank>(&Credentials::none())).unwrap();
    let any: std::sync::Arc<dyn blocking::Transport> = script.clone();
    let dynamic = blocking::Client::over(any, home(), by::<Shop>(&key)).unwrap();
    assert_eq!(
        (
            shop.call(&GetOrder(7)).unwrap(),
            block_on(bank.call(&GetBalance)).unwrap()
        ),
        (12, 3)
    );
    assert_eq!((dynamic.call(&GetOrder(7)).unwrap(), script.sent().len()), (12, 3));
}

#[test]
fn what_breaks_a_rule_is_not_sent_unless_the_options_say_so() {
    let (refused, script) = call(&Credentials::none(), &GetOrder(0), |_| (), &Vec::new);
    let refused = refused.unwrap_err();
    assert_eq!(refused.to_string(), "not sent: id: 0 is below the minimum of 1");
    assert_eq!((refused.violations().unwrap().len(), script.sent().len()), (1, 0));
    let (sent, _) = call(
        &Credentials::none(),
        &GetOrder(0),
        |options| options.validate = false,
        &|| vec![ok()],
    );
    assert_eq!(sent.unwrap().value, 12);
}

#[test]
fn a_refusal_is_named_whatever_its_status() {
    let refused = error(&Credentials::none(), &GetOrder(7), &|| {
        vec![answer(
            404,
            &[],
            r#"{"code": "E1", "detail": "None.", "errors": {"id": ["unknown"]}}"#,
        )]
    });
    let vendor = refused.vendor().unwrap();
    assert_eq!(
        (vendor.endpoint, vendor.status, vendor.kind()),
        ("get_order", 404, ErrorKind::NotFound)
    );
    assert_eq!(
        (vendor.code.as_deref(), vendor.fields[0].message.as_str()),
        (Some("E1"), "unknown")
    );

    let refused = error(&Credentials::none(), &GetBalance, &|| {
        vec![answer(200, &[], r#"{"ok": false, "code": "E2"}"#)]
    });
    assert_eq!(
        (refused.status(), refused.vendor().unwrap().code.as_deref()),
        (Some(200), Some("E2"))
    );
}

#[test]
fn an_answer_that_does_not_fit_says_where() {
    let unfit = error(&Credentials::none(), &GetBalance, &|| {
        vec![answer(200, &[], r#"{"ok": true, "data": "x"}"#)]
    });
    let CallError::Unfit(unfit) = unfit else {
        panic!("{unfit}")
    };
    assert_eq!((unfit.error.path().as_str(), unfit.endpoint), ("data", "get_balance"));
}

#[test]
fn a_client_shows_vendor_url_and_options_only() {
    let client = blocking::Client::over(Script::default(), home::<Shop>(), by(&key("k-2f41"))).unwrap();
    let shown = format!("{client:?}");
    for part in ["\"shop\"", "https://api.shop.example/v1", "max_redirects: 5"] {
        assert!(shown.contains(part), "{shown}");
    }
    assert!(!shown.contains("k-2f41"), "{shown}");
}
