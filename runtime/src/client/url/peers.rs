//! What is let through leads to the same server in the eyes of the other reader of URLs: that of reqwest, which follows
//! browsers.

use super::*;
use proptest::prelude::*;
use reqwest::Url;

const BASES: [&str; 4] = [
    "https://api.shop.example/v1/orders?page=1",
    "https://api.shop.example:8443/v1",
    "http://127.0.0.1:8080/orders/",
    "http://[::1]:8080/a",
];

/// Where a URL leads in reqwest's eyes, and whether somebody is named before the host.
fn seen(url: &str) -> (String, bool) {
    let url = Url::parse(url).unwrap_or_else(|error| panic!("{url}: {error}"));
    let is_named = !url.username().is_empty() || url.password().is_some();
    (url.origin().ascii_serialization(), is_named)
}

/// Checks a link of a page and a redirect.
fn check(base: &str, link: &str) {
    let here: Uri = base.parse().unwrap();
    let redirected = resolve(&here, link)
        .ok()
        .filter(|target| same_origin(&here, target).is_ok());
    for target in follow(&here, link).ok().into_iter().chain(redirected) {
        assert_eq!(
            seen(&target.to_string()),
            (seen(base).0, false),
            "{base} {link:?} {target}"
        );
    }
}

#[test]
fn links_made_to_deceive_deceive_nobody() {
    const HOSTS: [&str; 16] = [
        "evil.example",
        "api.shop.example@evil.example",
        "api.shop.example:443@evil.example",
        "evil.example\\@api.shop.example",
        "evil.example\\.api.shop.example",
        "evil.example#@api.shop.example",
        "evil.example?@api.shop.example",
        "evil.example%2f@api.shop.example",
        "evil.example%00.api.shop.example",
        "api.shop.example%2eevil.example",
        "api.shop.example.",
        "api\u{3002}shop.example",
        "ａｐｉ.shop.example",
        "api.shop.example:443:80",
        "api.shop.example:+443",
        "0x7f.1",
    ];
    const BEFORE: [&str; 20] = [
        "",
        "/",
        "//",
        "///",
        "////",
        "\\",
        "\\\\",
        "/\\",
        "\\/",
        "/\\/",
        "./",
        "/.//",
        "/..//",
        "https:",
        "https:/",
        "https://",
        "https:\\\\",
        "HTTPS:///",
        "http://",
        "\t//",
    ];
    for base in BASES {
        for before in BEFORE {
            for host in HOSTS {
                for after in ["", "/", "/x", "?x", "#x", "\\x", ":443/", "\n/"] {
                    for link in [format!("{before}{host}{after}"), format!(" {before}\t{host}{after} ")] {
                        check(base, &link);
                    }
                }
            }
        }
    }
}

#[test]
fn dots_however_they_are_written_stay_on_the_server() {
    for base in BASES {
        for link in [
            "..",
            "../../..//evil.example",
            "%2e%2e/%2E./x",
            "/%2e%2e//evil.example/",
            "..%2f..",
            "/..\\..\\x",
        ] {
            check(base, link);
        }
    }
}

proptest! {
    #[test]
    fn whatever_the_link_is(
        base in proptest::sample::select(&BASES[..]),
        parts in proptest::collection::vec(prop_oneof![
            proptest::sample::select(vec![
                "/", "//", "\\", ":", "@", "?", "#", "[", "]", "%2f", "%5c", "%40", "%", ".", "..", "\t", "\n", "\r", "\0", " ",
                "http:", "https:", "HTTPS:", "evil.example", "api.shop.example", "127.0.0.1", "[::1]", ":8080", ":8443", ":443",
                "\u{3002}", "ß", "\u{ff0f}", "\u{200b}", "|", "^", "{", "}", "<", ">", "\"", "'", "`", ";", "=", "&", "+",
            ]).prop_map(str::to_owned),
            "[a-z0-9.:/@\\\\?#%]{0,3}",
        ], 0..9),
    ) {
        check(base, &parts.concat());
    }
}
