//! Emission: a checked API to Rust tokens.
//!
//! Input: `ir::ValidApi`. Output: the items of one module, in one fixed order. **Invariant:** nothing here decides or
//! fails: names, types, attributes and facts were settled before; an emitter prints them.

mod catalogue;
mod docs;
mod endpoint;
mod family;
mod filter;
mod model;
mod place;
mod ty;
mod types;
mod vendor;

use crate::ir::ValidApi;
use place::Shared;
use proc_macro2::TokenStream;
use quote::quote;

/// The module of a vendor.
#[must_use]
pub fn emit_module(valid: &ValidApi) -> TokenStream {
    let api = valid.api();
    let docs = docs::module(api);
    let types = api.types.iter().map(types::emit_type);
    let models = api.models.iter().map(model::emit_model);
    let operators = api.operators.iter().map(family::emit_operator);
    let families = api.families.iter().map(family::emit_family);
    let filters = api.filters.iter().map(filter::emit_filter);
    let catalogue = catalogue::emit_catalogue(&api.catalogue);
    let shared = Shared::of(api);
    let constants = shared.emit();
    let endpoints = api
        .endpoints
        .iter()
        .map(|endpoint| endpoint::emit_endpoint(api, &shared, endpoint));
    let vendor = vendor::emit_vendor(api);
    quote! {
        #docs
        #(#types)*
        #(#models)*
        #(#operators)*
        #(#families)*
        #(#filters)*
        #catalogue
        #(#endpoints)*
        #constants
        #vendor
    }
}
