//! Every spec of this repository, right and wrong, as sets of files that are compiled together.

use crate::root;
use std::fs;
use std::path::{Path, PathBuf};

/// Files that are compiled together: their names, and their texts.
pub(crate) struct Set {
    /// For messages.
    pub(crate) name: String,
    /// Specs and dialects, in the order of their names.
    pub(crate) files: Vec<(String, String)>,
    /// What else they name: bodies of examples.
    pub(crate) others: Vec<(String, String)>,
}

impl Set {
    /// Whether another file takes this one over: then it is a dialect.
    pub(crate) fn is_dialect(&self, file: &str) -> bool {
        let named = format!("dialect: ./{file}");
        self.files
            .iter()
            .any(|(_, text)| text.lines().any(|line| line.trim_end() == named))
    }
}

/// What stands in a folder, in the order of names.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut list: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    list.sort();
    list
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "yaml")
}

fn read(path: &Path, below: &Path) -> Option<(String, String)> {
    let text = String::from_utf8(fs::read(path).unwrap()).ok()?; // one fixture is no text
    let name = path.strip_prefix(below).unwrap().to_string_lossy().replace('\\', "/");
    Some((name, text))
}

/// One file, or a folder of them; with the examples beside it.
fn set(path: &Path) -> Set {
    let (folder, files) = match path.is_dir() {
        true => (path, entries(path)),
        false => (path.parent().unwrap(), vec![path.to_owned()]),
    };
    let examples = folder.join("examples");
    let others = if examples.is_dir() {
        entries(&examples)
    } else {
        Vec::new()
    };
    let read = |path: &PathBuf| read(path, folder);
    Set {
        name: path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/"),
        files: files.iter().filter(|path| is_yaml(path)).filter_map(read).collect(),
        others: others.iter().filter_map(read).collect(),
    }
}

/// The fixtures of mistakes.
pub(crate) fn wrong() -> Vec<Set> {
    let fixtures = root().join("codegen/fixtures");
    let folders = entries(&fixtures.join("bad"))
        .into_iter()
        .flat_map(|folder| entries(&folder));
    let mut sets: Vec<Set> = folders
        .filter(|path| path.is_dir() || is_yaml(path))
        .map(|path| set(&path))
        .collect();
    sets.push(set(&fixtures.join("several_files")));
    sets
}

/// Specs that are right: the vendors', the tests', the good fixtures, and the blocks of the reference.
pub(crate) fn right() -> Vec<Set> {
    let folders = ["specs", "tests/specs"].map(|folder| entries(&root().join(folder)));
    let specs = folders.iter().flatten().filter(|path| is_yaml(path));
    let mut sets: Vec<Set> = specs.map(|path| set(path)).collect();
    sets.push(set(&root().join("codegen/fixtures/good")));
    sets.extend(blocks());
    sets
}

/// What a block of the reference leaves out, for each key that a whole spec needs.
const BASE: [(&str, &str); 5] = [
    ("bindery", "bindery: 1\n"),
    ("vendor", "vendor: shop\n"),
    (
        "sources",
        "sources: { page: { url: https://docs.shop.example, read: 2026-11-21 } }\n",
    ),
    ("servers", "servers: { production: https://api.shop.example }\n"),
    ("endpoints", "endpoints: { ping: { get: /ping } }\n"),
];

fn blocks() -> Vec<Set> {
    let reference = fs::read_to_string(root().join("specs/LANGUAGE.md")).unwrap();
    let parts = reference
        .split("\n```yaml\n")
        .skip(1)
        .map(|rest| rest.split("\n```").next().unwrap());
    let block = |(index, block): (usize, &str)| {
        let has = |key: &str| block.lines().any(|line| line.starts_with(&format!("{key}:")));
        let base = BASE.iter().filter(|(key, _)| !has(key)).map(|(_, text)| *text);
        Set {
            name: format!("block {} of LANGUAGE.md", index + 1),
            files: vec![("block.yaml".to_owned(), base.collect::<String>() + block + "\n")],
            others: Vec::new(),
        }
    };
    parts.enumerate().map(block).collect()
}
