//! Specs without mistakes: what is written right is read without a word, and as other YAML readers read it.

mod common;

use bindery_codegen::decode::keys::Table;
use bindery_codegen::diag::{Diagnostics, render};
use bindery_codegen::dialects::DIALECTS;
use bindery_codegen::load::load;
use bindery_codegen::span::FileId;
use bindery_codegen::yaml::{Kind, Node, Scalar, read_yaml, resolve};
use common::{all_diagnostics, entries, files_of, fixtures};
use serde_yaml::Value;
use std::path::{Path, PathBuf};

/// The specs of this workspace: the vendors', and those of its tests.
fn specs() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    ["specs", "tests/specs"]
        .iter()
        .flat_map(|folder| entries(&root.join(folder)))
        .filter(|path| path.extension().is_some_and(|it| it == "yaml"))
        .collect()
}

#[test]
fn fixtures_and_specs_compile_without_a_diagnostic() {
    let mut sets = vec![files_of(&fixtures().join("good"))];
    sets.extend(specs().iter().map(|path| files_of(path)));
    for set in sets {
        let (files, diagnostics) = all_diagnostics(&set);
        assert_eq!(render::all(&files, &diagnostics), "");
    }
}

#[test]
fn every_dialect_compiles_without_a_diagnostic() {
    for (name, _) in DIALECTS {
        let text = format!(
            "bindery: 1\nvendor: shop\ndialect: {name}\nsources: {{ a: {{ url: https://a.example, read: 2026-11-21 }} }}\n\
             servers: {{ a: https://a.example }}\nendpoints: {{ a: {{ get: /a }} }}\n"
        );
        let (files, diagnostics) = all_diagnostics(&[("shop.yaml".to_owned(), text.into_bytes())]);
        assert_eq!(render::all(&files, &diagnostics), "", "{name}");
        assert!(
            files
                .iter()
                .any(|(_, file)| file.path == format!("<dialect>/{name}.yaml"))
        );
    }
}

#[test]
fn a_folder_is_read_from_disk_in_the_order_of_names() {
    let diags = Diagnostics::default();
    let folder = fixtures().join("good");
    let loaded = load(std::slice::from_ref(&folder), &diags);
    assert_eq!(render::all(&loaded.files, &diags.sorted()), "");
    let paths: Vec<&str> = loaded.files.iter().map(|(_, file)| file.path.as_str()).collect();
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    assert_eq!(paths, [path("conventions.yaml"), path("shop.yaml")]);
    // A file that a spec names as its dialect is no spec.
    assert_eq!(loaded.specs.len(), 1);
    assert_eq!(
        loaded
            .dialect_of(&loaded.specs[0])
            .map(|dialect| dialect.families.len()),
        Some(1)
    );
}

#[test]
fn every_built_key_stands_in_a_good_fixture() {
    fn collect(node: &Node, names: &mut Vec<String>) {
        for (key, value) in node.entries().unwrap_or_default() {
            names.extend(key.text().map(str::to_owned));
            collect(value, names);
        }
        node.items()
            .unwrap_or_default()
            .iter()
            .for_each(|item| collect(item, names));
    }
    let mut names = Vec::new();
    for (_, bytes) in files_of(&fixtures().join("good")) {
        let node = read_yaml(FileId(0), &String::from_utf8(bytes).unwrap(), &Diagnostics::default());
        collect(&node.unwrap(), &mut names);
    }
    for table in Table::ALL {
        for key in table.all_keys() {
            assert!(
                names.iter().any(|name| name == key.name),
                "`{}` of {}",
                key.name,
                table.title()
            );
        }
    }
}

/// Our tree as the oracle's.
fn value(node: &Node) -> Value {
    match &node.kind {
        Kind::Scalar { text, plain } => scalar(text, *plain),
        Kind::Sequence(items) => Value::Sequence(items.iter().map(value).collect()),
        Kind::Mapping(entries) => Value::Mapping(entries.iter().map(|(key, it)| (value(key), value(it))).collect()),
    }
}

fn scalar(text: &str, plain: bool) -> Value {
    let as_text = || Value::String(text.to_owned());
    match resolve(text, plain) {
        Scalar::Null => Value::Null,
        Scalar::Boolean(yes) => Value::Bool(yes),
        // The oracle takes digits behind a zero for text.
        Scalar::Integer if text.starts_with('0') && text != "0" => as_text(),
        Scalar::Integer => text
            .parse::<i64>()
            .map_or_else(|_| as_text(), |number| Value::Number(number.into())),
        Scalar::Number => text
            .parse::<f64>()
            .map_or_else(|_| as_text(), |number| Value::Number(number.into())),
        Scalar::NotFinite | Scalar::Text => as_text(),
    }
}

#[test]
fn another_yaml_reader_sees_the_same_tree() {
    let mut texts: Vec<(String, String)> = DIALECTS
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    let files = files_of(&fixtures().join("good")).into_iter();
    for (name, bytes) in files.chain(specs().iter().flat_map(|path| files_of(path))) {
        texts.push((name, String::from_utf8(bytes).unwrap()));
    }
    for (name, text) in texts {
        let diags = Diagnostics::default();
        let ours = value(&read_yaml(FileId(0), &text, &diags).unwrap());
        let theirs: Value = serde_yaml::from_str(&text).unwrap();
        assert_eq!(ours, theirs, "{name}");
    }
}
