//! Exact decimal numbers.
//!
//! Input: the text of a JSON number. Output: the same text. **Invariant:** a [`Decimal`] always holds a JSON number, so
//! that writing it cannot fail; `Eq`, `Ord` and `Hash` go by its value.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use super::ScalarError;
use super::number::{Parts, Shortest, is_number, parts};
use crate::rule::{At, Rule, Violation, check_number};
use crate::wire::{Blank, Reader, Slot, Value, Writer};
use crate::{Error, Result};

/// An exact number, kept as the text it was read from: `12.50` stays `12.50`, and equals `12.5`.
///
/// Any JSON number fits, of any length and exponent. [`decimal!`](crate::decimal) makes one in code; the feature
/// `rust_decimal` converts to a type to calculate with. In JSON it is a number; in a foreign serde format it is text, since
/// none has exact numbers, and is read from text and numbers alike.
///
/// ```
/// use bindery::{Decimal, decimal};
///
/// let price: Decimal = "12.50".parse()?;
/// assert_eq!(price, decimal!("12.5"));
/// assert_eq!(price.as_str(), "12.50");
/// assert!(price < Decimal::from(13));
/// # Ok::<(), bindery::scalar::ScalarError>(())
/// ```
#[derive(Clone)]
pub struct Decimal(Cow<'static, str>);

const EXPECTED: &str = "number: write it as in JSON, such as 12.50";

impl Decimal {
    /// `None` where the text is no JSON number.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        is_number(text).then(|| Self(Cow::Owned(text.to_owned())))
    }

    /// For [`decimal!`](crate::decimal), which has checked the text; any other text that is no number counts as 0.
    #[doc(hidden)]
    #[must_use]
    pub const fn __literal(text: &'static str) -> Self {
        Self(Cow::Borrowed(if is_number(text) { text } else { "0" }))
    }

    /// The text, a JSON number.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest floating-point number; infinite where the number is too large for one.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }

    pub(super) fn parts(&self) -> Parts<'_> {
        parts(&self.0)
    }
}

impl FromStr for Decimal {
    type Err = ScalarError;

    fn from_str(text: &str) -> std::result::Result<Self, ScalarError> {
        Self::parse(text).ok_or_else(|| ScalarError::new(text, EXPECTED))
    }
}

impl TryFrom<String> for Decimal {
    type Error = ScalarError;

    fn try_from(text: String) -> std::result::Result<Self, ScalarError> {
        if is_number(&text) {
            Ok(Self(Cow::Owned(text)))
        } else {
            Err(ScalarError::new(&text, EXPECTED))
        }
    }
}

macro_rules! from_integer { ($($integer:ty)*) => {$(
    impl From<$integer> for Decimal {
        fn from(value: $integer) -> Self {
            Self(Cow::Owned(value.to_string()))
        }
    }
)*}; }
from_integer! { i32 i64 u32 u64 }

/// The shortest text that reads back as the same number. Errors: the value is infinite or no number.
impl TryFrom<f64> for Decimal {
    type Error = ScalarError;

    fn try_from(value: f64) -> std::result::Result<Self, ScalarError> {
        Self::try_from(Shortest(value).to_string())
    }
}

impl From<Decimal> for String {
    fn from(value: Decimal) -> Self {
        value.0.into_owned()
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Decimal({})", self.0)
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.parts().cmp(&other.parts())
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || self.parts() == other.parts()
    }
}

impl Eq for Decimal {}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.parts().hash(state);
    }
}

impl Blank for Decimal {
    const BLANK: Self = Self(Cow::Borrowed("0"));
}

impl Value for Decimal {
    fn fresh() -> Self {
        Self::BLANK
    }
}

impl Slot for Decimal {
    fn load(&mut self, reader: &mut dyn Reader) -> Result<()> {
        let text = reader.number()?;
        *self = Self::try_from(text).map_err(|error| Error::new("a number", format!("{:?}", error.found())))?;
        Ok(())
    }

    fn store(&self, writer: &mut dyn Writer) -> Result<()> {
        writer.number(&self.0)
    }

    fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
        check_number(&self.0, rules, at, violations);
    }

    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}
