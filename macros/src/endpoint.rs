//! `Endpoint`: what is known of a call as a constant, and one coercion a field.

mod parts;

use crate::input::{enclosed, has_parameters};
use crate::rules::{Rules, coding, list_style, option, status};
use bindery_attributes::Mistakes;
use bindery_attributes::common::{ListStyle, Rule};
use bindery_attributes::endpoint::{Endpoint, Part, Path, Step};
use heck::ToSnakeCase;
use parts::{Field, Parts};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{DeriveInput, Error};

pub(crate) fn expand_endpoint(tokens: TokenStream) -> TokenStream {
    let input = match syn::parse2::<DeriveInput>(tokens) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let mut mistakes = Mistakes::default();
    let endpoint = Endpoint::read_partly(&input.attrs, &mut mistakes);
    let parts = Parts::read(&input, &endpoint, &mut mistakes);
    match (mistakes.finish(()), &endpoint.api) {
        (Ok(()), Some(api)) => emit(&input.ident, api, &endpoint, &parts),
        (failed, api) => {
            let error = failed.err().map(Error::into_compile_error);
            // Without an API there is nothing that a stub could stand in for.
            let stub = api.as_ref().filter(|_| !has_parameters(&input.generics));
            let stub = stub.map(|api| stub_of(&input.ident, api, &endpoint));
            quote!(#error #stub)
        }
    }
}

fn emit(name: &Ident, api: &impl ToTokens, endpoint: &Endpoint, parts: &Parts<'_>) -> TokenStream {
    let output = output(endpoint);
    let spec = spec(name, endpoint);
    let (rules, parts) = emit_parts(parts);
    enclosed(quote! {
        #rules
        #[automatically_derived]
        impl ::bindery::__private::Endpoint for #name {
            type Api = #api;
            type Output = #output;
            const SPEC: &'static ::bindery::__private::EndpointSpec = &#spec;
            fn parts(&self, __visit: &mut dyn ::core::ops::FnMut(&::bindery::__private::Parts<'_>)) {
                __visit(&#parts)
            }
        }
    })
}

/// What an endpoint returns: nothing, unless it says otherwise.
fn output(endpoint: &Endpoint) -> TokenStream {
    endpoint
        .output
        .as_ref()
        .map_or_else(|| quote!(()), ToTokens::to_token_stream)
}

/// Only what differs from the default.
fn spec(rust: &Ident, endpoint: &Endpoint) -> TokenStream {
    let Endpoint {
        name,
        call,
        status: statuses,
        success_code,
        at,
        coding: spelling,
        envelope,
        paging,
        headers,
        query,
        ..
    } = endpoint;
    let name = name.clone().unwrap_or_else(|| rust.unraw().to_string().to_snake_case());
    let mut fields = Fields::default();
    fields.say("name", Some(name));
    if let Some((method, path)) = call {
        let method = format_ident!("{}", format!("{method:?}"));
        fields.say("method", Some(quote!(::bindery::__private::Method::#method)));
        fields.say("path", Some(path));
    }
    let statuses: Vec<TokenStream> = statuses.iter().map(status).collect();
    fields.say("statuses", (!statuses.is_empty()).then(|| quote!(&[#(#statuses),*])));
    fields.say("success_code", success_code.as_ref().map(|code| some(quote!(#code))));
    fields.say("envelope", envelope.as_ref().map(|envelope| quote!(&#envelope)));
    fields.say("at", (!at.steps.is_empty()).then(|| steps(at)));
    fields.say("coding", spelling.as_ref().map(|own| some(coding(own))));
    fields.say("paging", paging.as_ref().map(|paging| some(quote!(&#paging))));
    fields.say("headers", pairs(headers));
    fields.say("query", pairs(query));
    fields.of(
        quote!(::bindery::__private::EndpointSpec),
        11,
        quote!(::bindery::__private::EndpointSpec::DEFAULT),
    )
}

/// `&["order", "note"]`: a path of names.
fn names(path: &Path) -> Option<TokenStream> {
    let names = path.steps.iter().filter_map(|step| match step {
        Step::Name(name) => Some(name),
        Step::Index(_) | Step::Last | Step::Each => None,
    });
    (!path.steps.is_empty()).then(|| quote!(&[#(#names),*]))
}

/// `&[(name, value), …]`
fn pairs(pairs: &[(String, String)]) -> Option<TokenStream> {
    let all = pairs.iter().map(|(name, value)| quote!((#name, #value)));
    (!pairs.is_empty()).then(|| quote!(&[#(#all),*]))
}

/// `&[step, …]`
fn steps(path: &Path) -> TokenStream {
    let steps = path.steps.iter().map(|step| {
        let step = match step {
            Step::Name(name) => quote!(Name(#name)),
            Step::Index(index) => {
                let index = Literal::u32_unsuffixed(*index);
                quote!(Index(#index))
            }
            Step::Last => quote!(Last),
            Step::Each => quote!(Each),
        };
        quote!(::bindery::__private::Step::#step)
    });
    quote!(&[#(#steps),*])
}

/// The statics of the rules, and the parts.
fn emit_parts(parts: &Parts<'_>) -> (TokenStream, TokenStream) {
    let mut rules = Rules::default();
    let mut statics = Vec::new();
    let mut arguments = |fields: &[Field<'_>]| {
        let arguments: Vec<TokenStream> = fields
            .iter()
            .map(|field| argument(field, &mut rules, &mut statics))
            .collect();
        (!arguments.is_empty()).then(|| quote!(&[#(#arguments),*]))
    };
    let (path, headers) = (arguments(&parts.path), arguments(&parts.headers));
    let body = parts.body.as_ref().map(|body| &body.attrs);
    let body_coding = body.and_then(|attrs| attrs.coding.as_ref());
    let body_rules = body.and_then(|attrs| table(&attrs.rules, &mut rules, &mut statics));
    let mut fields = Fields::default();
    fields.say("path", path);
    fields.say("headers", headers);
    fields.say("query", parts.query.as_ref().map(|query| some(query.coerced())));
    let payload = parts.body.as_ref().map(|body| {
        let value = body.coerced();
        match body.part {
            Part::Form => {
                let lists = list_style(body.attrs.lists.unwrap_or(ListStyle::Repeat));
                quote!(::bindery::__private::Payload::Form(#value, #lists))
            }
            _ => quote!(::bindery::__private::Payload::Json(#value)),
        }
    });
    fields.say("body", payload);
    fields.say("body_coding", body_coding.map(|own| some(coding(own))));
    fields.say("body_rules", body_rules);
    fields.say("body_at", body.and_then(|attrs| names(&attrs.at)));
    let parts = fields.of(
        quote!(::bindery::__private::Parts),
        7,
        quote!(::core::default::Default::default()),
    );
    let patterns = rules.statics();
    (quote!(#patterns #(#statics)*), parts)
}

fn argument(field: &Field<'_>, rules: &mut Rules, statics: &mut Vec<TokenStream>) -> TokenStream {
    let Field { name, attrs, .. } = field;
    let value = field.coerced();
    let coding = option(attrs.coding.as_ref().map(coding));
    let own = table(&attrs.rules, rules, statics).unwrap_or_else(|| quote!(&[]));
    quote!(::bindery::__private::Argument { name: #name, value: #value, coding: #coding, rules: #own })
}

/// The rules of one field, where it has any. They are a static: in a function, what refers to a pattern could not live
/// long enough.
fn table(own: &[Rule], rules: &mut Rules, statics: &mut Vec<TokenStream>) -> Option<TokenStream> {
    if own.is_empty() {
        return None;
    }
    let list = rules.list(own);
    let table = format_ident!("__RULES_{}", statics.len());
    statics.push(quote!(static #table: &[::bindery::__private::Rule] = #list;));
    Some(quote!(#table))
}

impl Field<'_> {
    /// The field, as what its part asks for.
    fn coerced(&self) -> TokenStream {
        let rust = self.rust;
        quote_spanned!(self.place=> &self.#rust)
    }
}

/// The fields of a struct's value that differ from a base.
#[derive(Default)]
struct Fields(Vec<TokenStream>);

impl Fields {
    fn say(&mut self, name: &str, value: Option<impl ToTokens>) {
        let name = format_ident!("{name}");
        self.0.extend(value.map(|value| quote!(#name: #value)));
    }

    /// The value; a base stands there only where it says something.
    fn of(self, ty: TokenStream, all: usize, base: TokenStream) -> TokenStream {
        if self.0.is_empty() {
            return base;
        }
        let base = (self.0.len() < all).then(|| quote!(..#base));
        let fields = self.0.into_iter().chain(base);
        quote!(#ty { #(#fields),* })
    }
}

fn some(value: TokenStream) -> TokenStream {
    quote!(::core::option::Option::Some(#value))
}

/// An endpoint of the same API and output that sends nothing.
fn stub_of(name: &Ident, api: &impl ToTokens, endpoint: &Endpoint) -> TokenStream {
    let output = output(endpoint);
    enclosed(quote! {
        #[automatically_derived]
        impl ::bindery::__private::Endpoint for #name {
            type Api = #api;
            type Output = #output;
            const SPEC: &'static ::bindery::__private::EndpointSpec = &::bindery::__private::EndpointSpec::DEFAULT;
            fn parts(&self, _: &mut dyn ::core::ops::FnMut(&::bindery::__private::Parts<'_>)) {}
        }
    })
}
