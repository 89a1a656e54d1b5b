//! `Family`: the table of lookups, and each lookup once as a capability.

use crate::input::{enclosed, expand, unit};
use crate::rules::{list_style, option};
use bindery_attributes::Mistakes;
use bindery_attributes::family::{Family, Lookup, Means, Of, Operands, Template};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::collections::BTreeSet;
use syn::{DeriveInput, Error, Result};

pub(crate) fn expand_family(tokens: TokenStream) -> TokenStream {
    expand(tokens, emit, stub)
}

fn emit(input: &DeriveInput) -> Result<TokenStream> {
    let mut mistakes = Mistakes::default();
    mistakes.take(unit(input, "Family"));
    let family = mistakes.take(Family::read(&input.attrs)).unwrap_or_default();
    let lookups: Vec<TokenStream> = family
        .lookups
        .iter()
        .filter_map(|lookup| mistakes.take(lookup_data(lookup)))
        .collect();

    let name = &input.ident;
    let text = name.to_string();
    // `gte` under two names is one capability.
    let mut seen = BTreeSet::new();
    let capabilities = family
        .lookups
        .iter()
        .map(capability)
        .filter(|capability| seen.insert(capability.to_string()));
    let capabilities = capabilities.map(|capability| {
        quote! {
            #[automatically_derived]
            impl ::bindery::__private::Has<#capability> for #name {}
        }
    });
    let capabilities: TokenStream = capabilities.collect();
    mistakes.finish(enclosed(quote! {
        #[automatically_derived]
        impl ::bindery::__private::Family for #name {
            const NAME: &'static str = #text;
            const LOOKUPS: &'static [::bindery::__private::Lookup<'static>] = &[#(#lookups),*];
        }
        #capabilities
    }))
}

fn lookup_data(lookup: &Lookup) -> Result<TokenStream> {
    let template =
        Template::parse(&lookup.wire).map_err(|message| Error::new(proc_macro2::Span::call_site(), message))?;
    let Template {
        name_before,
        name_after,
        value,
    } = template;
    let Lookup { name, .. } = lookup;
    let means = match &lookup.means {
        Means::Known(meaning) => format_ident!("{}", format!("{meaning:?}")),
        Means::Own(_) => format_ident!("Own"),
    };
    let of = option(operand(lookup).map(kind));
    let value = match value {
        Operands::One { before, after } => quote!(One { before: #before, after: #after }),
        Operands::Many { before, after } => quote!(Many { before: #before, after: #after }),
        Operands::Pair { before, between, after } => {
            quote!(Pair { before: #before, between: #between, after: #after })
        }
        Operands::Flag(text) => quote!(Flag(#text)),
    };
    let lists = option(lookup.lists.map(list_style));
    Ok(quote! {
        ::bindery::__private::Lookup {
            name: #name,
            means: ::bindery::__private::Meaning::#means,
            of: #of,
            name_parts: (#name_before, #name_after),
            value: ::bindery::__private::Template::#value,
            lists: #lists,
        }
    })
}

/// The operand's type, where it is not the field's own.
fn operand(lookup: &Lookup) -> Option<Of> {
    match &lookup.means {
        Means::Known(meaning) => meaning.fixed().or(lookup.of),
        Means::Own(_) => lookup.of,
    }
}

fn kind(of: Of) -> TokenStream {
    let kind = match of {
        Of::Text => quote!(Text),
        Of::Integer => quote!(Integer),
        Of::Number => quote!(Number),
        Of::Decimal => quote!(Decimal),
        Of::Boolean => quote!(Boolean),
        Of::Date => quote!(Date(::bindery::scalar::Pattern::Rfc3339)),
        Of::DateTime => quote!(DateTime(::bindery::scalar::Pattern::Rfc3339)),
        Of::Time => quote!(Time),
    };
    quote!(::bindery::__private::Kind::#kind)
}

/// The arguments of `Has`: the marker of the lookup, and the operand's type where neither field nor meaning gives it.
fn capability(lookup: &Lookup) -> TokenStream {
    let meaning = match &lookup.means {
        Means::Own(marker) => return quote!(#marker),
        Means::Known(meaning) => meaning,
    };
    let marker = format_ident!("{}", format!("{meaning:?}"));
    let marker = quote!(::bindery::__private::has::#marker);
    match lookup.of.filter(|_| meaning.fixed().is_none()) {
        None => marker,
        Some(of) => {
            let operand = match of {
                Of::Text => quote!(::std::string::String),
                Of::Integer => quote!(::core::primitive::i64),
                Of::Number => quote!(::core::primitive::f64),
                Of::Decimal => quote!(::bindery::Decimal),
                Of::Boolean => quote!(::core::primitive::bool),
                Of::Date => quote!(::bindery::Date),
                Of::DateTime => quote!(::bindery::DateTime),
                Of::Time => quote!(::bindery::Time),
            };
            quote!(#marker, #operand)
        }
    }
}

/// A family that has whatever is asked of it, so that only its own mistake is reported.
fn stub(name: &Ident) -> TokenStream {
    let text = name.to_string();
    enclosed(quote! {
        #[automatically_derived]
        impl ::bindery::__private::Family for #name {
            const NAME: &'static str = #text;
            const LOOKUPS: &'static [::bindery::__private::Lookup<'static>] = &[];
        }
        #[automatically_derived]
        impl<__L, __O> ::bindery::__private::Has<__L, __O> for #name {}
    })
}
