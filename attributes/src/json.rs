//! Whether a text is a JSON number or scalar: bounds and codings are kept as the text they were written in.

/// Whether the text is one JSON number, without blanks around it.
pub(crate) fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = divide(text, ['e', 'E']);
    let (whole, fraction) = divide(mantissa, ['.', '.']);
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

/// Whether the text is one JSON text, number, boolean or null, without blanks around it.
pub(crate) fn is_scalar(text: &str) -> bool {
    matches!(text, "true" | "false" | "null") || is_number(text) || is_string(text)
}

fn is_string(text: &str) -> bool {
    let Some(inside) = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) else {
        return false;
    };
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        let fits = match c {
            '"' => false,
            '\\' => match chars.next() {
                Some('u') => (0..4).all(|_| chars.next().is_some_and(|digit| digit.is_ascii_hexdigit())),
                escaped => escaped.is_some_and(|escaped| "\"\\/bfnrt".contains(escaped)),
            },
            c => c >= ' ',
        };
        if !fits {
            return false;
        }
    }
    true
}

fn divide(text: &str, at: [char; 2]) -> (&str, Option<&str>) {
    text.split_once(at)
        .map_or((text, None), |(before, after)| (before, Some(after)))
}

#[cfg(test)]
mod tests {
    use super::{is_number, is_scalar};

    #[test]
    fn numbers() {
        for text in ["0", "-0", "10", "-1.50", "1e5", "1.0E-7", "12345678901234567890"] {
            assert!(is_number(text), "{text}");
        }
        for text in [
            "", "-", "01", "1.", ".5", "+1", "1e", "1 ", "0x1", "NaN", "1_000", "1e5.5", "١",
        ] {
            assert!(!is_number(text), "{text}");
        }
    }

    #[test]
    fn scalars() {
        for text in ["true", "null", "-1", r#""""#, r#""-1""#, r#""a\"bé\u00e9""#] {
            assert!(is_scalar(text), "{text}");
        }
        for text in [
            "",
            "yes",
            "\"",
            "\"\"\"",
            r#""\""#,
            r#""\x""#,
            r#""\u00g0""#,
            "\"\n\"",
            "[]",
            " 1",
            r#""\"#,
        ] {
            assert!(!is_scalar(text), "{text}");
        }
    }
}
