//! Endpoints: a struct each, whose fields are what is sent.

use super::docs;
use super::ty::emit_ty;
use crate::ir::{Endpoint, EndpointField, Ty};
use bindery_attributes::endpoint as attributes;
use proc_macro2::TokenStream;
use quote::quote;

/// One call.
pub(super) fn emit_endpoint(endpoint: &Endpoint) -> TokenStream {
    let Endpoint { rust, .. } = endpoint;
    let docs = docs::item(&endpoint.docs);
    let attribute = attributes::Endpoint {
        output: (endpoint.output != Ty::Unit).then(|| emit_ty(&endpoint.output).into()),
        ..endpoint.attrs.clone()
    };
    let attribute = attribute.to_attribute();
    let default = endpoint.default.then(|| quote!(Default,));
    let fields = endpoint.fields.iter().map(emit_field);
    let body = if endpoint.fields.is_empty() {
        quote!(;)
    } else {
        quote!({ #(#fields)* })
    };
    quote! {
        #docs
        #[derive(Clone, Debug, #default PartialEq, ::bindery::Endpoint)]
        #attribute
        pub struct #rust #body
    }
}

/// Where it is known from stands above the struct, unless it is another page.
fn emit_field(field: &EndpointField) -> TokenStream {
    let EndpointField { rust, .. } = field;
    let docs = match &field.title {
        Some(title) => docs::titled(title, &field.docs),
        None => docs::item(&field.docs),
    };
    let attribute = field.attrs.to_attribute();
    let ty = emit_ty(&field.ty);
    quote! {
        #docs
        #attribute
        pub #rust: #ty,
    }
}
