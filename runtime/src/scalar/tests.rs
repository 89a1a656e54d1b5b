//! Oracles: jiff for dates, rust_decimal for decimals.

mod conversions;
mod dates;
mod decimals;
mod formats;
