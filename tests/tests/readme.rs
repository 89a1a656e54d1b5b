//! The README tells the truth: its spec and its lines of Rust are those of a crate that the downstream tests build and
//! run, and its numbers are those of the manifests.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use bindery_codegen::compile_texts;
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
        "generated/examples/tour.rs",
    ] {
        assert!(root().join(path).exists(), "{path}");
    }
}
