//! Well-known formats of text.
//!
//! Input: a text. Output: yes or no. **Invariant:** one pass in linear time, without allocating. The checks catch
//! mistakes that a server would refuse; they do not replace the server's own.

/// A well-known format of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// [`is_email`]
    Email,
    /// [`is_uri`]
    Uri,
    /// [`is_uuid`]
    Uuid,
    /// [`is_base64`]
    Base64,
    /// [`is_hex_color`]
    HexColor,
}

impl Format {
    /// Whether a text has the format.
    #[must_use]
    pub fn accepts(self, text: &str) -> bool {
        match self {
            Self::Email => is_email(text),
            Self::Uri => is_uri(text),
            Self::Uuid => is_uuid(text),
            Self::Base64 => is_base64(text),
            Self::HexColor => is_hex_color(text),
        }
    }

    /// The name in a violation: the key of the language with `_`.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Uri => "uri",
            Self::Uuid => "uuid",
            Self::Base64 => "base64",
            Self::HexColor => "hex_color",
        }
    }

    /// Completes "is no …".
    pub(super) const fn described(self) -> &'static str {
        match self {
            Self::Email => "e-mail address",
            Self::Uri => "absolute URI",
            Self::Uuid => "UUID",
            Self::Base64 => "base64",
            Self::HexColor => "hexadecimal colour such as #ff8800",
        }
    }
}

/// An e-mail address as people have them: one `@`; before it something without spaces and control characters; behind it
/// a domain of two labels or more, the last of which is no number. At most 254 bytes. Letters of any script are fine;
/// quoted local parts and address literals (`@[127.0.0.1]`) are not.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let local_fits = !local.is_empty() && !local.chars().any(|c| c.is_whitespace() || c.is_control());
    let number = |label: &str| label.bytes().all(|byte| byte.is_ascii_digit());
    text.len() <= 254
        && local_fits
        && domain.split('.').all(is_label)
        && domain.rsplit_once('.').is_some_and(|(_, last)| !number(last))
}

/// A label of a domain: letters, digits and inner hyphens, at most 63 bytes.
fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(|c| c.is_alphanumeric() || c == '-')
}

/// An absolute URI as in RFC 3986: a scheme, `:`, and something behind it of ASCII characters that URIs may have;
/// percent escapes are whole, there is one `#` at most, and after `//` comes a host (but in `file:///…`).
#[must_use]
pub fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let scheme_fits = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let host_fits = match rest.strip_prefix("//") {
        Some(host) => {
            scheme.eq_ignore_ascii_case("file") || !host.is_empty() && !host.starts_with(['/', '?', '#', ':'])
        }
        None => !rest.is_empty(),
    };
    scheme_fits && host_fits && has_uri_characters(rest.as_bytes())
}

fn has_uri_characters(mut bytes: &[u8]) -> bool {
    let mut fragments = 0;
    loop {
        bytes = match bytes {
            [] => return fragments <= 1,
            [b'%', high, low, rest @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => rest,
            [b'#', rest @ ..] => {
                fragments += 1;
                rest
            }
            [byte, rest @ ..] if byte.is_ascii_alphanumeric() || b"-._~:/?[]@!$&'()*+,;=".contains(byte) => rest,
            _ => return false,
        };
    }
}

/// A UUID: `8-4-4-4-12` hexadecimal digits in any case, of any version; no braces, no `urn:uuid:`.
#[must_use]
pub fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Base64 in the standard or the URL-safe alphabet (not both at once), padded or not. No whitespace; the empty text is
/// the encoding of no bytes. A prefix `data:…;base64,` is accepted, since many vendors take files so; bits left over in
/// the last character may be set.
#[must_use]
pub fn is_base64(text: &str) -> bool {
    let data = match text.strip_prefix("data:") {
        Some(rest) => match rest.split_once(";base64,") {
            Some((media, data)) if media.bytes().all(|byte| byte.is_ascii_graphic() && byte != b',') => data,
            _ => return false,
        },
        None => text,
    };
    let digits = data
        .strip_suffix("==")
        .or_else(|| data.strip_suffix('='))
        .unwrap_or(data);
    let padded = digits.len() < data.len();
    let length_fits = if padded {
        data.len().is_multiple_of(4)
    } else {
        digits.len() % 4 != 1
    };
    let is_alphabet = |special: [u8; 2]| {
        let mut bytes = digits.bytes();
        bytes.all(|byte| byte.is_ascii_alphanumeric() || special.contains(&byte))
    };
    length_fits && (is_alphabet(*b"+/") || is_alphabet(*b"-_"))
}

/// A colour: `#rgb`, `#rgba`, `#rrggbb` or `#rrggbbaa`, in any case.
#[must_use]
pub fn is_hex_color(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| {
        matches!(digits.len(), 3 | 4 | 6 | 8) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}
