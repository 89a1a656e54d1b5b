//! Calls as vendors see them, and what they answer.
//!
//! Input: a recorded request. Output: status, headers and a JSON document. **Invariant:** JSON is written here, not by
//! the bindings that read it.

use crate::paging::Listing;
use crate::query::{self, Pairs};
use axum::http::{HeaderMap, Method};
use bindery::{Json, json};
use std::collections::BTreeMap;

/// A request that reached the server.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The method.
    pub method: Method,
    /// The path with the vendor's prefix, still encoded.
    pub path: String,
    /// The query without the `?`, still encoded; empty where there is none.
    pub query: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; empty where there is none.
    pub body: Vec<u8>,
}

impl Recorded {
    /// The first header of a name, where it is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Names and values of the query, decoded.
    #[must_use]
    pub fn pairs(&self) -> Vec<(String, String)> {
        query::pairs(&self.query)
    }

    /// The body, where it is JSON.
    #[must_use]
    pub fn json(&self) -> Option<Json> {
        json::from_slice(&self.body).ok()
    }

    /// The value of a cookie, where it was sent.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let cookies = self
            .header("cookie")?
            .split(';')
            .filter_map(|cookie| cookie.trim().split_once('='));
        cookies
            .into_iter()
            .find(|(given, _)| *given == name)
            .map(|(_, value)| value)
    }

    pub(crate) fn has_media_type(&self, media_type: &str) -> bool {
        let sent = self.header("content-type").unwrap_or_default();
        sent.split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .eq_ignore_ascii_case(media_type)
    }
}

/// A request on its way to a vendor.
#[derive(Debug)]
pub struct Call<'a> {
    pub request: &'a Recorded,
    /// What stands before a path of the vendor: `/koibox`.
    pub prefix: &'static str,
    /// The path behind the prefix, decoded, split at `/`: `["api", "clientes", ""]`.
    pub segments: Vec<String>,
    pub pairs: Pairs,
    pub listing: Listing,
}

impl<'a> Call<'a> {
    pub fn new(request: &'a Recorded, prefix: &'static str, listing: Listing) -> Self {
        let path = request.path.strip_prefix(prefix).unwrap_or_default();
        let path = path.strip_prefix('/').unwrap_or(path);
        Self {
            request,
            prefix,
            segments: path.split('/').map(query::decode).collect(),
            pairs: request.pairs(),
            listing,
        }
    }

    /// Method and path, to be matched.
    pub fn route(&self) -> (&str, Vec<&str>) {
        (
            self.request.method.as_str(),
            self.segments.iter().map(String::as_str).collect(),
        )
    }

    /// The URL of this path with another query.
    pub fn link(&self, query: &str) -> String {
        let host = self.request.header("host").unwrap_or("127.0.0.1");
        format!("http://{host}{}?{query}", self.request.path)
    }
}

/// What a vendor answers.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    /// None: no body.
    pub body: Option<Json>,
    /// Everything beyond ASCII is escaped, and `/` too, as PHP does.
    pub escaped: bool,
}

impl Answer {
    pub const fn new(status: u16, body: Json) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Some(body),
            escaped: false,
        }
    }

    pub const fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: None,
            escaped: false,
        }
    }

    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The body as JSON text.
    pub fn bytes(&self) -> Vec<u8> {
        let mut text = String::new();
        if let Some(body) = &self.body {
            write(body, self.escaped, &mut text);
        }
        text.into_bytes()
    }

    /// Puts a value at a path such as `results.3.id`: a member's name or an item's index a step.
    pub fn put(&mut self, path: &str, value: Json) {
        let mut steps = path.split('.');
        let found = steps.try_fold(self.body.as_mut(), |place, step| match place? {
            Json::Object(members) => Some(Some(members.entry(step.to_owned()).or_insert(Json::Null))),
            Json::Array(items) => Some(items.get_mut(step.parse::<usize>().ok()?)),
            _ => None,
        });
        if let Some(Some(place)) = found {
            *place = value;
        }
    }
}

fn write(value: &Json, escaped: bool, out: &mut String) {
    match value {
        Json::Null => out.push_str("null"),
        Json::Boolean(value) => out.push_str(if *value { "true" } else { "false" }),
        Json::Number(number) => out.push_str(number.as_str()),
        Json::String(text) => write_text(text, escaped, out),
        Json::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                out.push(if index == 0 { '[' } else { ',' });
                write(item, escaped, out);
            }
            out.push_str(if items.is_empty() { "[]" } else { "]" });
        }
        Json::Object(members) => write_members(members, escaped, out),
    }
}

fn write_members(members: &BTreeMap<String, Json>, escaped: bool, out: &mut String) {
    for (index, (name, value)) in members.iter().enumerate() {
        out.push(if index == 0 { '{' } else { ',' });
        write_text(name, escaped, out);
        out.push(':');
        write(value, escaped, out);
    }
    out.push_str(if members.is_empty() { "{}" } else { "}" });
}

fn write_text(text: &str, escaped: bool, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '/' if escaped => out.push_str("\\/"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            _ if character < ' ' || (escaped && !character.is_ascii()) => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_written_plain_or_escaped() {
        let mut answer = Answer::new(200, Json::from("a/ñ🎈\"\\\n\u{7}"));
        assert_eq!(
            String::from_utf8(answer.bytes()).unwrap(),
            "\"a/ñ🎈\\\"\\\\\\n\\u0007\""
        );
        answer.escaped = true;
        let text = String::from_utf8(answer.bytes()).unwrap();
        assert_eq!(text, "\"a\\/\\u00f1\\ud83c\\udf88\\\"\\\\\\n\\u0007\"");
        assert_eq!(json::from_str::<Json>(&text).ok(), answer.body);
    }

    #[test]
    fn a_value_is_put_at_a_path() {
        let document = json::from_str(r#"{"results": [{"id": 1}, {"id": 2}], "none": {}}"#).unwrap();
        let mut answer = Answer::new(200, document);
        answer.put("results.1.id", Json::from("two"));
        answer.put("results.7.id", Json::from("nowhere"));
        let expected = br#"{"none":{},"results":[{"id":1},{"id":"two"}]}"#;
        assert_eq!(answer.bytes(), expected);
    }
}
