//! Functions for the lookups that Rust has no syntax for: `contains("ana")`, `gt(5).and(..20)`, `is_null(true)`.
//!
//! **Invariant:** each compiles only on a field whose family has that lookup.

use super::family::{Family, Has};
use super::from::{OperandOf, known, one};
use super::lookups::{Fixed, Given, Operands};
use super::table::{Meaning, Template};
use super::{Lookups, family, has};

macro_rules! one {
    ($($(#[$doc:meta])* $function:ident $marker:ident;)*) => {$(
        $(#[$doc])*
        pub fn $function<T, F: Family>(value: impl OperandOf<T, has::$marker, F>) -> Lookups<T, F> {
            one::<has::$marker, _, T, F>(value)
        }
    )*};
}
one! {
    /// Equal to a value; the same as the value alone.
    exact Exact;
    /// Different from a value.
    not Not;
    /// Less than a value; the same as `..value`.
    lt Lt;
    /// Less than a value or equal to it; the same as `..=value`.
    lte Lte;
    /// Greater than a value.
    gt Gt;
    /// Greater than a value or equal to it; the same as `value..`.
    gte Gte;
}

macro_rules! many {
    ($($(#[$doc:meta])* $function:ident $marker:ident;)*) => {$(
        $(#[$doc])*
        pub fn $function<V: OperandOf<T, has::$marker, F>, T, F: Family>(values: impl IntoIterator<Item = V>) -> Lookups<T, F> {
            known::<has::$marker, V, T, F>(Operands::many(values))
        }
    )*};
}
many! {
    /// One of these values; the same as a list alone. An empty list is a violation.
    is_in In;
    /// None of these values. An empty list is a violation.
    not_in NotIn;
    /// Holds all of these values. An empty list is a violation.
    has_all HasAll;
    /// Holds at least one of these values. An empty list is a violation.
    has_any HasAny;
}

macro_rules! text {
    ($($(#[$doc:meta])* $function:ident $marker:ident;)*) => {$(
        $(#[$doc])*
        pub fn $function<T, F: Has<has::$marker>>(text: impl Into<String>) -> Lookups<T, F> {
            Lookups::of(Meaning::$marker, "", None, Given::Fixed(Operands::One(Fixed::Text(text.into()))))
        }
    )*};
}
text! {
    /// Equal to a text in any case.
    iexact Iexact;
    /// Contains a text.
    contains Contains;
    /// Contains a text in any case.
    icontains Icontains;
    /// Does not contain a text.
    not_contains NotContains;
    /// Starts with a text.
    starts_with StartsWith;
    /// Starts with a text in any case.
    istarts_with IstartsWith;
    /// Ends with a text.
    ends_with EndsWith;
    /// Ends with a text in any case.
    iends_with IendsWith;
    /// Matches a regular expression, in the vendor's dialect of these.
    matches Matches;
    /// Matches a regular expression in any case, in the vendor's dialect of these.
    imatches Imatches;
}

/// From one value to another. Whether the ends belong to it is the vendor's to say.
pub fn between<V: OperandOf<T, has::Between, F>, T, F: Family>(from: V, to: V) -> Lookups<T, F> {
    known::<has::Between, V, T, F>(Operands::Pair(from, to))
}

/// Has no value, or has one. Where the vendor can only say the first, `is_null(false)` is a violation.
pub fn is_null<T, F: Has<has::IsNull>>(yes: bool) -> Lookups<T, F> {
    let index = family::index(F::LOOKUPS, Meaning::IsNull, "", None);
    let flag = F::LOOKUPS
        .get(index)
        .is_some_and(|lookup| matches!(lookup.value, Template::Flag(_)));
    let given = if flag && yes {
        Given::Own(Operands::Flag)
    } else {
        Given::Fixed(Operands::One(Fixed::Boolean(yes)))
    };
    Lookups::at(index, given)
}
