//! Scalars that Rust's standard library lacks: dates, times, decimals.
//!
//! Input: the text of a value. Output: the same text, and what it means where it means something.
//! **Invariant:** the text is kept as it was read. [`Date`], [`DateTime`] and [`Time`] keep any text, so that an answer is
//! never refused for a date; a [`Decimal`] is always a valid JSON number. Reading never panics and needs no date crate.

#[cfg(feature = "chrono")]
mod chrono;
mod civil;
mod date_time;
mod decimal;
mod error;
mod iso;
#[cfg(feature = "jiff")]
mod jiff;
mod literal;
pub(crate) mod number;
mod pattern;
mod rfc2822;
#[cfg(feature = "rust_decimal")]
mod rust_decimal;
mod strftime;
#[cfg(test)]
mod tests;
#[cfg(feature = "time")]
mod time;
mod time_of_day;
mod unix;
mod zone;

pub use civil::{Civil, CivilDate, CivilTime, Instant};
pub use date_time::{Date, DateTime};
pub use decimal::Decimal;
pub use error::ScalarError;
pub use iso::{is_date, is_date_time, is_time};
pub use number::is_number;
pub use pattern::{Pattern, Rfc3339, TextFormat, Zone};
pub use strftime::is_spelled;
pub use time_of_day::Time;
