//! Query strings: percent-encoding in one pass into one `String`, strict decoding, and the change of one pair.
//!
//! Input: names and values, or an encoded query. Output: the other.
//! **Invariant:** what is written decodes to itself, and holds no `+`, which servers read differently; pairs that are not asked for keep every byte.

use std::borrow::Cow;
use std::fmt::{self, Write};

/// A query string while it is written: `name=value` pairs, joined by `&`, without the `?`.
///
/// Everything but `A-Z a-z 0-9 - . _ ~` is percent-encoded, a space as `%20`.
///
/// ```
/// let mut query = bindery::filter::Query::new();
/// query.push("created[gte]", "2026-01-31").push("limit", 50);
/// assert_eq!(query.as_str(), "created%5Bgte%5D=2026-01-31&limit=50");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    text: String,
}

impl Query {
    /// An empty query.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds any pair, also of a parameter that the bindings do not know.
    pub fn push(&mut self, name: &str, value: impl fmt::Display) -> &mut Self {
        // Writing to a String cannot fail; a Display that fails leaves its value short.
        let _ = self.pair(|out| out.write_str(name), |out| write!(out, "{value}"));
        self
    }

    /// Whether nothing was written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What was written.
    #[must_use]
    pub fn into_string(self) -> String {
        self.text
    }

    /// Adds a pair whose halves are written straight through the encoder.
    pub(super) fn pair(
        &mut self,
        name: impl FnOnce(&mut dyn Write) -> fmt::Result,
        value: impl FnOnce(&mut dyn Write) -> fmt::Result,
    ) -> fmt::Result {
        self.separate();
        name(&mut Encoder(&mut self.text))?;
        self.text.push('=');
        value(&mut Encoder(&mut self.text))
    }

    /// Adds a pair that is encoded.
    #[cfg(any(feature = "client", test))]
    fn raw(&mut self, pair: &str) {
        self.separate();
        self.text.push_str(pair);
    }

    fn separate(&mut self) {
        if !self.text.is_empty() {
            self.text.push('&');
        }
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl From<Query> for String {
    fn from(query: Query) -> Self {
        query.text
    }
}

/// Percent-encodes what is written to it.
struct Encoder<'a>(&'a mut String);

impl Write for Encoder<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
                self.0.push(char::from(byte));
            } else {
                let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or('0').to_ascii_uppercase();
                self.0.extend(['%', digit(byte >> 4), digit(byte & 15)]);
            }
        }
        Ok(())
    }
}

/// The pairs of a query, still encoded. A `?` in front and empty pairs are skipped; a pair without `=` has an empty value.
pub(super) fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    raw_pairs(query).map(halves)
}

fn raw_pairs(query: &str) -> impl Iterator<Item = &str> {
    let query = query.strip_prefix('?').unwrap_or(query);
    query.split('&').filter(|pair| !pair.is_empty())
}

fn halves(pair: &str) -> (&str, &str) {
    pair.split_once('=').unwrap_or((pair, ""))
}

/// Decodes percent-encoding, and `+` as a space: so browsers and most frameworks write it, by the URL standard's
/// `application/x-www-form-urlencoded`. `None`: an escape without two hexadecimal digits, or bytes that are not UTF-8.
pub(super) fn decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains(['%', '+']) {
        return Some(Cow::Borrowed(text));
    }
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => {
                let mut digit = || char::from(bytes.next()?).to_digit(16);
                let (high, low) = (digit()?, digit()?);
                u8::try_from(high * 16 + low).ok()?
            }
            b'+' => b' ',
            _ => byte,
        });
    }
    String::from_utf8(decoded).ok().map(Cow::Owned)
}

/// The value of the first pair of this name, decoded. `None`: there is none, or its escapes are broken.
#[cfg(any(feature = "client", test))]
pub(crate) fn get(query: &str, name: &str) -> Option<String> {
    let pair = raw_pairs(query).find(|pair| is_named(pair, name))?;
    decode(halves(pair).1).map(Cow::into_owned)
}

/// The query with this value under this name: in place of the first pair of the name, else at the end. Further pairs of
/// the name are dropped; all others stay as they are.
#[cfg(any(feature = "client", test))]
pub(crate) fn set(query: &str, name: &str, value: impl fmt::Display) -> String {
    let mut out = Query::new();
    let mut is_set = false;
    for pair in raw_pairs(query) {
        if !is_named(pair, name) {
            out.raw(pair);
        } else if !is_set {
            out.push(name, &value);
            is_set = true;
        }
    }
    if !is_set {
        out.push(name, &value);
    }
    out.into_string()
}

/// The URL without the pairs of this name; all else stays as it is. `None`: it has none.
#[cfg(any(feature = "client", test))]
pub(crate) fn without(url: &str, name: &str) -> Option<String> {
    let (rest, fragment) = url.split_at(url.find('#').unwrap_or(url.len()));
    let (path, query) = rest.split_once('?')?;
    let is_asked_for = |pair: &&str| is_named(pair, name);
    raw_pairs(query).find(is_asked_for)?;
    let mut out = Query::new();
    raw_pairs(query)
        .filter(|pair| !is_asked_for(pair))
        .for_each(|pair| out.raw(pair));
    let mark = if out.is_empty() { "" } else { "?" };
    Some(format!("{path}{mark}{out}{fragment}"))
}

/// Whether a pair has this name, however it is written.
#[cfg(any(feature = "client", test))]
pub(crate) fn is_named(pair: &str, name: &str) -> bool {
    decode(halves(pair).0).is_some_and(|given| given == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_by_its_decoded_name() {
        let query = "a=1&page%5Bnumber%5D=2&page%5Bnumber%5D=3&flag&bad=%zz&%zz=4&b=x%20y+z";
        assert_eq!(get(query, "page[number]").as_deref(), Some("2"));
        assert_eq!(get(query, "flag").as_deref(), Some(""));
        assert_eq!(get(query, "b").as_deref(), Some("x y z"));
        assert_eq!(get(query, "bad"), None);
        assert_eq!(get(query, "%zz"), None);
        assert_eq!(get(query, "A"), None);
        assert_eq!(get("", "a"), None);
    }

    #[test]
    fn a_name_is_left_out_of_a_url() {
        for (url, expected) in [
            ("/orders?key=k-1&page=2", "/orders?page=2"),
            ("?page=2&key=k-1#key=2", "?page=2#key=2"),
            ("https://a.example/?k%65y=k-1&key=2&key", "https://a.example/"),
        ] {
            assert_eq!(without(url, "key").as_deref(), Some(expected));
        }
        for url in ["", "key=1", "/key?keys=1&a=key=1", "/#?key=1"] {
            assert_eq!(without(url, "key"), None, "{url}");
        }
    }

    #[test]
    fn a_value_is_replaced_in_place_and_others_keep_every_byte() {
        for (query, name, value, expected) in [
            ("", "page", "2", "page=2"),
            ("a=1", "page", "2", "a=1&page=2"),
            ("page=1&a=%C3%B1+%zz&b", "page", "2", "page=2&a=%C3%B1+%zz&b"),
            ("a=1&page=1&b=2&page=9", "page", "2", "a=1&page=2&b=2"),
            ("p%61ge=1&a=1", "page", "2", "page=2&a=1"),
            ("page", "page", "2", "page=2"),
            ("page%5Bnumber%5D=1", "page[number]", "2", "page%5Bnumber%5D=2"),
            ("&&a=1&&", "page", "2", "a=1&page=2"),
            ("a==1", "cursor", "a&b=c +/=", "a==1&cursor=a%26b%3Dc%20%2B%2F%3D"),
            ("pages=1", "page", "2", "pages=1&page=2"),
        ] {
            let changed = set(query, name, value);
            assert_eq!(changed, expected, "{query}");
            assert_eq!(get(&changed, name).as_deref(), Some(value), "{query}");
        }
        assert_eq!(set("offset=0", "offset", 100_i64), "offset=100");
    }
}
