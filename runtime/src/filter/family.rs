//! Families: named sets of lookups, as unit structs.
//!
//! A family's lookups are data ([`Family::LOOKUPS`]); which of them exist is also said in types ([`Has`]), so that an
//! operator the vendor lacks does not compile. **Invariant:** the derive of `bindery::Family` writes both from one list.

use super::table::{Kind, Lookup, Meaning, Template};
use super::{Lookups, has};

/// A set of lookups. Derived with `bindery::Family`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no family of lookups",
    note = "derive `bindery::Family` on a unit struct, with one `#[bindery(lookup(…))]` for each lookup"
)]
pub trait Family: 'static {
    /// Its name in the spec.
    const NAME: &'static str;
    /// Its lookups; of two that read the same pair, the first wins.
    const LOOKUPS: &'static [Lookup<'static>];
}

/// Says that a family has the lookup `L`: a marker of [`has`], or the marker of a vendor's own operator.
///
/// `O` is [`Own`] where the operand has the field's type (and for the text meanings, `is_null` and the vendor's own
/// operators), else the fixed type of the operand: `Has<has::Gte, Date>`.
#[diagnostic::on_unimplemented(
    message = "the family `{Self}` has no lookup `{L}`",
    label = "this needs `{L}`, and the vendor documents none for parameters of `{Self}`",
    note = "the docs of `{Self}` list the lookups there are; `Query::push` sends a parameter that the bindings do not know"
)]
pub trait Has<L, O = Own>: Family {}

/// The operand has the field's own type.
#[derive(Debug, Clone, Copy)]
pub struct Own;

/// A vendor's own operator: a unit struct that carries the lookup's name.
pub trait Operator: 'static {
    /// The lookup's name in the spec.
    const NAME: &'static str;
}

/// The meaning of a marker of [`has`].
pub(super) trait Marker {
    const MEANING: Meaning;
}

/// No lookups: `name=value`.
#[derive(Debug, Clone, Copy)]
pub struct Bare;

impl Family for Bare {
    const NAME: &'static str = "bare";
    const LOOKUPS: &'static [Lookup<'static>] = &[Lookup {
        name: "exact",
        means: Meaning::Exact,
        of: None,
        name_parts: ("", ""),
        value: Template::One { before: "", after: "" },
        lists: None,
    }];
}
impl Has<has::Exact> for Bare {}

/// No lookups, and a list: `name=value,value`, or as the field's list style says.
#[derive(Debug, Clone, Copy)]
pub struct List;

impl Family for List {
    const NAME: &'static str = "list";
    const LOOKUPS: &'static [Lookup<'static>] = &[Lookup {
        name: "in",
        means: Meaning::In,
        of: None,
        name_parts: ("", ""),
        value: Template::Many { before: "", after: "" },
        lists: None,
    }];
}
impl Has<has::In> for List {}

/// A parameter without lookups.
pub type Param<T> = Lookups<T, Bare>;
/// A parameter without lookups that holds a list.
pub type ParamList<T> = Lookups<T, List>;

/// The index of the lookup that an operator is spelled by. `usize::MAX`, where no lookup stands, when the family claims
/// what it does not list: the entry is then a violation.
pub(super) fn index(lookups: &[Lookup<'_>], means: Meaning, name: &str, of: Option<Kind<'_>>) -> usize {
    let same = |lookup: &Lookup<'_>| match means {
        Meaning::Own => lookup.means == Meaning::Own && lookup.name == name,
        _ => {
            let fixed = if means.is_text() || means == Meaning::IsNull {
                None
            } else {
                lookup.fixed()
            };
            lookup.means == means
                && fixed.as_ref().map(std::mem::discriminant) == of.as_ref().map(std::mem::discriminant)
        }
    };
    lookups.iter().position(same).unwrap_or(usize::MAX)
}
