//! The generated Rust of every spec, pinned; the same bytes whatever the order of the files.
//!
//! Where a change is meant: `INSTA_UPDATE=always cargo test -p bindery-tests`, or `cargo insta review`; the failure says so.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests, too")]

use bindery_codegen::{Compilation, compile, compile_texts};
use std::fs;
use std::path::{Path, PathBuf};

/// Folders whose specs are pinned: the vendors', and those of this package for what no vendor needs yet.
fn folders() -> [PathBuf; 3] {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    [
        bindery_specs::DIR.into(),
        here.join("specs"),
        here.join("downstream/own-specs/specs"),
    ]
}

/// The files of a folder and of the folders inside, as a compiler that has no disk gets them.
fn texts(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inside) = folders.pop() {
        for entry in fs::read_dir(inside).unwrap() {
            let path = entry.unwrap().path();
            let is_input = path.extension().is_some_and(|it| it == "yaml" || it == "json");
            match path.is_dir() {
                true => folders.push(path),
                false if is_input => {
                    let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                    found.push((name, fs::read(&path).unwrap()));
                }
                false => {}
            }
        }
    }
    found.sort();
    found
}

/// What came out, by vendor.
fn modules(compilation: Compilation) -> Vec<(String, String)> {
    assert_eq!(compilation.render(), "", "specs of this project have no diagnostics");
    let mut modules: Vec<_> = compilation
        .modules
        .into_iter()
        .map(|module| (module.vendor, module.text))
        .collect();
    modules.sort();
    modules
}

#[test]
fn generated_rust() {
    let mut vendors = 0;
    for (vendor, text) in folders().into_iter().flat_map(|folder| modules(compile(&[folder]))) {
        vendors += 1;
        insta::with_settings!({
            prepend_module_to_snapshot => false,
            omit_expression => true,
            description => "Renewed by INSTA_UPDATE=always cargo test -p bindery-tests",
        }, {
            insta::assert_snapshot!(format!("generated-{vendor}"), text);
        });
    }
    assert!(vendors >= 7, "only {vendors} vendors were found");
}

#[test]
fn the_same_specs_give_the_same_bytes() {
    for folder in folders() {
        let once = modules(compile(std::slice::from_ref(&folder)));
        assert!(!once.is_empty());
        assert_eq!(
            once,
            modules(compile(std::slice::from_ref(&folder))),
            "a second run differs"
        );

        // One vendor at a time, the last one first.
        let mut paths: Vec<PathBuf> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        let is_vendor = |folder: &Path| folder.join(folder.file_name().unwrap()).with_extension("yaml").exists();
        paths.retain(|path| path.extension().is_some_and(|it| it == "yaml") || is_vendor(path));
        paths.sort();
        paths.reverse();
        assert_eq!(
            once,
            modules(compile(&paths)),
            "the order of the files shows in the output"
        );
        paths.push(folder.clone());
        assert_eq!(
            once,
            modules(compile(&paths)),
            "a file that is given twice shows in the output"
        );
    }
}

#[test]
fn texts_give_the_bytes_of_files() {
    for folder in folders() {
        let from_files = modules(compile(std::slice::from_ref(&folder)));
        let mut texts = texts(&folder);
        assert_eq!(from_files, modules(compile_texts(&texts)));
        texts.reverse();
        assert_eq!(
            from_files,
            modules(compile_texts(&texts)),
            "the order of the texts shows in the output"
        );
    }
}
