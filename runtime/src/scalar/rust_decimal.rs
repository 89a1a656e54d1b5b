//! Conversions from and to [`rust_decimal`](::rust_decimal). Feature `rust_decimal`.

use super::{Decimal, ScalarError};

impl From<::rust_decimal::Decimal> for Decimal {
    fn from(value: ::rust_decimal::Decimal) -> Self {
        // Its text is plain digits with a point: always a JSON number.
        Self::parse(&value.to_string()).unwrap_or_else(|| Self::from(0))
    }
}

/// The same number and, where they fit, the same decimal places. Errors: more than its 28 or so digits are needed.
impl TryFrom<&Decimal> for ::rust_decimal::Decimal {
    type Error = ScalarError;

    fn try_from(value: &Decimal) -> Result<Self, ScalarError> {
        // Refuses exponents, and digits too many even where they are zeros.
        if let Ok(decimal) = Self::from_str_exact(value.as_str()) {
            return Ok(decimal);
        }
        let exact = || {
            let (mantissa, power) = value.parts().mantissa()?;
            match u32::try_from(power) {
                Ok(power) => {
                    let integer = mantissa.checked_mul(10_i128.checked_pow(power)?)?;
                    Self::try_from_i128_with_scale(integer, 0).ok()
                }
                Err(_) => Self::try_from_i128_with_scale(mantissa, u32::try_from(-power).ok()?).ok(),
            }
        };
        exact().ok_or_else(|| {
            let expected = "number that rust_decimal::Decimal can hold exactly";
            ScalarError::new(value.as_str(), expected)
        })
    }
}
