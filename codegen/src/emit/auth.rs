//! `Auth`: who calls.

use super::docs;
use super::vendor::title;
use crate::ir::{Api, Auth, Secret};
use proc_macro2::TokenStream;
use quote::quote;

/// The type of the schemes, with a constructor for each.
pub(super) fn emit_auth(api: &Api) -> TokenStream {
    let doc = format!(" Who calls {}. Secrets are never shown.", title(api));
    let constructors = api.auth.iter().map(emit_constructor);
    // A vendor that says nothing of who calls lets anyone call.
    let none = api.auth.is_empty().then(|| {
        quote! {
            /// Anyone: nothing is sent.
            #[must_use]
            pub fn none() -> Self {
                Self(::bindery::Credentials::none())
            }
        }
    });
    quote! {
        #[doc = #doc]
        #[derive(Clone, Debug)]
        pub struct Auth(::bindery::Credentials);

        impl Auth {
            #(#constructors)*
            #none
        }

        impl ::bindery::endpoint::Authenticate for Auth {
            type Api = Api;
            fn credentials(self) -> ::bindery::Credentials {
                self.0
            }
        }
    }
}

fn emit_constructor(auth: &Auth) -> TokenStream {
    let Auth { rust, constant, .. } = auth;
    let docs = docs::item(&auth.docs);
    let parameters = auth
        .secrets
        .iter()
        .map(|Secret { rust, .. }| quote!(#rust: impl ::core::convert::Into<::bindery::Secret>));
    let secrets = auth
        .secrets
        .iter()
        .map(|Secret { rust, hole }| quote!((#hole, #rust.into())));
    quote! {
        #docs
        #[must_use]
        pub fn #rust(#(#parameters),*) -> Self {
            Self(::bindery::Credentials::new(&#constant, [#(#secrets),*]))
        }
    }
}
