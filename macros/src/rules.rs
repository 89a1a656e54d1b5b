//! Rules, codings, list styles and statuses as tokens of the runtime's types.

use crate::input::span_of;
use bindery_attributes::common::{Between, Coding, Format, ListStyle, Rule, Status};
use bindery_attributes::{Mistakes, nearest};
use proc_macro2::{Literal, Span, TokenStream};
use quote::{format_ident, quote};
use syn::{Attribute, Ident};

/// The rules of one struct's fields. A pattern is compiled at its first use, so each has a static of its own.
#[derive(Default)]
pub(crate) struct Rules {
    patterns: Vec<String>,
}

impl Rules {
    /// `&[rule, …]`
    pub(crate) fn list(&mut self, rules: &[Rule]) -> TokenStream {
        let rules = rules.iter().map(|rule| self.rule(rule));
        quote!(&[#(#rules),*])
    }

    fn rule(&mut self, rule: &Rule) -> TokenStream {
        let rule = match rule {
            Rule::Required => quote!(Required),
            Rule::Minimum(bound) => quote!(Minimum(#bound)),
            Rule::Maximum(bound) => quote!(Maximum(#bound)),
            Rule::MinLength(bound) => count("MinLength", *bound),
            Rule::MaxLength(bound) => count("MaxLength", *bound),
            Rule::MinItems(bound) => count("MinItems", *bound),
            Rule::MaxItems(bound) => count("MaxItems", *bound),
            Rule::Known => quote!(Known),
            Rule::WellFormed => quote!(WellFormed),
            Rule::Format(format) => {
                let format = match format {
                    Format::Email => quote!(Email),
                    Format::Uri => quote!(Uri),
                    Format::Uuid => quote!(Uuid),
                    Format::Base64 => quote!(Base64),
                    Format::HexColor => quote!(HexColor),
                };
                quote!(Format(::bindery::__private::Format::#format))
            }
            Rule::Pattern(pattern) => {
                let name = pattern_name(self.patterns.len());
                self.patterns.push(pattern.clone());
                quote!(Pattern(&#name))
            }
        };
        quote!(::bindery::__private::Rule::#rule)
    }

    /// The statics that the rules so far refer to.
    pub(crate) fn statics(&self) -> TokenStream {
        let statics = self.patterns.iter().enumerate().map(|(index, pattern)| {
            let name = pattern_name(index);
            quote! {
                static #name: ::bindery::__private::Pattern = ::bindery::__private::Pattern::new(#pattern);
            }
        });
        statics.collect()
    }
}

fn pattern_name(index: usize) -> Ident {
    format_ident!("__PATTERN_{index}")
}

fn count(rule: &str, bound: usize) -> TokenStream {
    let rule = Ident::new(rule, Span::call_site());
    let bound = Literal::usize_unsuffixed(bound);
    quote!(#rule(#bound))
}

/// A coding.
pub(crate) fn coding(coding: &Coding) -> TokenStream {
    match coding {
        Coding::Boolean { yes, no } => quote!(::bindery::__private::Coding::Boolean { yes: #yes, no: #no }),
        Coding::Text => quote!(::bindery::__private::Coding::Text),
        Coding::Range(wire) => quote!(::bindery::__private::Coding::Range(#wire)),
    }
}

/// A list style.
pub(crate) fn list_style(style: ListStyle) -> TokenStream {
    let style = match style {
        ListStyle::Repeat => quote!(Repeat),
        ListStyle::Brackets => quote!(Brackets),
        ListStyle::Indexed => quote!(Indexed),
        ListStyle::Comma => quote!(Comma),
        ListStyle::Pipe => quote!(Pipe),
        ListStyle::Space => quote!(Space),
        ListStyle::Quoted => quote!(Quoted),
    };
    quote!(::bindery::__private::ListStyle::#style)
}

/// A status.
pub(crate) fn status(status: &Status) -> TokenStream {
    let status = match status {
        Status::Exact(status) => {
            let status = Literal::u16_unsuffixed(*status);
            quote!(Exact(#status))
        }
        Status::Class(class) => {
            let class = Literal::u8_unsuffixed(*class);
            quote!(Class(#class))
        }
    };
    quote!(::bindery::__private::Status::#status)
}

/// `Some(…)` or `None`, by absolute path.
pub(crate) fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

/// The wire names that rules between fields speak of, in the order of the rules.
pub(crate) fn named(between: &[Between]) -> impl Iterator<Item = &str> {
    between
        .iter()
        .flat_map(|between| match between {
            Between::Require { fields, when } => fields
                .iter()
                .chain(when.iter().map(|(name, _)| name))
                .collect::<Vec<_>>(),
            Between::Count { fields, .. } => fields.iter().collect(),
        })
        .map(String::as_str)
}

/// Notes the names that no field has.
pub(crate) fn check_names(between: &[Between], names: &[&str], attrs: &[Attribute], mistakes: &mut Mistakes) {
    for name in named(between).filter(|name| !names.contains(name)) {
        let span = span_of(attrs, name).unwrap_or_else(Span::call_site);
        let near = nearest(name, names.iter().copied());
        let near = near.map(|near| format!(", did you mean `{near}`?")).unwrap_or_default();
        mistakes.at(span, format!("no field has the wire name `{name}`{near}"));
    }
}

/// `&[between, …]`; indices are positions in `names`.
pub(crate) fn between(between: &[Between], names: &[&str]) -> TokenStream {
    let index = |name: &str| {
        names
            .iter()
            .position(|other| *other == name)
            .map(Literal::usize_unsuffixed)
    };
    let indices = |fields: &[String]| {
        let fields = fields.iter().filter_map(|name| index(name));
        quote!(&[#(#fields),*])
    };
    let all = between.iter().map(|between| match between {
        Between::Require { fields, when } => {
            let fields = indices(fields);
            let when = when.iter().filter_map(|(name, equals)| {
                let index = index(name)?;
                let equals = option(equals.as_ref().map(|equals| quote!(#equals)));
                Some(quote!((#index, #equals)))
            });
            quote!(::bindery::__private::Between::Require { fields: #fields, when: &[#(#when),*] })
        }
        Between::Count { fields, min, max } => {
            let fields = indices(fields);
            let min = Literal::usize_unsuffixed(*min);
            let max = max.map_or_else(
                || quote!(::core::primitive::usize::MAX),
                |max| {
                    let max = Literal::usize_unsuffixed(max);
                    quote!(#max)
                },
            );
            quote!(::bindery::__private::Between::Count { fields: #fields, min: #min, max: #max })
        }
    });
    quote!(&[#(#all),*])
}
