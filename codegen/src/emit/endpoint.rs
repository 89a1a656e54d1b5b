//! Endpoints: a type each, with everything that is known of the call as data.

use super::docs;
use super::place::{Shared, emit_at, emit_data, emit_statuses, emit_struct, said, said_some};
use super::ty::emit_ty;
use crate::ir::{Api, Endpoint, PathField, Ty};
use crate::syntax::Method;
use proc_macro2::TokenStream;
use quote::quote;

/// One call.
pub(super) fn emit_endpoint(api: &Api, shared: &Shared<'_>, endpoint: &Endpoint) -> TokenStream {
    let Endpoint { rust, .. } = endpoint;
    let docs = docs::titled(&title(endpoint), &endpoint.docs);
    let output = emit_ty(&endpoint.output);
    let error = &api.catalogue.rust;
    let spec = emit_data(&emit_spec(api, shared, endpoint));
    quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        pub struct #rust;

        impl ::bindery::Endpoint for #rust {
            type Output = #output;
            type Error = #error;
            const SPEC: &'static ::bindery::endpoint::EndpointSpec = &#spec;
        }
    }
}

/// `GET /api/customers/{id}`: `id` is `i64`; parameters [`ListCustomersFilter`]; body [`NewCustomer`].
fn title(endpoint: &Endpoint) -> String {
    let mut parts = Vec::new();
    for PathField { hole, ty, docs } in &endpoint.path_fields {
        let doc = docs
            .text
            .as_deref()
            .map(|text| format!(" ({})", docs::escape(text.trim_end_matches('.'))));
        parts.push(format!(
            "{} is {}{}",
            docs::code(hole),
            name(ty),
            doc.unwrap_or_default()
        ));
    }
    if let Some(filter) = &endpoint.filter {
        parts.push(format!("parameters [`{filter}`]"));
    }
    if let Some(body) = &endpoint.body {
        parts.push(format!("body {}", name(body)));
    }
    let call = docs::code(&format!("{} {}", endpoint.method.verb(), endpoint.path));
    if parts.is_empty() {
        format!("{call}.")
    } else {
        format!("{call}: {}.", parts.join("; "))
    }
}

/// A type in a sentence: a link where the module has it.
fn name(ty: &Ty) -> String {
    match ty {
        Ty::Named(name) => format!("[`{name}`]"),
        other => docs::code(&emit_ty(other).to_string().replace(' ', "")),
    }
}

fn emit_spec(api: &Api, shared: &Shared<'_>, endpoint: &Endpoint) -> TokenStream {
    let Endpoint { name, path, .. } = endpoint;
    let vendor = &api.name;
    let method = match endpoint.method {
        Method::Get => quote!(Get),
        Method::Post => quote!(Post),
        Method::Put => quote!(Put),
        Method::Patch => quote!(Patch),
        Method::Delete => quote!(Delete),
        Method::Head => quote!(Head),
    };
    let statuses = emit_statuses(&endpoint.statuses);
    let success_code = said_some("success_code", endpoint.success_code.as_ref().map(|code| quote!(#code)));
    let envelope = said(
        "envelope",
        shared.envelope(&endpoint.envelope).map(|name| quote!(&#name)),
    );
    let at = emit_at(&endpoint.at);
    let paging = endpoint
        .paging
        .as_ref()
        .and_then(|paging| shared.paging(paging))
        .map(|name| quote!(&#name));
    let paging = said_some("paging", paging);
    let always = quote! {
        vendor: #vendor,
        name: #name,
        method: Method::#method,
        path: #path,
    };
    emit_struct("EndpointSpec", &always, [statuses, success_code, envelope, at, paging])
}
