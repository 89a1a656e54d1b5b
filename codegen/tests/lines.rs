//! Where each generated item is declared: the line that its docs name is the line of its key.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests are tests, too"
)]

use bindery_codegen::{Lines, analyze};
use std::path::{Path, PathBuf};
use syn::{Attribute, Expr, ExprLit, ImplItem, Item, Lit, Meta};

const SPECS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../specs");
const DIALECTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/dialects");

/// Items that stand for no definition of their own.
const FIXED: [&str; 7] = ["Api", "Server", "Auth", "ApiError", "Custom", "Unknown", "VENDOR"];

/// A documented item.
#[derive(Debug)]
struct Documented {
    name: String,
    /// The last line of its docs.
    last: String,
}

fn documented(name: &syn::Ident, attrs: &[Attribute]) -> Documented {
    let text = |attr: &Attribute| match &attr.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text), ..
            }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    };
    Documented {
        name: name.to_string().trim_start_matches("r#").to_owned(),
        last: attrs.iter().filter_map(text).next_back().unwrap_or_default(),
    }
}

/// Every item of a module: variants of the servers and errors too, and constructors of the schemes.
fn items(text: &str) -> Vec<Documented> {
    let mut found = Vec::new();
    for item in syn::parse_file(text).expect("Rust").items {
        match &item {
            Item::Struct(item) => found.push(documented(&item.ident, &item.attrs)),
            Item::Type(item) => found.push(documented(&item.ident, &item.attrs)),
            Item::Fn(item) => found.push(documented(&item.sig.ident, &item.attrs)),
            Item::Enum(item) => {
                found.push(documented(&item.ident, &item.attrs));
                if item.ident == "Server" || item.ident == "ApiError" {
                    found.extend(item.variants.iter().map(|it| documented(&it.ident, &it.attrs)));
                }
            }
            Item::Impl(item) if item.trait_.is_none() => {
                for member in &item.items {
                    if let ImplItem::Fn(member) = member
                        && member.sig.ident != "new"
                    {
                        found.push(documented(&member.sig.ident, &member.attrs));
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// "… Declared in `shop.yaml`, line 42.": the line, as it stands there.
fn declaration(item: &Documented) -> String {
    let place = item.last.rsplit_once("Declared in ").map(|(_, place)| place);
    let place = place.unwrap_or_else(|| panic!("{} names no line: {:?}", item.name, item.last));
    let (file, line) = place.split_once(", line ").expect("a file and a line");
    let path = match file.strip_prefix("the dialect ") {
        Some(dialect) => Path::new(DIALECTS).join(format!("{}.yaml", dialect.trim_matches('`'))),
        None => Path::new(SPECS).join(file.trim_matches('`')),
    };
    let line: usize = line.strip_suffix('.').expect("a sentence").parse().expect("a number");
    let text = std::fs::read_to_string(&path).expect("the file is there");
    text.lines().nth(line - 1).expect("the line is there").to_owned()
}

fn plain(name: &str) -> String {
    name.replace(['_', ' '], "").to_lowercase()
}

/// Whether a line has the key that an item is made from.
fn declares(line: &str, item: &str) -> bool {
    // A mapping of one entry may stand in the line of its section.
    let line = line
        .split_once(": { ")
        .filter(|(section, _)| !section.starts_with(' '))
        .map_or(line, |(_, entry)| entry);
    let (key, value) = line.split_once(':').expect("a key");
    let (key, item) = (plain(key), plain(item));
    let stems = ["", "filter", "family", "update", "patch"].map(|end| item.strip_suffix(end));
    let named = |stem: &str| stem == key || stem.strip_prefix("new") == Some(&key);
    // A spelling is called by the field, and by what has the field.
    let spells = item.strip_suffix("format").is_some_and(|stem| stem.ends_with(&key));
    // A set of lookups without a name is written out by a parameter, and called by its words.
    let words = |stem: &str| {
        let lookups = value.split("lookups:").last().unwrap_or_default();
        let words: Vec<&str> = lookups.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
        let sets = (0..words.len()).flat_map(|from| (from..words.len()).map(move |to| from..=to));
        line.starts_with("      ") && sets.into_iter().any(|set| plain(&words[set].concat()) == stem)
    };
    spells || stems.into_iter().flatten().any(|stem| named(stem) || words(stem))
}

#[test]
fn each_line_is_that_of_the_key() {
    let compilation = analyze(&[PathBuf::from(SPECS)]).emit(Lines::Named);
    assert_eq!(compilation.modules.len(), 4, "{}", compilation.render());
    let mut count = 0;
    for module in &compilation.modules {
        for item in items(&module.text) {
            if FIXED.contains(&item.name.as_str()) {
                assert!(!item.last.contains("Declared in"), "{item:?}");
                continue;
            }
            let line = declaration(&item);
            assert!(
                declares(&line, &item.name),
                "{}: {item:?} is not {line:?}",
                module.vendor
            );
            count += 1;
        }
    }
    assert!(count > 60, "{count}");
}

#[test]
fn where_they_are_left_out_a_line_above_changes_nothing() {
    let spec = "bindery: 1\nvendor: shop\nsources: { page: { url: https://shop.example/docs, read: 2026-11-21 } }\n\
        servers: { production: https://shop.example }\ndialect: django\n\
        models: { Order: { fields: { id: integer } } }\n\
        endpoints: { list_orders: { get: /orders, returns: page<Order> } }\n";
    let emitted = |text: &str, lines| {
        let compilation = bindery_codegen::analyze_texts(&[("specs/shop.yaml", text)]).emit(lines);
        assert!(!compilation.failed(), "{}", compilation.render());
        compilation.modules[0].text.clone()
    };
    let moved = format!("# A shop.\n{spec}");
    assert_eq!(emitted(spec, Lines::LeftOut), emitted(&moved, Lines::LeftOut));
    assert!(!emitted(spec, Lines::LeftOut).contains("Declared in"));
    assert!(emitted(spec, Lines::Named).contains("/// Source: `page`. Declared in `shop.yaml`, line 6.\n"));
    assert!(emitted(&moved, Lines::Named).contains("/// Source: `page`. Declared in `shop.yaml`, line 7.\n"));
}
