//! The error catalogue.

use super::docs::{self, Above};
use crate::ir::{Catalogue, Docs, ErrorVariant};
use proc_macro2::TokenStream;
use quote::quote;

/// The enum of everything that the vendor may refuse with.
pub(super) fn emit_catalogue(catalogue: &Catalogue) -> TokenStream {
    let Catalogue { rust, variants } = catalogue;
    let variants = variants.iter().map(emit_variant);
    quote! {
        /// What the vendor says when it refuses.
        #[derive(Clone, Debug, PartialEq, Eq, ::bindery::Catalogue)]
        #[non_exhaustive]
        pub enum #rust {
            #(#variants)*
            /// An answer that the vendor does not document.
            #[bindery(unknown)]
            Unknown {
                /// The HTTP status.
                status: u16,
                /// The code, as it came.
                code: ::core::option::Option<::std::string::String>,
            },
        }
    }
}

fn emit_variant(variant: &ErrorVariant) -> TokenStream {
    let ErrorVariant { rust, .. } = variant;
    let headers: Vec<String> = variant.headers.iter().map(|(name, doc)| header(name, doc)).collect();
    let docs = docs::member(&variant.docs, &headers, Above(&Docs::default()));
    let attribute = variant.attrs.to_attribute();
    quote! {
        #docs
        #attribute
        #rust,
    }
}

fn header(name: &str, doc: &str) -> String {
    let name = docs::code(name);
    if doc.is_empty() {
        format!("Header {name}")
    } else {
        format!("Header {name}: {}", docs::escape(doc.trim_end_matches('.')))
    }
}
