//! Texts of JSON: between quotes, with escapes.
//!
//! Input: a document, and where an opening quote stands. Output: the text, borrowed where nothing is escaped, and where
//! it ends. **Invariant:** every escape is of RFC 8259, every surrogate has its other half, no control character passes.

use std::borrow::Cow;

use super::scan::plain_end;
use crate::{Error, Result};

/// The text whose opening quote stands at `quote`, and the offset behind its closing quote.
#[inline]
pub(super) fn read(document: &str, quote: usize) -> Result<(Cow<'_, str>, usize)> {
    let start = quote + 1;
    let end = plain_end(document.as_bytes(), start);
    match (document.as_bytes().get(end), document.get(start..end)) {
        (Some(b'"'), Some(text)) => Ok((Cow::Borrowed(text), end + 1)),
        (Some(b'\\'), Some(text)) => read_escaped(document, text, end),
        _ => Err(unfinished(document, end)),
    }
}

/// Goes on where the first escape stands.
#[cold]
fn read_escaped<'a>(document: &'a str, plain: &str, backslash: usize) -> Result<(Cow<'a, str>, usize)> {
    let bytes = document.as_bytes();
    let mut text = plain.to_owned();
    let mut at = backslash;
    loop {
        match bytes.get(at) {
            Some(b'"') => return Ok((Cow::Owned(text), at + 1)),
            Some(b'\\') => {
                let (character, end) = escape(bytes, at)?;
                text.push(character);
                at = end;
            }
            _ => return Err(unfinished(document, at)),
        }
        let end = plain_end(bytes, at);
        text.push_str(document.get(at..end).unwrap_or_default());
        at = end;
    }
}

/// The offset behind the text whose opening quote stands at `quote`. Escapes are checked for their form alone: half a
/// surrogate pair in a member nobody reads is no reason to refuse the document.
pub(super) fn skip(document: &str, quote: usize) -> Result<usize> {
    let bytes = document.as_bytes();
    let mut at = quote + 1;
    loop {
        at = plain_end(bytes, at);
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b'"'), _) => return Ok(at + 1),
            (Some(b'\\'), Some(b'u')) => {
                unit(bytes, at)?;
                at += 6;
            }
            (Some(b'\\'), _) => at = escape(bytes, at)?.1,
            _ => return Err(unfinished(document, at)),
        }
    }
}

/// The character that the escape at `at` stands for, and its end.
fn escape(bytes: &[u8], at: usize) -> Result<(char, usize)> {
    let character = match bytes.get(at + 1) {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode_escape(bytes, at),
        None => return Err(end_of_text(at + 1)),
        Some(_) => return Err(Error::new("an escape of JSON", "a backslash before something else").at_offset(at)),
    };
    Ok((character, at + 2))
}

fn unicode_escape(bytes: &[u8], at: usize) -> Result<(char, usize)> {
    let first = unit(bytes, at)?;
    let lone = |at| Error::new("a character", "half of a surrogate pair").at_offset(at);
    match first {
        0xD800..=0xDBFF => {
            let second = match bytes.get(at + 6..at + 8) {
                Some(b"\\u") => unit(bytes, at + 6)?,
                _ => return Err(lone(at)),
            };
            let (0xDC00..=0xDFFF, high, low) = (second, first - 0xD800, second.wrapping_sub(0xDC00)) else {
                return Err(lone(at));
            };
            let code = 0x1_0000 + (high << 10) + low;
            Ok((char::from_u32(code).ok_or_else(|| lone(at))?, at + 12))
        }
        code => Ok((char::from_u32(code).ok_or_else(|| lone(at))?, at + 6)),
    }
}

/// The four hexadecimal digits of the `\uXXXX` at `at`.
fn unit(bytes: &[u8], at: usize) -> Result<u32> {
    let mut code = 0;
    for offset in at + 2..at + 6 {
        let digit = match bytes.get(offset) {
            Some(byte) => char::from(*byte).to_digit(16),
            None => return Err(end_of_text(offset)),
        };
        let Some(digit) = digit else {
            return Err(Error::new("four hexadecimal digits behind `\\u`", "something else").at_offset(offset));
        };
        code = code * 16 + digit;
    }
    Ok(code)
}

/// Why a text ends at `at`, where neither a quote nor a backslash stands.
#[cold]
fn unfinished(document: &str, at: usize) -> Error {
    match document.as_bytes().get(at) {
        Some(byte) => Error::new(
            "control characters of a text to be escaped",
            format!("the byte 0x{byte:02x}"),
        )
        .at_offset(at),
        None => end_of_text(at),
    }
}

#[cold]
fn end_of_text(at: usize) -> Error {
    Error::new("the closing quote of a text", "the end of the document").at_offset(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(json: &str) -> Option<String> {
        read(json, 0).ok().map(|(text, end)| {
            assert_eq!(end, json.len());
            text.into_owned()
        })
    }

    #[test]
    fn escapes_are_decoded() {
        assert_eq!(text(r#""""#).as_deref(), Some(""));
        assert_eq!(
            text(r#""a\"\\\/\b\f\n\r\t\u0041z""#).as_deref(),
            Some("a\"\\/\u{8}\u{c}\n\r\tAz")
        );
        assert_eq!(text(r#""\u00e9\u20AC\ud83d\uDE00""#).as_deref(), Some("é€😀"));
        assert_eq!(text(r#""\u0000""#).as_deref(), Some("\0"));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for json in [
            r#"""#,
            r#""\"#,
            r#""\u"#,
            r#""\u12"#,
            r#""\x""#,
            r#""\u12g4""#,
            r#""\u+123""#,
            r#""\ud800""#,
            r#""\udc00""#,
            r#""\ud800\u0041""#,
            r#""\ud800\ud800""#,
            "\"\n\"",
            "\"a\u{1}\"",
        ] {
            assert_eq!(text(json), None, "{json}");
        }
    }

    #[test]
    fn unescaped_texts_are_borrowed() {
        assert!(matches!(read(r#""plain é""#, 0), Ok((Cow::Borrowed("plain é"), 10))));
    }

    #[test]
    fn skipping_asks_for_the_form_alone() {
        assert_eq!(skip(r#""\ud800 \n""#, 0).ok(), Some(11));
        assert!(skip(r#""\ud80""#, 0).is_err());
        assert!(skip(r#""\q""#, 0).is_err());
        assert!(skip("\"\t\"", 0).is_err());
        assert!(skip(r#""abc"#, 0).is_err());
    }
}
