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

/// The files of a fixture: the file itself, or those of a folder and of the folders inside; with the files of examples
/// beside it.
pub(crate) fn files_of(fixture: &Path) -> Vec<File> {
    let read = |path: &PathBuf| std::fs::read(path).unwrap();
    let (specs, folders) = if fixture.is_dir() {
        let (folders, specs) = entries(fixture).into_iter().partition(|path| path.is_dir());
        (specs, folders)
    } else {
        let examples = fixture.with_file_name("examples");
        (
            vec![fixture.to_owned()],
            Vec::from_iter(examples.is_dir().then_some(examples)),
        )
    };
    let mut files: Vec<File> = specs.iter().map(|path| (name(path), read(path))).collect();
    for folder in folders {
        let inside = entries(&folder).into_iter().filter(|path| path.is_file());
        files.extend(inside.map(|path| (format!("{}/{}", name(&folder), name(&path)), read(&path))));
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

/// Texts on disk, compared with those that are printed now, or written where `UPDATE_EXPECT` is set.
#[derive(Default)]
pub(crate) struct Expected {
    stale: Vec<String>,
}

impl Expected {
    pub(crate) fn compare(&mut self, path: &Path, text: String) {
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(path, text).unwrap();
        } else if std::fs::read_to_string(path).ok().as_ref() != Some(&text) {
            self.stale.push(format!("{}\n{text}", path.display()));
        }
    }

    pub(crate) fn finish(self) {
        assert!(
            self.stale.is_empty(),
            "these texts are not what is printed now; refresh them with \
             `UPDATE_EXPECT=1 cargo test -p bindery-codegen`:\n{}",
            self.stale.join("\n")
        );
    }
}
