//! `Filter`: a table of parameters, one coercion a field, and a setter a field.

use crate::input::{distinct, enclosed, has_parameters, last_segment, named_fields, place, span_of};
use crate::rules::{Rules, between, check_names, coding, list_style};
use bindery_attributes::Mistakes;
use bindery_attributes::filter::{self, Name};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{DeriveInput, Error, GenericArgument, Ident, PathArguments, Result, Type};

pub(crate) fn expand_filter(tokens: TokenStream) -> TokenStream {
    let input = match syn::parse2::<DeriveInput>(tokens) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    // Setters need no attribute, so that a mistake in one takes no setter away.
    let setters = setters(&input);
    emit(&input, &setters).unwrap_or_else(|error| {
        let error = error.into_compile_error();
        let stub = if has_parameters(&input.generics) {
            TokenStream::new()
        } else {
            stub(&input.ident, &setters)
        };
        quote!(#error #stub)
    })
}

/// A field that is one parameter, or those of one name with a hole.
struct Param<'a> {
    rust: &'a Ident,
    wire: String,
    name: Name,
    attrs: filter::Field,
    place: Span,
}

fn emit(input: &DeriveInput, setters: &TokenStream) -> Result<TokenStream> {
    let mut mistakes = Mistakes::default();
    let filter = mistakes.take(filter::Filter::read(&input.attrs)).unwrap_or_default();
    let mut params = Vec::new();
    let mut names = Vec::new();
    for field in mistakes.take(named_fields(input, "Filter")).into_iter().flatten() {
        if let Some(param) = mistakes.take(read(field)).flatten() {
            let (rust, text) = (param.rust, param.wire.clone());
            names.push((param.wire.clone(), move || {
                span_of(&field.attrs, &text).unwrap_or(rust.span())
            }));
            params.push(param);
        }
    }
    distinct(&names, "the parameter", &mut mistakes);
    let wires: Vec<&str> = params.iter().map(|param| param.wire.as_str()).collect();
    if mistakes.is_empty() {
        check_names(&filter.between, &wires, &input.attrs, &mut mistakes);
    }

    let name = &input.ident;
    let text = name.to_string();
    let mut rules = Rules::default();
    let specs: Vec<TokenStream> = params.iter().map(|param| spec(param, &mut rules)).collect();
    let patterns = rules.statics();
    let between = between(&filter.between, &wires);
    let slots = params.iter().map(|param| {
        let rust = param.rust;
        quote_spanned!(param.place=> &mut self.#rust)
    });
    let all = params.iter().map(|param| {
        let rust = param.rust;
        quote_spanned!(param.place=> &self.#rust)
    });
    let filter = enclosed(quote! {
        #patterns
        static __TABLE: ::bindery::__private::FilterTable = ::bindery::__private::FilterTable {
            name: #text,
            params: &[#(#specs),*],
            between: #between,
        };
        #[automatically_derived]
        impl ::bindery::__private::Filter for #name {
            const TABLE: &'static ::bindery::__private::FilterTable = &__TABLE;
            fn params_mut(
                &mut self,
                __visit: &mut dyn ::core::ops::FnMut(&mut [&mut dyn ::bindery::__private::Parameter]),
            ) {
                __visit(&mut [#(#slots),*])
            }
            fn params(&self, __visit: &mut dyn ::core::ops::FnMut(&[&dyn ::bindery::__private::Parameter])) {
                __visit(&[#(#all),*])
            }
        }
        ::bindery::__filter!(#name);
    });
    mistakes.finish(quote!(#filter #setters))
}

fn read(field: &syn::Field) -> Result<Option<Param<'_>>> {
    let attrs = filter::Field::read(&field.attrs)?;
    let Some(rust) = &field.ident else { return Ok(None) };
    let wire = attrs.wire.clone().unwrap_or_else(|| rust.unraw().to_string());
    let name = Name::parse(&wire).map_err(|message| Error::new(rust.span(), message))?;
    match (&name.after_key, is_keyed(&field.ty)) {
        (Some(_), false) => Err(Error::new(
            span_of(&field.attrs, &wire).unwrap_or(rust.span()),
            "a name with `{key}` stands for many parameters; the field's type is `bindery::filter::Keyed<T, Family>`",
        )),
        (None, true) => Err(Error::new_spanned(
            &field.ty,
            "a `Keyed` field stands for many parameters; say where the key goes: `#[bindery(wire = \"…{key}\")]`",
        )),
        _ => Ok(Some(Param {
            rust,
            wire,
            name,
            attrs,
            place: place(field.ty.span()),
        })),
    }
}

/// Only what differs from a plain parameter: most are plain, and there are many.
fn spec(param: &Param<'_>, patterns: &mut Rules) -> TokenStream {
    let filter::Field {
        lists,
        combine,
        coding,
        rules,
        ..
    } = &param.attrs;
    let name = &param.name.text;
    let mut entries = vec![quote!(name: #name)];
    let mut entry = |key: &str, value: Option<TokenStream>| {
        let key = Ident::new(key, Span::call_site());
        entries.extend(value.map(|value| quote!(#key: #value)));
    };
    let some = |value: TokenStream| quote!(::core::option::Option::Some(#value));
    entry("key", param.name.after_key.as_ref().map(|key| some(quote!(#key))));
    entry("lists", lists.map(list_style).map(some));
    entry("combine", combine.then(|| quote!(true)));
    entry("coding", coding.as_ref().map(self::coding).map(some));
    entry("rules", (!rules.is_empty()).then(|| patterns.list(rules)));
    let all = 6;
    let plain = (entries.len() < all).then(|| quote!(..::bindery::__private::ParamSpec::PLAIN));
    let entries = entries.into_iter().chain(plain);
    quote!(::bindery::__private::ParamSpec { #(#entries),* })
}

fn is_keyed(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|segment| segment.ident == "Keyed")
}

/// One setter a field, under its docs. A second call replaces what the first set. They stand in the open, so that the
/// compiler calls them by the struct's name.
fn setters(input: &DeriveInput) -> TokenStream {
    let name = &input.ident;
    let fields = named_fields(input, "Filter").into_iter().flatten();
    let setters = fields.filter_map(|field| setter(field, field.ident.as_ref()?));
    let setters: TokenStream = setters.collect();
    match setters.is_empty() {
        true => setters,
        false => quote! {
            #[allow(deprecated)]
            #[automatically_derived]
            impl #name {
                #setters
            }
        },
    }
}

fn setter(field: &syn::Field, rust: &Ident) -> Option<TokenStream> {
    let syn::Field { vis, ty, .. } = field;
    let kept = field
        .attrs
        .iter()
        .filter(|attr| attr.path().is_ident("doc") || attr.path().is_ident("deprecated"));
    // The compiler's lints on names are about names that people chose.
    let mut method = rust.clone();
    method.set_span(place(rust.span()));
    let place = place(ty.span());
    if !is_keyed(ty) {
        return Some(quote! {
            #(#kept)*
            #[must_use]
            #vis fn #method(mut self, value: impl ::core::convert::Into<#ty>) -> Self {
                self.#rust = ::core::convert::Into::into(value);
                self
            }
        });
    }
    let PathArguments::AngleBracketed(arguments) = &last_segment(ty)?.arguments else {
        return None;
    };
    let mut types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    let (value, family) = (types.next()?, types.next()?);
    let key = match types.next() {
        Some(key) => quote!(#key),
        None => quote!(::std::string::String),
    };
    let set = quote_spanned!(place=> self.#rust.set(key, value));
    Some(quote! {
        #(#kept)*
        #[must_use]
        #vis fn #method(
            mut self,
            key: impl ::core::convert::Into<#key>,
            value: impl ::core::convert::Into<::bindery::Lookups<#value, #family>>,
        ) -> Self {
            #set;
            self
        }
    })
}

/// A filter without parameters.
fn stub(name: &Ident, setters: &TokenStream) -> TokenStream {
    let text = name.to_string();
    let stub = enclosed(quote! {
        static __TABLE: ::bindery::__private::FilterTable =
            ::bindery::__private::FilterTable { name: #text, params: &[], between: &[] };
        #[automatically_derived]
        impl ::bindery::__private::Filter for #name {
            const TABLE: &'static ::bindery::__private::FilterTable = &__TABLE;
            fn params_mut(
                &mut self,
                _: &mut dyn ::core::ops::FnMut(&mut [&mut dyn ::bindery::__private::Parameter]),
            ) {
            }
            fn params(&self, _: &mut dyn ::core::ops::FnMut(&[&dyn ::bindery::__private::Parameter])) {}
        }
        ::bindery::__filter!(#name);
    });
    quote!(#stub #setters)
}
