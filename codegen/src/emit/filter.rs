//! Filter structs.

use super::docs::{self, Above};
use super::ty::emit_ty;
use crate::ir::{Filter, FilterField, FilterKind};
use proc_macro2::TokenStream;
use quote::quote;

/// The parameters of an endpoint.
pub(super) fn emit_filter(filter: &Filter) -> TokenStream {
    let Filter { rust, .. } = filter;
    let docs = docs::titled(
        &format!("Parameters of {}.", docs::code(&filter.method_and_path)),
        &filter.docs,
    );
    let attribute = filter.attrs.to_attribute();
    let fields = filter.fields.iter().map(|field| emit_field(field, filter));
    quote! {
        #docs
        #[derive(Clone, Default, PartialEq, ::bindery::Filter)]
        #attribute
        pub struct #rust {
            #(#fields)*
        }
    }
}

fn emit_field(field: &FilterField, filter: &Filter) -> TokenStream {
    let FilterField { rust, .. } = field;
    let mut names: Vec<String> = Vec::new();
    for (name, _) in &field.parameters {
        let name = docs::code(name);
        // Lookups whose sign stands in the value share the name.
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let parameters = match names.as_slice() {
        [one] => format!("Parameter: {one}"),
        several => format!("Parameters: {}", several.join(", ")),
    };
    let docs = docs::member(&field.docs, &[parameters], Above(&filter.docs));
    let attribute = field.attrs.to_attribute();
    let ty = emit_kind(field);
    quote! {
        #docs
        #attribute
        pub #rust: #ty,
    }
}

fn emit_kind(field: &FilterField) -> TokenStream {
    let ty = emit_ty(&field.ty);
    match (&field.kind, field.keyed) {
        (FilterKind::Bare, false) => quote!(::bindery::filter::Param<#ty>),
        (FilterKind::List, false) => quote!(::bindery::filter::ParamList<#ty>),
        (FilterKind::Family { alias, .. }, false) => quote!(#alias<#ty>),
        (FilterKind::Bare, true) => quote!(::bindery::filter::Keyed<#ty, ::bindery::filter::Bare>),
        (FilterKind::List, true) => quote!(::bindery::filter::Keyed<#ty, ::bindery::filter::List>),
        (FilterKind::Family { marker, .. }, true) => quote!(::bindery::filter::Keyed<#ty, #marker>),
    }
}
