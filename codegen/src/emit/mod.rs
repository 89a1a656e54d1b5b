//! Emission: a checked API to Rust tokens.
//!
//! Input: `ir::ValidApi`. Output: the items of one module, in one fixed order. **Invariant:** nothing here decides or
//! fails: names, types, attributes and facts were settled before; an emitter prints them.

mod auth;
mod catalogue;
mod docs;
mod endpoint;
mod family;
mod filter;
mod model;
mod place;
mod server;
mod ty;
mod types;
mod vendor;

use crate::ir::ValidApi;
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
    let endpoints = api.endpoints.iter().map(endpoint::emit_endpoint);
    let constants = place::emit_constants(api);
    let type_of_api = vendor::emit_api(api);
    let servers = server::emit_servers(api);
    let auth = auth::emit_auth(api);
    let vendor = vendor::emit_vendor(api);
    quote! {
        #docs
        #type_of_api
        #servers
        #auth
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
