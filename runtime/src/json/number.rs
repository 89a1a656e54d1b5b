//! Numbers of JSON text, and their conversions to the numbers of Rust.
//!
//! Input: bytes, and where a number begins. Output: where it ends and what it is. **Invariant:** what passes [`end`] is
//! a number of RFC 8259; nothing is rounded on the way to an integer.

/// The end of the number that begins at `start`; `None` where none does.
pub(super) fn end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    if bytes.get(at) == Some(&b'-') {
        at += 1;
    }
    match bytes.get(at) {
        Some(b'0') => at += 1,
        Some(b'1'..=b'9') => at = digits_end(bytes, at),
        _ => return None,
    }
    if bytes.get(at) == Some(&b'.') {
        at = some_digits_end(bytes, at + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        at += 1;
        if let Some(b'+' | b'-') = bytes.get(at) {
            at += 1;
        }
        at = some_digits_end(bytes, at)?;
    }
    // `01` is two numbers with nothing between them.
    if let Some(b'0'..=b'9') = bytes.get(at) {
        return None;
    }
    Some(at)
}

fn digits_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(b'0'..=b'9') = bytes.get(at) {
        at += 1;
    }
    at
}

fn some_digits_end(bytes: &[u8], start: usize) -> Option<usize> {
    let end = digits_end(bytes, start);
    (end > start).then_some(end)
}

/// Whether the whole text is one JSON number.
pub(crate) fn is_number(text: &str) -> bool {
    end(text.as_bytes(), 0) == Some(text.len())
}

/// The integer at `start` and its end; `None` where no integer of 64 bits stands there, whatever stands there instead.
#[inline]
pub(super) fn integer(bytes: &[u8], start: usize) -> Option<(i64, usize)> {
    let is_negative = bytes.get(start) == Some(&b'-');
    let first = start + usize::from(is_negative);
    let mut at = first;
    let mut magnitude = 0_u64;
    while let Some(digit @ b'0'..=b'9') = bytes.get(at) {
        magnitude = magnitude.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
        at += 1;
    }
    let count = at - first;
    let has_leading_zero = count > 1 && bytes.get(first) == Some(&b'0');
    // Nineteen digits always fit 64 bits without a sign.
    if count == 0 || count > 19 || has_leading_zero || matches!(bytes.get(at), Some(b'.' | b'e' | b'E')) {
        return None;
    }
    let value = if is_negative {
        0_i64.checked_sub_unsigned(magnitude)?
    } else {
        i64::try_from(magnitude).ok()?
    };
    Some((value, at))
}

/// The integer that a JSON number's text is, if it is one of 64 bits.
pub(crate) fn integer_of(text: &str) -> Option<i64> {
    match integer(text.as_bytes(), 0) {
        Some((value, end)) if end == text.len() => Some(value),
        _ => None,
    }
}

const POWERS: [f64; 16] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

/// The nearest `f64` of a JSON number's text; `None` where it is no number or beyond every finite one.
#[inline]
pub(crate) fn float_of(text: &str) -> Option<f64> {
    let bytes = text.as_bytes();
    let is_negative = bytes.first() == Some(&b'-');
    // Up to fifteen digits and a power of ten up to fifteen are both exact, so one division rounds once: correctly.
    let mut magnitude = 0_u64;
    let mut decimals = 0;
    let mut has_point = false;
    for byte in bytes.iter().skip(usize::from(is_negative)) {
        match byte {
            b'0'..=b'9' => {
                magnitude = magnitude.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
                decimals += usize::from(has_point);
            }
            b'.' if !has_point => has_point = true,
            _ => return slow_float_of(text),
        }
    }
    match POWERS.get(decimals) {
        Some(power) if bytes.len() <= 15 => {
            #[allow(clippy::cast_precision_loss, reason = "fifteen digits fit the mantissa")]
            let value = magnitude as f64 / power;
            Some(if is_negative { -value } else { value })
        }
        _ => slow_float_of(text),
    }
}

#[cold]
fn slow_float_of(text: &str) -> Option<f64> {
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_rfc() {
        for text in [
            "0",
            "-0",
            "1",
            "10",
            "-12.50",
            "1e3",
            "1E+3",
            "1.0e-10",
            "123456789012345678901234567890",
        ] {
            assert!(is_number(text), "{text}");
        }
        for text in [
            "", "-", "01", "-01", "1.", ".5", "1e", "1e+", "+1", "0x1", "1 ", " 1", "NaN", "1.e3", "1,0", "00", "--1",
        ] {
            assert!(!is_number(text), "{text}");
        }
    }

    #[test]
    fn integers_are_exact_or_not_at_all() {
        let cases = [
            ("0", Some(0)),
            ("-0", Some(0)),
            ("9223372036854775807", Some(i64::MAX)),
            ("-9223372036854775808", Some(i64::MIN)),
            ("9223372036854775808", None),
            ("-9223372036854775809", None),
            ("18446744073709551617", None),
            ("99999999999999999999", None),
            ("1.0", None),
            ("1e3", None),
            ("01", None),
            ("-", None),
            ("", None),
            ("1x", None),
        ];
        for (text, expected) in cases {
            assert_eq!(integer_of(text), expected, "{text}");
        }
    }

    #[test]
    fn floats_are_those_of_the_standard_library() {
        let texts = [
            "0",
            "-0",
            "0.1",
            "-0.1",
            "5000.5",
            "1e3",
            "1.7976931348623157e308",
            "5e-324",
            "123456789012345",
            "0.30000000000000004",
            "12345678.9012345",
            "-99999999999.99",
            "1234567890123456789",
            "0.00000000000001",
            "9007199254740993",
        ];
        for text in texts {
            let expected: f64 = text.parse().unwrap();
            assert_eq!(float_of(text).map(f64::to_bits), Some(expected.to_bits()), "{text}");
        }
        assert_eq!(float_of("1e999"), None);
    }
}
