//! Names: identifiers of the language, and words that cannot be names.
//!
//! Input: a text. Output: whether it may be a name there. **Invariant:** names are ASCII, so that they are Rust names.

/// `[A-Za-z][A-Za-z0-9_]*`: models, lookups, endpoints, holes and all other names of the spec's author.
#[must_use]
pub fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// `[a-z][a-z0-9_]*`: the vendor, which names a module and a feature.
#[must_use]
pub fn is_snake_case(text: &str) -> bool {
    is_identifier(text) && !text.bytes().any(|b| b.is_ascii_uppercase())
}

/// A Rust name as an author may ask for it: an identifier, also with `_` in front.
#[must_use]
pub fn is_rust_name(text: &str) -> bool {
    is_identifier(text.trim_start_matches('_'))
}

/// The nearest text that [`is_snake_case`] takes, for messages; `None` where nothing of the text can stay.
#[must_use]
pub fn to_snake_case(text: &str) -> Option<String> {
    let mut out = String::new();
    for c in text.trim().chars() {
        match c {
            c if c.is_ascii_uppercase() => {
                if !out.is_empty() && !out.ends_with('_') && !out.ends_with(|c: char| c.is_ascii_digit()) {
                    let previous_lower = out.ends_with(|c: char| c.is_ascii_lowercase());
                    if previous_lower {
                        out.push('_');
                    }
                }
                out.push(c.to_ascii_lowercase());
            }
            c if c.is_ascii_alphanumeric() => out.push(c),
            _ if out.is_empty() || out.ends_with('_') => {}
            _ => out.push('_'),
        }
    }
    let name = out.trim_matches(|c: char| c == '_' || c.is_ascii_digit()).to_owned();
    is_snake_case(&name).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert!(is_identifier("listOrders2") && is_identifier("a_b"));
        assert!(!is_identifier("2a") && !is_identifier("") && !is_identifier("a-b") && !is_identifier("é"));
        assert!(is_snake_case("shop_2") && !is_snake_case("Shop"));
        assert!(is_rust_name("_shop") && !is_rust_name("_") && !is_rust_name("a b"));
        assert_eq!(to_snake_case("My Shop").as_deref(), Some("my_shop"));
        assert_eq!(to_snake_case("MyShop-2 v3").as_deref(), Some("my_shop_2_v"));
        assert_eq!(to_snake_case("ñ"), None);
    }
}
