//! `Validate`: the rules of the fields that have any.

use crate::input::enclosed;
use crate::record::Record;
use crate::rules::{Rules, between, check_names, named};
use bindery_attributes::Mistakes;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::{DeriveInput, Result};

/// A mistake that `Model` reports is not reported again: the stub asks for a model, so that the derive alone is an
/// error too.
pub(crate) fn expand_validate(tokens: TokenStream) -> TokenStream {
    let input = match syn::parse2::<DeriveInput>(tokens) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let Ok(record) = Record::read(&input) else {
        return stub(&input, quote!(Self: ::bindery::__private::Record));
    };
    emit(&record).unwrap_or_else(|error| {
        let error = error.into_compile_error();
        let stub = stub(&input, TokenStream::new());
        quote!(#error #stub)
    })
}

fn emit(record: &Record<'_>) -> Result<TokenStream> {
    let mut mistakes = Mistakes::default();
    let all: Vec<&str> = record.members.iter().map(|member| member.wire.as_str()).collect();
    check_names(&record.between, &all, record.attrs, &mut mistakes);

    let in_rules: Vec<&str> = named(&record.between).collect();
    let ruled = || {
        record.members.iter().enumerate().filter(|(_, member)| {
            !member.attrs.rules.is_empty() || member.attrs.nested || in_rules.contains(&member.wire.as_str())
        })
    };
    let mut rules = Rules::default();
    let name = record.name;
    let entries: Vec<TokenStream> = ruled()
        .map(|(index, member)| {
            let index = Literal::usize_unsuffixed(index);
            let wire = &member.wire;
            let rules = rules.list(&member.attrs.rules);
            quote!((#index, #wire, #rules))
        })
        .collect();
    let wires: Vec<&str> = ruled().map(|(_, member)| member.wire.as_str()).collect();
    let between = between(&record.between, &wires);
    let patterns = rules.statics();
    mistakes.finish(enclosed(quote! {
        #patterns
        static __RULES: ::bindery::__private::Rules = ::bindery::__private::Rules {
            fields: &[#(#entries),*],
            between: #between,
        };
        #[automatically_derived]
        impl ::bindery::__private::Validate for #name {
            const RULES: &'static ::bindery::__private::Rules = &__RULES;
            fn ruled(&self, __visit: &mut dyn ::bindery::__private::Visit) {
                ::bindery::__private::Record::fields(self, __visit)
            }
        }
    }))
}

/// No rules.
fn stub(input: &DeriveInput, condition: TokenStream) -> TokenStream {
    let name = &input.ident;
    let (parameters, arguments, clause) = input.generics.split_for_impl();
    let conditions = clause.into_iter().flat_map(|clause| &clause.predicates);
    enclosed(quote! {
        static __RULES: ::bindery::__private::Rules = ::bindery::__private::Rules { fields: &[], between: &[] };
        #[automatically_derived]
        impl #parameters ::bindery::__private::Validate for #name #arguments where #(#conditions,)* #condition {
            const RULES: &'static ::bindery::__private::Rules = &__RULES;
            fn ruled(&self, _: &mut dyn ::bindery::__private::Visit) {}
        }
    })
}
