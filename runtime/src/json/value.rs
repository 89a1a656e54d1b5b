//! Any JSON value.

use std::collections::BTreeMap;
use std::fmt;

use super::text_reader::DEPTH;
use super::{number, to_string};
use crate::error::excerpt;
use crate::rule::{At, Rule, Violation};
use crate::wire::{Blank, Reader, Slot, Value, Writer};
use crate::{Decimal, Error, Result};

/// Any JSON value; numbers keep their text.
///
/// Displays as JSON text. Two objects are equal whatever the order of their members, two numbers where their values are.
///
/// ```
/// use bindery::{Json, json};
///
/// let order: Json = json::from_str(r#"{"id": 7, "total": 12.50, "lines": [{"sku": "A1"}]}"#)?;
/// assert_eq!(order.get("id").and_then(Json::as_i64), Some(7));
/// assert_eq!(order.get("total").map(Json::to_string).as_deref(), Some("12.50"));
/// let sku = order.get("lines").and_then(|lines| lines.item(0)).and_then(|line| line.get("sku"));
/// assert_eq!(sku, Some(&Json::from("A1")));
/// # Ok::<(), bindery::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Json {
    /// `null`
    #[default]
    Null,
    /// `true`, `false`
    Boolean(bool),
    /// A number, exact.
    Number(Decimal),
    /// A text.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object.
    Object(BTreeMap<String, Json>),
}

impl Json {
    /// Whether this is `null`.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The boolean, if this is one.
    #[must_use]
    pub const fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    /// The integer, if this is a number without fraction and exponent that fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number().and_then(|number| number::integer_of(number.as_str()))
    }

    /// The nearest float, if this is a number within their range.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number().and_then(|number| number::float_of(number.as_str()))
    }

    /// The number, if this is one.
    #[must_use]
    pub const fn as_number(&self) -> Option<&Decimal> {
        match self {
            Self::Number(value) => Some(value),
            _ => None,
        }
    }

    /// The text, if this is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(value) => Some(value),
            _ => None,
        }
    }

    /// The items, if this is an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The members, if this is an object.
    #[must_use]
    pub const fn as_object(&self) -> Option<&BTreeMap<String, Self>> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The member `name`, if this is an object that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_object()?.get(name)
    }

    /// The item `index`, if this is an array that has it.
    #[must_use]
    pub fn item(&self, index: usize) -> Option<&Self> {
        self.as_array()?.get(index)
    }

    /// Whether this is nested less deep than what the reader takes.
    pub(crate) fn is_readable(&self) -> bool {
        self.is_within(DEPTH - 1)
    }

    fn is_within(&self, room: usize) -> bool {
        match (self, room.checked_sub(1)) {
            (Self::Array(items), Some(room)) => items.iter().all(|item| item.is_within(room)),
            (Self::Object(members), Some(room)) => members.values().all(|value| value.is_within(room)),
            (Self::Array(_) | Self::Object(_), None) => false,
            _ => true,
        }
    }

    /// What this is, for "found …"; long values are cut.
    pub(crate) fn described(&self) -> String {
        match self {
            Self::Null | Self::Boolean(_) => format!("`{self}`"),
            Self::Number(number) => match number.as_str().get(..40) {
                Some(first) if number.as_str().len() > 40 => format!("the number {first}…"),
                _ => format!("the number {}", number.as_str()),
            },
            Self::String(text) => format!("the text {}", excerpt(text)),
            Self::Array(_) => "an array".to_owned(),
            Self::Object(_) => "an object".to_owned(),
        }
    }

    /// Whether this is the scalar that the JSON text `json` is. Of numbers the text counts.
    pub(crate) fn is_scalar(&self, json: &str) -> bool {
        match self {
            Self::Null => json == "null",
            Self::Boolean(value) => json == if *value { "true" } else { "false" },
            Self::Number(number) => json == number.as_str(),
            Self::String(text) => {
                let plain = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
                match plain {
                    Some(plain) if plain.contains('\\') => {
                        super::from_str(json).is_ok_and(|decoded: String| decoded == *text)
                    }
                    Some(plain) => plain == text,
                    None => false,
                }
            }
            Self::Array(_) | Self::Object(_) => false,
        }
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Every `Json` has a text: its numbers are texts already.
        f.write_str(&to_string(self).map_err(|_| fmt::Error)?)
    }
}

impl Blank for Json {
    const BLANK: Self = Self::Null;
}

impl Value for Json {
    fn fresh() -> Self {
        Self::Null
    }
}

impl Slot for Json {
    fn load(&mut self, reader: &mut dyn Reader) -> Result<()> {
        *self = reader.json()?;
        Ok(())
    }
    fn store(&self, writer: &mut dyn Writer) -> Result<()> {
        match self {
            Self::Null => writer.null(),
            Self::Boolean(value) => writer.boolean(*value),
            Self::Number(number) => writer.plain_number(number.as_str()),
            Self::String(text) => writer.string(text),
            Self::Array(items) => items.store(writer),
            Self::Object(members) => members.store(writer),
        }
    }
    fn check(&self, _: &[Rule], _: At<'_>, _: &mut Vec<Violation>) {}
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

macro_rules! from {
    ($($source:ty: $variant:ident, |$value:ident| $converted:expr;)*) => {$(
        impl From<$source> for Json {
            fn from($value: $source) -> Self {
                Self::$variant($converted)
            }
        }
    )*};
}

from! {
    bool: Boolean, |value| value;
    i32: Number, |value| Decimal::from(value);
    i64: Number, |value| Decimal::from(value);
    Decimal: Number, |value| value;
    &str: String, |value| value.to_owned();
    String: String, |value| value;
    Vec<Json>: Array, |value| value;
    BTreeMap<String, Json>: Object, |value| value;
}

impl TryFrom<f64> for Json {
    type Error = Error;

    /// # Errors
    /// The float is not finite.
    fn try_from(value: f64) -> Result<Self> {
        let text = super::to_string(&value)?;
        match Decimal::parse(&text) {
            Some(number) => Ok(Self::Number(number)),
            None => Err(Error::new("a number of JSON", text)),
        }
    }
}
