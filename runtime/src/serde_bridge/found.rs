//! Whatever a foreign format holds.
//!
//! Input: a deserializer's calls. Output: a [`Found`]. **Invariant:** nothing is rounded that the format has not rounded.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::json::{Json, number};
use crate::{Decimal, Error, Result};

/// A value of a foreign format. Integers and floats stay what they are; the rest is JSON.
pub(super) enum Found {
    Integer(i64),
    Float(f64),
    Other(Json),
}

/// The one member of the map that serde_json hands out for a number under its feature `arbitrary_precision`.
const EXACT_NUMBER: &str = "$serde_json::private::Number";

impl Found {
    pub(super) fn into_json(self) -> Result<Json> {
        match self {
            Self::Integer(value) => Ok(Json::from(value)),
            Self::Float(value) => Json::try_from(value),
            Self::Other(json) => Ok(json),
        }
    }

    /// The error of a value of another kind.
    #[cold]
    pub(super) fn unfit(self, expected: &'static str) -> Error {
        match self {
            Self::Integer(value) => Error::new(expected, format!("the number {value}")),
            Self::Float(value) => Error::new(expected, format!("the number {value:?}")),
            Self::Other(Json::Null) => Error::null(expected),
            Self::Other(json) => Error::new(expected, json.described()),
        }
    }

    pub(super) fn into_string(self, expected: &'static str) -> Result<String> {
        match self {
            Self::Other(Json::String(text)) => Ok(text),
            other => Err(other.unfit(expected)),
        }
    }

    pub(super) fn into_integer(self, expected: &'static str) -> Result<i64> {
        match self {
            Self::Integer(value) => Ok(value),
            Self::Other(Json::Number(exact)) => {
                number::integer_of(exact.as_str()).ok_or_else(|| Self::Other(Json::Number(exact)).unfit(expected))
            }
            other => Err(other.unfit(expected)),
        }
    }

    pub(super) fn into_float(self, expected: &'static str) -> Result<f64> {
        match self {
            Self::Float(value) => Ok(value),
            #[allow(clippy::cast_precision_loss, reason = "a float was asked for")]
            Self::Integer(value) => Ok(value as f64),
            Self::Other(Json::Number(exact)) => {
                number::float_of(exact.as_str()).ok_or_else(|| Self::Other(Json::Number(exact)).unfit(expected))
            }
            other => Err(other.unfit(expected)),
        }
    }

    pub(super) fn into_number(self, expected: &'static str) -> Result<String> {
        match self {
            Self::Integer(value) => Ok(value.to_string()),
            Self::Float(value) if value.is_finite() => Ok(format!("{value:?}")),
            Self::Other(Json::Number(exact)) => Ok(exact.as_str().to_owned()),
            Self::Other(Json::String(text)) if number::is_number(&text) => Ok(text),
            other => Err(other.unfit(expected)),
        }
    }

    pub(super) fn into_boolean(self, expected: &'static str) -> Result<bool> {
        match self {
            Self::Other(Json::Boolean(value)) => Ok(value),
            other => Err(other.unfit(expected)),
        }
    }
}

/// Takes whatever comes; `expected` is for the format's own message where it refuses to hand it out.
pub(super) struct Anything {
    pub(super) expected: &'static str,
}

/// A number given as text by its own `Display`.
fn exact<E: de::Error>(text: &str) -> std::result::Result<Found, E> {
    match Decimal::parse(text) {
        Some(number) => Ok(Found::Other(Json::Number(number))),
        None => Err(E::custom(format_args!("expected a number of JSON, found {text}"))),
    }
}

impl<'de> Visitor<'de> for Anything {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }
    fn visit_bool<E>(self, value: bool) -> std::result::Result<Found, E> {
        Ok(Found::Other(Json::Boolean(value)))
    }
    fn visit_i64<E>(self, value: i64) -> std::result::Result<Found, E> {
        Ok(Found::Integer(value))
    }
    fn visit_u64<E: de::Error>(self, value: u64) -> std::result::Result<Found, E> {
        match i64::try_from(value) {
            Ok(value) => Ok(Found::Integer(value)),
            Err(_) => exact(&value.to_string()),
        }
    }
    fn visit_i128<E: de::Error>(self, value: i128) -> std::result::Result<Found, E> {
        match i64::try_from(value) {
            Ok(value) => Ok(Found::Integer(value)),
            Err(_) => exact(&value.to_string()),
        }
    }
    fn visit_u128<E: de::Error>(self, value: u128) -> std::result::Result<Found, E> {
        match i64::try_from(value) {
            Ok(value) => Ok(Found::Integer(value)),
            Err(_) => exact(&value.to_string()),
        }
    }
    fn visit_f64<E>(self, value: f64) -> std::result::Result<Found, E> {
        Ok(Found::Float(value))
    }
    fn visit_str<E>(self, value: &str) -> std::result::Result<Found, E> {
        Ok(Found::Other(Json::String(value.to_owned())))
    }
    fn visit_string<E>(self, value: String) -> std::result::Result<Found, E> {
        Ok(Found::Other(Json::String(value)))
    }
    fn visit_unit<E>(self) -> std::result::Result<Found, E> {
        Ok(Found::Other(Json::Null))
    }
    fn visit_none<E>(self) -> std::result::Result<Found, E> {
        Ok(Found::Other(Json::Null))
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> std::result::Result<Found, D::Error> {
        deserializer.deserialize_any(self)
    }
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> std::result::Result<Found, D::Error> {
        deserializer.deserialize_any(self)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> std::result::Result<Found, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element_seed(AnyJson)? {
            array.push(item);
        }
        Ok(Found::Other(Json::Array(array)))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> std::result::Result<Found, A::Error> {
        let mut object = BTreeMap::new();
        while let Some(name) = members.next_key::<String>()? {
            object.insert(name, members.next_value_seed(AnyJson)?);
        }
        if object.len() == 1
            && let Some(Json::String(text)) = object.get(EXACT_NUMBER)
            && let Some(number) = Decimal::parse(text)
        {
            return Ok(Found::Other(Json::Number(number)));
        }
        Ok(Found::Other(Json::Object(object)))
    }
}

/// A nested value, as JSON.
struct AnyJson;

impl<'de> DeserializeSeed<'de> for AnyJson {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> std::result::Result<Json, D::Error> {
        let found = deserializer.deserialize_any(Anything { expected: "a value" })?;
        found.into_json().map_err(de::Error::custom)
    }
}
