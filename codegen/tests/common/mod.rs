//! What the tests over fixtures share: the fixtures, and one call that runs every phase over some files.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "every test uses a part of it; a fixture that cannot be read fails the test"
)]

use bindery_codegen::compile_texts;
use bindery_codegen::diag::Diagnostic;
use bindery_codegen::source::Files;
use std::path::{Path, PathBuf};

/// A file of a test: its path as messages show it, and its bytes.
pub(crate) type File = (String, Vec<u8>);

/// Every diagnostic of some files, from all phases, in the order users see them.
pub(crate) fn all_diagnostics(files: &[File]) -> (Files, Vec<Diagnostic>) {
    let compilation = compile_texts(files);
    (compilation.files, compilation.diagnostics)
}

/// The folder of fixtures.
pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// What stands in a folder, in the order of names.
pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut list: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    list.sort();
    list
}

/// The name of a file or folder.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// The files of a fixture: the file itself, or those of a folder; with the files of examples beside it.
pub(crate) fn files_of(fixture: &Path) -> Vec<File> {
    let (folder, specs) = if fixture.is_dir() {
        (fixture, entries(fixture))
    } else {
        (fixture.parent().unwrap(), vec![fixture.to_owned()])
    };
    let read = |path: &PathBuf| std::fs::read(path).unwrap();
    let specs = specs.iter().filter(|path| path.is_file());
    let mut files: Vec<File> = specs.map(|path| (name(path), read(path))).collect();
    let examples = folder.join("examples");
    if examples.is_dir() {
        let examples = entries(&examples);
        files.extend(
            examples
                .iter()
                .map(|path| (format!("examples/{}", name(path)), read(path))),
        );
    }
    files
}

/// Every fixture that must fail, with the code of its folder.
pub(crate) fn bad_fixtures() -> Vec<(String, PathBuf)> {
    let mut list = Vec::new();
    for folder in entries(&fixtures().join("bad")) {
        let code = name(&folder);
        let cases = entries(&folder)
            .into_iter()
            .filter(|case| case.extension().is_none_or(|it| it == "yaml"));
        list.extend(cases.map(|case| (code.clone(), case)));
    }
    list
}
