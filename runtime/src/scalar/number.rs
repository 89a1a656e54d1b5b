//! Numbers as their JSON text: grammar and exact comparison.
//!
//! Input: text. Output: its parts, an order, a hash. **Invariant:** the cost is linear in the text, whatever the exponent
//! says, and nothing is allocated. Exponents beyond ±10³⁷ count as ±10³⁷.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

const LIMIT: i128 = 10_i128.pow(37);

/// Whether a text is a JSON number: `-12.50`, `1e9`; not `+1`, `.5`, `01`, `NaN`.
#[must_use]
pub const fn is_number(text: &str) -> bool {
    let rest = match text.as_bytes() {
        [b'-', rest @ ..] | rest => rest,
    };
    let rest = match rest {
        [b'0', rest @ ..] => rest,
        [b'1'..=b'9', rest @ ..] => skip_digits(rest),
        _ => return false,
    };
    let rest = match rest {
        [b'.', b'0'..=b'9', rest @ ..] => skip_digits(rest),
        _ => rest,
    };
    match rest {
        [] => true,
        [b'e' | b'E', b'+' | b'-', b'0'..=b'9', rest @ ..] | [b'e' | b'E', b'0'..=b'9', rest @ ..] => {
            skip_digits(rest).is_empty()
        }
        _ => false,
    }
}

const fn skip_digits(mut bytes: &[u8]) -> &[u8] {
    while let [b'0'..=b'9', rest @ ..] = bytes {
        bytes = rest;
    }
    bytes
}

/// A number as `±d.ddd… × 10^magnitude`. Its digits, first those of `head`, then those of `tail`, neither start nor end
/// with a zero, so that equal numbers have equal parts; zero has no digits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parts<'a> {
    negative: bool,
    magnitude: i128,
    head: &'a str,
    tail: &'a str,
}

impl<'a> Parts<'a> {
    const ZERO: Self = Self {
        negative: false,
        magnitude: 0,
        head: "",
        tail: "",
    };

    /// `None` where the text is no JSON number.
    pub(crate) fn new(text: &'a str) -> Option<Self> {
        is_number(text).then(|| Self::of_number(text))
    }

    /// `text` is a JSON number.
    fn of_number(text: &'a str) -> Self {
        let (negative, text) = match text.strip_prefix('-') {
            Some(text) => (true, text),
            None => (false, text),
        };
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let exponent = read_exponent(exponent);

        let tail = fraction.trim_end_matches('0');
        let head = integer.trim_start_matches('0');
        if !head.is_empty() {
            let magnitude = exponent + length(head) - 1;
            let head = if tail.is_empty() {
                head.trim_end_matches('0')
            } else {
                head
            };
            return Self {
                negative,
                magnitude,
                head,
                tail,
            };
        }
        let digits = tail.trim_start_matches('0');
        if digits.is_empty() {
            return Self::ZERO;
        }
        Self {
            negative,
            magnitude: exponent - (length(tail) - length(digits)) - 1,
            head: "",
            tail: digits,
        }
    }

    fn digits(&self) -> impl Iterator<Item = u8> {
        self.head.bytes().chain(self.tail.bytes())
    }

    fn sign(&self) -> i8 {
        match (self.head.is_empty() && self.tail.is_empty(), self.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }

    /// The number times 10^`decimals`, what remains behind the point cut off; `None` above 38 digits.
    pub(super) fn scaled(&self, decimals: i128) -> Option<i128> {
        let wanted = usize::try_from(self.magnitude + 1 + decimals).unwrap_or(0);
        if self.magnitude + 1 + decimals > 38 {
            return None;
        }
        let digits = self.digits().chain(std::iter::repeat(b'0')).take(wanted);
        let value = collect_digits(digits)?;
        Some(if self.negative { -value } else { value })
    }

    /// All digits as one integer, and the power of ten it is counted in; `None` above 38 digits.
    #[cfg(feature = "rust_decimal")]
    pub(super) fn mantissa(&self) -> Option<(i128, i128)> {
        let value = collect_digits(self.digits())?;
        let power = self.magnitude + 1 - length(self.head) - length(self.tail);
        Some((if self.negative { -value } else { value }, power))
    }
}

impl Ord for Parts<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let size = || {
            self.magnitude
                .cmp(&other.magnitude)
                .then_with(|| self.digits().cmp(other.digits()))
        };
        self.sign().cmp(&other.sign()).then_with(|| match self.sign() {
            0 => Ordering::Equal,
            1 => size(),
            _ => size().reverse(),
        })
    }
}

impl PartialOrd for Parts<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Parts<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Parts<'_> {}

impl Hash for Parts<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.sign().hash(state);
        self.magnitude.hash(state);
        self.digits().for_each(|digit| state.write_u8(digit));
        state.write_u8(0);
    }
}

/// The parts of a text known to be a JSON number; any other text counts as zero.
pub(super) fn parts(text: &str) -> Parts<'_> {
    Parts::new(text).unwrap_or(Parts::ZERO)
}

/// A number as the shortest digits that read back as it. `Display` writes plain digits where they are short, as people
/// write numbers, and an exponent elsewhere: at most 25 bytes.
pub(crate) struct Shortest(pub(crate) f64);

impl fmt::Display for Shortest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0.0 || (1e-5..1e16).contains(&self.0.abs()) {
            write!(f, "{}", self.0)
        } else {
            write!(f, "{:e}", self.0)
        }
    }
}

fn read_exponent(text: &str) -> i128 {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let size = digits.bytes().fold(0_i128, |value, digit| {
        value
            .saturating_mul(10)
            .saturating_add(i128::from(digit.wrapping_sub(b'0')))
            .min(LIMIT)
    });
    if negative { -size } else { size }
}

fn collect_digits(digits: impl Iterator<Item = u8>) -> Option<i128> {
    digits.into_iter().try_fold(0_i128, |value, digit| {
        value.checked_mul(10)?.checked_add(i128::from(digit.wrapping_sub(b'0')))
    })
}

fn length(digits: &str) -> i128 {
    // A text is never longer than `isize::MAX`.
    i128::try_from(digits.len()).unwrap_or(LIMIT)
}
