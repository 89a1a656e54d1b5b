//! Numbers of Rust as JSON text.
//!
//! Input: an integer, or a finite float. Output: the shortest text that reads back the same. **Invariant:** the text is
//! that of the standard library's `Debug`; common numbers only get there faster.

use std::fmt::Write as _;

/// Appends an integer.
#[inline]
pub(super) fn push_integer(out: &mut String, value: i64) {
    if value < 0 {
        out.push('-');
    }
    push_digits(out, value.unsigned_abs(), 1);
}

/// Appends a number with at least `width` digits.
#[inline]
fn push_digits(out: &mut String, value: u64, width: usize) {
    // 2^64 has twenty digits.
    let mut digits = [b'0'; 20];
    let mut rest = value;
    let mut count = 0;
    for digit in digits.iter_mut().rev() {
        if rest == 0 && count >= width {
            break;
        }
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
        count += 1;
    }
    let written = digits.get(digits.len() - count..).unwrap_or_default();
    out.push_str(std::str::from_utf8(written).unwrap_or_default());
}

/// Appends a finite float.
pub(super) fn push_float(out: &mut String, value: f64) {
    if !push_short(out, value) {
        // Writing to a String cannot fail.
        let _ = write!(out, "{value:?}");
    }
}

/// Prices and the like: up to fifteen digits, of which up to three stand behind the point. No other text of so few
/// digits reads back as the same float, so the first that does is the shortest.
fn push_short(out: &mut String, value: f64) -> bool {
    let magnitude = value.abs();
    if magnitude >= 1e12 {
        return false;
    }
    for (decimals, power) in [(1, 10), (2, 100), (3, 1000_u64)] {
        let scale = power as f64;
        let scaled = (magnitude * scale).round();
        #[allow(clippy::float_cmp, reason = "the question is whether it is the very same float")]
        if scaled / scale == magnitude {
            let scaled = scaled as u64;
            if value.is_sign_negative() {
                out.push('-');
            }
            push_digits(out, scaled / power, 1);
            out.push('.');
            push_digits(out, scaled % power, decimals);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn integer(value: i64) -> String {
        let mut text = String::new();
        push_integer(&mut text, value);
        text
    }

    fn float(value: f64) -> String {
        let mut text = String::new();
        push_float(&mut text, value);
        text
    }

    #[test]
    fn the_ends_of_the_ranges() {
        for value in [0, 1, -1, 9, 10, 100, -1000, i64::MAX, i64::MIN] {
            assert_eq!(integer(value), value.to_string());
        }
        for value in [
            0.0,
            -0.0,
            0.1,
            0.01,
            0.001,
            0.0001,
            1.005,
            99.99,
            1e11,
            1e12,
            1e15,
            1e16,
            1e-7,
            5e-324,
            f64::MAX,
            f64::MIN,
        ] {
            assert_eq!(float(value), format!("{value:?}"));
            assert_eq!(float(-value), format!("{:?}", -value));
        }
    }

    proptest! {
        #[test]
        fn integers_are_those_of_the_standard_library(value: i64) {
            prop_assert_eq!(integer(value), value.to_string());
        }

        #[test]
        fn floats_are_those_of_the_standard_library(value: f64, cents in -1_000_000_000_000_i64..1_000_000_000_000) {
            prop_assert_eq!(float(value), format!("{value:?}"));
            for divisor in [1.0, 10.0, 100.0, 1000.0, 10000.0] {
                let price = cents as f64 / divisor;
                prop_assert_eq!(float(price), format!("{price:?}"));
            }
        }
    }
}
