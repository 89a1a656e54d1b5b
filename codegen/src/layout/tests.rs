use super::scalar::{double, needs_no_quotes};
use super::*;

#[test]
fn quotes_go_where_every_reader_takes_the_text_for_text() {
    for text in [
        "shop",
        "a b",
        "/orders/7",
        "http://x.example",
        "it's",
        "say \"x\"",
        "a=*b*",
        "élan",
        "$ref",
        "a#b",
        "a:b",
    ] {
        assert!(needs_no_quotes(text, true), "{text}");
    }
    for text in [
        "",
        " a",
        "a ",
        "0051",
        "1.5",
        "-1",
        "+1",
        ".5",
        "0x1f",
        "0o7",
        "1_000",
        "12:30:45",
        "2026-11-21",
        "~",
        "null",
        "True",
        "NO",
        "y",
        "off",
        ".inf",
        "=",
        "<<",
        "-",
        "- a",
        "? a",
        "a: b",
        "a:",
        "a #b",
        "#a",
        "&a",
        "*a",
        "!a",
        "|",
        ">a",
        "%a",
        "@a",
        "`a`",
        "'a",
        "\"a",
        "{a}",
        "a {b}",
        "[a",
        "a, b",
        "a\tb",
        "a\nb",
        "a\u{85}b",
        "a\u{2028}b",
        "a\u{feff}b",
        "T?",
    ] {
        assert!(!needs_no_quotes(text, true), "{text}");
    }
    assert!(needs_no_quotes("T?", false));
    assert!(!needs_no_quotes("a, b", false), "it would need them in braces");
}

#[test]
fn escapes_are_read_back() {
    let text = "a\"b\\c\nd\te\u{7}\u{85}\u{2028}\u{feff} é";
    let diags = Diagnostics::default();
    let node = read_yaml(FileId(0), &double(text), &diags).unwrap();
    assert_eq!((node.text(), diags.has_errors()), (Some(text), false));
}

#[test]
fn what_is_refused_is_reported_once_and_by_its_own_code() {
    for (text, codes) in [
        ("a: [\n", vec![Code::Yaml]),
        ("a: &x 1\nb: *x\n", vec![Code::Alias, Code::Alias]),
        ("a: 1\na: 2\n", vec![Code::DuplicateKey]),
        ("a: 1\n---\nb: 2\n", vec![Code::SecondDocument]),
        ("# nothing\n", vec![Code::Shape]),
    ] {
        let diags = Diagnostics::default();
        assert!(format(FileId(0), text, &diags).is_err(), "{text}");
        let found: Vec<Code> = diags.sorted().iter().map(|it| it.code).collect();
        assert_eq!(found, codes, "{text}");
    }
}

#[test]
fn what_says_something_else_is_seen() {
    let node = |text: &str| read_yaml(FileId(0), text, &Diagnostics::default()).unwrap();
    let one = node("a: [1, { b: x }]\n");
    assert!(says_the_same(&one, &node("'a':\n  - 1\n  - b: \"x\"\n")));
    for other in [
        "a: ['1', { b: x }]",
        "a: [1, { b: y }]",
        "a: [1]",
        "b: [1, { b: x }]",
        "a: { b: x }",
    ] {
        assert!(!says_the_same(&one, &node(other)), "{other}");
    }
}

#[test]
fn a_hundred_comments_and_the_deepest_nesting_have_a_layout() {
    let comments: String = (0..1000).map(|number| format!("# {number}\n")).collect();
    let text = format!("{comments}a:\n{comments}  b: {}1{}\n", "[".repeat(60), "]".repeat(60));
    let out = format(FileId(0), &text, &Diagnostics::default()).unwrap();
    assert_eq!(out.matches('#').count(), 2000);
    assert_eq!(format(FileId(0), &out, &Diagnostics::default()), Ok(out));
}
