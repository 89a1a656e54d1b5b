//! Operands: the values that lookups take.
//!
//! **Invariant:** `read(write(v)) == v` for every `v` that [`Operand::is_sendable`]; and `read` gives a value exactly
//! for the texts that [`Operand::KIND`] accepts.

use super::kind::{boolean, boolean_text, integer, number};
use super::table::Kind;
use crate::rule::{At, Rule, Violation, check_float, check_integer, check_known, check_number, check_text};
use crate::scalar::{Date, DateTime, Decimal, TextFormat, Time};
use crate::wire::Coding;
use crate::{Json, WireEnum, json};
use std::fmt;

/// A type of values that a parameter can hold.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the operand of a lookup",
    note = "operands are i64, f64, bool, String, Decimal, Date, DateTime, Time, Json, and enums that derive `bindery::WireEnum`"
)]
pub trait Operand: Clone + PartialEq + fmt::Debug + 'static {
    /// What its text is read as.
    const KIND: Kind<'static>;
    /// Writes the text as it stands on the wire, before percent-encoding. Errors: only those of `out`.
    fn write(&self, coding: Option<Coding>, out: &mut dyn fmt::Write) -> fmt::Result;
    /// Reads what `write` wrote. `None`: the text is no value of this type.
    fn read(text: &str, coding: Option<Coding>) -> Option<Self>;
    /// Checks the value against the rules of its field.
    fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>);
    /// Whether its text reads as the same value.
    fn is_sendable(&self) -> bool {
        true
    }
}

impl Operand for String {
    const KIND: Kind<'static> = Kind::Text;
    fn write(&self, _: Option<Coding>, out: &mut dyn fmt::Write) -> fmt::Result {
        out.write_str(self)
    }
    fn read(text: &str, _: Option<Coding>) -> Option<Self> {
        Some(text.to_owned())
    }
    fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
        check_text(self, rules, at, violations);
    }
}

impl Operand for i64 {
    const KIND: Kind<'static> = Kind::Integer;
    fn write(&self, _: Option<Coding>, out: &mut dyn fmt::Write) -> fmt::Result {
        write!(out, "{self}")
    }
    fn read(text: &str, _: Option<Coding>) -> Option<Self> {
        integer(text)
    }
    fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
        check_integer(*self, rules, at, violations);
    }
}

impl Operand for f64 {
    const KIND: Kind<'static> = Kind::Number;
    fn write(&self, _: Option<Coding>, out: &mut dyn fmt::Write) -> fmt::Result {
        write!(out, "{self}")
    }
    fn read(text: &str, _: Option<Coding>) -> Option<Self> {
        number(text)
    }
    fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
        check_float(*self, rules, at, violations);
    }
    fn is_sendable(&self) -> bool {
        self.is_finite()
    }
}

impl Operand for bool {
    const KIND: Kind<'static> = Kind::Boolean;
    fn write(&self, coding: Option<Coding>, out: &mut dyn fmt::Write) -> fmt::Result {
        out.write_str(&boolean_text(*self, coding))
    }
    fn read(text: &str, coding: Option<Coding>) -> Option<Self> {
        boolean(text, coding)
    }
    fn check(&self, _: &[Rule], _: At<'_>, _: &mut Vec<Violation>) {}
}

impl Operand for Decimal {
    const KIND: Kind<'static> = Kind::Decimal;
    fn write(&self, _: Option<Coding>, out: &mut dyn fmt::Write) -> fmt::Result {
        out.write_str(self.as_str())
    }
    fn read(text: &str, _: Option<Coding>) -> Option<Self> {
        Self::parse(text)
    }
    fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
        check_number(self.as_str(), rules, at, violations);
    }
}

/// JSON text: `where={"open":true}`.
impl Operand for Json {
    const KIND: Kind<'static> = Kind::Json;
    fn write(&self, _: Option<Coding>, out: &mut dyn fmt::Write) -> fmt::Result {
        write!(out, "{self}")
    }
    fn read(text: &str, _: Option<Coding>) -> Option<Self> {
        json::from_str(text).ok()
    }
    fn check(&self, _: &[Rule], _: At<'_>, _: &mut Vec<Violation>) {}
    fn is_sendable(&self) -> bool {
        self.is_readable()
    }
}

macro_rules! temporal {
    ($([$($generics:tt)*] $ty:ty, $kind:expr;)*) => {$(
        impl<$($generics)*> Operand for $ty {
            const KIND: Kind<'static> = $kind;
            fn write(&self, _: Option<Coding>, out: &mut dyn fmt::Write) -> fmt::Result {
                out.write_str(self.as_str())
            }
            fn read(text: &str, _: Option<Coding>) -> Option<Self> {
                Some(Self::from_text(text)).filter(Self::is_valid)
            }
            fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
                check_text(self.as_str(), rules, at, violations);
            }
            fn is_sendable(&self) -> bool {
                self.is_valid()
            }
        }
    )*};
}
temporal! {
    [F: TextFormat] Date<F>, Kind::Date(F::PATTERN);
    [F: TextFormat] DateTime<F>, Kind::DateTime(F::PATTERN);
    [] Time, Kind::Time;
}

/// Makes an enum that derives `bindery::WireEnum` an [`Operand`](crate::filter::Operand).
#[doc(hidden)]
#[macro_export]
macro_rules! __operand_enum {
    ($name:ty) => {
        #[automatically_derived]
        impl $crate::filter::Operand for $name {
            const KIND: $crate::filter::Kind<'static> = $crate::filter::Kind::Enum {
                texts: <$name as $crate::WireEnum>::TEXTS,
                open: <$name as $crate::WireEnum>::OPEN,
            };
            fn write(
                &self,
                _: ::core::option::Option<$crate::wire::Coding>,
                out: &mut dyn ::core::fmt::Write,
            ) -> ::core::fmt::Result {
                out.write_str($crate::filter::enum_text(self))
            }
            fn read(text: &str, _: ::core::option::Option<$crate::wire::Coding>) -> ::core::option::Option<Self> {
                $crate::filter::enum_read(text)
            }
            fn check(
                &self,
                rules: &[$crate::rule::Rule],
                at: $crate::rule::At<'_>,
                violations: &mut ::std::vec::Vec<$crate::rule::Violation>,
            ) {
                $crate::filter::enum_check(self, rules, at, violations);
            }
            fn is_sendable(&self) -> bool {
                $crate::filter::enum_is_sendable(self)
            }
        }
    };
}

/// The wire text of an enum's value.
#[doc(hidden)]
pub fn enum_text<E: WireEnum>(value: &E) -> &str {
    match value.index() {
        Ok(index) => E::TEXTS.get(index).copied().unwrap_or_default(),
        Err(text) => text,
    }
}

/// The value of a wire text; `None`: a closed enum does not list it.
#[doc(hidden)]
#[must_use]
pub fn enum_read<E: WireEnum>(text: &str) -> Option<E> {
    match E::TEXTS.iter().position(|listed| *listed == text) {
        Some(index) => E::ALL.get(index).cloned(),
        None if E::OPEN => Some(E::unknown(text.to_owned())),
        None => None,
    }
}

/// A closed enum never sends a value that it does not list; an open one only without the rule `Known`.
#[doc(hidden)]
pub fn enum_check<E: WireEnum>(value: &E, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
    let rules = if E::OPEN { rules } else { &[Rule::Known] };
    if let Err(text) = value.index() {
        check_known(text, false, rules, at, violations);
    }
}

/// Whether reading the value's text gives the same variant.
#[doc(hidden)]
pub fn enum_is_sendable<E: WireEnum>(value: &E) -> bool {
    match value.index() {
        Ok(_) => true,
        Err(text) => E::OPEN && !E::TEXTS.contains(&text),
    }
}
