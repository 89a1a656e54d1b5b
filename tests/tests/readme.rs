//! The READMEs tell the truth: the spec and the lines of Rust are those of a crate that the downstream tests build and run,
//! or of an example; numbers and features are those of the manifests.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use bindery_codegen::compile_texts;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &str) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The fenced blocks of a language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let block = |rest: &str| rest.split("```").next().unwrap().to_owned();
    text.split(fence.as_str()).skip(1).map(block).collect()
}

#[test]
fn the_spec_is_the_one_that_is_built() {
    let readme = read("README.md");
    let specs = blocks(&readme, "yaml");
    assert_eq!(specs, [read("tests/downstream/readme/specs/shop.yaml")]);
    let compilation = compile_texts(&[("shop.yaml", specs[0].as_str())]);
    assert_eq!(compilation.render(), "");
    assert_eq!(compilation.modules.len(), 1);
}

#[test]
fn the_program_is_the_one_that_runs() {
    let readme = read("README.md");
    let program = read("tests/downstream/readme/src/main.rs");
    let blocks = blocks(&readme, "rust");
    let [example, own] = blocks.as_slice() else {
        panic!("two blocks of Rust, not {}", blocks.len())
    };
    let indented: String = example
        .lines()
        .map(|line| match line {
            "" => "\n".to_owned(),
            line => format!("    {line}\n"),
        })
        .collect();
    assert!(
        program.contains(&indented),
        "tests/downstream/readme/src/main.rs lacks this block of the README:\n{indented}"
    );
    let (build, library) = own.split_once("\n\n// src/lib.rs\n").unwrap();
    let build = build.strip_prefix("// build.rs\n").unwrap();
    assert_eq!(read("tests/downstream/readme/build.rs").trim_end(), build);
    assert!(program.contains(library.trim_end()));
    assert!(
        read(".ci/downstream").contains(" readme "),
        ".ci/downstream runs that crate"
    );
}

#[test]
fn its_numbers_are_those_of_the_manifests() {
    let readme = read("README.md");
    let manifest = read("Cargo.toml");
    let value = |key: &str| {
        let line = manifest
            .lines()
            .find(|line| line.starts_with(&format!("{key} = \"")))
            .unwrap();
        line.split('"').nth(1).unwrap().to_owned()
    };
    assert!(readme.contains(&format!("Rust toolchain ({} or later)", value("rust-version"))));
    let version = value("version");
    let short = version.rsplit_once('.').unwrap().0;
    for package in ["bindery = ", "bindery-codegen = ", "bindery-vendors = { version = "] {
        let mut lines = readme.lines().filter(|line| line.starts_with(package)).peekable();
        assert!(lines.peek().is_some(), "{package}");
        assert!(
            lines.all(|line| line.contains(&format!("\"{short}\""))),
            "{package}{short}"
        );
    }
    let vendors = fs::read_dir(bindery_specs::DIR).unwrap();
    let specs = vendors.filter(|entry| {
        entry
            .as_ref()
            .unwrap()
            .path()
            .extension()
            .is_some_and(|it| it == "yaml")
    });
    assert_eq!(specs.count(), 4, "the README says \"Four vendors\"");
}

/// The names of the features that rows of a table begin with.
fn features(text: &str) -> BTreeSet<&str> {
    let cells = text
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split(" |").next());
    cells
        .flat_map(|cell| cell.split(", "))
        .map(|name| name.trim_matches('`'))
        .collect()
}

#[test]
fn its_features_are_those_of_the_manifest() {
    let manifest = read("runtime/Cargo.toml");
    let section = manifest
        .split("[features]\n")
        .nth(1)
        .unwrap()
        .split("\n[")
        .next()
        .unwrap();
    let real: BTreeSet<&str> = section
        .lines()
        .filter_map(|line| line.split_once(" = ["))
        .map(|(name, _)| name)
        .filter(|name| *name != "default")
        .collect();
    for readme in ["runtime/README.md", "runtime/src/lib.rs"] {
        let text = read(readme).replace("//! ", "");
        let text = text.split("| feature |").nth(1).unwrap();
        assert_eq!(features(text.split("\n\n").next().unwrap()), real, "{readme}");
    }
    let readme = read("README.md");
    let table = readme.split("| features of").nth(1).unwrap();
    let named = features(table.split("\n\n").next().unwrap());
    assert!(named.is_subset(&real), "{named:?}");
}

#[test]
fn ten_lines_are_ten() {
    let program = read("generated/examples/ten_lines.rs");
    let is_code = |line: &&str| !line.is_empty() && !line.starts_with("//!") && !line.starts_with("#!");
    assert_eq!(program.lines().filter(is_code).count(), 10);
    // The README of the vendors has them; the lint that wants no output is nobody's but ours.
    let (_, code) = program.split_once("\n\n").unwrap();
    assert_eq!(blocks(&read("generated/README.md"), "rust"), [code]);
}

/// Files that it links to or names.
#[test]
fn what_it_names_is_there() {
    let readme = read("README.md");
    for path in readme.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
        assert!(root().join(path).exists(), "{path}");
    }
    for path in [
        "specs/koibox.yaml",
        "generated/Cargo.toml",
        "generated/examples/tour/main.rs",
    ] {
        assert!(root().join(path).exists(), "{path}");
    }
}
