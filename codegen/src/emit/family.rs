//! Families and the vendor's own operators.

use super::docs;
use super::ty::emit_ty;
use crate::ir::{Family, OperandTy, Operator, OperatorOperand, Ty};
use bindery_attributes::family::Of;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// A family: a marker type that says which lookups there are, and the type its parameters have.
pub(super) fn emit_family(family: &Family) -> TokenStream {
    let Family {
        marker, alias, name, ..
    } = family;
    let names: Vec<String> = family
        .lookups
        .iter()
        .map(|lookup| docs::code(&lookup.attrs.name))
        .collect();
    let lookups = if names.len() == 1 { "The lookup" } else { "The lookups" };
    let marker_docs = docs::titled(&format!("{lookups} {}.", names.join(", ")), &family.docs);
    let alias_title = format!(
        "A parameter with the lookups of the family {}: {}.",
        docs::code(name),
        names.join(", ")
    );
    let alias_docs = docs::beside(&alias_title, &family.docs);
    let attributes = bindery_attributes::family::Family {
        lookups: family.lookups.iter().map(|lookup| lookup.attrs.clone()).collect(),
    }
    .to_attribute();
    quote! {
        #marker_docs
        #[derive(Clone, Copy, Debug, ::bindery::Family)]
        #attributes
        pub struct #marker;

        #alias_docs
        pub type #alias<T> = ::bindery::Lookups<T, #marker>;
    }
}

/// An operator of the vendor's own: a marker type, and the function that sets it.
pub(super) fn emit_operator(operator: &Operator) -> TokenStream {
    let Operator {
        marker, function, name, ..
    } = operator;
    let docs = docs::titled(&format!("The operator {}.", docs::code(name)), &operator.docs);
    let function_docs = docs::beside(&format!("The lookup {}.", docs::code(name)), &operator.docs);
    let item = quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        pub struct #marker;

        impl ::bindery::filter::Operator for #marker {
            const NAME: &'static str = #name;
        }
    };
    let (parameters, constructor, arguments) = match &operator.operand {
        OperatorOperand::Flag => (quote!(), "own_flag", quote!()),
        OperatorOperand::One(ty) => {
            let Operand { ty, one, .. } = operand(ty);
            (quote!(value: #ty), one, quote!(value))
        }
        OperatorOperand::Many(ty) => {
            let Operand { ty, many, .. } = operand(ty);
            (
                quote!(values: impl ::core::iter::IntoIterator<Item = #ty>),
                many,
                quote!(values),
            )
        }
        OperatorOperand::Pair(ty) => {
            let Operand { ty, pair, .. } = operand(ty);
            (quote!(from: #ty, to: #ty), pair, quote!(from, to))
        }
    };
    let constructor = format_ident!("{constructor}");
    quote! {
        #item

        #function_docs
        pub fn #function<T, F: ::bindery::filter::Has<#marker>>(#parameters) -> ::bindery::Lookups<T, F> {
            ::bindery::filter::#constructor::<#marker, T, F>(#arguments)
        }
    }
}

/// The Rust type of an operand, and the runtime's constructors for it.
struct Operand {
    ty: TokenStream,
    one: &'static str,
    many: &'static str,
    pair: &'static str,
}

fn operand(ty: &OperandTy) -> Operand {
    match ty {
        OperandTy::Own => Operand {
            ty: quote!(T),
            one: "own_one",
            many: "own_many",
            pair: "own_pair",
        },
        OperandTy::Fixed(of) => {
            let ty = match of {
                Of::Text => Ty::String,
                Of::Integer => Ty::Integer,
                Of::Number => Ty::Number,
                Of::Decimal => Ty::Decimal,
                Of::Boolean => Ty::Boolean,
                Of::Date => Ty::Date(None),
                Of::DateTime => Ty::DateTime(None),
                Of::Time => Ty::Time,
            };
            Operand {
                ty: emit_ty(&ty),
                one: "fixed_one",
                many: "fixed_many",
                pair: "fixed_pair",
            }
        }
    }
}
