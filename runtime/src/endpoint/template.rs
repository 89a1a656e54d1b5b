//! Templates: literal text and `{holes}`; `{{` and `}}` are braces.
//!
//! Input: a template, and values to put in or a text to cut up. Output: the filled text, or the values cut out.
//! **Invariant:** a template that is not well formed is taken literally; nothing here panics.

use std::borrow::Cow;
use std::fmt;

/// A part of a template.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Text(Cow<'a, str>),
    Hole(&'a str),
}

/// A template that cannot be filled with the values that were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FillError {
    hole: String,
    problem: &'static str,
}

impl FillError {
    pub(super) fn new(hole: &str, problem: &'static str) -> Self {
        Self {
            hole: hole.to_owned(),
            problem,
        }
    }

    /// The name of the hole, as it was asked for or given.
    #[must_use]
    pub fn hole(&self) -> &str {
        &self.hole
    }
}

impl fmt::Display for FillError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", super::excerpt(&self.hole), self.problem)
    }
}

impl std::error::Error for FillError {}

/// The parts, neighbouring texts joined.
fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        push_text(&mut pieces, before);
        rest = if let Some(after) = from.strip_prefix("{{").or_else(|| from.strip_prefix("}}")) {
            push_text(&mut pieces, from.get(..1).unwrap_or_default());
            after
        } else if let Some((name, after)) = from.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
            pieces.push(Piece::Hole(name));
            after
        } else {
            push_text(&mut pieces, from.get(..1).unwrap_or_default());
            from.get(1..).unwrap_or_default()
        };
    }
    push_text(&mut pieces, rest);
    pieces
}

fn push_text<'a>(pieces: &mut Vec<Piece<'a>>, text: &'a str) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(Piece::Text(before)) => before.to_mut().push_str(text),
        _ => pieces.push(Piece::Text(Cow::Borrowed(text))),
    }
}

/// The template with each hole filled by `write` (name, value, where to), which may refuse a value.
pub(super) fn fill(
    template: &str,
    values: &[(&str, &str)],
    write: impl Fn(&str, &str, &mut String) -> Result<(), &'static str>,
) -> Result<String, FillError> {
    let pieces = pieces(template);
    if let Some((name, _)) = values.iter().find(|(name, _)| !pieces.contains(&Piece::Hole(name))) {
        return Err(FillError::new(
            name,
            "there is no hole of this name; leave the value out",
        ));
    }
    let mut filled = String::with_capacity(template.len() + 16);
    for piece in &pieces {
        match piece {
            Piece::Text(text) => filled.push_str(text),
            Piece::Hole(name) => {
                let Some((_, value)) = values.iter().find(|(given, _)| given == name) else {
                    return Err(FillError::new(name, "the hole has no value; give one"));
                };
                write(name, value, &mut filled).map_err(|problem| FillError::new(name, problem))?;
            }
        }
    }
    Ok(filled)
}

/// The template with each hole filled by a secret, in memory that is zeroed when it is dropped. Errors: the hole that
/// has none.
#[cfg(feature = "client")]
pub(crate) fn fill_secret<'s>(
    template: &str,
    secret: impl Fn(&str) -> Option<&'s str>,
) -> Result<zeroize::Zeroizing<String>, String> {
    let pieces = pieces(template);
    let mut texts = Vec::with_capacity(pieces.len());
    for piece in &pieces {
        texts.push(match piece {
            Piece::Text(text) => text.as_ref(),
            Piece::Hole(name) => secret(name).ok_or_else(|| (*name).to_owned())?,
        });
    }
    // Of the right size from the start: a buffer that grows leaves copies behind.
    let length = texts.iter().map(|text| text.len()).sum();
    let mut filled = zeroize::Zeroizing::new(String::with_capacity(length));
    texts.iter().for_each(|text| filled.push_str(text));
    Ok(filled)
}

/// The names of the holes, in order.
#[cfg(feature = "client")]
pub(crate) fn holes(template: &str) -> Vec<&str> {
    let hole = |piece| match piece {
        Piece::Hole(name) => Some(name),
        Piece::Text(_) => None,
    };
    pieces(template).into_iter().filter_map(hole).collect()
}

/// What stands in the hole `name` (else in the hole `value`) where the text is spelled as the template says.
/// A hole ends where the text after it begins for the first time.
pub(super) fn cut<'t>(template: &str, text: &'t str, name: &str) -> Option<&'t str> {
    let pieces = pieces(template);
    let name = if pieces.contains(&Piece::Hole(name)) {
        name
    } else {
        "value"
    };
    let mut rest = text;
    let mut open: Option<&str> = None;
    let mut found = None;
    for piece in &pieces {
        match (piece, open.take()) {
            (Piece::Text(literal), None) => rest = rest.strip_prefix(literal.as_ref())?,
            (Piece::Text(literal), Some(hole)) => {
                let (value, after) = rest.split_once(literal.as_ref())?;
                found = found.or((hole == name).then_some(value));
                rest = after;
            }
            (Piece::Hole(hole), None) => open = Some(hole),
            // Two holes side by side: nothing says where one ends.
            (Piece::Hole(_), Some(_)) => return None,
        }
    }
    match open {
        Some(hole) => found.or((hole == name).then_some(rest)),
        None => found.filter(|_| rest.is_empty()),
    }
}

/// Appends a text with everything but unreserved characters (RFC 3986) percent-encoded.
pub(crate) fn percent_encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => {
                out.push('%');
                for half in [byte >> 4, byte & 15] {
                    out.extend(char::from_digit(u32::from(half), 16).map(|digit| digit.to_ascii_uppercase()));
                }
            }
        }
    }
}

/// Appends a text with what no URL holds percent-encoded: brackets, spaces, letters with accents. What has a meaning in
/// URLs stays, and so do escapes. Control characters stay as well, for the parser to refuse.
pub(crate) fn encode_foreign(text: &str, out: &mut String) {
    for (at, character) in text.char_indices() {
        match character {
            'A'..='Z' | 'a'..='z' | '0'..='9' | '-' | '.' | '_' | '~' => out.push(character),
            ':' | '/' | '?' | '@' | '!' | '$' | '&' | '\'' | '(' | ')' | '*' | '+' | ',' | ';' | '=' => {
                out.push(character);
            }
            '%' if is_escape(text.get(at + 1..).unwrap_or_default()) => out.push('%'),
            control if control.is_control() => out.push(control),
            other => percent_encode(other.encode_utf8(&mut [0; 4]), out),
        }
    }
}

fn is_escape(after: &str) -> bool {
    matches!(after.as_bytes(), [high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_know_escapes_and_take_the_rest_literally() {
        let text = |text: &'static str| Piece::Text(Cow::Borrowed(text));
        assert_eq!(pieces("/a/{id}/b"), [text("/a/"), Piece::Hole("id"), text("/b")]);
        assert_eq!(pieces("{{{id}}}"), [text("{"), Piece::Hole("id"), text("}")]);
        assert_eq!(pieces("a}b{c"), [text("a}b{c")]);
        assert_eq!(pieces(""), []);
    }

    #[test]
    fn headers_are_cut_up() {
        let range = "items {first}-{last}/{total}";
        assert_eq!(cut(range, "items 0-9/120", "total"), Some("120"));
        assert_eq!(cut(range, "items 0-9/120", "first"), Some("0"));
        assert_eq!(cut(range, "items 0-9/120", "last"), Some("9"));
        assert_eq!(cut(range, "pages 0-9/120", "total"), None);
        assert_eq!(cut(range, "items 0-9", "total"), None);
        assert_eq!(cut(range, "items 0-9/120", "pages"), None);
        assert_eq!(cut("about {value}", "about 12", "total"), Some("12"));
        assert_eq!(cut("{value} items", "12 items", "total"), Some("12"));
        assert_eq!(cut("{value} items", "12 items, more", "total"), None);
        assert_eq!(cut("{a}{b}", "12", "a"), None);
    }

    #[test]
    fn percent_encoding_leaves_unreserved_characters() {
        let mut out = String::new();
        percent_encode("a/Z 9-._~é%", &mut out);
        assert_eq!(out, "a%2FZ%209-._~%C3%A9%25");
    }

    #[test]
    fn what_is_foreign_to_urls_is_encoded_and_escapes_stay() {
        let mut out = String::new();
        encode_foreign("/a[é]?x=%C3%a9&y=%zz%", &mut out);
        assert_eq!(out, "/a%5B%C3%A9%5D?x=%C3%a9&y=%25zz%25");
    }
}
