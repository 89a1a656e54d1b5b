//! The JSON road: text to values and back, without serde in between.
//!
//! Input: JSON text and types that are [`Value`]s. Output: values, or an [`Error`] with path, line and column; and the
//! reverse. **Invariant:** exactly the documents of RFC 8259 pass, nested less than 128 deep; numbers are never rounded
//! on the way to a [`Decimal`](crate::Decimal) or a [`Json`].
//!
//! ```
//! use std::collections::BTreeMap;
//!
//! let stock: BTreeMap<String, Vec<i64>> = bindery::json::from_str(r#"{"apples": [3, 4]}"#)?;
//! assert_eq!(stock["apples"], [3, 4]);
//! assert_eq!(bindery::json::to_string(&stock)?, r#"{"apples":[3,4]}"#);
//!
//! let error = bindery::json::from_str::<BTreeMap<String, Vec<i64>>>(r#"{"apples": [3, "x"]}"#).unwrap_err();
//! assert_eq!(error.to_string(), r#"apples[1]: expected an integer, found the text "x" (line 1, column 16)"#);
//! # Ok::<(), bindery::Error>(())
//! ```

mod digits;
pub(crate) mod number;
pub(crate) mod path;
mod report;
mod scan;
mod skip;
mod string;
mod text_reader;
mod text_writer;
mod value;
mod value_reader;

pub use value::Json;
pub use value_reader::{ValueReader, value_reader};

use crate::wire::{Reader, Slot, Value};
use crate::{Error, Result};
use text_reader::TextReader;
use text_writer::TextWriter;
#[cfg(feature = "client")]
pub(crate) use text_writer::push_text;

/// Decodes a value from JSON text.
///
/// # Errors
/// The text is no JSON, or does not fit the type; the error says where.
pub fn from_slice<T: Value>(json: &[u8]) -> Result<T> {
    let mut value = T::fresh();
    match load_slice(json, &mut value) {
        Ok(()) => Ok(value),
        Err(error) => Err(error),
    }
}

/// Decodes a value from JSON text.
///
/// # Errors
/// The text is no JSON, or does not fit the type; the error says where.
pub fn from_str<T: Value>(json: &str) -> Result<T> {
    let mut value = T::fresh();
    match load_str(json, &mut value) {
        Ok(()) => Ok(value),
        Err(error) => Err(error),
    }
}

/// Decodes a value, and lists the members that its types do not know: their JSON paths, in the order of the text.
///
/// # Errors
/// The text is no JSON, or does not fit the type; the error says where.
pub fn from_slice_reporting<T: Value>(json: &[u8]) -> Result<(T, Vec<String>)> {
    let mut value = T::fresh();
    let reader = TextReader::reporting(utf8(json)?);
    let unknown = read_with(reader, &mut |reader| value.load(reader))?;
    Ok((value, unknown))
}

/// Decodes a value from a parsed one.
///
/// # Errors
/// The parsed value does not fit the type; the error says where.
pub fn from_value<T: Value>(json: &Json) -> Result<T> {
    let mut value = T::fresh();
    value.load(&mut value_reader(json))?;
    Ok(value)
}

/// Hands a reader at the root of a JSON document to `load`, and refuses what stands behind the document.
///
/// # Errors
/// The text is no JSON, or `load` failed.
pub fn read(json: &[u8], load: &mut dyn FnMut(&mut dyn Reader) -> Result<()>) -> Result<()> {
    read_with(TextReader::new(utf8(json)?), load).map(drop)
}

fn read_with(mut reader: TextReader<'_>, load: &mut dyn FnMut(&mut dyn Reader) -> Result<()>) -> Result<Vec<String>> {
    match reader.value(load).and_then(|()| reader.finish()) {
        Ok(()) => Ok(reader.into_unknown()),
        Err(error) => Err(error.at_offset(reader.offset()).located(reader.text().as_bytes())),
    }
}

fn utf8(json: &[u8]) -> Result<&str> {
    std::str::from_utf8(json).map_err(|error| {
        let offset = error.valid_up_to();
        let byte = json.get(offset).copied().unwrap_or_default();
        Error::new("UTF-8", format!("the byte 0x{byte:02x}"))
            .at_offset(offset)
            .located(json)
    })
}

/// A value to load, seen from code that does not know its type: a closure would be compiled once a type.
trait Load {
    fn load_from(&mut self, reader: &mut dyn Reader) -> Result<()>;
}

impl<T: Slot> Load for T {
    fn load_from(&mut self, reader: &mut dyn Reader) -> Result<()> {
        self.load(reader)
    }
}

fn load_slice(json: &[u8], value: &mut dyn Load) -> Result<()> {
    load_str(utf8(json)?, value)
}

fn load_str(json: &str, value: &mut dyn Load) -> Result<()> {
    read_with(TextReader::new(json), &mut |reader| value.load_from(reader)).map(drop)
}

/// Encodes a value as JSON text.
///
/// # Errors
/// A float is not finite, or an unknown value of an enum of integers is no integer; the error says where.
pub fn to_string(value: &dyn Slot) -> Result<String> {
    let mut writer = TextWriter::default();
    value.store(&mut writer)?;
    Ok(writer.into_text())
}

/// Encodes a value as JSON text.
///
/// # Errors
/// Those of [`to_string`].
pub fn to_vec(value: &dyn Slot) -> Result<Vec<u8>> {
    to_string(value).map(String::into_bytes)
}

#[cfg(test)]
mod tests;
