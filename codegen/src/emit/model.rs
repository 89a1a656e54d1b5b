//! Model structs, their constructors and conversions.

use super::docs::{self, Above};
use super::ty::emit_ty;
use crate::ir::{Convert, Direction, Field, Model, Ty};
use proc_macro2::TokenStream;
use quote::quote;

/// One direction of a model.
pub(super) fn emit_model(model: &Model) -> TokenStream {
    let item = emit_struct(model);
    let constructor = model.new.as_ref().map(|required| emit_new(model, required));
    let conversion = emit_from(model);
    quote! {
        #item
        #constructor
        #conversion
    }
}

fn emit_struct(model: &Model) -> TokenStream {
    let Model { rust, .. } = model;
    let docs = docs::item(&model.docs);
    let attribute = model.attrs.to_attribute();
    let default = model.default.then(|| quote!(Default,));
    // What is read may get fields with the vendor's next release; what is sent is built with struct syntax.
    let non_exhaustive = (model.direction == Direction::Read).then(|| quote!(#[non_exhaustive]));
    let fields = model.fields.iter().map(|field| emit_field(field, model));
    quote! {
        #docs
        #[derive(Clone, #default PartialEq, ::bindery::Model, ::bindery::Validate)]
        #attribute
        #non_exhaustive
        pub struct #rust {
            #(#fields)*
        }
    }
}

fn emit_field(field: &Field, model: &Model) -> TokenStream {
    let Field { rust, wire, .. } = field;
    let docs = docs::member(&field.docs, &[docs::wire_name(wire)], Above(&model.docs));
    let attribute = field.attrs.to_attribute();
    let ty = emit_ty(&field.ty);
    quote! {
        #docs
        #attribute
        pub #rust: #ty,
    }
}

/// `new(…)`, with what the vendor requires.
fn emit_new(model: &Model, required: &[usize]) -> TokenStream {
    let Model { rust, .. } = model;
    let parameters = required
        .iter()
        .filter_map(|index| model.fields.get(*index))
        .map(|field| {
            let Field { rust, .. } = field;
            let ty = emit_ty(&field.ty);
            if field.ty == Ty::String {
                quote!(#rust: impl ::core::convert::Into<#ty>)
            } else {
                quote!(#rust: #ty)
            }
        });
    let fields = model.fields.iter().enumerate().map(|(index, field)| {
        let Field { rust, .. } = field;
        match (required.contains(&index), &field.ty) {
            (true, Ty::String) => quote!(#rust: #rust.into()),
            (true, _) => quote!(#rust),
            (false, ty) => {
                let blank = blank(ty);
                quote!(#rust: #blank)
            }
        }
    });
    quote! {
        impl #rust {
            /// With what the vendor requires; everything else is left out until it is set.
            #[must_use]
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#fields),* }
            }
        }
    }
}

fn blank(ty: &Ty) -> TokenStream {
    match ty {
        Ty::Option(_) => quote!(::core::option::Option::None),
        _ => quote!(::core::default::Default::default()),
    }
}

/// `impl From<Customer> for CustomerUpdate`.
fn emit_from(model: &Model) -> Option<TokenStream> {
    let from = model.from.as_ref()?;
    let Model { rust, .. } = model;
    let other = &from.model;
    let fields = from
        .fields
        .iter()
        .filter_map(|(index, how)| Some((model.fields.get(*index)?, how)))
        .map(|(field, how)| {
            let Field { rust, .. } = field;
            let value = match how {
                Convert::Same(name) => quote!(value.#name),
                Convert::Some(name) => quote!(::core::option::Option::Some(value.#name)),
                Convert::Into(name) => quote!(value.#name.into()),
                Convert::SomeInto(name) => quote!(::core::option::Option::Some(value.#name.into())),
                Convert::MapInto(name) => quote!(value.#name.map(::core::convert::Into::into)),
                Convert::EachInto(name) => {
                    quote!(value.#name.into_iter().map(::core::convert::Into::into).collect())
                }
                Convert::SomeEachInto(name) => quote! {
                    ::core::option::Option::Some(value.#name.into_iter().map(::core::convert::Into::into).collect())
                },
                Convert::MapEachInto(name) => quote! {
                    value.#name.map(|items| items.into_iter().map(::core::convert::Into::into).collect())
                },
                Convert::Blank => blank(&field.ty),
            };
            quote!(#rust: #value)
        });
    Some(quote! {
        impl ::core::convert::From<#other> for #rust {
            fn from(value: #other) -> Self {
                Self { #(#fields),* }
            }
        }
    })
}
