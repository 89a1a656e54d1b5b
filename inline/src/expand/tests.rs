//! Calls over specs in a folder of their own. What a compiler makes of them, the tests of the whole see.

use super::*;
use std::fs;
use tempfile::TempDir;

const SHOP: &str = include_str!("../../specs/shop.yaml");

/// A package with these files.
fn package(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn call(input: &str, package: &TempDir) -> Expansion {
    expand(input.parse().unwrap(), package.path())
}

/// The messages of the `compile_error!`s that a call became.
fn errors(expansion: &Expansion, package: &TempDir) -> Vec<String> {
    let macros: syn::File = syn::parse2(expansion.tokens.clone()).unwrap();
    let folder = format!("{}/", package.path().to_str().unwrap());
    let told = macros.items.into_iter().map(|item| {
        let syn::Item::Macro(call) = item else {
            panic!("no call of a macro: {}", expansion.tokens)
        };
        assert_eq!(call.mac.path.segments.last().unwrap().ident, "compile_error");
        let message: LitStr = call.mac.parse_body().unwrap();
        message.value().replace(&folder, "")
    });
    told.collect()
}

#[test]
fn a_spec_becomes_the_module_that_a_build_script_writes() {
    let package = package(&[("specs/shop.yaml", SHOP)]);
    let expansion = call("\"specs/shop.yaml\"", &package);
    assert_eq!(expansion.warnings, "");
    let written = compile(&[package.path().join("specs")]);
    let module = &written.modules[0];
    let path = package.path().join("specs/shop.yaml");
    let expected = format!(
        "{} {{ {} const _: &[u8] = ::core::include_bytes!({path:?}); }}",
        bindings::declaration(module),
        module.text,
    );
    let expected: TokenStream = expected.parse().unwrap();
    let shown = |tokens: TokenStream| tokens.to_string().replace("#! ", "# ! "); // how docs of a module are spaced
    assert_eq!(shown(expansion.tokens), shown(expected));
}

#[test]
fn every_file_that_was_read_is_tracked() {
    let spec = SHOP.replace("servers:", "dialect: ./dialects/house.yaml\nservers:");
    let package = package(&[("shop.yaml", &spec), ("dialects/house.yaml", "bindery: 1\n")]);
    let tokens = call("\"shop.yaml\"", &package).tokens.to_string();
    for file in ["shop.yaml", "dialects/house.yaml"] {
        let path = package.path().join(file);
        let path = path.to_str().unwrap();
        assert!(
            tokens.contains(&format!("include_bytes ! (\"{path}\")")),
            "{path}\n{tokens}"
        );
    }
}

#[test]
fn a_mistake_is_an_error_with_its_place_in_the_spec() {
    let spec = SHOP
        .replace("note: string?", "note: strin?")
        .replace("paid: boolean", "paid: bolean");
    let package = package(&[("shop.yaml", &spec)]);
    let expansion = call("\"shop.yaml\"", &package);
    let expected = [
        "\
unknown_type: there is no type or model `strin`
  --> shop.yaml:14:13
   |
14 |       note: strin?
   |             ^^^^^ unknown
   |
   = help: did you mean `string`?",
        "\
unknown_type: there is no type or model `bolean`
  --> shop.yaml:20:13
   |
20 |       paid: bolean
   |             ^^^^^^ unknown
   |
   = help: did you mean `boolean`?",
    ];
    assert_eq!(errors(&expansion, &package), expected);
}

#[test]
fn warnings_are_no_errors() {
    let spec = SHOP.replace("endpoints:", "  Spare:\n    fields: { id: integer }\nendpoints:");
    let package = package(&[("shop.yaml", &spec)]);
    let expansion = call("\"shop.yaml\"", &package);
    assert!(
        expansion.warnings.starts_with("warning[unused]: "),
        "{}",
        expansion.warnings
    );
    assert!(expansion.tokens.to_string().contains("mod shop"));
}

#[test]
fn what_names_no_spec_is_told() {
    let package = package(&[
        ("specs/shop.yaml", SHOP),
        ("specs/depot.yaml", &SHOP.replace("vendor: shop", "vendor: depot")),
    ]);
    let usage = "expected the path of a spec, seen from the package's folder: `vendor!(\"specs/shop.yaml\")`";
    for (input, expected) in [
        ("", usage),
        ("shop", usage),
        ("\"specs/shop.yaml\" as shop", usage),
        ("\"specs\"", "`specs` holds 2 specs: depot, shop; name one of them"),
        (
            "\"shop.yaml\"",
            "io: cannot read `shop.yaml`: there is no such file\n--> shop.yaml",
        ),
    ] {
        assert_eq!(errors(&call(input, &package), &package), [expected], "{input}");
    }
}
