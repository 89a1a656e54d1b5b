//! Query strings and forms, read and written as vendors' frameworks do, not as the bindings do.
//!
//! Input: raw texts. Output: decoded pairs, and links. **Invariant:** a `+` is a space in both directions, as in HTML forms.

/// Decoded names and values, in order.
pub type Pairs = Vec<(String, String)>;

/// The pairs of a query string or form; broken escapes stay as they are.
pub fn pairs(text: &str) -> Pairs {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decode(&name.replace('+', " ")), decode(&value.replace('+', " "))))
        .collect()
}

/// The value of a name, where it was given.
pub fn value<'a>(pairs: &'a Pairs, name: &str) -> Option<&'a str> {
    pairs
        .iter()
        .find(|(given, _)| given == name)
        .map(|(_, value)| value.as_str())
}

/// The integer of a name, where it was given and is one.
pub fn integer(pairs: &Pairs, name: &str) -> Option<i64> {
    value(pairs, name)?.parse().ok()
}

/// Without percent-encoding, lossily.
pub fn decode(text: &str) -> String {
    let mut rest = text.as_bytes();
    let mut decoded = Vec::with_capacity(rest.len());
    while let Some((&byte, tail)) = rest.split_first() {
        let escape = tail
            .get(..2)
            .filter(|_| byte == b'%')
            .and_then(|digits| std::str::from_utf8(digits).ok());
        match escape.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                decoded.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// Joins pairs to a query string.
pub fn join<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let pairs = pairs
        .into_iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)));
    pairs.collect::<Vec<_>>().join("&")
}

fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b' ' => encoded.push('+'),
            b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_come_back_as_they_were_joined() {
        let pairs_in = [
            ("name", "Ñandú & co"),
            ("at", "2026-01-01T00:00:00+01:00"),
            ("empty", ""),
            ("%", "=?#"),
        ];
        let text = join(pairs_in);
        assert_eq!(
            text,
            "name=%C3%91and%C3%BA+%26+co&at=2026-01-01T00%3A00%3A00%2B01%3A00&empty=&%25=%3D%3F%23"
        );
        let read = pairs(&text);
        assert_eq!(value(&read, "name"), Some("Ñandú & co"));
        assert_eq!(
            read.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect::<Vec<_>>(),
            pairs_in
        );
    }

    #[test]
    fn broken_escapes_stay() {
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%zz%4"), "%zz%4");
        assert_eq!(decode("a%20b"), "a b");
    }
}
