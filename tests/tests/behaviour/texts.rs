//! Texts for random operands: everyday ones of every type, and hostile ones.

use bindery::filter::Kind;
use bindery::wire::Coding;
use proptest::prelude::*;
use proptest::sample::select;

/// Values of every type and pattern that the specs have.
const SAMPLES: &[&str] = &[
    "",
    "0",
    "-0",
    "7",
    "-12",
    "9223372036854775807",
    "12.50",
    "-0.10",
    "1e3",
    "1E-2",
    "12345678901234567890.123456789",
    "true",
    "false",
    "2026-11-21",
    "2024-02-29",
    "2026-11-21T18:30:00Z",
    "2026-11-21T18:30:00.123456+01:00",
    "2018-08-16T11:20:14.736995Z",
    "18:30:00",
    "1700000000",
    "21/11/2026",
    "ana",
    "test@shop.example",
    "pgbcus1",
    "pgbsho1",
    "pgbage1",
    "h",
    "m",
    "asc",
    "female",
    "guest",
    "-1",
    "1",
];

/// What spellings are made of, so that an operand may be mistaken for another.
const HOSTILE: &[&str] = &[
    ",",
    "|",
    " ",
    "*",
    "!",
    "~",
    "=",
    ">",
    ">=",
    "<",
    "><",
    "..",
    "eq.",
    "in.(",
    ")",
    "(",
    "[",
    "]",
    "[gte]",
    "[]",
    "[0]",
    "__gte",
    "__in",
    "&",
    "?",
    "#",
    "%",
    "%41",
    "+",
    ";",
    "/",
    "\\",
    "\"",
    "'",
    "\0",
    "\n",
    "\u{301}",
    "é",
    "ß",
    "😀",
    "\u{202e}",
    "true",
    "null",
    "2026-11-21",
    "12.50",
    "a",
    "Z",
];

/// Any text, most often one that means something to somebody.
pub fn text() -> BoxedStrategy<String> {
    prop_oneof![
        4 => select(SAMPLES).prop_map(str::to_owned),
        4 => proptest::collection::vec(select(HOSTILE), 1..4).prop_map(|parts| parts.concat()),
        2 => "[a-z]{1,6}",
        1 => any::<String>(),
    ]
    .boxed()
}

/// A text that reads as an operand of a kind.
pub fn operand(kind: Kind<'static>, coding: Option<Coding>) -> BoxedStrategy<String> {
    let samples: Vec<String> = match kind {
        Kind::Text => return text(),
        Kind::Enum { texts, open } => {
            let listed = select(texts).prop_map(str::to_owned);
            return if open {
                prop_oneof![listed, text()].boxed()
            } else {
                listed.boxed()
            };
        }
        kind => SAMPLES
            .iter()
            .map(|text| (*text).to_owned())
            .filter(|text| kind.accepts(text, coding))
            .collect(),
    };
    assert!(!samples.is_empty(), "no sample reads as {kind}: {coding:?}");
    let samples = select(samples);
    match kind {
        Kind::Integer => prop_oneof![samples, any::<i64>().prop_map(|it| it.to_string())].boxed(),
        Kind::Decimal => prop_oneof![samples, "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?"].boxed(),
        Kind::Number => {
            let finite = any::<f64>().prop_filter("finite", |it| it.is_finite());
            prop_oneof![samples, finite.prop_map(|it| it.to_string())].boxed()
        }
        _ => samples.boxed(),
    }
}
