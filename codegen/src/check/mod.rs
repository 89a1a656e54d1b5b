//! Checks: what a spec may not say although every part of it can be read.
//!
//! Input: the scope of a vendor after lowering. Output: messages. **Invariant:** each rule of the language is one function
//! that changes nothing and is silent about what is poisoned. Those about a whole spec are named here; one about a single
//! item is called where the item is lowered, so that what it refuses is poisoned at once.

mod cycle;
pub(crate) mod errors;
pub mod example;
mod flags;
pub(crate) mod form;
pub(crate) mod header;
pub(crate) mod lookup;
mod names;
pub(crate) mod paging;
pub(crate) mod path;
mod provenance;
pub(crate) mod spelling;
#[cfg(test)]
mod tests;
mod unused;
pub(crate) mod value;

use crate::diag::Checked;
use crate::ir::{Api, ValidApi};
use crate::lower::scope::Scope;

/// The gate: what may be emitted. An API that any mistake was found in is none.
///
/// # Errors
/// A mistake was reported, here or before.
pub fn check(api: Api, scope: &Scope<'_>) -> Checked<ValidApi> {
    check_spec(scope);
    match scope.diags.failed() {
        Some(reported) => Err(reported),
        None => Ok(ValidApi::new(api)),
    }
}

/// Every rule of the language about names, types, models and provenance, in the order of the reference.
pub(crate) fn check_spec(scope: &Scope<'_>) {
    names::check_one_namespace(scope);
    provenance::check_sources(scope);
    provenance::check_inferred(scope);
    flags::check_flags(scope);
    cycle::check_endless(scope);
    unused::check_unused(scope);
}
