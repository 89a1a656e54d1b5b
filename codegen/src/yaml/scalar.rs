//! What a plain scalar is by YAML 1.2's core schema: the one place that decides.
//!
//! Input: the text of a scalar. Output: its kind. **Invariant:** depends on the text alone; never fails.

/// What a scalar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalar {
    /// `null`, `~`, or nothing.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// Digits, `0x…` or `0o…`.
    Integer,
    /// With a point or an exponent.
    Number,
    /// `.inf` or `.nan`: numbers that JSON cannot write.
    NotFinite,
    /// Anything else, and whatever is quoted.
    Text,
}

/// What a scalar is by YAML 1.2's core schema.
///
/// ```
/// use bindery_codegen::yaml::{Scalar, resolve};
/// assert_eq!(resolve("0051", true), Scalar::Integer);
/// assert_eq!(resolve("0051", false), Scalar::Text);
/// assert_eq!(resolve("no", true), Scalar::Text);
/// ```
#[must_use]
pub fn resolve(text: &str, plain: bool) -> Scalar {
    if !plain {
        return Scalar::Text;
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Scalar::Null,
        "true" | "True" | "TRUE" => Scalar::Boolean(true),
        "false" | "False" | "FALSE" => Scalar::Boolean(false),
        ".nan" | ".NaN" | ".NAN" => Scalar::NotFinite,
        _ => number(text),
    }
}

fn number(text: &str) -> Scalar {
    let based = |digits: &str, radix| !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
    if let Some(digits) = text.strip_prefix("0x") {
        return if based(digits, 16) {
            Scalar::Integer
        } else {
            Scalar::Text
        };
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return if based(digits, 8) {
            Scalar::Integer
        } else {
            Scalar::Text
        };
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return Scalar::NotFinite;
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let some = !whole.is_empty() || fraction.is_some_and(|fraction| !fraction.is_empty());
    if !some || !digits(whole) || !fraction.is_none_or(digits) {
        return Scalar::Text;
    }
    match (fraction, exponent) {
        (None, None) => Scalar::Integer,
        (_, Some(exponent)) if exponent.is_empty() || !digits(exponent) => Scalar::Text,
        _ => Scalar::Number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_core_schema() {
        for (text, is) in [
            ("", Scalar::Null),
            ("~", Scalar::Null),
            ("NULL", Scalar::Null),
            ("nULL", Scalar::Text),
            ("True", Scalar::Boolean(true)),
            ("yes", Scalar::Text),
            ("-1", Scalar::Integer),
            ("+0051", Scalar::Integer),
            ("0x1f", Scalar::Integer),
            ("0xg", Scalar::Text),
            ("0o17", Scalar::Integer),
            ("0o8", Scalar::Text),
            ("1.5", Scalar::Number),
            (".5", Scalar::Number),
            ("5.", Scalar::Number),
            (".", Scalar::Text),
            ("-", Scalar::Text),
            ("1e3", Scalar::Number),
            ("1e", Scalar::Text),
            ("1.5E-7", Scalar::Number),
            ("-.inf", Scalar::NotFinite),
            (".NaN", Scalar::NotFinite),
            ("1.2.3", Scalar::Text),
            ("2026-11-21", Scalar::Text),
        ] {
            assert_eq!(resolve(text, true), is, "{text}");
        }
    }
}
