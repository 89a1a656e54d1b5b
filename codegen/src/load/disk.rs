//! The file system: which files are specs, and their bytes.
//!
//! Input: paths. Output: the files to read, in the byte order of their paths as shown. **Invariant:** what is skipped
//! without a message is no YAML file, hidden, or in a folder inside without a spec; of files that were not asked for,
//! none but their first words is looked at.

use super::paths::normalised;
use crate::codes::Code;
use crate::diag::{Diagnostic, Diagnostics, quoted};
use crate::source::Files;
use crate::span::Span;
use crate::yaml::MAX_BYTES;
use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The files to read, in the byte order of their paths.
    pub(super) files: Vec<String>,
    /// The folders, normalised, all of whose files are among them.
    pub(super) opened: BTreeSet<String>,
    /// Folders that were not opened.
    pub(super) passed: Vec<Passed>,
}

/// A folder that was not opened, with files that look as if they were meant to be read.
#[derive(Debug)]
pub(super) struct Passed {
    pub(super) folder: String,
    /// These files.
    pub(super) files: Vec<String>,
    /// It lies in a folder that was opened for its specs, and was not given itself.
    pub(super) deep: bool,
}

/// The files that `paths` name; of a folder its own, and those of the folders inside that hold a spec.
pub(super) fn find(paths: &[PathBuf], files: &mut Files, diags: &Diagnostics) -> Found {
    let mut found = Found::default();
    for path in paths {
        if !path.is_dir() {
            found.files.push(shown(path));
            continue;
        }
        let entries = match entries(path) {
            Ok(entries) => entries,
            Err(error) => {
                let message = format!("cannot read the folder {}: {}", quoted(&shown(path)), reason(&error));
                let at = Span::start_of(files.add(shown(path), ""));
                let help = "check the path and its permissions";
                diags.report(Diagnostic::new(Code::Io, at, message, "").help(help));
                continue;
            }
        };
        let before = found.files.len();
        found.open(path, &entries);
        for folder in entries.iter().filter(|it| it.is_dir()) {
            let inside = self::entries(folder).unwrap_or_default();
            if specs(&inside).any(|it| matches!(glance(&shown(it)), Glance::Head | Glance::Part)) {
                found.open(folder, &inside);
                for folder in inside.iter().filter(|it| it.is_dir()) {
                    found.pass(folder, &self::entries(folder).unwrap_or_default(), true);
                }
            } else {
                found.pass(folder, &inside, false);
            }
        }
        if found.files.len() == before {
            let message = format!("the folder {} holds no `.yaml` file", quoted(&shown(path)));
            let at = Span::start_of(files.add(shown(path), ""));
            diags.report(
                Diagnostic::new(Code::Io, at, message, "").help("one file or folder a vendor: `shop.yaml`, `shop/`"),
            );
        }
    }
    found.files.sort();
    found.files.dedup();
    found
}

impl Found {
    fn open(&mut self, folder: &Path, entries: &[PathBuf]) {
        self.opened.insert(normalised(&shown(folder)));
        self.files.extend(specs(entries).map(|it| shown(it)));
    }

    fn pass(&mut self, folder: &Path, entries: &[PathBuf], deep: bool) {
        let files: Vec<String> = specs(entries)
            .map(|it| shown(it))
            .filter(|it| glance(it) != Glance::Other)
            .collect();
        if !files.is_empty() {
            let folder = shown(folder);
            self.passed.push(Passed { folder, files, deep });
        }
    }
}

/// The files among these that are specs by their names.
fn specs(entries: &[PathBuf]) -> impl Iterator<Item = &PathBuf> {
    entries.iter().filter(|it| it.is_file() && is_yaml(it))
}

/// The specs in the folder of a file, by their names.
pub(super) fn beside(path: &str) -> Vec<String> {
    let folder = match Path::new(path).parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let names = entries(folder).unwrap_or_default();
    let names = specs(&names).filter_map(|it| it.file_name());
    names.map(|name| shown(&Path::new(path).with_file_name(name))).collect()
}

/// The sections that a part may have, and whether a dialect has none.
pub(super) const SECTIONS: [(&str, bool); 7] = [
    ("sources", true),
    ("endpoints", true),
    ("lookups", false),
    ("families", false),
    ("types", false),
    ("models", false),
    ("errors", false),
];

/// What a file seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Glance {
    /// Nothing of ours.
    Other,
    /// It has sections that parts and dialects have.
    PartOrDialect,
    /// It has sections that parts have.
    Part,
    /// It has `vendor`.
    Head,
}

/// What a file seems to be, by its lines: it may be no YAML of ours at all.
pub(super) fn glance(path: &str) -> Glance {
    let bytes = read(path).unwrap_or_default();
    let of = |line: &str| {
        let Some((key, _)) = line.split_once(':') else {
            return Glance::Other;
        };
        match SECTIONS.iter().find(|(section, _)| *section == key) {
            _ if key == "vendor" => Glance::Head,
            Some((_, true)) => Glance::Part,
            Some((_, false)) => Glance::PartOrDialect,
            None => Glance::Other,
        }
    };
    let text = String::from_utf8_lossy(&bytes);
    text.trim_start_matches('\u{feff}')
        .lines()
        .map(of)
        .max()
        .unwrap_or(Glance::Other)
}

/// What stands in a folder, hidden things left out, in the order of their names.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut list = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_name().to_string_lossy().starts_with('.') {
            list.push(entry.path());
        }
    }
    list.sort();
    Ok(list)
}

/// Whether a file is a spec or a dialect by its name.
pub(super) fn is_yaml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// The bytes of a file; of one that is too large only so many that it shows.
pub(super) fn read(path: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?
        .take(MAX_BYTES as u64 + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What the system says, the same on every one where it is common.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

/// A path for messages: as given, with forward slashes.
fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(MAIN_SEPARATOR, "/")
    }
}
