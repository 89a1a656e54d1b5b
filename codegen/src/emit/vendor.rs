//! What the page says of the API as a whole: servers, ways to show who calls, sources.

use super::docs;
use super::place::{emit_data, emit_place, some};
use crate::ir::{Api, Auth, AuthPlace, Login, Server, Source};
use proc_macro2::TokenStream;
use quote::quote;

/// `pub static VENDOR`.
pub(super) fn emit_vendor(api: &Api) -> TokenStream {
    let doc = format!(
        " {} as a whole: servers, ways to show who calls, sources, endpoints.",
        docs::escape(&api.title)
    );
    let Api { name, title, .. } = api;
    let servers = api.servers.iter().map(emit_server);
    let auth = api.auth.iter().map(emit_auth);
    let sources = api.sources.iter().map(emit_source);
    let endpoints = api.endpoints.iter().map(|endpoint| &endpoint.rust);
    let data = emit_data(&quote! {
        Vendor {
            name: #name,
            title: #title,
            servers: &[#(#servers),*],
            auth: &[#(#auth),*],
            sources: &[#(#sources),*],
            endpoints: &[#(<self::#endpoints as Endpoint>::SPEC),*],
        }
    });
    quote! {
        #[doc = #doc]
        pub static VENDOR: ::bindery::endpoint::Vendor = #data;
    }
}

fn emit_server(server: &Server) -> TokenStream {
    let Server { name, url, docs, .. } = server;
    let doc = docs.text.as_deref().unwrap_or_default();
    let variables = pairs(&server.variables);
    quote!(Server { name: #name, doc: #doc, url: #url, variables: #variables })
}

fn emit_source(source: &Source) -> TokenStream {
    let Source { name, url, read, .. } = source;
    quote!(Source { name: #name, url: #url, read: #read })
}

fn emit_auth(auth: &Auth) -> TokenStream {
    let name = &auth.name;
    let doc = auth.docs.text.as_deref().unwrap_or_default();
    let place = match &auth.place {
        AuthPlace::None => quote!(None),
        AuthPlace::Header { name, value } => quote!(Header { name: #name, value: #value }),
        AuthPlace::Query { name, value } => quote!(Query { name: #name, value: #value }),
        AuthPlace::Cookie { name, value } => quote!(Cookie { name: #name, value: #value }),
        AuthPlace::Basic(template) => quote!(Basic(#template)),
    };
    let login = match &auth.login {
        Some(login) => some(&emit_login(login)),
        None => quote!(::core::option::Option::None),
    };
    quote!(AuthScheme { name: #name, doc: #doc, place: AuthPlace::#place, login: #login })
}

fn emit_login(login: &Login) -> TokenStream {
    let path = &login.path;
    let fields = pairs(&login.body);
    let body = if login.form { quote!(Form) } else { quote!(Json) };
    let read = emit_place(&login.read);
    quote!(Login { path: #path, body: LoginBody::#body(#fields), read: #read })
}

fn pairs(pairs: &[(String, String)]) -> TokenStream {
    let pairs = pairs.iter().map(|(name, value)| quote!((#name, #value)));
    quote!(&[#(#pairs),*])
}
