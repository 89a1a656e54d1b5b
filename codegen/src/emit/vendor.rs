//! What the page says of the API as a whole: servers, ways to show who calls, sources.

use super::docs;
use super::place::{emit_data, emit_place, emit_struct, said, some};
use crate::ir::{Api, Auth, AuthPlace, Login, Server, Source, Variable};
use proc_macro2::TokenStream;
use quote::quote;

/// The API as a type.
pub(super) fn emit_api(api: &Api) -> TokenStream {
    let doc = format!(" The API of {}.", title(api));
    let error = &api.catalogue.rust;
    quote! {
        #[doc = #doc]
        #[derive(Clone, Copy, Debug)]
        pub enum Api {}

        impl ::bindery::Api for Api {
            type Error = #error;
            const VENDOR: &'static ::bindery::endpoint::Vendor = &VENDOR;
        }
    }
}

/// `pub static VENDOR`, and the constants it shares with `Server` and `Auth`.
pub(super) fn emit_vendor(api: &Api) -> TokenStream {
    let doc = format!(
        " {} as a whole: servers, ways to show who calls, sources, endpoints.",
        title(api)
    );
    let Api { name, title, .. } = api;
    let constants = api
        .servers
        .all
        .iter()
        .map(emit_server)
        .chain(api.auth.iter().map(emit_auth));
    let servers = api.servers.all.iter().map(|server| &server.constant);
    let auth = api.auth.iter().map(|auth| &auth.constant);
    let auth = (!api.auth.is_empty()).then(|| quote!(&[#(#auth),*]));
    let envelope = api.envelope.as_ref().map(|envelope| {
        let name = &envelope.rust;
        quote!(&#name)
    });
    let sources = api.sources.iter().map(emit_source);
    let endpoints = api.endpoints.iter().map(|endpoint| &endpoint.rust);
    let always = quote! {
        name: #name,
        title: #title,
        servers: &[#(#servers),*],
    };
    let stated = [
        said("auth", auth),
        said("envelope", envelope),
        said("sources", Some(quote!(&[#(#sources),*]))),
        said("endpoints", Some(quote!(&[#(<self::#endpoints as Endpoint>::SPEC),*]))),
    ];
    let data = emit_data(&emit_struct("Vendor", &always, stated));
    quote! {
        #(#constants)*
        #[doc = #doc]
        pub static VENDOR: ::bindery::endpoint::Vendor = #data;
    }
}

/// The name people use, in a doc.
pub(super) fn title(api: &Api) -> String {
    docs::escape(&api.title)
}

fn emit_server(server: &Server) -> TokenStream {
    let Server {
        name, url, constant, ..
    } = server;
    let doc = server.docs.text.as_deref().unwrap_or_default();
    let variables = server
        .variables
        .iter()
        .map(|Variable { hole, doc, .. }| quote!((#hole, #doc)));
    let data = emit_data(&quote! {
        ServerSpec { name: #name, doc: #doc, url: #url, variables: &[#(#variables),*] }
    });
    quote!(const #constant: ::bindery::endpoint::ServerSpec = #data;)
}

fn emit_source(source: &Source) -> TokenStream {
    let Source { name, url, read, .. } = source;
    quote!(Source { name: #name, url: #url, read: #read })
}

fn emit_auth(auth: &Auth) -> TokenStream {
    let Auth {
        name, doc, constant, ..
    } = auth;
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
    let data = emit_data(&quote!(AuthScheme { name: #name, doc: #doc, place: AuthPlace::#place, login: #login }));
    quote!(const #constant: ::bindery::endpoint::AuthScheme = #data;)
}

fn emit_login(login: &Login) -> TokenStream {
    let path = &login.path;
    let fields = login.body.iter().map(|(name, value)| quote!((#name, #value)));
    let body = if login.form { quote!(Form) } else { quote!(Json) };
    let read = emit_place(&login.read);
    quote!(Login { path: #path, body: LoginBody::#body(&[#(#fields),*]), read: #read })
}
