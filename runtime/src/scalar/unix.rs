//! Counts of seconds or milliseconds since 1970-01-01T00:00:00Z.
//!
//! Input: the text of a JSON number. Output: an instant. **Invariant:** no floating point: fractions are exact down to
//! the nanosecond, and finer ones are cut off.

use super::civil::Instant;
use super::number::Parts;

/// `decimals`: 9 where the unit is the second, 6 where it is the millisecond. `None` where the text is no JSON number, or
/// the instant is out of the range of 64-bit seconds.
pub(super) fn read(text: &str, decimals: i128) -> Option<Instant> {
    Instant::from_nanos(Parts::new(text)?.scaled(decimals)?)
}

/// Whole seconds, rounded down.
pub(super) fn spell_seconds(instant: Instant) -> String {
    instant.seconds.to_string()
}

/// Whole milliseconds, rounded down.
pub(super) fn spell_millis(instant: Instant) -> String {
    instant.nanos().div_euclid(1_000_000).to_string()
}
