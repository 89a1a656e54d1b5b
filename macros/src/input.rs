//! What every derive does with its input: parse it, expect a shape, and on a mistake emit it beside a stub.
//!
//! **Invariant:** an input that cannot be expanded still gets impls of the derive's traits, so that one mistake is one
//! message and not one more wherever the type is used.

use bindery_attributes::Mistakes;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;
use std::collections::BTreeMap;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Error, Fields, Generics, Lit, Meta, Result, Token, Type, Variant};

/// Expands a derive: `emit`, or its mistakes and `stub`.
pub(crate) fn expand(
    tokens: TokenStream,
    emit: fn(&DeriveInput) -> Result<TokenStream>,
    stub: fn(&Ident) -> TokenStream,
) -> TokenStream {
    let input = match syn::parse2::<DeriveInput>(tokens) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    emit(&input).unwrap_or_else(|error| {
        let error = error.into_compile_error();
        // A stub for every choice of parameters is more than a stub; the types are `'static` and plain.
        let stub = if has_parameters(&input.generics) {
            TokenStream::new()
        } else {
            stub(&input.ident)
        };
        quote!(#error #stub)
    })
}

/// One item of a derive's output, its contents out of the user's sight. A deprecated field or variant is no news here.
pub(crate) fn enclosed(items: TokenStream) -> TokenStream {
    quote! {
        #[allow(deprecated)]
        const _: () = {
            #items
        };
    }
}

/// The fields of a struct with named fields.
pub(crate) fn named_fields<'a>(input: &'a DeriveInput, derive: &str) -> Result<&'a Punctuated<syn::Field, Token![,]>> {
    let takes = format!("`{derive}` takes a struct with named fields");
    let fields = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => Ok(&fields.named),
            Fields::Unnamed(fields) => Err(Error::new(fields.paren_token.span.join(), takes)),
            Fields::Unit => Err(Error::new(
                input.ident.span(),
                format!("{takes}, be it `struct {} {{}}`", input.ident),
            )),
        },
        Data::Enum(data) => Err(Error::new(data.enum_token.span, takes)),
        Data::Union(data) => Err(Error::new(data.union_token.span, takes)),
    };
    plain(input, derive, fields)
}

/// The fields of a struct with named fields, or with none.
pub(crate) fn named_fields_if_any<'a>(input: &'a DeriveInput, derive: &str) -> Result<Vec<&'a syn::Field>> {
    let takes = format!("`{derive}` takes a struct with named fields or without fields");
    let fields = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => Ok(fields.named.iter().collect()),
            Fields::Unit => Ok(Vec::new()),
            Fields::Unnamed(fields) => Err(Error::new(fields.paren_token.span.join(), takes)),
        },
        Data::Enum(data) => Err(Error::new(data.enum_token.span, takes)),
        Data::Union(data) => Err(Error::new(data.union_token.span, takes)),
    };
    plain(input, derive, fields)
}

/// The variants of an enum.
pub(crate) fn variants<'a>(input: &'a DeriveInput, derive: &str) -> Result<&'a Punctuated<Variant, Token![,]>> {
    let takes = format!("`{derive}` takes an enum");
    let variants = match &input.data {
        Data::Enum(data) => Ok(&data.variants),
        Data::Struct(data) => Err(Error::new(data.struct_token.span, takes)),
        Data::Union(data) => Err(Error::new(data.union_token.span, takes)),
    };
    plain(input, derive, variants)
}

/// Nothing, of a unit struct.
pub(crate) fn unit(input: &DeriveInput, derive: &str) -> Result<()> {
    let takes = format!("`{derive}` takes a unit struct: `struct {};`", input.ident);
    let unit = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Unit => Ok(()),
            fields => Err(Error::new(fields.span(), takes)),
        },
        Data::Enum(data) => Err(Error::new(data.enum_token.span, takes)),
        Data::Union(data) => Err(Error::new(data.union_token.span, takes)),
    };
    plain(input, derive, unit)
}

/// The contents, unless the item has parameters.
fn plain<T>(input: &DeriveInput, derive: &str, contents: Result<T>) -> Result<T> {
    if !has_parameters(&input.generics) {
        return contents;
    }
    let message = format!("`{derive}` takes a type without parameters; write one type for each use");
    let error = match input.generics.params.is_empty() {
        true => Error::new_spanned(&input.generics.where_clause, message),
        false => Error::new_spanned(&input.generics.params, message),
    };
    Err(match contents {
        Ok(_) => error,
        Err(mut errors) => {
            errors.combine(error);
            errors
        }
    })
}

pub(crate) fn has_parameters(generics: &Generics) -> bool {
    !generics.params.is_empty() || generics.where_clause.is_some()
}

/// Where a text stands in the `bindery` attributes. Read attributes are data without spans; a text is found by its value.
pub(crate) fn span_of(attrs: &[Attribute], text: &str) -> Option<Span> {
    let lists = attrs
        .iter()
        .filter(|attr| attr.path().is_ident("bindery"))
        .filter_map(|attr| match &attr.meta {
            Meta::List(list) => Some(list.tokens.clone()),
            _ => None,
        });
    // Depth first by hand: tokens may be nested deeper than the stack.
    let mut rest: Vec<_> = lists.map(TokenStream::into_iter).collect();
    rest.reverse();
    while let Some(tokens) = rest.last_mut() {
        match tokens.next() {
            None => {
                rest.pop();
            }
            Some(TokenTree::Group(group)) => rest.push(group.stream().into_iter()),
            Some(TokenTree::Literal(literal)) => {
                if let Lit::Str(literal) = Lit::new(literal)
                    && literal.value() == text
                {
                    return Some(literal.span());
                }
            }
            Some(_) => {}
        }
    }
    None
}

/// Where a key stands in the `bindery` attributes.
pub(crate) fn span_of_key(attrs: &[Attribute], key: &str) -> Option<Span> {
    let lists = attrs.iter().filter(|attr| attr.path().is_ident("bindery"));
    let mut tokens = lists.flat_map(|attr| match &attr.meta {
        Meta::List(list) => list.tokens.clone(),
        _ => TokenStream::new(),
    });
    tokens.find_map(|token| match token {
        TokenTree::Ident(ident) if ident == key => Some(ident.span()),
        _ => None,
    })
}

/// A span where the compiler reports what it finds wrong with emitted code, with the names of the derive's site.
pub(crate) fn place(span: Span) -> Span {
    span.resolved_at(Span::call_site())
}

/// The last segment of a type's path: `Keyed<T, F>` of `bindery::filter::Keyed<T, F>`.
pub(crate) fn last_segment(mut ty: &Type) -> Option<&syn::PathSegment> {
    loop {
        ty = match ty {
            Type::Group(group) => &group.elem,
            Type::Paren(paren) => &paren.elem,
            Type::Path(path) => return path.path.segments.last(),
            _ => return None,
        };
    }
}

/// Notes every name that stands twice, at both places. A place is asked for only then: attributes take time to look through.
pub(crate) fn distinct(names: &[(String, impl Fn() -> Span)], what: &str, mistakes: &mut Mistakes) {
    let mut seen = BTreeMap::new();
    for (name, span) in names {
        match seen.get(name.as_str()) {
            None => {
                seen.insert(name.as_str(), span);
            }
            Some(first) => {
                mistakes.at(first(), format!("{what} `{name}` stands here first"));
                mistakes.at(span(), format!("{what} `{name}` stands here again; each stands once"));
            }
        }
    }
}
