use super::*;
use crate::codes::Code;
use crate::diag::Diagnostics;
use crate::span::FileId;

fn read(text: &str) -> (Option<Node>, Vec<(Code, u32)>) {
    let diags = Diagnostics::default();
    let node = read_yaml(FileId(0), text, &diags).ok();
    let codes = diags.sorted().into_iter().map(|it| (it.code, it.span.start)).collect();
    (node, codes)
}

fn json(text: &str) -> String {
    let (node, codes) = read(text);
    assert_eq!(codes, [], "{text}");
    node.unwrap().to_json()
}

#[test]
fn trees_keep_order_and_know_plain_from_quoted() {
    assert_eq!(
        json("b: 1\na: \"1\"\nc: [x, ~, {d: 1.50}]\n"),
        r#"{"b":1,"a":"1","c":["x",null,{"d":1.50}]}"#
    );
    assert_eq!(json("a:\nb: ''\n"), r#"{"a":null,"b":""}"#);
    assert_eq!(json("a: b\r\nc:\r\n  d: e\r\n"), r#"{"a":"b","c":{"d":"e"}}"#);
}

#[test]
fn spans_of_quoted_text_leave_out_the_quotes() {
    let text = "a: 'b c'\nd: \"e\\tf\"\ng:\n  h: i\n";
    let (node, _) = read(text);
    let slice = |span: Span| &text[span.start as usize..span.end as usize];
    let node = node.unwrap();
    assert_eq!(slice(node.entry("a").unwrap().1.span), "b c");
    assert_eq!(slice(node.entry("d").unwrap().1.span), "\"e\\tf\"");
    assert_eq!(slice(node.entry("g").unwrap().1.span), "h: i");
    assert_eq!(slice(node.span), text.trim_end());
}

#[test]
fn what_is_refused_is_reported_and_left_out() {
    let (node, codes) = read("a: &x 1\nb: *x\nc: !!str 2\n<<: *x\nd: [*x, 3]\n? [k]\n: v\n");
    assert_eq!(node.unwrap().to_json(), r#"{"a":1,"c":2,"d":[3]}"#);
    let codes: Vec<_> = codes.into_iter().map(|(code, _)| code).collect();
    assert_eq!(
        codes,
        [
            Code::Alias,
            Code::Alias,
            Code::Tag,
            Code::Alias,
            Code::Alias,
            Code::Shape
        ]
    );
}

#[test]
fn the_first_of_two_keys_is_kept() {
    let (node, codes) = read("a: 1\nb: 2\na: 3\n");
    assert_eq!(node.unwrap().to_json(), r#"{"a":1,"b":2}"#);
    assert_eq!(codes, [(Code::DuplicateKey, 10)]);
}

#[test]
fn a_second_document_is_not_read() {
    let (node, codes) = read("a: 1\n---\nb: 2\n");
    assert_eq!(node.unwrap().to_json(), r#"{"a":1}"#);
    assert_eq!(codes, [(Code::SecondDocument, 5)]);
    assert_eq!(json("---\na: 1\n...\n"), r#"{"a":1}"#);
}

#[test]
fn cut_text_is_reported_once_and_left_out() {
    let (node, codes) = read("a: { doc: x, y, z, b: 1 }\n");
    assert_eq!(node.unwrap().to_json(), r#"{"a":{"doc":"x","b":1}}"#);
    assert_eq!(codes, [(Code::FlowText, 13)]);
    for text in [
        "a: { doc: x {id} }\n",
        "a: { get: /c/{id}/, d: x }\n",
        "a: { p: [a-z]+ }\n",
        "a: { p: d[-1].id }\n",
        "a: {x: b: c}\n",
    ] {
        assert_eq!(
            read(text).1.first().map(|(code, _)| *code),
            Some(Code::FlowText),
            "{text}"
        );
    }
    assert_eq!(read("a: {field}={value}\nb: 1\n").1, [(Code::FlowText, 10)]);
    assert_eq!(read("a: [b] c\n").1, [(Code::FlowText, 7)]);
    assert_eq!(read("a: { b: c, d: }\n").1, [], "a key with its colon is a key");
    assert_eq!(read("a: { b: 'c', d }\n").1, [], "quoted text is not cut");
    assert_eq!(read("a: {b:1}\n").1, [(Code::FlowText, 4)]);
}

#[test]
fn slips_are_named() {
    let message = |text: &str| {
        let diags = Diagnostics::default();
        let node = read_yaml(FileId(0), text, &diags);
        assert!(node.is_err(), "{text}");
        let list = diags.sorted();
        assert_eq!(list.len(), 1, "{text}");
        (list[0].code, list[0].message.clone())
    };
    for (text, code, words) in [
        ("a:\n\tb: 1\n", Code::Yaml, "a tab"),
        ("a: \"x\nb: 1\n", Code::Yaml, "a quote is not closed"),
        ("a: \"x", Code::Yaml, "a quote is not closed"),
        ("a: [1, 2\nb: 1\n", Code::Yaml, "`[` is not closed"),
        ("a: {x: 1\nb: 1\n", Code::Yaml, "`{` is not closed"),
        ("a: {x: #b}\nb: 1\n", Code::FlowText, "` #` begins a comment"),
        ("a: {x: 1\n", Code::Yaml, "`{` is not closed"),
        ("a: b: c\n", Code::Yaml, "`: ` inside a text must be quoted"),
        ("a: b\n  c: d\n", Code::Yaml, "`c` is indented as if it belonged"),
        ("a\n  c: d\n", Code::Yaml, "`:` is missing after `a`"),
        ("a: b\nc d\n", Code::Yaml, "`:` is missing after `c`"),
        ("a: b\nc:d\n", Code::Yaml, "`c:d` is one text"),
        ("a:\n    b: 1\n  c: 1\n", Code::Yaml, "`c` begins in column 3"),
        ("a: @x\n", Code::Yaml, "text without quotes cannot begin with `@`"),
        ("a: 'it's'\n", Code::Yaml, "a quote inside the text ends it"),
        ("a: \"\\d\"\n", Code::Yaml, "there is no such escape"),
        ("a:\n  - b\n c: 1\n", Code::Yaml, "`c` begins in column 2"),
        ("", Code::Shape, "the file is empty"),
        ("# only a comment\n", Code::Shape, "the file holds nothing but comments"),
        ("---\n", Code::Shape, "the file is empty"),
    ] {
        let (got, message) = message(text);
        assert_eq!(got, code, "{text}: {message}");
        assert!(message.starts_with(words), "{text}: {message}");
    }
}

#[test]
fn depth_and_size_are_bounded() {
    let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(read(&nested(MAX_DEPTH)).1, []);
    assert_eq!(
        read(&nested(MAX_DEPTH + 1)).1.first().map(|(code, _)| *code),
        Some(Code::TooDeep)
    );
    assert_eq!(
        read(&nested(100_000)).1.first().map(|(code, _)| *code),
        Some(Code::TooDeep)
    );
    let blocks: String = (0..40).map(|i| format!("{}a:\n", " ".repeat(i))).collect();
    let mixed = format!("{blocks}{}{}", " ".repeat(40), nested(40));
    assert_eq!(read(&mixed).1.first().map(|(code, _)| *code), Some(Code::TooDeep));
    let large = format!("a: {}\n", "x".repeat(MAX_BYTES));
    assert_eq!(read(&large).1, [(Code::TooLarge, 0)]);
}
