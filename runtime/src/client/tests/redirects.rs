//! Redirects: followed on the same host only.

use super::*;
use crate::Endpoint;

fn moved(status: u16, location: &str) -> Came {
    answer(status, &[("Location", location)], "")
}

fn refused<E>(endpoint: &E, status: u16, location: &str) -> RedirectError
where
    E: Endpoint<Api = Shop, Output = i64>,
{
    let error = error(&key("k-2f41"), endpoint, &|| vec![moved(status, location)]);
    let CallError::Redirect(error) = error else {
        panic!("{error}")
    };
    error
}

#[test]
fn reads_follow_on_the_same_host() {
    for status in [301, 302, 303, 307, 308] {
        let (reply, script) = call(&key("k-2f41"), &GetOrder(7), |_| (), &|| {
            vec![moved(status, "7/?full=1"), ok()]
        });
        assert_eq!(reply.unwrap().attempts, 1);
        assert_eq!(
            script.sent(),
            [
                "GET https://api.shop.example/v1/orders/7 x-shop-key: k-2f41",
                "GET https://api.shop.example/v1/orders/7/?full=1 x-shop-key: k-2f41",
            ]
        );
    }
}

#[test]
fn letters_that_a_server_left_as_they_are_are_encoded() {
    let (_, sent) = value(&Credentials::none(), &GetOrder(7), &|| {
        vec![moved(301, "/café/7?q=[ñ]"), ok()]
    });
    assert_eq!(sent[1], "GET https://api.shop.example/caf%C3%A9/7?q=%5B%C3%B1%5D");
    // Latin-1: nobody knows what it means.
    let error = error(&Credentials::none(), &GetOrder(7), &|| {
        let mut came = moved(301, "/x").unwrap();
        let latin = http::HeaderValue::from_bytes(b"/caf\xe9").unwrap();
        came.headers_mut().insert("location", latin);
        vec![Ok(came)]
    });
    assert!(
        matches!(error, CallError::Redirect(RedirectError::Nowhere(301))),
        "{error}"
    );
}

#[test]
fn a_query_key_goes_along_once() {
    let credentials = Credentials::new(&QUERY, [("key", Secret::from("k-2f41"))]);
    let (_, sent) = value(&credentials, &GetOrder(7), &|| {
        vec![moved(301, "/b?key=k-2f41&a=1"), ok()]
    });
    assert_eq!(sent[1], "GET https://api.shop.example/b?a=1&key=k-2f41");
}

#[test]
fn writes_follow_only_where_they_stay_the_same() {
    for status in [307, 308] {
        let (_, sent) = value(&Credentials::none(), &AddOrder(3), &|| {
            vec![moved(status, "/v2/orders"), ok()]
        });
        assert_eq!(sent[1], "POST https://api.shop.example/v2/orders | 3");
    }
    for status in [301, 302, 303] {
        assert_eq!(
            refused(&AddOrder(3), status, "/v2/orders"),
            RedirectError::Changed(status)
        );
    }
}

#[test]
fn the_key_stays_here() {
    for (location, host) in [
        ("https://evil.example/v1/orders/7", "evil.example"),
        ("//evil.example", "evil.example"),
        ("http://api.shop.example/v1/orders/7", "http://api.shop.example:80"),
        ("https://api.shop.example:8443/", "https://api.shop.example:8443"),
    ] {
        let error = refused(&GetOrder(7), 302, location);
        assert_eq!(error, RedirectError::OtherHost(host.to_owned()), "{location}");
        assert_eq!(refused(&AddOrder(3), 307, location), error);
    }
    assert_eq!(
        refused(&GetOrder(7), 302, "https://evil.example/").to_string(),
        "redirected to `evil.example`, which is not the server; not followed, so that the key stays here (where the API \
         has moved, call it there)"
    );
}

#[test]
fn a_redirect_needs_a_place_to_go() {
    for location in ["https://", "ftp://api.shop.example/", "https://ana@api.shop.example/"] {
        assert_eq!(
            refused(&GetOrder(7), 301, location),
            RedirectError::Nowhere(301),
            "{location}"
        );
    }
    let error = error(&Credentials::none(), &GetOrder(7), &|| vec![answer(302, &[], "")]);
    assert!(matches!(error, CallError::Redirect(RedirectError::Nowhere(302))));
    // Not modified leads nowhere, and is no redirect.
    let error = super::error(&Credentials::none(), &GetOrder(7), &|| vec![answer(304, &[], "")]);
    assert_eq!(error.status(), Some(304));
}

#[test]
fn redirects_are_counted() {
    let round = || (0..6).map(|_| moved(302, "/v1/orders/7")).collect();
    let error = error(&Credentials::none(), &GetOrder(7), &round);
    assert!(
        matches!(error, CallError::Redirect(RedirectError::TooMany(5))),
        "{error}"
    );
    let (reply, _) = call(
        &Credentials::none(),
        &GetOrder(7),
        |options| options.max_redirects = 0,
        &|| vec![moved(302, "/v1/orders/7")],
    );
    assert!(matches!(reply, Err(CallError::Redirect(RedirectError::TooMany(0)))));
}

#[test]
fn a_retry_goes_on_where_the_redirect_led() {
    let (reply, script) = call(&Credentials::none(), &GetOrder(7), |_| (), &|| {
        vec![moved(301, "/v2/orders/7"), answer(503, &[], ""), ok()]
    });
    assert_eq!(reply.unwrap().attempts, 2);
    assert_eq!(script.sent()[2], "GET https://api.shop.example/v2/orders/7");
}

#[test]
fn with_a_login_a_permanent_redirect_is_followed_at_once() {
    let (_, sent) = value(&ana(&SESSION), &GetOrder(7), &|| {
        vec![
            answer(200, &[("Set-Cookie", "SESSION=s-1")], ""),
            moved(308, "7/"),
            ok(),
        ]
    });
    assert_eq!(sent[2], "GET https://api.shop.example/v1/orders/7/ cookie: SESSION=s-1");
}
