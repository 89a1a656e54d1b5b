//! URLs of servers.

use super::*;
use crate::endpoint::request::{build, check_base};

#[test]
fn servers_have_a_scheme_and_a_host_and_perhaps_a_port_and_a_path() {
    for (url, expected) in [
        ("https://api.shop.example", "https://api.shop.example"),
        ("https://api.shop.example/", "https://api.shop.example"),
        ("HTTPS://api.shop.example/v1//", "HTTPS://api.shop.example/v1"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://[::1]:8080/a/b", "http://[::1]:8080/a/b"),
        ("https://a/%C3%B1", "https://a/%C3%B1"),
    ] {
        assert_eq!(check_base(url), Ok(expected));
        let request = build(&GET, &Parts::default(), url).unwrap();
        assert!(request.uri().path().ends_with("/customers/"), "{url}");
    }
}

#[test]
fn servers_that_are_none_are_refused_and_never_quoted() {
    const SCHEME: &str = "must begin with";
    const CHARACTER: &str = "holds a character";
    for (url, problem) in [
        ("", SCHEME),
        ("api.shop.example", SCHEME),
        ("ftp://api.shop.example", SCHEME),
        ("//api.shop.example", SCHEME),
        ("https:", SCHEME),
        ("https:/a", SCHEME),
        ("httpsé//a", SCHEME),
        ("https://", "has no host"),
        ("https:///v1", "has no host"),
        ("https://:80", "has no host"),
        ("https://ana:hunter2@a", "must not hold a user"),
        ("https://@a", "must not hold a user"),
        ("https://a:hunter2@b/?hunter2", "must not hold a user"),
        ("https://a:", "has a port"),
        ("https://a:65536", "has a port"),
        ("https://a?key=hunter2", "must not hold a query"),
        ("https://a/#hunter2", "must not hold a query"),
        ("https://a b", CHARACTER),
        ("https://é.example", CHARACTER),
        ("https://a\\b", CHARACTER),
        ("https://a/{id}", CHARACTER),
        ("https://a/%zz", CHARACTER),
        ("https://a:x", CHARACTER),
        ("https://a\r\nX: hunter2", CHARACTER),
        ("https://%41", "is none that can be called"),
    ] {
        let found = check_base(url).unwrap_err();
        assert!(found.starts_with(problem), "{url}: {found}");
        let error = build(&GET, &Parts::default(), url).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("the URL cannot be built: the server's URL {found}")
        );
        assert!(!format!("{error:?}").contains("hunter2"), "{url}");
    }
}
