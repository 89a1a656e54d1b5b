//! Fixtures are folders: `fixtures/NAME/*.rs` beside what they expand to, `fixtures/NAME/bad/*.rs` beside their messages.

mod robustness;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use syn::Item;

type Derive = fn(TokenStream) -> TokenStream;

const DERIVES: [(&str, Derive); 7] = [
    ("Model", crate::model::expand_model),
    ("Validate", crate::validate::expand_validate),
    ("Filter", crate::filter::expand_filter),
    ("Family", crate::family::expand_family),
    ("WireEnum", crate::wire_enum::expand_wire_enum),
    ("Catalogue", crate::catalogue::expand_catalogue),
    ("Endpoint", crate::endpoint::expand_endpoint),
];

#[test]
fn expansions_are_as_expected() {
    compare("", "expanded", |item, name, derive| {
        let expanded = derive(item);
        assert_eq!(messages(&expanded), "", "{name}");
        format!(
            "// {name}\n\n{}\n",
            prettyplease::unparse(&syn::parse2(expanded).unwrap())
        )
    });
}

#[test]
fn mistakes_are_as_expected() {
    compare("bad", "expected", |item, name, derive| {
        let expanded = derive(item);
        // A stub that does not parse would hide the mistake behind one of its own.
        syn::parse2::<syn::File>(expanded.clone()).unwrap();
        format!("// {name}\n{}\n", messages(&expanded))
    });
}

/// Compares every fixture of a folder with the file beside it; with `BINDERY_UPDATE=1` writes that file.
fn compare(folder: &str, extension: &str, show: fn(TokenStream, &str, Derive) -> String) {
    let update = std::env::var_os("BINDERY_UPDATE").is_some();
    let mut stale = Vec::new();
    let fixtures = fixtures(folder);
    assert!(fixtures.len() > 3, "the fixtures are missing");
    for path in fixtures {
        let mut shown = String::new();
        for (item, derives) in items(&path) {
            for (name, derive) in derives {
                shown += &show(item.clone(), name, derive);
            }
        }
        let expected = path.with_extension(extension);
        if update {
            fs::write(&expected, &shown).unwrap();
        }
        if fs::read_to_string(&expected).ok().as_ref() != Some(&shown) {
            eprintln!("{}:\n{shown}", expected.display());
            stale.push(expected);
        }
    }
    let command = "BINDERY_UPDATE=1 cargo test -p bindery-macros";
    assert!(
        stale.is_empty(),
        "look through these, then update them with `{command}`: {stale:#?}"
    );
}

/// The Rust files of a folder in each topic, in order.
fn fixtures(folder: &str) -> Vec<PathBuf> {
    let list = |path: PathBuf| {
        let mut paths: Vec<PathBuf> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths
    };
    list(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"))
        .into_iter()
        .flat_map(|topic| list(topic.join(folder)))
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

/// The items of a fixture as a derive sees them, with the derives they ask for.
fn items(path: &Path) -> Vec<(TokenStream, Vec<(&'static str, Derive)>)> {
    let file = syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap();
    let items = file.items.into_iter().map(|mut item| {
        let mut derives = Vec::new();
        let attrs = match &mut item {
            Item::Struct(item) => &mut item.attrs,
            Item::Enum(item) => &mut item.attrs,
            Item::Union(item) => &mut item.attrs,
            _ => return (TokenStream::new(), derives),
        };
        attrs.retain(|attr| {
            if attr.path().is_ident("derive") {
                let list = attr.meta.to_token_stream().to_string();
                derives.extend(
                    DERIVES
                        .into_iter()
                        .filter(|(name, _)| list.contains(&format!(":: {name}"))),
                );
            }
            !attr.path().is_ident("derive")
        });
        (item.to_token_stream(), derives)
    });
    items.collect()
}

/// Each `compile_error!` of an expansion, as `line:column message`.
fn messages(expanded: &TokenStream) -> String {
    let mut messages = String::new();
    let tokens: Vec<TokenTree> = expanded.clone().into_iter().collect();
    for window in tokens.windows(3) {
        if let [TokenTree::Ident(ident), _, TokenTree::Group(group)] = window
            && ident == "compile_error"
        {
            let start = ident.span().start();
            let message: syn::LitStr = syn::parse2(group.stream()).unwrap();
            writeln!(messages, "{}:{} {}", start.line, start.column + 1, message.value()).unwrap();
        }
    }
    messages
}

#[test]
fn more_than_128_fields() {
    let fields = (0..200).map(|index| format!("#[bindery(required)] f{index}: i64,"));
    let source = format!("struct Wide {{ {} }}", fields.collect::<String>());
    let expanded = crate::model::expand_model(source.parse().unwrap()).to_string();
    let words = format!("required : & [{max} , {max} , {max} , 255]", max = u64::MAX);
    assert!(expanded.contains(&words), "{expanded}");
    assert_eq!(expanded.matches("& mut self . f").count(), 200);
    assert_eq!(expanded.matches("& self . f").count(), 200);
}
