//! Enums whose values the vendor names.

use std::fmt;

use crate::error::excerpt;
use crate::rule::{self, At, Rule, Violation};
use crate::wire::{Reader, Writer};
use crate::{Error, Result};

/// An enum of wire texts. Derived with `bindery::WireEnum`; the last variant keeps any other text: `Unknown(String)`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no enum of the wire",
    note = "derive `bindery::WireEnum` on it"
)]
pub trait WireEnum: Sized + Clone + 'static {
    /// The Rust name of the enum.
    const NAME: &'static str;
    /// Every variant that is listed, in order.
    const ALL: &'static [Self];
    /// The wire texts, in the same order.
    const TEXTS: &'static [&'static str];
    /// Whether the vendor may take texts that are not listed.
    const OPEN: bool;
    /// Whether the wire holds integers instead of texts.
    const INTEGER: bool;
    /// A text that is not listed.
    fn unknown(text: String) -> Self;
    /// The index in `TEXTS`, or the text that is not listed.
    fn index(&self) -> std::result::Result<usize, &str>;

    /// The wire text.
    fn as_str(&self) -> &str {
        match self.index() {
            Ok(index) => Self::TEXTS.get(index).copied().unwrap_or_default(),
            Err(text) => text,
        }
    }

    /// The variant of a wire text; `Unknown` where it is not listed.
    #[must_use]
    fn from_text(text: &str) -> Self {
        find(text).unwrap_or_else(|| Self::unknown(text.to_owned()))
    }

    /// Whether the text is one that is listed.
    fn is_known(&self) -> bool {
        self.index().is_ok()
    }
}

fn find<T: WireEnum>(text: &str) -> Option<T> {
    let index = T::TEXTS.iter().position(|listed| *listed == text)?;
    T::ALL.get(index).cloned()
}

/// Reads an enum: a text that is not listed is kept.
#[doc(hidden)]
pub fn load_enum<T: WireEnum>(reader: &mut dyn Reader) -> Result<T> {
    let text = if T::INTEGER {
        reader.integer()?.to_string()
    } else {
        reader.string()?
    };
    Ok(find(&text).unwrap_or_else(|| T::unknown(text)))
}

/// Writes an enum.
///
/// # Errors
/// The text of an unknown value of an enum of integers is no integer.
#[doc(hidden)]
pub fn store_enum<T: WireEnum>(value: &T, writer: &mut dyn Writer) -> Result<()> {
    let text = value.as_str();
    if !T::INTEGER {
        return writer.string(text);
    }
    match crate::json::number::integer_of(text) {
        Some(integer) => writer.integer(integer),
        None => Err(Error::new(
            format!("an integer, as every `{}` is", T::NAME),
            format!("the text {}", excerpt(text)),
        )),
    }
}

/// Checks an enum: `Rule::Known` refuses what is not listed.
#[doc(hidden)]
pub fn check_enum<T: WireEnum>(value: &T, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
    if let Err(text) = value.index() {
        rule::check_known(text, false, rules, at, violations);
    }
}

/// Reads an enum that a person wrote.
///
/// # Errors
/// The text is not listed, and the enum is not open.
#[doc(hidden)]
pub fn parse_enum<T: WireEnum>(text: &str) -> Result<T> {
    match find(text) {
        Some(value) => Ok(value),
        None if T::OPEN => Ok(T::unknown(text.to_owned())),
        None => Err(Error::new(
            format!("a `{}`: one of {}", T::NAME, Listed(T::TEXTS)),
            format!("the text {}", excerpt(text)),
        )),
    }
}

/// The texts of an enum for a message: the first dozen of them.
struct Listed(&'static [&'static str]);

impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 12;
        for (index, text) in self.0.iter().take(SHOWN).enumerate() {
            write!(f, "{}`{text}`", if index == 0 { "" } else { ", " })?;
        }
        if self.0.len() > SHOWN {
            write!(f, " and {} more", self.0.len() - SHOWN)?;
        }
        Ok(())
    }
}

/// Implements `Slot`, `Value`, `Display`, `FromStr` and both serde traits for a type that implements `WireEnum`.
#[doc(hidden)]
#[macro_export]
macro_rules! __wire_enum {
    ($name:ident) => {
        $crate::__operand_enum!($name);
        impl $crate::__private::Slot for $name {
            fn load(&mut self, reader: &mut dyn $crate::__private::Reader) -> $crate::Result<()> {
                *self = $crate::__private::load_enum(reader)?;
                ::core::result::Result::Ok(())
            }
            fn store(&self, writer: &mut dyn $crate::__private::Writer) -> $crate::Result<()> {
                $crate::__private::store_enum(self, writer)
            }
            fn check(
                &self,
                rules: &[$crate::__private::Rule],
                at: $crate::__private::At<'_>,
                violations: &mut ::std::vec::Vec<$crate::__private::Violation>,
            ) {
                $crate::__private::check_enum(self, rules, at, violations)
            }
            fn debug(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(self, f)
            }
        }
        impl $crate::__private::Value for $name {
            fn fresh() -> Self {
                $crate::WireEnum::unknown(::std::string::String::new())
            }
        }
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad($crate::WireEnum::as_str(self))
            }
        }
        impl ::core::str::FromStr for $name {
            type Err = $crate::Error;
            fn from_str(text: &str) -> $crate::Result<Self> {
                $crate::__private::parse_enum(text)
            }
        }
        $crate::__serde!($name);
    };
}

#[cfg(test)]
mod tests;
