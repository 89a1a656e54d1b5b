//! Any serde format as a [`Reader`](crate::wire::Reader) or [`Writer`](crate::wire::Writer).
//!
//! Input: a serializer or deserializer of any self-describing format. Output: the value written or read. **Invariant:**
//! what is generic over the format is compiled once per format, never once per type; our errors come out of the format
//! with their path intact.
//!
//! Numbers: integers are integers and floats are floats everywhere. A [`Decimal`](crate::Decimal) is text in a foreign
//! format, since none has exact numbers; it is read from text, integers and floats alike. A Unix time, and a
//! number of a [`Json`](crate::Json), is a number where the format has one of the same value, and text elsewhere.

mod found;
mod reader;
mod writer;

use serde::{Deserializer, Serializer, de, ser};

use crate::scalar::TextFormat;
use crate::wire::{Slot, Value};

/// `Deserialize::deserialize` of every value. Inlined, since a function of its own would be compiled apart from the
/// record's others, with a copy of what drops a record.
#[inline]
pub fn deserialize<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::fresh();
    match load(&mut value, deserializer) {
        Ok(()) => Ok(value),
        Err(error) => Err(error),
    }
}

/// Compiled once per format.
fn load<'de, D: Deserializer<'de>>(value: &mut dyn Slot, deserializer: D) -> Result<(), D::Error> {
    value
        .load(&mut reader::Bridge::new(deserializer))
        .map_err(de::Error::custom)
}

/// `Serialize::serialize` of every value.
pub fn serialize<S: Serializer>(value: &dyn Slot, serializer: S) -> Result<S::Ok, S::Error> {
    let mut bridge = writer::Bridge::new(serializer);
    match value.store(&mut bridge) {
        Ok(()) => bridge.finish(),
        Err(error) => Err(ser::Error::custom(error)),
    }
}

crate::__serde!(crate::Json);
crate::__serde!(crate::Decimal);
crate::__serde!(crate::Time);
crate::__serde!(generic [F: TextFormat] crate::Date<F>);
crate::__serde!(generic [F: TextFormat] crate::DateTime<F>);
// A patch that keeps has no value: say `#[serde(default, skip_serializing_if = "Patch::is_keep")]` beside serde's derives.
crate::__serde!(generic [T: Value] crate::Patch<T>);

#[cfg(test)]
mod tests;
