//! Logins, and the session that clones of a client share.

use super::*;
use crate::client::Options;
use crate::client::core::Core;
use crate::client::exchange::{Exchange, Next};
use std::time::UNIX_EPOCH;

const LOGIN: &str = "POST https://api.shop.example/v1/login | user=ana%40shop&pass=open%20%22sesame%22&ajax=true";
const TOKEN_LOGIN: &str = r#"POST https://api.shop.example/v1/token | {"user":"ana@shop","pass":"open \"sesame\""}"#;

fn entered(session: &str) -> Came {
    answer(
        200,
        &[("Set-Cookie", &format!("SESSION={session}; Path=/; HttpOnly"))],
        "{}",
    )
}

fn order(session: &str) -> String {
    format!("GET https://api.shop.example/v1/orders/7 cookie: SESSION={session}")
}

fn unauthorized() -> Came {
    answer(401, &[], r#"{"detail": "Log in."}"#)
}

#[test]
fn the_first_call_logs_in_and_the_next_does_not() {
    let script = Script::new(vec![entered("s-1"), ok(), ok()]);
    let client = blocking::Client::over(script.clone(), home(), by::<Shop>(&ana(&SESSION))).unwrap();
    assert_eq!(client.reply(&GetOrder(7)).unwrap().attempts, 1);
    // A copy shares the session.
    assert_eq!(
        client
            .with(|options| options.max_redirects = 0)
            .call(&GetOrder(7))
            .unwrap(),
        12
    );
    assert_eq!(script.sent(), [LOGIN.to_owned(), order("s-1"), order("s-1")]);
    script.requests(|requests| {
        assert_eq!(
            requests[0].headers()["content-type"],
            "application/x-www-form-urlencoded"
        );
    });
}

#[test]
fn a_login_may_be_json_and_its_secret_in_the_body() {
    let (_, sent) = value(&ana(&TOKEN), &GetOrder(7), &|| {
        vec![answer(201, &[], r#"{"key": "t-1"}"#), ok()]
    });
    assert_eq!(
        sent,
        [
            TOKEN_LOGIN,
            "GET https://api.shop.example/v1/orders/7 authorization: Token t-1"
        ]
    );
}

#[test]
fn a_login_may_end_in_a_redirect_which_is_not_followed() {
    let (value, sent) = value(&ana(&SESSION), &GetOrder(7), &|| {
        vec![
            answer(
                302,
                &[("Set-Cookie", "SESSION=s-1"), ("Location", "https://evil.example/")],
                "<html>",
            ),
            ok(),
        ]
    });
    assert_eq!((value, sent), (12, vec![LOGIN.to_owned(), order("s-1")]));
}

/// What says that a session has expired.
fn expired() -> [Came; 3] {
    [
        unauthorized(),
        answer(403, &[], r#"{"code": "E7"}"#),
        answer(302, &[("Location", "https://login.shop.example/")], ""),
    ]
}

#[test]
fn an_expired_session_is_renewed_once_and_the_request_sent_again() {
    for index in 0..3 {
        let answers = || {
            let [one, two, three] = expired();
            let expired = [one, two, three].into_iter().nth(index).unwrap();
            vec![entered("s-1"), ok(), expired, entered("s-2"), ok()]
        };
        let expected = [
            LOGIN.to_owned(),
            order("s-1"),
            order("s-1"),
            LOGIN.to_owned(),
            order("s-2"),
        ];

        let script = Script::new(answers());
        let client = blocking::Client::over(script.clone(), home(), by::<Shop>(&ana(&SESSION))).unwrap();
        client.call(&GetOrder(7)).unwrap();
        assert_eq!(client.reply(&GetOrder(7)).unwrap().attempts, 2);
        assert_eq!(script.sent(), expected);

        let script = Script::new(answers());
        let client = nonblocking::Client::over(script.clone(), home(), by::<Shop>(&ana(&SESSION))).unwrap();
        block_on(client.call(&GetOrder(7))).unwrap();
        assert_eq!(block_on(client.reply(&GetOrder(7))).unwrap().attempts, 2);
        assert_eq!(script.sent(), expected);
    }
}

#[test]
fn it_is_not_renewed_twice() {
    let script = Script::new(vec![
        entered("s-1"),
        ok(),
        unauthorized(),
        entered("s-2"),
        unauthorized(),
    ]);
    let client = blocking::Client::over(script.clone(), home(), by::<Shop>(&ana(&SESSION))).unwrap();
    client.call(&GetOrder(7)).unwrap();
    let error = client.call(&GetOrder(7)).unwrap_err();
    assert_eq!(
        (error.status(), error.vendor().unwrap().endpoint),
        (Some(401), "get_order")
    );
    assert_eq!(script.sent().len(), 5);
    // A session that is new in this call has not expired.
    let refused = error_of(&ana(&SESSION), &|| vec![entered("s-1"), unauthorized()]);
    assert_eq!(refused.status(), Some(401));
    // Without a login there is nothing to renew.
    let refused = error_of(&key("k-2f41"), &|| vec![unauthorized()]);
    assert_eq!(refused.status(), Some(401));
}

fn error_of(credentials: &Credentials, answers: &dyn Fn() -> Vec<Came>) -> CallError<ShopError> {
    error(credentials, &GetOrder(7), answers)
}

#[test]
fn a_request_that_writes_is_sent_again_after_a_renewal() {
    let script = Script::new(vec![entered("s-1"), ok(), unauthorized(), entered("s-2"), ok()]);
    let client = blocking::Client::over(script.clone(), home(), by::<Shop>(&ana(&SESSION))).unwrap();
    client.call(&GetOrder(7)).unwrap();
    client.call(&AddOrder(3)).unwrap();
    assert_eq!(
        script.sent()[4],
        "POST https://api.shop.example/v1/orders cookie: SESSION=s-2 | 3"
    );
}

#[test]
fn a_redirect_does_not_send_a_request_that_may_act_twice_again() {
    let client = |answers| {
        let script = Script::new(answers);
        let client = blocking::Client::over(script.clone(), home(), by::<Shop>(&ana(&SESSION))).unwrap();
        client.call(&GetOrder(7)).unwrap();
        (client, script)
    };
    for status in [302, 303] {
        let seen = || answer(status, &[("Location", "/v1/orders/3")], "");
        // Nobody knows whether it was carried out. The session counts as expired all the same.
        let (careful, script) = client(vec![entered("s-1"), ok(), seen(), entered("s-2"), ok()]);
        let error = careful.call(&AddOrder(3)).unwrap_err();
        assert!(
            matches!(error, CallError::Redirect(RedirectError::Changed(found)) if found == status),
            "{error}"
        );
        careful.call(&GetOrder(7)).unwrap();
        assert_eq!(script.sent()[3..], [LOGIN.to_owned(), order("s-2")]);

        let (bold, script) = client(vec![entered("s-1"), ok(), seen(), entered("s-2"), ok()]);
        let bold = bold.with(|options| options.retry.non_idempotent = true);
        bold.call(&AddOrder(3)).unwrap();
        assert_eq!(script.sent().len(), 5);
    }
    // This status says that it was not.
    let again = answer(307, &[("Location", "/login")], "");
    let (careful, script) = client(vec![entered("s-1"), ok(), again, entered("s-2"), ok()]);
    careful.call(&AddOrder(3)).unwrap();
    assert_eq!(script.sent().len(), 5);
}

#[test]
fn a_session_that_is_new_is_not_ended_by_a_redirect() {
    let seen = || answer(303, &[("Location", "/v1/orders/3")], "");
    let script = Script::new(vec![entered("s-1"), seen(), ok()]);
    let client = blocking::Client::over(script.clone(), home(), by::<Shop>(&ana(&SESSION))).unwrap();
    client.call(&AddOrder(3)).unwrap_err();
    client.call(&GetOrder(7)).unwrap();
    assert_eq!(script.sent()[2], order("s-1"));
}

/// Calls of one client, side by side.
struct Calls {
    core: Core,
    options: Options,
}

impl Calls {
    fn new() -> Self {
        Self {
            core: Core::new(&home::<Shop>(), by(&ana(&SESSION))).unwrap(),
            options: Options::default(),
        }
    }

    fn begin(&self) -> Exchange<'_> {
        let request = http::Request::get("https://api.shop.example/v1/orders/7");
        let request = request.body(Vec::new()).unwrap();
        Exchange::new(&self.core, &self.options, <GetOrder as crate::Endpoint>::SPEC, request)
    }
}

/// The cookie of what is sent next.
fn cookie(exchange: &mut Exchange<'_>) -> Option<String> {
    let Next::Send(request) = exchange.next() else {
        panic!("nothing is sent")
    };
    let cookie = request.headers().get("cookie")?;
    Some(cookie.to_str().unwrap().to_owned())
}

/// The value, where the call has ended; or its status.
fn tell(exchange: &mut Exchange<'_>, came: Came) -> Option<Result<i64, u16>> {
    exchange.arrived(came, UNIX_EPOCH);
    let end = exchange.settle::<GetOrder>(UNIX_EPOCH)?;
    Some(end.map(|reply| reply.value).map_err(|error| error.status().unwrap()))
}

#[test]
fn where_a_login_ends_the_session_before_calls_side_by_side_end_well() {
    let calls = Calls::new();
    let (mut first, mut second) = (calls.begin(), calls.begin());
    for exchange in [&mut first, &mut second] {
        assert_eq!(cookie(exchange), None, "both log in");
    }
    assert_eq!(tell(&mut first, entered("s-0")), None);
    assert_eq!(cookie(&mut first).as_deref(), Some("SESSION=s-0"));
    assert_eq!(tell(&mut second, entered("s-1")), None);
    // The login of the second has ended the session of the first.
    assert_eq!(tell(&mut first, unauthorized()), None);
    for exchange in [&mut first, &mut second] {
        assert_eq!(cookie(exchange).as_deref(), Some("SESSION=s-1"));
        assert_eq!(tell(exchange, ok()), Some(Ok(12)));
    }
}

#[test]
fn the_sessions_that_one_call_tries_are_counted() {
    let calls = Calls::new();
    let mut unlucky = calls.begin();
    assert_eq!(cookie(&mut unlucky), None);
    assert_eq!(tell(&mut unlucky, entered("mine")), None);
    let mut tried = 0;
    loop {
        cookie(&mut unlucky).unwrap();
        tried += 1;
        // Meanwhile another one logs in.
        calls.core.session().forget(calls.core.proof().as_ref());
        let mut other = calls.begin();
        assert_eq!(cookie(&mut other), None);
        assert_eq!(tell(&mut other, entered(&format!("s-{tried}"))), None);
        if let Some(end) = tell(&mut unlucky, unauthorized()) {
            break assert_eq!((end, tried), (Err(401), 4));
        }
    }
}

#[test]
fn a_session_that_another_clone_renewed_is_used() {
    let calls = Calls::new();
    let begin = || calls.begin();

    let mut first = begin();
    assert_eq!(cookie(&mut first), None);
    assert_eq!(tell(&mut first, entered("s-1")), None);
    let mut second = begin();
    for exchange in [&mut first, &mut second] {
        assert_eq!(cookie(exchange).as_deref(), Some("SESSION=s-1"));
    }
    // The first was told of its session in this call; the second renews it, a third finds it renewed.
    let mut third = begin();
    assert_eq!(cookie(&mut third).as_deref(), Some("SESSION=s-1"));
    assert_eq!(tell(&mut second, unauthorized()), None);
    assert_eq!(cookie(&mut second), None);
    assert_eq!(tell(&mut second, entered("s-2")), None);
    assert_eq!(tell(&mut third, unauthorized()), None);
    for exchange in [&mut second, &mut third] {
        assert_eq!(cookie(exchange).as_deref(), Some("SESSION=s-2"));
        assert_eq!(tell(exchange, ok()), Some(Ok(12)));
    }
}

#[test]
fn a_login_that_is_refused_is_the_vendors_error() {
    for (status, body, code, message) in [
        (
            401,
            r#"{"code": "E9", "detail": "Wrong password."}"#,
            Some("E9"),
            Some("Wrong password."),
        ),
        (500, "<html>", None, None),
        (200, r#"{"detail": "Wrong password."}"#, None, Some("Wrong password.")),
        (200, r#"{"code": "E9"}"#, Some("E9"), None),
    ] {
        let refused = error_of(&ana(&SESSION), &|| {
            vec![answer(status, &[("Set-Cookie", "SESSION=anyone")], body)]
        });
        let vendor = refused.vendor().unwrap_or_else(|| panic!("{refused}"));
        assert_eq!((vendor.endpoint, vendor.status), ("login", status));
        assert_eq!((vendor.code.as_deref(), vendor.message.as_deref()), (code, message));
    }
    // A flag says so, or a message where the secret should be in the body.
    let refused = error(&ana(&TOKEN), &GetBalance, &|| {
        vec![answer(
            200,
            &[],
            r#"{"ok": false, "key": "t-1", "detail": "Wrong password."}"#,
        )]
    });
    assert_eq!(refused.vendor().unwrap().message.as_deref(), Some("Wrong password."));
    let refused = error_of(&ana(&TOKEN), &|| {
        vec![answer(200, &[], r#"{"detail": "Wrong password."}"#)]
    });
    assert_eq!(refused.to_string(), "login: 200 unknown: Wrong password.");
}

#[test]
fn a_message_beside_the_secret_is_no_failure() {
    let welcome = r#"{"ok": true, "key": "t-1", "detail": "Welcome."}"#;
    let (_, sent) = value(&ana(&TOKEN), &GetOrder(7), &|| vec![answer(200, &[], welcome), ok()]);
    assert_eq!(sent.len(), 2);
    let (_, sent) = value(&ana(&SESSION), &GetBalance, &|| {
        vec![
            answer(200, &[("Set-Cookie", "SESSION=s-1")], welcome),
            answer(200, &[], r#"{"ok": true, "data": 3}"#),
        ]
    });
    assert!(sent[1].ends_with("cookie: theme=dark; SESSION=s-1"), "{}", sent[1]);
}

#[test]
fn an_answer_without_the_secret_does_not_fit_and_is_not_kept() {
    let unfit = |credentials: &Credentials, came: &dyn Fn() -> Came| {
        let error = error_of(credentials, &|| vec![came()]);
        let CallError::Unfit(unfit) = error else {
            panic!("{error}")
        };
        assert_eq!((unfit.endpoint, unfit.body.as_bytes()), ("login", &b""[..]));
        assert!(!format!("{unfit:?}").contains("t-1"));
        unfit.to_string()
    };
    assert_eq!(
        unfit(&ana(&TOKEN), &|| answer(200, &[], r#"{"token": "t-1"}"#)),
        "login: 200, the answer does not fit: expected a secret at `key`, found none that can be used there"
    );
    assert!(unfit(&ana(&TOKEN), &|| answer(200, &[], "t-1")).contains("at `key`"));
    assert!(unfit(&ana(&TOKEN), &|| answer(200, &[], r#"{"key": "t-1\nX-Evil: 1"}"#)).contains("at `key`"));
    assert!(unfit(&ana(&SESSION), &|| answer(204, &[("Set-Cookie", "t-1=1")], "")).contains("cookie `SESSION`"));
    assert!(unfit(&ana(&SESSION), &|| answer(302, &[("Location", "/login?error")], "")).contains("cookie `SESSION`"));
}

#[test]
fn a_login_is_sent_again_only_where_that_is_allowed() {
    let lost = || vec![failed(TransportErrorKind::Interrupted), entered("s-1"), ok()];
    let (reply, script) = call(
        &ana(&SESSION),
        &GetOrder(7),
        |options| options.retry.non_idempotent = true,
        &lost,
    );
    assert_eq!((reply.unwrap().value, script.waits().len()), (12, 1));
    assert_eq!(script.sent(), [LOGIN, LOGIN, &order("s-1")]);
    let (reply, script) = call(&ana(&SESSION), &GetOrder(7), |_| (), &|| {
        vec![failed(TransportErrorKind::Interrupted)]
    });
    assert!(matches!(reply, Err(CallError::Transport(_))));
    assert_eq!(script.sent(), [LOGIN]);
}

#[test]
fn the_vendors_catalogue_names_a_refused_login() {
    let refused = error_of(&ana(&SESSION), &|| vec![answer(400, &[], r#"{"code": "E7"}"#)]);
    assert_eq!(refused.vendor().unwrap().error, ShopError::Expired);
}
