//! Secrets cut out of what is returned.
//!
//! Input: the secrets in use, and errors made of what came over the wire. Output: the errors with `[secret]` instead.
//! **Invariant:** a secret is found as it is, percent-encoded, and escaped as JSON and HTML escape; where a text was
//! cut short, its beginning is found too. Secrets of less than four bytes are not searched for: they are everywhere.

use super::TransportError;
use crate::Catalogue;
use crate::endpoint::{Failure, Secret};
use zeroize::Zeroizing;

/// What stands in place of a secret.
const MASK: &[u8] = b"[secret]";
/// The least that is searched for, in bytes.
const LEAST: usize = 4;

/// Cuts secrets out of errors.
pub(crate) struct Scrub<'s>(Vec<&'s [u8]>);

impl<'s> Scrub<'s> {
    pub(crate) fn new(secrets: impl IntoIterator<Item = &'s Secret>) -> Self {
        let mut needles: Vec<&[u8]> = secrets.into_iter().map(|secret| secret.expose().as_bytes()).collect();
        needles.retain(|needle| needle.len() >= LEAST);
        // One may hold another.
        needles.sort_by_key(|needle| std::cmp::Reverse(needle.len()));
        Self(needles)
    }

    pub(crate) fn failure<E: Catalogue>(&self, failure: &mut Failure<E>) {
        failure.edit(&|bytes, is_cut| self.bytes(bytes, is_cut));
    }

    pub(crate) fn transport(&self, error: TransportError) -> TransportError {
        error.reworded(|message| self.text(message))
    }

    pub(crate) fn text(&self, text: &str) -> String {
        let mut bytes = text.as_bytes().to_vec();
        self.bytes(&mut bytes, false);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The name of a host, which has no capitals left: a secret is found in it as if it had none either.
    pub(crate) fn host(&self, host: &str) -> String {
        let needles: Vec<_> = self
            .0
            .iter()
            .map(|needle| Zeroizing::new(needle.to_ascii_lowercase()))
            .collect();
        Scrub(needles.iter().map(|needle| needle.as_slice()).collect()).text(host)
    }

    /// `is_cut`: the text went on, and its end may be the beginning of a secret.
    fn bytes(&self, bytes: &mut Vec<u8>, is_cut: bool) {
        if self.0.is_empty() {
            return;
        }
        let mut out = Vec::new();
        let mut rest = bytes.as_slice();
        let mut quoted = before_cut(rest);
        let mut is_found = false;
        while let Some((first, after)) = rest.split_first() {
            let lengths = self.0.iter().filter_map(|needle| {
                let beginning = || length(quoted?, needle, true);
                length(rest, needle, is_cut).or_else(beginning)
            });
            let (length, stays) = match lengths.max() {
                Some(length) => (length, MASK),
                None => (1, std::slice::from_ref(first)),
            };
            is_found |= stays == MASK;
            out.extend_from_slice(stays);
            rest = rest.get(length..).unwrap_or(after);
            quoted = match quoted.and_then(|quoted| quoted.get(length..)) {
                None if quoted.is_some() => before_cut(rest),
                shorter => shorter,
            };
        }
        if is_found {
            *bytes = out;
        }
    }
}

/// The text up to where one of our own messages cut what it quotes: `…`, or `"…`.
fn before_cut(text: &[u8]) -> Option<&[u8]> {
    const ELLIPSIS: &[u8] = "…".as_bytes();
    let at = text.windows(ELLIPSIS.len()).position(|window| window == ELLIPSIS)?;
    let before = text.get(..at)?;
    Some(before.strip_suffix(b"\"").unwrap_or(before))
}

/// How long the needle is that the text begins with; where the text was cut, a beginning of the needle will do.
fn length(text: &[u8], needle: &[u8], is_cut: bool) -> Option<usize> {
    if text.starts_with(needle) {
        return Some(needle.len());
    }
    let is_part = |matched: usize| is_cut && matched >= LEAST;
    if is_part(text.len()) && needle.starts_with(text) {
        return Some(text.len());
    }
    let (mut at, mut matched) = (0, 0);
    while let Some(wanted @ [byte, ..]) = needle.get(matched..) {
        let rest = text.get(at..).unwrap_or_default();
        let unescaped = unescape(rest);
        if let Some((decoded, length)) = &unescaped
            && wanted.starts_with(decoded.as_bytes())
        {
            at += length;
            matched += decoded.as_bytes().len();
        } else if rest.first() == Some(byte) {
            at += 1;
            matched += 1;
        } else {
            // The end may be half an escape.
            let is_end = rest.len() < LONGEST_ESCAPE && matches!(rest.first(), None | Some(b'%' | b'\\' | b'&'));
            return (is_end && unescaped.is_none() && is_part(matched)).then_some(text.len());
        }
    }
    Some(at)
}

/// `\u00e9`, `&quot;`.
const LONGEST_ESCAPE: usize = 6;

/// What an escape stands for.
enum Decoded {
    Byte([u8; 1]),
    Char(String),
}

impl Decoded {
    fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Byte(byte) => byte,
            Self::Char(text) => text.as_bytes(),
        }
    }
}

/// What the text begins with, where that is an escape of a URL, of JSON or of HTML; and the bytes it takes.
fn unescape(text: &[u8]) -> Option<(Decoded, usize)> {
    let byte = |byte: u8, length| Some((Decoded::Byte([byte]), length));
    match text {
        [b'%', high, low, ..] => byte(u8::try_from(hex(&[*high, *low])?).ok()?, 3),
        [b'+', ..] => byte(b' ', 1),
        [b'\\', b'u', digits @ ..] => {
            let character = char::from_u32(hex(digits.get(..4)?)?)?;
            Some((Decoded::Char(character.to_string()), 6))
        }
        [b'\\', b'n', ..] => byte(b'\n', 2),
        [b'\\', b'r', ..] => byte(b'\r', 2),
        [b'\\', b't', ..] => byte(b'\t', 2),
        [b'\\', other @ (b'"' | b'\\' | b'/' | b'\''), ..] => byte(*other, 2),
        [b'&', ..] => {
            const ENTITIES: [(&[u8], u8); 6] = [
                (b"&amp;", b'&'),
                (b"&lt;", b'<'),
                (b"&gt;", b'>'),
                (b"&quot;", b'"'),
                (b"&#39;", b'\''),
                (b"&#x27;", b'\''),
            ];
            let (entity, decoded) = ENTITIES.iter().find(|(entity, _)| text.starts_with(entity))?;
            byte(*decoded, entity.len())
        }
        _ => None,
    }
}

fn hex(digits: &[u8]) -> Option<u32> {
    digits
        .iter()
        .try_fold(0, |value, digit| Some(value * 16 + char::from(*digit).to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scrubbed(secrets: &[&str], text: &str) -> String {
        let secrets: Vec<Secret> = secrets.iter().map(|secret| Secret::from(*secret)).collect();
        Scrub::new(&secrets).text(text)
    }

    #[test]
    fn secrets_are_found_however_they_are_escaped() {
        let secret = "a/b\"c é&+z";
        for text in [
            "a/b\"c é&+z",
            "a%2Fb%22c%20%C3%A9%26%2Bz",
            "a/b%22c+%c3%a9%26%2bz",
            r#"a/b\"c é&+z"#,
            r#"a\/b\"c \u00e9&+z"#,
            "a/b&quot;c é&amp;+z",
        ] {
            assert_eq!(scrubbed(&[secret], &format!("<{text}>")), "<[secret]>", "{text}");
        }
        assert_eq!(scrubbed(&[r"a\\b%41"], r"a\\b%41 a\\\\b%2541"), "[secret] [secret]");
    }

    #[test]
    fn the_longest_goes_first_and_short_ones_stay() {
        assert_eq!(
            scrubbed(&["abcd", "abcdef", "xyz"], "abcdefg abcd xyz"),
            "[secret]g [secret] xyz"
        );
        assert_eq!(scrubbed(&["", "abc"], "abc"), "abc");
        assert_eq!(scrubbed(&["aaab"], "aaaab"), "a[secret]");
    }

    #[test]
    fn a_host_has_no_capitals() {
        let secrets = [Secret::from("K-2F41")];
        let scrub = Scrub::new(&secrets);
        assert_eq!(scrub.host("k-2f41.evil.example"), "[secret].evil.example");
        assert_eq!(scrub.host("evil.example"), "evil.example");
    }

    #[test]
    fn beginnings_are_found_where_a_text_was_cut() {
        let secret = "0123456789";
        assert_eq!(
            scrubbed(&[secret], "found \"x 012345\"… (line 1)"),
            "found \"x [secret]\"… (line 1)"
        );
        assert_eq!(scrubbed(&[secret], "`x 01234…`"), "`x [secret]…`");
        assert_eq!(scrubbed(&[secret], "012345"), "012345");
        let secrets = [Secret::from("01/3456789")];
        for (cut, expected) in [("body 01/345", "body [secret]"), ("01%2F3%", "[secret]"), ("01", "01")] {
            let mut bytes = cut.as_bytes().to_vec();
            Scrub::new(&secrets).bytes(&mut bytes, true);
            assert_eq!(String::from_utf8_lossy(&bytes), expected);
        }
    }

    #[test]
    fn whatever_the_text_is_nothing_panics() {
        let secrets = [Secret::from("%\\&+é…\"")];
        for text in ["%", "%4", "\\u", "\\u00", "&", "&#", "…", "\"…", "%\\&+é", "\u{0}"] {
            for is_cut in [false, true] {
                let mut bytes = text.as_bytes().to_vec();
                Scrub::new(&secrets).bytes(&mut bytes, is_cut);
            }
        }
        assert_eq!(scrubbed(&["%\\&+é…\""], "x%\\&+é…\"x"), "x[secret]x");
    }
}
