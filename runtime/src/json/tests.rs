//! serde_json is the oracle: the same documents are taken and refused, with the same values.

use proptest::prelude::*;
use serde::de::IgnoredAny;

use super::*;
use crate::testing::{Province, Random};

/// Whether serde_json takes a document; `None` where it is narrower than JSON: it has no numbers beyond `f64`.
fn oracle(document: &[u8]) -> Option<std::result::Result<serde_json::Value, String>> {
    match serde_json::from_slice(document) {
        Ok(value) => Some(Ok(value)),
        Err(error) if error.to_string().starts_with("number out of range") => None,
        Err(error) => Some(Err(error.to_string())),
    }
}

/// Whether two values are the same; numbers by their `f64`, for serde_json rounds them.
fn same(ours: &Json, theirs: &serde_json::Value) -> bool {
    match (ours, theirs) {
        (Json::Null, serde_json::Value::Null) => true,
        (Json::Boolean(a), serde_json::Value::Bool(b)) => a == b,
        (Json::String(a), serde_json::Value::String(b)) => a == b,
        (Json::Number(_), serde_json::Value::Number(b)) => {
            // serde_json's fast conversion is off by one unit in the last place at times; under `arbitrary_precision`,
            // which another crate of a build may ask for, it has numbers beyond `f64` as well.
            match (ours.as_f64(), b.as_f64().filter(|b| b.is_finite())) {
                (Some(a), Some(b)) => a == b || (a - b).abs() <= a.abs() * 1e-15,
                (a, b) => a == b,
            }
        }
        (Json::Array(a), serde_json::Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Json::Object(a), serde_json::Value::Object(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|((i, a), (j, b))| i == j && same(a, b))
        }
        _ => false,
    }
}

fn compare(document: &[u8]) {
    let shown = String::from_utf8_lossy(document);
    let ours = from_slice::<Json>(document);
    if let Some(theirs) = oracle(document) {
        match (&ours, &theirs) {
            (Ok(ours), Ok(theirs)) => assert!(same(ours, theirs), "{shown}: {ours} is not {theirs}"),
            (Err(_), Err(_)) => {}
            _ => panic!("{shown}: {ours:?}, but serde_json {theirs:?}"),
        }
    }
    // What nobody asks for is skipped, and the same documents are taken; only serde_json skips any depth and any bytes.
    let ours = read(document, &mut |_| Ok(())).is_ok();
    let theirs = serde_json::from_slice::<IgnoredAny>(document).is_ok() && std::str::from_utf8(document).is_ok();
    assert_eq!(ours, theirs, "skipping {shown}");
}

const DOCUMENTS: &[&str] = &[
    "",
    " ",
    "null",
    "nul",
    "nulll",
    "true",
    "tru",
    "false",
    "falsE",
    "True",
    "0",
    "-0",
    "-",
    "01",
    "1.",
    ".1",
    "1.5",
    "1e5",
    "1E+5",
    "1e-5",
    "1e",
    "1e+",
    "-1.0e10",
    "+1",
    "0x10",
    "1_000",
    "NaN",
    "Infinity",
    "12345678901234567890123456789",
    "1e400",
    "-1e400",
    "1e-400",
    "\"\"",
    "\"a\"",
    "\"a",
    "\"\\",
    "\"\\\"",
    "\"\\n\\t\\b\\f\\r\\/\\\\\\\"\"",
    "\"\\a\"",
    "\"\\u0041\"",
    "\"\\u00\"",
    "\"\\u004\"",
    "\"\\uD83D\\uDE00\"",
    "\"\\uD83D\"",
    "\"\\uDE00\"",
    "\"\\uD83D\\n\"",
    "\"\\uD83Dx\"",
    "\"\\uD83D\\u0041\"",
    "\"\\u0000\"",
    "\"\u{1f}\"",
    "\"\u{7f}\"",
    "\"\t\"",
    "\"\n\"",
    "\"é€😀\"",
    "'a'",
    "[]",
    "[",
    "]",
    "[1]",
    "[1,]",
    "[,1]",
    "[1 2]",
    "[1,2",
    "[[]]",
    "[]]",
    "[}",
    "{}",
    "{",
    "}",
    "{\"a\":1}",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":1,}",
    "{,\"a\":1}",
    "{\"a\" 1}",
    "{a:1}",
    "{1:1}",
    "{\"a\":1 \"b\":2}",
    "{\"a\":1,\"a\":2}",
    "{\"\":0}",
    "{\"a\":{\"b\":[1,{}]}}",
    "{\"a\":1]",
    "{null:1}",
    " [ 1 , 2 ] ",
    "\r\n\t{ \"a\" : null } \n",
    "\u{feff}1",
    "\u{a0}1",
    "1\u{a0}",
    "\u{b}1",
    "1 2",
    "1,",
    "// x\n1",
    "[1]//",
    "[true,false,null]",
    "[truefalse]",
    "\"a\"\"b\"",
    "{\"\\u0061\":1,\"a\":2}",
    "\0",
    "1\0",
    "[\0]",
    "                 1                 ",
    "[\n        1,\n        2\n]",
    "-true",
    "--1",
    "1-1",
    "[1e1.5]",
    "[00]",
    "[-01]",
];

#[test]
fn the_same_documents_are_taken_and_refused() {
    for document in DOCUMENTS {
        compare(document.as_bytes());
    }
    compare(b"\"\xff\"");
    compare(b"\"\xc3\x28\"");
    compare(b"[1,\xe2\x82]");
}

#[test]
fn depth_has_the_same_limit_however_it_is_reached() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    for depth in [1, 64, 126, 127] {
        assert!(from_str::<Json>(&nested(depth)).is_ok(), "{depth}");
        assert!(serde_json::from_str::<serde_json::Value>(&nested(depth)).is_ok());
        assert!(read(nested(depth).as_bytes(), &mut |_| Ok(())).is_ok());
    }
    for depth in [128, 129, 100_000] {
        let error = from_str::<Json>(&nested(depth)).unwrap_err();
        assert!(error.to_string().contains("nested less than 128 deep"), "{error}");
        assert!(serde_json::from_str::<serde_json::Value>(&nested(depth)).is_err());
        assert!(read(nested(depth).as_bytes(), &mut |_| Ok(())).is_err());
    }
    // The same inside an unknown member, of which the object takes one level.
    let unknown = |depth: usize| format!("{{\"id\":1,\"new\":{}}}", nested(depth));
    assert!(from_str::<Province>(&unknown(126)).is_ok());
    assert_eq!(from_str::<Province>(&unknown(127)).unwrap_err().path(), "new");
    // A type without end is no way around.
    let parents = |depth: usize| {
        format!(
            "{}{{\"id\":1}}{}",
            "{\"id\":1,\"parent\":".repeat(depth),
            "}".repeat(depth)
        )
    };
    assert!(from_str::<Province>(&parents(126)).is_ok());
    assert!(from_str::<Province>(&parents(127)).is_err());
}

#[test]
fn mistakes_are_described_where_they_are() {
    for (document, message) in [
        ("", "expected a value, found the end of the document (line 1, column 1)"),
        ("{\"a\":\n  x}", "a: expected a value, found `x` (line 2, column 3)"),
        (
            "[1,2",
            "expected `,` or `]`, found the end of the document (line 1, column 5)",
        ),
        (
            "{\"a\":1 2}",
            "expected `,` or `}`, found the number 2 (line 1, column 8)",
        ),
        ("{\"a\" 1}", "expected `:`, found the number 1 (line 1, column 6)"),
        (
            "{\"a\":1,}",
            "expected the name of a member, in quotes, found `}` (line 1, column 8)",
        ),
        (
            "[01]",
            "[0]: expected a number of JSON, found the number 01 (line 1, column 2)",
        ),
        ("nul", "expected `null`, found `n` (line 1, column 1)"),
        ("1 x", "expected the end of the document, found `x` (line 1, column 3)"),
        (
            "[\"a\nb\"]",
            "[0]: expected control characters of a text to be escaped, found the byte 0x0a (line 1, column 4)",
        ),
        (
            "\"abc",
            "expected the closing quote of a text, found the end of the document (line 1, column 5)",
        ),
        (
            "\"\\ud800\"",
            "expected a character, found half of a surrogate pair (line 1, column 2)",
        ),
    ] {
        assert_eq!(
            from_str::<Json>(document).unwrap_err().to_string(),
            message,
            "{document}"
        );
    }
    let error = from_slice::<Json>(b"[\"\xff\"]").unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected UTF-8, found the byte 0xff (line 1, column 3)"
    );
    let long = from_str::<i64>(&format!("\"{}\"", "x".repeat(1000))).unwrap_err();
    assert_eq!(long.found(), Some(&*format!("the text \"{}\"…", "x".repeat(40))));
}

#[test]
fn numbers_keep_their_text() {
    for text in [
        "12.50",
        "1e400",
        "-0",
        "0.1000",
        "123456789012345678901234567890",
        "1E+2",
        "100",
        "-0.0",
    ] {
        assert_eq!(from_str::<Json>(text).unwrap().to_string(), text);
        assert_eq!(from_str::<crate::Decimal>(text).unwrap().as_str(), text);
    }
    assert!(
        from_str::<f64>("1e400")
            .unwrap_err()
            .to_string()
            .contains("range of `f64`")
    );
}

#[test]
fn texts_are_escaped_as_serde_json_does() {
    let all: String = (0..0x100_u32)
        .chain([0x2028, 0x1F600])
        .filter_map(char::from_u32)
        .collect();
    assert_eq!(to_string(&all).unwrap(), serde_json::to_string(&all).unwrap());
    assert_eq!(from_str::<String>(&to_string(&all).unwrap()).unwrap(), all);
    assert_eq!(to_vec(&all).unwrap(), to_string(&all).unwrap().into_bytes());
}

#[test]
fn scalars_of_a_coding_are_compared_with_their_text() {
    for (json, scalar, expected) in [
        ("\"-1\"", "\"-1\"", true),
        ("-1", "\"-1\"", false),
        ("\"-1\"", "-1", false),
        ("1", "1", true),
        ("1.0", "1", false),
        ("true", "true", true),
        ("null", "null", true),
        ("\"a\\\"b\"", "\"a\\u0022b\"", true),
        ("[]", "[]", false),
    ] {
        assert_eq!(
            from_str::<Json>(json).unwrap().is_scalar(scalar),
            expected,
            "{json} {scalar}"
        );
    }
}

/// Any JSON value of serde_json.
fn values() -> impl Strategy<Value = serde_json::Value> {
    let scalar = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(serde_json::Value::from),
        any::<i64>().prop_map(serde_json::Value::from),
        any::<u64>().prop_map(serde_json::Value::from),
        any::<f64>().prop_map(serde_json::Value::from),
        ".*".prop_map(serde_json::Value::from),
        "[\\\\\"/\u{0}-\u{20}a😀]*".prop_map(serde_json::Value::from),
    ];
    scalar.prop_recursive(5, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(serde_json::Value::from),
            prop::collection::btree_map(".*", inner, 0..8)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn values_are_read_as_serde_json_writes_them(value in values()) {
        for document in [serde_json::to_string(&value).unwrap(), serde_json::to_string_pretty(&value).unwrap()] {
            let ours: Json = from_str(&document).unwrap();
            prop_assert!(same(&ours, &value), "{document}: {ours}");
            prop_assert!(read(document.as_bytes(), &mut |_| Ok(())).is_ok());
        }
    }

    #[test]
    fn values_are_written_as_serde_json_reads_them(value in values()) {
        let ours: Json = from_str(&serde_json::to_string(&value).unwrap()).unwrap();
        let written = ours.to_string();
        prop_assert_eq!(&written, &serde_json::to_string(&value).unwrap());
        prop_assert_eq!(from_str::<Json>(&written).unwrap(), ours);
    }
}

/// Valid documents, mangled: the readers agree, and nothing panics.
#[test]
fn mangled_documents_are_taken_and_refused_alike() {
    let seeds = [
        r#"{"id":12,"name":"Ana \"la\" \u00e9\ud83d\ude00","tags":["a","b",[]],"parent":{"id":null,"rate":-1.5e-3},"ok":[true,false]}"#,
        "{\n    \"results\": [\n        {\"id\": 1, \"text\": \"a\\\\b\\/c\"},\n        {}\n    ],\n    \"next\": null\n}",
        r#"[0,-0,10,1.0,1e5,"","\t","😀é",{"":{"":[]}}]"#,
    ];
    let bytes = b"{}[]:,\"\\ \n0123456789.eE+-truefalsn/ubx\x00\x1f\x7f\xc3\xa9\xff";
    let mut random = Random(0x00C0_FFEE_1234_5678);
    for seed in seeds {
        compare(seed.as_bytes());
        for end in 0..seed.len() {
            compare(&seed.as_bytes()[..end]);
        }
        for _ in 0..20_000 {
            let mut document = seed.as_bytes().to_vec();
            for _ in 0..=random.below(3) {
                let at = random.below(document.len());
                let byte = bytes[random.below(bytes.len())];
                match random.below(4) {
                    0 => document[at] = byte,
                    1 => document.insert(at, byte),
                    2 if document.len() > 1 => drop(document.remove(at)),
                    _ => {
                        let other = random.below(document.len());
                        document.swap(at, other);
                    }
                }
            }
            compare(&document);
            // Types on the way must not panic either.
            let _ = from_slice::<Province>(&document);
            let _ = from_slice_reporting::<Vec<Option<Province>>>(&document);
        }
    }
}
