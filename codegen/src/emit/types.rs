//! Enums, aliases and date formats.

use super::docs::{self, Above};
use super::ty::emit_ty;
use crate::ir::{Docs, Enum, Pattern, Type, Variant};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// One entry of `types`, or a format that a field needs.
pub(super) fn emit_type(ty: &Type) -> TokenStream {
    match ty {
        Type::Enum(item) => emit_enum(item),
        Type::Alias { rust, ty, docs, .. } => {
            let docs = docs::item(docs);
            let ty = emit_ty(ty);
            quote! {
                #docs
                pub type #rust = #ty;
            }
        }
        Type::Format { rust, pattern, docs } => emit_format(rust, pattern, docs),
    }
}

fn emit_enum(item: &Enum) -> TokenStream {
    let Enum { rust, unknown, .. } = item;
    let texts: Vec<String> = item.variants.iter().map(|variant| docs::code(&variant.wire)).collect();
    let docs = docs::titled(&format!("One of {}.", texts.join(", ")), &item.docs);
    let attribute = item.attrs.to_attribute();
    let variants = item.variants.iter().map(|variant| emit_variant(variant, &item.docs));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ::bindery::WireEnum)]
        #attribute
        #[non_exhaustive]
        pub enum #rust {
            #(#variants)*
            /// A value that the vendor does not document, as it came.
            #[bindery(unknown)]
            #unknown(::std::string::String),
        }
    }
}

fn emit_variant(variant: &Variant, of: &Docs) -> TokenStream {
    let Variant { rust, wire, .. } = variant;
    let docs = docs::member(&variant.docs, &[docs::wire_name(wire)], Above(of));
    let attribute = variant.attrs.to_attribute();
    quote! {
        #docs
        #attribute
        #rust,
    }
}

fn emit_format(rust: &Ident, pattern: &Pattern, docs: &Docs) -> TokenStream {
    let docs = docs::item(docs);
    let pattern = match pattern {
        Pattern::Rfc2822 => quote!(Rfc2822),
        Pattern::Unix => quote!(Unix),
        Pattern::UnixMillis => quote!(UnixMillis),
        Pattern::Strftime { pattern, zone } => {
            let zone = match zone.as_deref() {
                None => quote!(Unstated),
                Some("UTC") => quote!(Utc),
                Some(name) => quote!(Named(#name)),
            };
            quote!(Strftime { pattern: #pattern, zone: ::bindery::scalar::Zone::#zone })
        }
    };
    quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        pub struct #rust;

        impl ::bindery::scalar::TextFormat for #rust {
            const PATTERN: ::bindery::scalar::Pattern = ::bindery::scalar::Pattern::#pattern;
        }
    }
}
