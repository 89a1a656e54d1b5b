//! `WireEnum`: the texts of the variants, and one arm a variant each way.

use crate::input::{distinct, enclosed, expand, last_segment, span_of, variants};
use bindery_attributes::Mistakes;
use bindery_attributes::{nothing, wire_enum};
use heck::ToSnakeCase;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::{DeriveInput, Fields, Result, Variant};

pub(crate) fn expand_wire_enum(tokens: TokenStream) -> TokenStream {
    expand(tokens, emit, stub)
}

fn emit(input: &DeriveInput) -> Result<TokenStream> {
    let mut mistakes = Mistakes::default();
    let wire_enum::WireEnum { open, integer } = mistakes
        .take(wire_enum::WireEnum::read(&input.attrs))
        .unwrap_or_default();
    let variants: Vec<&Variant> = mistakes
        .take(variants(input, "WireEnum"))
        .map(|all| all.iter().collect())
        .unwrap_or_default();
    let mut texts = Vec::new();
    let mut known = Vec::new();
    let mut unknown = None;
    for (index, variant) in variants.iter().enumerate() {
        for field in &variant.fields {
            mistakes.take(nothing(&field.attrs, "what a variant of a wire enum holds"));
        }
        let Some(attrs) = mistakes.take(wire_enum::Variant::read(&variant.attrs)) else {
            continue;
        };
        let is_last = index + 1 == variants.len();
        match (attrs.unknown, is_last) {
            (true, true) if holds_text(variant) => unknown = Some(&variant.ident),
            (true, true) => mistakes.at(
                variant.ident.span(),
                format!(
                    "the unknown variant holds the text that came: write `{}(String)`",
                    variant.ident
                ),
            ),
            (true, false) => {
                mistakes.at(
                    variant.ident.span(),
                    "the variant marked `unknown` is the last; move it to the end",
                );
            }
            (false, true) => mistakes.at(
                variant.ident.span(),
                "the last variant keeps texts that are not listed; add `#[bindery(unknown)] Unknown(String)` after it",
            ),
            (false, false) => {
                if !matches!(variant.fields, Fields::Unit) {
                    mistakes.at(
                        variant.ident.span(),
                        "a variant of a wire enum holds nothing, but for the unknown one",
                    );
                }
                let text = attrs
                    .wire
                    .unwrap_or_else(|| variant.ident.unraw().to_string().to_snake_case());
                let wire = text.clone();
                let span = move || span_of(&variant.attrs, &wire).unwrap_or(variant.ident.span());
                if integer && text.parse::<i64>().map(|number| number.to_string()).as_ref() != Ok(&text) {
                    let message =
                        format!("`{text}` is no integer, and the enum says `integer`: its wire holds integers");
                    mistakes.at(span(), message);
                }
                known.push(&variant.ident);
                texts.push((text, span));
            }
        }
    }
    distinct(&texts, "the text", &mut mistakes);
    if variants.is_empty() && mistakes.is_empty() {
        mistakes.at(
            input.ident.span(),
            "a wire enum has a last variant `#[bindery(unknown)] Unknown(String)`",
        );
    }

    let name = &input.ident;
    let text = name.to_string();
    let texts = texts.iter().map(|(text, _)| text);
    let indices = (0..known.len()).map(Literal::usize_unsuffixed);
    mistakes.finish(enclosed(quote! {
        #[automatically_derived]
        impl ::bindery::__private::WireEnum for #name {
            const NAME: &'static str = #text;
            const ALL: &'static [Self] = &[#(Self::#known),*];
            const TEXTS: &'static [&'static str] = &[#(#texts),*];
            const OPEN: bool = #open;
            const INTEGER: bool = #integer;
            fn unknown(__text: ::std::string::String) -> Self {
                Self::#unknown(__text)
            }
            fn index(&self) -> ::core::result::Result<usize, &str> {
                match self {
                    #(Self::#known => ::core::result::Result::Ok(#indices),)*
                    Self::#unknown(__text) => ::core::result::Result::Err(__text),
                }
            }
        }
        #[automatically_derived]
        impl ::bindery::__private::Blank for #name {
            const BLANK: Self = Self::#unknown(::std::string::String::new());
        }
        ::bindery::__wire_enum!(#name);
    }))
}

/// `Unknown(String)`
fn holds_text(variant: &Variant) -> bool {
    match &variant.fields {
        Fields::Unnamed(fields) => match fields.unnamed.iter().collect::<Vec<_>>().as_slice() {
            [field] => last_segment(&field.ty).is_some_and(|segment| segment.ident == "String"),
            _ => false,
        },
        _ => false,
    }
}

/// An enum without texts; none of its functions is ever called: the build has failed. There is no variant to be blank.
fn stub(name: &Ident) -> TokenStream {
    let text = name.to_string();
    enclosed(quote! {
        #[automatically_derived]
        impl ::bindery::__private::WireEnum for #name {
            const NAME: &'static str = #text;
            const ALL: &'static [Self] = &[];
            const TEXTS: &'static [&'static str] = &[];
            const OPEN: bool = true;
            const INTEGER: bool = false;
            fn unknown(_: ::std::string::String) -> Self {
                ::core::unimplemented!()
            }
            fn index(&self) -> ::core::result::Result<usize, &str> {
                ::core::result::Result::Err("")
            }
        }
        ::bindery::__wire_enum!(#name);
    })
}
