//! Where calls go, and URLs that are refused.

use crate::stage::Stage;
use bindery::client::SetupError;
use bindery_loopback::Vendor;
use bindery_vendors::{aceptabits, akinon, koibox, valomnia};

fn key() -> koibox::Auth {
    koibox::Auth::key(bindery_loopback::koibox::KEY)
}

pub fn a_url_of_ones_own(stage: &Stage) {
    let url = stage.server.url(Vendor::Koibox);
    for url in [url.clone(), format!("{url}/"), url.replace("http://", "HTTP://")] {
        let client = stage.client_at(koibox::Server::Custom(url.clone()), key()).unwrap();
        assert_eq!(client.base_url(), url.trim_end_matches('/'));
        let page = client.call(&koibox::ListCustomers::default()).unwrap();
        assert_eq!((page.total, page.items[0].id), (Some(253), 1));
        assert_eq!(stage.sent()[0].path, "/koibox/api/clientes/");
    }
}

pub fn variables_are_part_of_the_url(stage: &Stage) {
    let auth = || valomnia::Auth::session("ana", "sesame");
    let tenant = |host: &str| {
        let server = valomnia::Server::Tenant { host: host.to_owned() };
        stage
            .client_at(server, auth())
            .map(|client| client.base_url().to_owned())
    };
    assert_eq!(tenant("shop.valomnia.com").as_deref(), Ok("https://shop.valomnia.com"));
    assert_eq!(tenant("127.0.0.1:8443").as_deref(), Ok("https://127.0.0.1:8443"));
    for host in ["", "evil.example/", "a@evil.example", "evil.example?x=", "a b"] {
        let error = tenant(host).unwrap_err();
        assert!(
            matches!(&error, SetupError::Server(fill) if fill.hole() == "host"),
            "{host}: {error}"
        );
        assert!(
            error
                .to_string()
                .starts_with("the server's URL: `host`: must be a host name"),
            "{error}"
        );
    }
    let production = akinon::Server::Production {
        host: "omnitron.shop.example".to_owned(),
    };
    let client = stage.client_at(production, akinon::Auth::key("k")).unwrap();
    assert_eq!(client.base_url(), "https://omnitron.shop.example");
    let client = stage
        .client_at(akinon::Server::Sandbox, akinon::Auth::key("k"))
        .unwrap();
    assert_eq!(client.base_url(), "https://sandbox.akinon.com");
    let client = stage.client_at(aceptabits::Server::Sandbox, aceptabits::Auth::token("t"));
    assert_eq!(
        client.unwrap().base_url(),
        "https://sandbox.aceptabits.com/api/thirdparty/v1"
    );
    let client = stage.client_at(koibox::Server::default(), key()).unwrap();
    assert_eq!(client.base_url(), "https://api.koibox.cloud");
}

pub fn urls_that_cannot_be_called_are_not_quoted(stage: &Stage) {
    for (url, says) in [
        (
            "https://ana:sesame@api.shop.example",
            "must not hold a user or a password",
        ),
        ("https://sesame@api.shop.example", "must not hold a user or a password"),
        (
            "https://api.shop.example?key=sesame",
            "must not hold a query or a fragment",
        ),
        (
            "https://api.shop.example/v1#sesame",
            "must not hold a query or a fragment",
        ),
        ("ftp://sesame.example", "must begin with `https://` or `http://`"),
        ("sesame.example", "must begin with `https://` or `http://`"),
        ("https://sesame example", "holds a character that no URL can"),
        ("https://api.shop.example:sesame", "holds a character that no URL can"),
        ("https://", "has no host"),
        ("https:///sesame", "has no host"),
        ("https://sesame.example:99999", "has a port that is none"),
    ] {
        let error = stage
            .client_at(koibox::Server::Custom(url.to_owned()), key())
            .unwrap_err();
        assert!(
            error.to_string().starts_with(&format!("the server's URL {says}")),
            "{url}: {error}"
        );
        assert!(!format!("{error} {error:?}").contains("sesame"), "{error:?}");
    }
    // A key that its header cannot carry is named, and not shown.
    for key in ["sesame\n", "sesamé", "ses\0ame"] {
        let error = stage.client_as_error(koibox::Auth::key(key));
        assert_eq!(error, SetupError::Credentials("key".to_owned()));
        assert_eq!(
            error.to_string(),
            "the secret `key` is not given, or holds what cannot be sent; look for a line break at its end, and for letters outside ASCII"
        );
    }
    assert_eq!(stage.sent().len(), 0);
}
