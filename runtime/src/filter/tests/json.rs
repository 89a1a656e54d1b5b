//! Parameters that hold JSON text.

use super::super::{Filter, FilterTable, Kind, Operand, Param, ParamList, ParamSpec, Parameter, QueryError};
use crate::{Json, json};

#[derive(Clone, Default, PartialEq)]
struct Search {
    matching: Param<Json>,
    each: ParamList<Json>,
}

const fn named(name: &'static str) -> ParamSpec<'static> {
    ParamSpec {
        name,
        ..ParamSpec::PLAIN
    }
}

impl Filter for Search {
    const TABLE: &'static FilterTable = &FilterTable {
        name: "Search",
        params: &[named("where"), named("each")],
        between: &[],
    };
    fn params_mut(&mut self, visit: &mut dyn FnMut(&mut [&mut dyn Parameter])) {
        visit(&mut [&mut self.matching, &mut self.each]);
    }
    fn params(&self, visit: &mut dyn FnMut(&[&dyn Parameter])) {
        visit(&[&self.matching, &self.each]);
    }
}
crate::__filter!(Search);

fn parsed(text: &str) -> Json {
    json::from_str(text).unwrap()
}

#[test]
fn json_text_goes_both_ways() {
    let search = Search {
        matching: parsed(r#"{"open": true, "total": {"gte": 12.50}}"#).into(),
        each: [parsed("1"), parsed(r#""a,b""#), Json::Null].into(),
    };
    assert!(search.validate().is_ok());
    let query = search.to_query();
    assert_eq!(
        query,
        "where=%7B%22open%22%3Atrue%2C%22total%22%3A%7B%22gte%22%3A12.50%7D%7D&each=1&each=%22a%2Cb%22&each=null"
    );
    assert_eq!(Search::from_query(&query), Ok(search));
}

#[test]
fn what_is_no_json_is_refused() {
    let error = Search::from_query("where=%7Bopen%7D").unwrap_err();
    assert!(
        matches!(&error, QueryError::Value { name, expected, .. } if name == "where" && expected == "JSON"),
        "{error}"
    );
}

#[test]
fn the_kind_accepts_what_the_operand_reads() {
    let deepest = "[".repeat(127) + &"]".repeat(127);
    let texts = [
        "",
        " ",
        "1",
        " 1 ",
        "01",
        "nul",
        "null",
        "\"",
        r#""\ud800""#,
        r#""\u00e9""#,
        "{}",
        "{,}",
        "[1,]",
        "1 2",
    ];
    for text in texts.into_iter().chain([&*deepest, &*format!("[{deepest}]")]) {
        assert_eq!(
            Kind::Json.accepts(text, None),
            Json::read(text, None).is_some(),
            "{text}"
        );
    }
    assert!(Kind::Json.accepts(&deepest, None));
    assert!(!Kind::Json.accepts("", None));
}

#[test]
fn what_is_nested_too_deep_to_be_read_is_not_sent() {
    let nested = |depth: usize| (0..depth).fold(Json::Null, |inner, _| Json::from(vec![inner]));
    for (depth, sendable) in [(0, true), (127, true), (128, false)] {
        let value = nested(depth);
        assert_eq!(value.is_sendable(), sendable, "{depth}");
        assert_eq!(Json::read(&value.to_string(), None) == Some(value), sendable, "{depth}");
    }
    let search = Search {
        matching: nested(128).into(),
        ..Search::default()
    };
    assert_eq!(
        search.validate().unwrap_err().get("where").unwrap().rule(),
        "unsendable"
    );
}
