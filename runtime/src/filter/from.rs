//! Rust values as lookups: `10`, `10..20`, `[1, 2]`, `"ana"`.
//!
//! Bounds are exact: `10..` is gte, `10..20` gte and lt, `10..=20` gte and lte, `..20` lt, `..=20` lte; a list is in.
//! **Invariant:** each conversion needs its lookups of the family, so that it compiles only where the vendor has them.

use super::family::{Family, Has};
use super::lookups::{Fixed, Given, Operands};
use super::table::Kind;
use super::{Lookups, Operand, family, has};
use crate::scalar::{Date, DateTime, Decimal, Pattern, Rfc3339, TextFormat, Time};
use std::ops::{Range, RangeFrom, RangeInclusive, RangeTo, RangeToInclusive};

/// A value that the lookup `L` of the family `F` takes on a field of type `T`.
///
/// That is `T` itself, what stands for it in code (`"ana"` for a `String`, `10` for a `Decimal`), and the operand that a
/// lookup fixes (a `Date` for a `date_gte` on a `DateTime`).
#[diagnostic::on_unimplemented(
    message = "the family `{F}` has no lookup `{L}` that takes `{Self}` on a field of type `{T}`",
    label = "no operand of `{L}` here",
    note = "the docs of `{F}` list the lookups there are, and of which type their operands must be"
)]
pub trait OperandOf<T, L, F>: Sized {
    /// The type that the lookup fixes.
    #[doc(hidden)]
    const OF: Option<Kind<'static>>;
    /// The operands as they are kept.
    #[doc(hidden)]
    fn given(operands: Operands<Self>) -> Given<T>;
}

impl<T, L, F: Has<L>> OperandOf<T, L, F> for T {
    const OF: Option<Kind<'static>> = None;
    fn given(operands: Operands<Self>) -> Given<T> {
        Given::Own(operands)
    }
}

/// What stands for the field's type in code; also alone, as `exact`.
macro_rules! literal {
    ($($value:ty => $field:ty;)*) => {$(
        impl<L, F: Has<L>> OperandOf<$field, L, F> for $value {
            const OF: Option<Kind<'static>> = None;
            fn given(operands: Operands<Self>) -> Given<$field> {
                Given::Own(operands.map(Into::into))
            }
        }
        impl<F: Has<has::Exact>> From<$value> for Lookups<$field, F> {
            fn from(value: $value) -> Self {
                one::<has::Exact, _, _, _>(value)
            }
        }
    )*};
}
literal! { &str => String; &String => String; i32 => Decimal; i64 => Decimal; i32 => f64; }

/// Operands of a type that the lookup fixes, on fields of another type.
macro_rules! fixed {
    ($([$($format:tt)*] $field:ty: $value:ty, $kind:expr;)*) => {$(
        impl<L, F: Has<L, $value>, $($format)*> OperandOf<$field, L, F> for $value {
            const OF: Option<Kind<'static>> = Some($kind);
            fn given(operands: Operands<Self>) -> Given<$field> {
                Given::Fixed(operands.map(Fixed::from))
            }
        }
    )*};
}
fixed! {
    [X: TextFormat] DateTime<X>: Date, Kind::Date(Pattern::Rfc3339);
    [X: TextFormat] DateTime<X>: Time, Kind::Time;
    [X: TextFormat] DateTime<X>: i64, Kind::Integer;
    [X: TextFormat] Date<X>: i64, Kind::Integer;
    [] String: Date, Kind::Date(Pattern::Rfc3339);
    [] String: DateTime, Kind::DateTime(Pattern::Rfc3339);
    [] String: i64, Kind::Integer;
}

/// One operand of a lookup known by its marker.
pub(super) fn one<L: family::Marker, V: OperandOf<T, L, F>, T, F: Family>(value: V) -> Lookups<T, F> {
    known::<L, V, T, F>(Operands::One(value))
}

/// Operands of a lookup known by its marker.
pub(super) fn known<L: family::Marker, V: OperandOf<T, L, F>, T, F: Family>(operands: Operands<V>) -> Lookups<T, F> {
    Lookups::of(L::MEANING, "", V::OF, V::given(operands))
}

// `T: Operand` is what tells this conversion apart from those of ranges and lists.
impl<T: Operand, F: Has<has::Exact>> From<T> for Lookups<T, F> {
    fn from(value: T) -> Self {
        one::<has::Exact, _, _, _>(value)
    }
}

impl<X: TextFormat, F: Has<has::Exact, Date>> From<Date> for Lookups<DateTime<X>, F> {
    fn from(value: Date<Rfc3339>) -> Self {
        one::<has::Exact, _, _, _>(value)
    }
}

impl<V: OperandOf<T, has::Gte, F>, T, F: Family> From<RangeFrom<V>> for Lookups<T, F> {
    fn from(range: RangeFrom<V>) -> Self {
        one::<has::Gte, _, _, _>(range.start)
    }
}

impl<V: OperandOf<T, has::Gte, F> + OperandOf<T, has::Lt, F>, T, F: Family> From<Range<V>> for Lookups<T, F> {
    fn from(range: Range<V>) -> Self {
        one::<has::Gte, _, _, _>(range.start).and(one::<has::Lt, _, T, F>(range.end))
    }
}

impl<V: OperandOf<T, has::Gte, F> + OperandOf<T, has::Lte, F>, T, F: Family> From<RangeInclusive<V>> for Lookups<T, F> {
    fn from(range: RangeInclusive<V>) -> Self {
        let (start, end) = range.into_inner();
        one::<has::Gte, _, _, _>(start).and(one::<has::Lte, _, T, F>(end))
    }
}

impl<V: OperandOf<T, has::Lt, F>, T, F: Family> From<RangeTo<V>> for Lookups<T, F> {
    fn from(range: RangeTo<V>) -> Self {
        one::<has::Lt, _, _, _>(range.end)
    }
}

impl<V: OperandOf<T, has::Lte, F>, T, F: Family> From<RangeToInclusive<V>> for Lookups<T, F> {
    fn from(range: RangeToInclusive<V>) -> Self {
        one::<has::Lte, _, _, _>(range.end)
    }
}

impl<V: OperandOf<T, has::In, F>, T, F: Family, const N: usize> From<[V; N]> for Lookups<T, F> {
    fn from(items: [V; N]) -> Self {
        known::<has::In, _, _, _>(Operands::many(items))
    }
}

impl<V: OperandOf<T, has::In, F>, T, F: Family> From<Vec<V>> for Lookups<T, F> {
    fn from(items: Vec<V>) -> Self {
        known::<has::In, _, _, _>(Operands::Many(items))
    }
}

impl<V: OperandOf<T, has::In, F> + Clone, T, F: Family> From<&[V]> for Lookups<T, F> {
    fn from(items: &[V]) -> Self {
        known::<has::In, _, _, _>(Operands::Many(items.to_vec()))
    }
}
