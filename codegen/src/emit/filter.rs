//! Filter structs.

use super::docs::{self, Above};
use super::ty::emit_ty;
use crate::ir::{Filter, FilterField, FilterKind, Ty};
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
    let Some(key) = &field.key else {
        return match &field.kind {
            FilterKind::Bare => quote!(::bindery::filter::Param<#ty>),
            FilterKind::List => quote!(::bindery::filter::ParamList<#ty>),
            FilterKind::Family { alias, .. } => quote!(#alias<#ty>),
        };
    };
    let family = match &field.kind {
        FilterKind::Bare => quote!(::bindery::filter::Bare),
        FilterKind::List => quote!(::bindery::filter::List),
        FilterKind::Family { marker, .. } => quote!(#marker),
    };
    let key = (*key != Ty::String).then(|| emit_ty(key));
    let key = key.map(|key| quote!(, #key));
    quote!(::bindery::filter::Keyed<#ty, #family #key>)
}
