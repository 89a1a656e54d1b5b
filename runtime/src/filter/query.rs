//! Query strings: percent-encoding in one pass into one `String`, and strict decoding.

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
        if !self.text.is_empty() {
            self.text.push('&');
        }
        name(&mut Encoder(&mut self.text))?;
        self.text.push('=');
        value(&mut Encoder(&mut self.text))
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
    let query = query.strip_prefix('?').unwrap_or(query);
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// Decodes percent-encoding. `None`: an escape without two hexadecimal digits, or bytes that are not UTF-8. `+` stays.
pub(super) fn decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let mut digit = || char::from(bytes.next()?).to_digit(16);
            let (high, low) = (digit()?, digit()?);
            decoded.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).ok().map(Cow::Owned)
}
