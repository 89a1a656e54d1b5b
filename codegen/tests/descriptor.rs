//! Descriptors against the Rust that is written: a type that is shown is the type that is there.

#![allow(clippy::expect_used, reason = "helpers of tests are tests, too")]

use bindery_codegen::descriptor::{Api, Field};
use bindery_codegen::{Lines, analyze};
use quote::ToTokens as _;
use std::collections::BTreeMap;
use std::path::PathBuf;
use syn::{Item, ItemStruct};

const SPECS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../specs");

/// The structs of a module, by name: their fields with their types.
fn structs(text: &str) -> BTreeMap<String, Vec<(String, String)>> {
    let fields = |item: &ItemStruct| {
        let fields = item.fields.iter();
        fields
            .map(|field| {
                let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
                (name, printed(&field.ty.to_token_stream().to_string()))
            })
            .collect()
    };
    let items = syn::parse_file(text).expect("Rust").items;
    let structs = items.iter().filter_map(|item| match item {
        Item::Struct(item) => Some((item.ident.to_string(), fields(item))),
        _ => None,
    });
    structs.collect()
}

/// A type without white space and the paths of the standard library.
fn printed(ty: &str) -> String {
    let mut ty = ty.replace(' ', "");
    for path in [
        "::std::string::",
        "::std::vec::",
        "::std::collections::",
        "::std::boxed::",
        "::core::option::",
    ] {
        ty = ty.replace(path, "");
    }
    ty.replace("::bindery::", "bindery::").replace(",>", ">")
}

fn shown<'a>(fields: impl IntoIterator<Item = &'a Field>) -> Vec<(String, String)> {
    let fields = fields.into_iter();
    fields
        .map(|it| (it.rust.clone(), it.rust_type.replace(' ', "")))
        .collect()
}

/// Every struct that a descriptor speaks of.
fn described(api: &Api) -> BTreeMap<String, Vec<(String, String)>> {
    let mut all = BTreeMap::new();
    for item in api.models.iter().flat_map(|it| &it.structs) {
        all.insert(item.rust.clone(), shown(&item.fields));
    }
    for endpoint in &api.endpoints {
        let mut fields = shown(&endpoint.path_fields);
        if let Some(filter) = &endpoint.filter {
            all.insert(filter.rust.clone(), shown(filter.parameters.iter().map(|it| &it.field)));
            fields.push(("filter".to_owned(), filter.rust.clone()));
        }
        let body = endpoint.body.as_ref();
        fields.extend(body.map(|body| ("body".to_owned(), body.rust_type.clone())));
        all.insert(endpoint.rust.clone(), fields);
    }
    all
}

#[test]
fn types_are_those_that_are_written() {
    let analysis = analyze(&[PathBuf::from(SPECS)]);
    let all = analysis.describe();
    let compilation = analysis.emit(Lines::LeftOut);
    assert_eq!((all.len(), compilation.modules.len()), (4, 4));
    for (api, module) in all.iter().zip(&compilation.modules) {
        let mut written = structs(&module.text);
        // Markers of families, operators and spellings hold nothing, and are shown by what they mark.
        let described = described(api);
        written.retain(|name, fields| described.contains_key(name) || !fields.is_empty() && name != "Auth");
        assert_eq!(described, written, "{}", api.vendor);
    }
}

#[test]
fn a_spec_with_an_error_is_not_described() {
    let analysis = bindery_codegen::analyze_texts(&[("shop.yaml", "bindery: 1\nvendor: shop\n")]);
    assert!(analysis.failed());
    assert_eq!(analysis.describe(), Vec::<Api>::new());
}
