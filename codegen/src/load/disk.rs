//! The file system: which files are specs, and their bytes.
//!
//! Input: paths. Output: the files to read, in the byte order of their paths as shown. **Invariant:** what is skipped
//! without a message is no YAML file, hidden, or in a folder inside without a spec.

use crate::codes::Code;
use crate::diag::{Diagnostic, Diagnostics, quoted};
use crate::source::Files;
use crate::span::Span;
use crate::yaml::MAX_BYTES;
use std::io::{self, Read};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

/// The files that `paths` name, folders opened one level deep.
pub(super) fn find(paths: &[PathBuf], files: &mut Files, diags: &Diagnostics) -> Vec<String> {
    let mut found = Vec::new();
    let mut fail = |path: &Path, code: Code, message: String, help: &str| {
        let file = files.add(shown(path), "");
        diags.report(Diagnostic::new(code, Span::start_of(file), message, "").help(help));
    };
    for path in paths {
        if !path.is_dir() {
            found.push(shown(path));
            continue;
        }
        let entries = match entries(path) {
            Ok(entries) => entries,
            Err(error) => {
                let message = format!("cannot read the folder {}: {}", quoted(&shown(path)), reason(&error));
                fail(path, Code::Io, message, "check the path and its permissions");
                continue;
            }
        };
        let specs: Vec<&PathBuf> = entries.iter().filter(|it| it.is_file() && is_yaml(it)).collect();
        let folders: Vec<&PathBuf> = entries.iter().filter(|it| it.is_dir() && holds_spec(it)).collect();
        if specs.is_empty() && folders.is_empty() {
            let message = format!("the folder {} holds no `.yaml` file", quoted(&shown(path)));
            fail(path, Code::Io, message, "one file a vendor: `shop.yaml`");
        }
        for folder in folders {
            let message = format!(
                "the folder {} holds a spec; a vendor in a folder is reserved",
                quoted(&shown(folder))
            );
            fail(
                folder,
                Code::Later,
                message,
                "one file a vendor for now; or pass the folder itself",
            );
        }
        found.extend(specs.into_iter().map(|it| shown(it)));
    }
    found.sort();
    found.dedup();
    found
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

/// Whether a folder inside holds a spec that would be passed over.
fn holds_spec(folder: &Path) -> bool {
    let is_spec = |path: &PathBuf| {
        let bytes = read(&path.to_string_lossy()).unwrap_or_default();
        String::from_utf8_lossy(&bytes)
            .lines()
            .any(|line| line.starts_with("vendor:"))
    };
    entries(folder)
        .unwrap_or_default()
        .iter()
        .filter(|it| it.is_file() && is_yaml(it))
        .any(is_spec)
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
