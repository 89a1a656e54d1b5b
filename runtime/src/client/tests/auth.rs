//! What shows who calls, to the byte.

use super::*;

const ORDER: &str = "https://api.shop.example/v1/orders/7";

fn sent(credentials: &Credentials) -> String {
    let (value, sent) = value(credentials, &GetOrder(7), &|| vec![ok()]);
    assert_eq!((value, sent.len()), (12, 1));
    sent[0].clone()
}

fn one(scheme: &'static crate::endpoint::AuthScheme, hole: &'static str, secret: &str) -> Credentials {
    Credentials::new(scheme, [(hole, Secret::from(secret))])
}

fn user(user: &str, password: &str) -> Credentials {
    Credentials::new(
        &BASIC,
        [("user", Secret::from(user)), ("password", Secret::from(password))],
    )
}

#[test]
fn secrets_travel_where_the_scheme_says() {
    assert_eq!(sent(&Credentials::none()), format!("GET {ORDER}"));
    assert_eq!(sent(&key("k 2f41")), format!("GET {ORDER} x-shop-key: k 2f41"));
    assert_eq!(
        sent(&one(&BEARER, "token", "t-1")),
        format!("GET {ORDER} authorization: Bearer t-1")
    );
    assert_eq!(
        sent(&user("ana", "pass:wörd")),
        format!("GET {ORDER} authorization: Basic YW5hOnBhc3M6d8O2cmQ=")
    );
    assert_eq!(sent(&user("", "")), format!("GET {ORDER} authorization: Basic Og=="));
    assert_eq!(
        sent(&one(&COOKIE, "key", "s=1")),
        format!("GET {ORDER} cookie: SESSION=s=1")
    );
    assert_eq!(
        sent(&one(&QUERY, "key", "a&b=c é")),
        format!("GET {ORDER}?key=a%26b%3Dc%20%C3%A9")
    );
}

#[test]
fn a_query_key_replaces_its_like_and_a_cookie_joins_others() {
    let balance = || vec![answer(200, &[], r#"{"ok": true, "data": 3}"#)];
    let (_, sent) = value(&one(&QUERY, "key", "k-2f41"), &GetBalance, &balance);
    assert_eq!(
        sent,
        ["GET https://api.shop.example/v1/balance?page=1&key=k-2f41 cookie: theme=dark"]
    );
    let (_, sent) = value(&one(&COOKIE, "key", "s-1"), &GetBalance, &balance);
    assert_eq!(
        sent,
        ["GET https://api.shop.example/v1/balance?key=0&page=1 cookie: theme=dark; SESSION=s-1"]
    );
    // However its name is written.
    let (_, sent) = value(&one(&QUERY, "key", "k-2f41"), &GetOrder(7), &|| {
        vec![answer(301, &[("Location", "?k%65y=0&key&keys=1&%6bey=2")], ""), ok()]
    });
    assert_eq!(sent[1], format!("GET {ORDER}?keys=1&key=k-2f41"));
}

#[test]
fn headers_with_secrets_are_marked_so() {
    for credentials in [key("k-2f41"), one(&COOKIE, "key", "s-1"), user("ana", "sesame")] {
        let (_, script) = call(&credentials, &GetOrder(7), |_| (), &|| vec![ok()]);
        script.requests(|requests| {
            let shown = format!("{:?}", requests[0].headers());
            assert!(shown.contains("Sensitive"), "{shown}");
        });
    }
}

#[test]
fn what_cannot_be_carried_is_refused_at_once() {
    let refused =
        |credentials: &Credentials| blocking::Client::over(Script::default(), home::<Shop>(), by(credentials)).err();
    let hole = |name: &str| Some(SetupError::Credentials(name.to_owned()));
    for secret in ["a\nb", "a\rb", "a\0b", "k\u{e9}y", "a\u{7f}"] {
        assert_eq!(refused(&key(secret)), hole("key"), "{secret:?}");
        assert_eq!(refused(&one(&BEARER, "token", secret)), hole("token"), "{secret:?}");
        assert_eq!(refused(&one(&COOKIE, "key", secret)), hole("key"), "{secret:?}");
        assert_eq!(refused(&one(&QUERY, "key", secret)), None, "{secret:?}");
        assert_eq!(refused(&user("ana", secret)), None, "{secret:?}");
    }
    assert_eq!(refused(&one(&COOKIE, "key", "a; b=c")), hole("key"));
    assert_eq!(refused(&user("an:a", "sesame")), hole("user"));
    assert_eq!(refused(&one(&KEY, "kye", "k-2f41")), hole("key"));
    assert_eq!(refused(&one(&SESSION, "username", "ana")), hole("password"));
    let error = refused(&key("k-2f41\n")).unwrap();
    assert_eq!(
        error.to_string(),
        "the secret `key` is not given, or holds what cannot be sent; look for a line break at its end, and for letters \
         outside ASCII"
    );
}

#[test]
fn a_key_is_never_sent_to_another_host() {
    let script = Script::default();
    let client = blocking::Client::over(script.clone(), home::<Shop>(), by(&key("k-2f41"))).unwrap();
    for url in [
        "https://evil.example/v1/orders/7",
        "http://api.shop.example/v1/orders/7",
        "https://api.shop.example:8443/v1/orders/7",
        "https://ana@api.shop.example/v1/orders/7",
        "/v1/orders/7",
    ] {
        let request = http::Request::get(url).body(Vec::new()).unwrap();
        let error = client.run::<GetOrder>(request).unwrap_err();
        assert!(matches!(error, CallError::Request(_)), "{error}");
    }
    assert_eq!(script.sent().len(), 0);
}
