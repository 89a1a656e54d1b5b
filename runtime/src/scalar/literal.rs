//! Literals that the compiler checks.
//!
//! Input: a text literal in code. Output: a constant value. **Invariant:** a wrong literal does not compile, and the
//! error names it.

/// A [`Date`](crate::Date), checked when it is compiled.
///
/// ```
/// let day = bindery::date!("2024-02-29");
/// assert_eq!(day.as_str(), "2024-02-29");
/// ```
///
/// ```compile_fail
/// let day = bindery::date!("2026-02-29"); // no leap year
/// ```
#[macro_export]
macro_rules! date {
    ($text:literal) => {{
        const VALUE: $crate::Date = {
            ::core::assert!(
                $crate::scalar::is_date($text),
                "{}",
                ::core::concat!("\"", $text, "\" is no date such as \"2026-01-31\"")
            );
            $crate::scalar::Date::from_static($text)
        };
        VALUE
    }};
}

/// A [`DateTime`](crate::DateTime) as in RFC 3339, checked when it is compiled.
///
/// ```
/// let opened = bindery::datetime!("2026-01-31T10:00:00Z");
/// assert_eq!(opened.instant().map(|it| it.seconds), Some(1_769_853_600));
/// ```
///
/// ```compile_fail
/// let opened = bindery::datetime!("2026-01-31T10:00:00"); // where on earth?
/// ```
#[macro_export]
macro_rules! datetime {
    ($text:literal) => {{
        const VALUE: $crate::DateTime = {
            ::core::assert!(
                $crate::scalar::is_date_time($text),
                "{}",
                ::core::concat!("\"", $text, "\" is no date and time such as \"2026-01-31T10:00:00Z\"")
            );
            $crate::scalar::DateTime::from_static($text)
        };
        VALUE
    }};
}

/// A [`Decimal`](crate::Decimal), checked when it is compiled.
///
/// ```
/// let price = bindery::decimal!("12.50");
/// assert_eq!(price.as_str(), "12.50");
/// ```
///
/// ```compile_fail
/// let price = bindery::decimal!("12,50");
/// ```
#[macro_export]
macro_rules! decimal {
    ($text:literal) => {{
        const VALUE: $crate::Decimal = {
            ::core::assert!(
                $crate::scalar::is_number($text),
                "{}",
                ::core::concat!("\"", $text, "\" is no number such as \"12.50\"")
            );
            $crate::Decimal::__literal($text)
        };
        VALUE
    }};
}
