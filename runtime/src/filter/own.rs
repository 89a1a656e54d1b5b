//! Operators of the vendor's own: what the functions that the generator writes for them call.
//!
//! Input: operands of the field's type, or of a type that the operator fixes. Output: the lookup.
//! **Invariant:** the operator's marker says which lookup it is, and `Has<Marker>` that the family has it.

use super::Lookups;
use super::family::{Family, Has, Operator};
use super::from::OperandOf;
use super::lookups::{Fixed, Given, Operands};
use super::table::Meaning;

/// An operator with one operand of the field's type.
///
/// ```
/// use bindery::filter::{Has, Lookups, Operator, own_one};
///
/// struct Near;
/// impl Operator for Near {
///     const NAME: &'static str = "near";
/// }
/// fn near<T, F: Has<Near>>(value: T) -> Lookups<T, F> {
///     own_one::<Near, T, F>(value)
/// }
/// ```
pub fn own_one<L: Operator, T, F: Family>(value: impl OperandOf<T, L, F>) -> Lookups<T, F> {
    own::<L, _, _, _>(Operands::One(value))
}

/// An operator with a list of operands of the field's type.
pub fn own_many<L: Operator, T, F: Family>(values: impl IntoIterator<Item = impl OperandOf<T, L, F>>) -> Lookups<T, F> {
    own::<L, _, _, _>(Operands::many(values))
}

/// An operator with two operands of the field's type.
pub fn own_pair<L: Operator, T, F: Has<L>>(from: T, to: T) -> Lookups<T, F> {
    own::<L, T, _, _>(Operands::Pair(from, to))
}

/// An operator without operand.
pub fn own_flag<L: Operator, T, F: Has<L>>() -> Lookups<T, F> {
    Lookups::of(Meaning::Own, L::NAME, None, Given::Own(Operands::Flag))
}

/// An operator with one operand, of the type that the operator fixes whatever the field's.
///
/// ```
/// use bindery::filter::{Has, Lookups, Operator, fixed_one};
///
/// struct Year;
/// impl Operator for Year {
///     const NAME: &'static str = "year";
/// }
/// fn year<T, F: Has<Year>>(value: i64) -> Lookups<T, F> {
///     fixed_one::<Year, T, F>(value)
/// }
/// ```
pub fn fixed_one<L: Operator, T, F: Has<L>>(value: impl Into<Fixed>) -> Lookups<T, F> {
    fixed::<L, _, _>(Operands::One(value.into()))
}

/// An operator with a list of operands, of the type that the operator fixes.
pub fn fixed_many<L: Operator, T, F: Has<L>>(values: impl IntoIterator<Item = impl Into<Fixed>>) -> Lookups<T, F> {
    fixed::<L, _, _>(Operands::many(values.into_iter().map(Into::into)))
}

/// An operator with two operands, of the type that the operator fixes.
pub fn fixed_pair<L: Operator, T, F: Has<L>>(from: impl Into<Fixed>, to: impl Into<Fixed>) -> Lookups<T, F> {
    fixed::<L, _, _>(Operands::Pair(from.into(), to.into()))
}

fn own<L: Operator, V: OperandOf<T, L, F>, T, F: Family>(operands: Operands<V>) -> Lookups<T, F> {
    Lookups::of(Meaning::Own, L::NAME, None, V::given(operands))
}

fn fixed<L: Operator, T, F: Has<L>>(operands: Operands<Fixed>) -> Lookups<T, F> {
    Lookups::of(Meaning::Own, L::NAME, None, Given::Fixed(operands))
}
