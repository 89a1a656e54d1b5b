//! `Catalogue`: what is known of each failure, and one arm a variant each way.

use crate::arms::by_index;
use crate::docs::first_paragraph;
use crate::input::{distinct, enclosed, expand, span_of, variants};
use crate::rules::{option, status};
use bindery_attributes::Mistakes;
use bindery_attributes::catalogue::{Match, Variant};
use bindery_attributes::nothing;
use heck::ToSnakeCase;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;
use syn::{DeriveInput, Fields, Result};

pub(crate) fn expand_catalogue(tokens: TokenStream) -> TokenStream {
    expand(tokens, emit, stub)
}

fn emit(input: &DeriveInput) -> Result<TokenStream> {
    let mut mistakes = Mistakes::default();
    mistakes.take(nothing(&input.attrs, "a catalogue itself"));
    let variants: Vec<&syn::Variant> = mistakes
        .take(variants(input, "Catalogue"))
        .map(|all| all.iter().collect())
        .unwrap_or_default();
    let (mut names, mut codes) = (Vec::new(), Vec::new());
    let mut entries = Vec::new();
    let mut known = Vec::new();
    let mut unknown = None;
    for (index, variant) in variants.iter().enumerate() {
        for field in &variant.fields {
            mistakes.take(nothing(&field.attrs, "what a variant of a catalogue holds"));
        }
        let Some(attrs) = mistakes.take(Variant::read(&variant.attrs)) else {
            continue;
        };
        let is_last = index + 1 == variants.len();
        let span = variant.ident.span();
        match (attrs.unknown, is_last) {
            (true, true) if holds_answer(variant) => unknown = Some(&variant.ident),
            (true, true) => {
                let write = format!("`{} {{ status: u16, code: Option<String> }}`", variant.ident);
                mistakes.at(span, format!("the unknown variant holds what came: write {write}"));
            }
            (true, false) => mistakes.at(span, "the variant marked `unknown` is the last; move it to the end"),
            (false, true) => mistakes.at(
                span,
                "the last variant keeps failures that are not listed; add `#[bindery(unknown)] Unknown { status: u16, \
                 code: Option<String> }` after it",
            ),
            (false, false) => {
                if !matches!(variant.fields, Fields::Unit) {
                    mistakes.at(span, "a variant of a catalogue holds nothing, but for the unknown one");
                }
                let name = attrs
                    .name
                    .clone()
                    .unwrap_or_else(|| variant.ident.unraw().to_string().to_snake_case());
                for Match { code, endpoint } in &attrs.matches {
                    let Some(code) = code else { continue };
                    let scope = endpoint
                        .as_ref()
                        .map(|endpoint| format!(" of {endpoint}"))
                        .unwrap_or_default();
                    let text = code.clone();
                    codes.push((format!("{code}{scope}"), move || {
                        span_of(&variant.attrs, &text).unwrap_or(span)
                    }));
                }
                let doc = attrs.doc.clone().unwrap_or_else(|| first_paragraph(&variant.attrs));
                entries.push(entry(&name, &doc, &attrs));
                names.push((name.clone(), move || span_of(&variant.attrs, &name).unwrap_or(span)));
                known.push(&variant.ident);
            }
        }
    }
    distinct(&names, "the name", &mut mistakes);
    distinct(&codes, "the code", &mut mistakes);
    if variants.is_empty() && mistakes.is_empty() {
        let write = "`#[bindery(unknown)] Unknown { status: u16, code: Option<String> }`";
        mistakes.at(input.ident.span(), format!("a catalogue has a last variant {write}"));
    }

    let name = &input.ident;
    let by_index = by_index(known.iter().map(|variant| quote!(Self::#variant)));
    let indices = (0..known.len()).map(Literal::usize_unsuffixed);
    mistakes.finish(enclosed(quote! {
        #[automatically_derived]
        impl ::bindery::__private::Catalogue for #name {
            const ENTRIES: &'static [::bindery::__private::Entry] = &[#(#entries),*];
            fn variant(__index: usize) -> ::core::option::Option<Self> {
                #by_index
            }
            fn unknown(__status: u16, __code: ::core::option::Option<::std::string::String>) -> Self {
                Self::#unknown { status: __status, code: __code }
            }
            fn index(&self) -> ::core::option::Option<usize> {
                match self {
                    #(Self::#known => ::core::option::Option::Some(#indices),)*
                    Self::#unknown { .. } => ::core::option::Option::None,
                }
            }
            fn undocumented(&self) -> ::core::option::Option<(u16, ::core::option::Option<&str>)> {
                match self {
                    Self::#unknown { status: __status, code: __code } => {
                        ::core::option::Option::Some((*__status, __code.as_deref()))
                    }
                    #[allow(unreachable_patterns)]
                    _ => ::core::option::Option::None,
                }
            }
        }
        ::bindery::__catalogue!(#name);
    }))
}

fn entry(name: &str, doc: &str, attrs: &Variant) -> TokenStream {
    let retryable = attrs.is_retryable();
    let kind = format_ident!("{}", format!("{:?}", attrs.class()));
    let statuses = attrs.status.iter().map(status);
    let matches = attrs.matches.iter().map(|Match { code, endpoint }| {
        let endpoint = option(endpoint.as_ref().map(ToTokens::to_token_stream));
        let found = match code.as_ref().map(|code| (code, code.strip_suffix('*'))) {
            None => quote!(Status),
            Some((_, Some(start))) => quote!(Prefix(#start)),
            Some((code, None)) => quote!(Code(#code)),
        };
        quote!((#endpoint, ::bindery::__private::Match::#found))
    });
    quote! {
        ::bindery::__private::Entry {
            name: #name,
            doc: #doc,
            kind: ::bindery::__private::ErrorKind::#kind,
            retryable: #retryable,
            statuses: &[#(#statuses),*],
            matches: &[#(#matches),*],
        }
    }
}

/// `Unknown { status: u16, code: Option<String> }`; the compiler compares the types.
fn holds_answer(variant: &syn::Variant) -> bool {
    let Fields::Named(fields) = &variant.fields else {
        return false;
    };
    let mut names: Vec<String> = fields
        .named
        .iter()
        .filter_map(|field| Some(field.ident.as_ref()?.to_string()))
        .collect();
    names.sort();
    names == ["code", "status"]
}

/// A catalogue without failures; none of its functions is ever called: the build has failed.
fn stub(name: &Ident) -> TokenStream {
    enclosed(quote! {
        #[automatically_derived]
        impl ::bindery::__private::Catalogue for #name {
            const ENTRIES: &'static [::bindery::__private::Entry] = &[];
            fn variant(_: usize) -> ::core::option::Option<Self> {
                ::core::option::Option::None
            }
            fn unknown(_: u16, _: ::core::option::Option<::std::string::String>) -> Self {
                ::core::unimplemented!()
            }
            fn index(&self) -> ::core::option::Option<usize> {
                ::core::option::Option::None
            }
            fn undocumented(&self) -> ::core::option::Option<(u16, ::core::option::Option<&str>)> {
                ::core::option::Option::None
            }
        }
        ::bindery::__catalogue!(#name);
    })
}
