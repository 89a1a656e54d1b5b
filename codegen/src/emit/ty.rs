//! Rust types, by absolute path, so that no name of a spec can shadow them.

use crate::ir::Ty;
use proc_macro2::TokenStream;
use quote::quote;

/// A type as it stands in a field or signature.
pub(super) fn emit_ty(ty: &Ty) -> TokenStream {
    match ty {
        Ty::String => quote!(::std::string::String),
        Ty::Integer => quote!(i64),
        Ty::Number => quote!(f64),
        Ty::Decimal => quote!(::bindery::Decimal),
        Ty::Boolean => quote!(bool),
        Ty::Date(None) => quote!(::bindery::Date),
        Ty::Date(Some(format)) => quote!(::bindery::Date<#format>),
        Ty::DateTime(None) => quote!(::bindery::DateTime),
        Ty::DateTime(Some(format)) => quote!(::bindery::DateTime<#format>),
        Ty::Time => quote!(::bindery::Time),
        Ty::Json => quote!(::bindery::Json),
        Ty::Named(name) => quote!(#name),
        Ty::List(item) => {
            let item = emit_ty(item);
            quote!(::std::vec::Vec<#item>)
        }
        Ty::Map(item) => {
            let item = emit_ty(item);
            quote!(::std::collections::BTreeMap<::std::string::String, #item>)
        }
        Ty::Option(inner) => {
            let inner = emit_ty(inner);
            quote!(::core::option::Option<#inner>)
        }
        Ty::Patch(inner) => {
            let inner = emit_ty(inner);
            quote!(::bindery::Patch<#inner>)
        }
        Ty::Boxed(inner) => {
            let inner = emit_ty(inner);
            quote!(::std::boxed::Box<#inner>)
        }
        Ty::Page(item) => {
            let item = emit_ty(item);
            quote!(::bindery::Page<#item>)
        }
        Ty::Range => quote!(::bindery::endpoint::Range),
        Ty::Unit => quote!(()),
    }
}
