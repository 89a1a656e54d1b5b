use proptest::prelude::*;

use crate::rule::format::{is_base64, is_email, is_hex_color, is_uri, is_uuid};

fn all(check: fn(&str) -> bool, good: &[&str], bad: &[&str]) {
    for text in good {
        assert!(check(text), "{text:?} is refused");
    }
    for text in bad {
        assert!(!check(text), "{text:?} is accepted");
    }
}

#[test]
fn email() {
    all(
        is_email,
        &[
            "a@b.co",
            "mail+tag@tyr.example",
            "o'neill@sub.example.com",
            "ñ@correo.españa",
            "a@xn--bcher-kva.example",
        ],
        &[
            "",
            "mail",
            "mail@tyr",
            "@tyr.example",
            "mail@",
            "a@b@c.example",
            "a b@c.example",
            "a@b..example",
            "a@.example",
            "a@example.",
            "a@-b.example",
            "a@b-.example",
            "a@b_c.example",
            "a@127.0.0.1",
            "a\n@b.example",
            "a@b.example ",
        ],
    );
    assert!(!is_email(&format!("{}@b.example", "a".repeat(250))));
    assert!(!is_email(&format!("a@{}.example", "b".repeat(64))));
}

#[test]
fn uri() {
    all(
        is_uri,
        &[
            "https://shop.example",
            "https://shop.example:8080/a%20b?c=d&e[]=f#g",
            "mailto:a@b.example",
            "urn:isbn:123",
            "file:///etc/hosts",
            "http://[::1]/",
            "data:,a",
        ],
        &[
            "",
            "shop.example",
            "/a/b",
            "https:",
            "https://",
            "https:///a",
            "https://?a",
            "1https://a",
            "ht tp://a",
            "https://a b",
            "https://a/%2",
            "https://a/%zz",
            "https://a#b#c",
            "https://a/ñ",
            "https://a/<b>",
            ":a",
            "//a/b",
        ],
    );
}

#[test]
fn uuid() {
    all(
        is_uuid,
        &[
            "123e4567-e89b-12d3-a456-426614174000",
            "123E4567-E89B-12D3-A456-426614174000",
            "00000000-0000-0000-0000-000000000000",
        ],
        &[
            "",
            "123e4567e89b12d3a456426614174000",
            "123e4567-e89b-12d3-a456-42661417400",
            "123e4567-e89b-12d3-a456-4266141740000",
            "g23e4567-e89b-12d3-a456-426614174000",
            "123e4567-e89b-12d3-a4564-26614174000",
            "{123e4567-e89b-12d3-a456-42661417400}",
        ],
    );
}

#[test]
fn base64() {
    all(
        is_base64,
        &[
            "",
            "YQ==",
            "YQ",
            "YWI=",
            "YWI",
            "YWJj",
            "+/+/",
            "-_-_",
            "data:image/png;base64,YWJj",
            "data:;base64,",
        ],
        &[
            "Y",
            "YQ=",
            "YQ===",
            "YWJj=",
            "=",
            "==",
            "====",
            "YW Jj",
            "YWJj\n",
            "+_+_",
            "YW=j",
            "data:image/png,YWJj",
            "data:a b;base64,YWJj",
            "ñandu",
        ],
    );
}

#[test]
fn hex_color() {
    all(
        is_hex_color,
        &["#fff", "#FFFa", "#ff8800", "#ff880080"],
        &[
            "",
            "#",
            "fff",
            "#ff",
            "#fffff",
            "#fffffff",
            "#ggg",
            "#ff88000000",
            "#ñf",
        ],
    );
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,40}") {
        for check in [is_email, is_uri, is_uuid, is_base64, is_hex_color] {
            let _ = check(&text);
        }
    }

    #[test]
    fn what_is_encoded_is_base64(groups in 0..20_usize, rest in 0..3_usize) {
        let padded = format!("{}{}", "aZ0+".repeat(groups), ["", "YQ==", "YWI="][rest]);
        prop_assert!(is_base64(&padded));
        prop_assert!(is_base64(padded.trim_end_matches('=')));
    }
}
