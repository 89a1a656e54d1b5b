//! Filters: structs that are query strings.
//!
//! A filter's fields are [`Lookups`] (or [`Keyed`] for names with a hole); a [`Family`] says which lookups exist and how
//! each is spelled; the filter's table says the parameter's name. Writing is one pass into one `String`; the strict
//! reader is its exact reverse, by one rule of [`matching`].
//!
//! **Invariant:** `from_query(to_query(f)) == f` for every filter `f` that validates.

mod check;
mod family;
mod from;
mod functions;
pub mod has;
mod joint;
mod keyed;
mod kind;
mod lookups;
pub mod matching;
mod operand;
mod own;
mod parameter;
pub(crate) mod query;
mod read;
mod scratch;
mod table;
#[cfg(test)]
mod tests;
mod write;

pub use family::{Bare, Family, Has, List, Operator, Own, Param, ParamList};
pub use from::OperandOf;
pub use functions::*;
pub use joint::Joint;
pub use keyed::Keyed;
pub use lookups::{Fixed, Given, Lookups, Operands};
pub use operand::Operand;
#[doc(hidden)]
pub use operand::{enum_check, enum_is_sendable, enum_read, enum_text};
pub use own::{fixed_many, fixed_one, fixed_pair, own_flag, own_many, own_one, own_pair};
pub use parameter::Parameter;
pub use query::Query;
pub use read::QueryError;
pub use table::{FilterTable, Kind, ListStyle, Lookup, Meaning, ParamSpec, Template};

use crate::rule::Violations;
use std::fmt;

/// The query parameters of a call. Derived with `bindery::Filter`.
#[diagnostic::on_unimplemented(message = "`{Self}` is no filter", note = "derive `bindery::Filter` on it")]
pub trait Filter: Default + Clone {
    /// The table of this filter.
    const TABLE: &'static FilterTable;
    /// All parameters, in order, to be set.
    fn params_mut(&mut self, visit: &mut dyn FnMut(&mut [&mut dyn Parameter]));
    /// All parameters, in order.
    fn params(&self, visit: &mut dyn FnMut(&[&dyn Parameter]));

    /// The query string, without the `?`. Parameters that are not set are left out.
    fn to_query(&self) -> String {
        let mut query = Query::new();
        self.write_query(&mut query);
        query.into_string()
    }

    /// Adds the parameters to a query string.
    fn write_query(&self, query: &mut Query) {
        self.params(&mut |params| write::write(Self::TABLE, params, query));
    }

    /// Reads a query string, with or without the `?`. A `+` is a space, as in the links of most frameworks and the forms
    /// of browsers; [`to_query`](Self::to_query) writes neither, but `%2B` and `%20`.
    ///
    /// # Errors
    /// [`QueryError`] at the first pair that this filter cannot have written: an unknown parameter, a value that does
    /// not parse, a parameter given twice, a broken escape. Rules are the business of [`validate`](Filter::validate).
    fn from_query(query: &str) -> Result<Self, QueryError> {
        let mut filter = Self::default();
        let mut result = Ok(());
        filter.params_mut(&mut |params| result = read::read_query(Self::TABLE, params, query));
        result.map(|()| filter)
    }

    /// Checks the rules of the parameters, and that the query string says what the filter says.
    ///
    /// # Errors
    /// Every violation, each with the wire name of its parameter.
    fn validate(&self) -> Result<(), Violations> {
        let mut violations = Vec::new();
        self.params(&mut |params| check::check(Self::TABLE, params, &mut violations));
        Violations::into_result(violations)
    }
}

/// Shows what is set. What the derive's `Debug` calls.
#[doc(hidden)]
pub fn debug<F: Filter>(filter: &F, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut result = Ok(());
    filter.params(&mut |params| result = debug_params(F::TABLE, params, f));
    result
}

fn debug_params(table: &FilterTable, params: &[&dyn Parameter], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    struct Shown<'a>(&'a dyn Parameter);
    impl fmt::Debug for Shown<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.debug(f)
        }
    }
    let mut shown = f.debug_struct(table.name);
    for (spec, param) in table.params.iter().zip(params).filter(|(_, param)| param.is_given()) {
        match spec.key {
            Some(_) => shown.field(&spec.to_string(), &Shown(*param)),
            None => shown.field(spec.name, &Shown(*param)),
        };
    }
    shown.finish()
}

/// What every filter has besides its table: `Debug`, showing what is set. Called by the derive.
#[doc(hidden)]
#[macro_export]
macro_rules! __filter {
    ($name:ty) => {
        #[automatically_derived]
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::filter::debug(self, f)
            }
        }
    };
}
