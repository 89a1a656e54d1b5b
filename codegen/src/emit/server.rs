//! `Server`: where the API is.

use super::docs;
use super::vendor::title;
use crate::ir::{Api, Server, Variable};
use proc_macro2::TokenStream;
use quote::quote;

/// The enum of the servers, and how each comes to its URL.
pub(super) fn emit_servers(api: &Api) -> TokenStream {
    let doc = format!(" Where {} is.", title(api));
    let custom = &api.servers.custom;
    let default = api.servers.all.iter().any(|server| server.default);
    let default = default.then(|| quote!(Default,));
    let variants = api.servers.all.iter().map(emit_variant);
    let arms = api.servers.all.iter().map(emit_arm);
    quote! {
        #[doc = #doc]
        #[derive(Clone, Debug, #default PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Server {
            #(#variants)*
            /// A URL of your own, such as that of a proxy or a mock; without a slash at its end.
            #custom(::std::string::String),
        }

        impl ::bindery::endpoint::BaseUrl for Server {
            type Api = Api;
            fn base_url(&self) -> ::core::result::Result<::std::string::String, ::bindery::endpoint::FillError> {
                match self {
                    #(#arms)*
                    Self::#custom(url) => ::core::result::Result::Ok(url.clone()),
                }
            }
        }
    }
}

fn emit_variant(server: &Server) -> TokenStream {
    let Server { rust, docs, .. } = server;
    let doc = docs::item(docs);
    let default = server.default.then(|| quote!(#[default]));
    if server.variables.is_empty() {
        return quote!(#doc #default #rust,);
    }
    let fields = server.variables.iter().map(|variable| {
        let name = &variable.rust;
        let doc = docs::item(&variable.docs);
        quote!(#doc #name: ::std::string::String,)
    });
    quote!(#doc #rust { #(#fields)* },)
}

fn emit_arm(server: &Server) -> TokenStream {
    let Server { rust, constant, .. } = server;
    if server.variables.is_empty() {
        return quote!(Self::#rust => #constant.url(&[]),);
    }
    let names = server.variables.iter().map(|Variable { rust, .. }| rust);
    let pairs = server
        .variables
        .iter()
        .map(|Variable { rust, hole, .. }| quote!((#hole, #rust)));
    quote!(Self::#rust { #(#names),* } => #constant.url(&[#(#pairs),*]),)
}
