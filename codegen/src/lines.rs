//! Where each generated item is declared, as the last words of its docs.
//!
//! Input: a checked API and its files. Output: the same, its docs naming file and line. **Invariant:** the words depend
//! on names of files, never on where they lie.

use crate::dialects;
use crate::ir::ValidApi;
use crate::load::paths::folder_of;
use crate::lower::docs::code;
use crate::source::Files;
use crate::span::Span;

/// Whether the docs of generated items say in which line of which spec each is declared.
///
/// A line above a definition moves all below it, and with [`Lines::Named`] changes the docs of each of their items. That
/// helps who reads the docs, and costs nothing where nobody reviews the code: in `OUT_DIR`. It is noise where bindings
/// are checked in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// "Declared in `shop.yaml`, line 42."
    Named,
    /// The docs change only when their definition does.
    LeftOut,
}

/// The API with the lines in its docs.
pub(crate) fn name_lines(mut valid: ValidApi, files: &Files) -> ValidApi {
    let api = valid.api();
    let folder = api.in_folder.then(|| folder_of(files.path(api.origin.file)).to_owned());
    for docs in valid.docs_mut() {
        docs.declared = docs.origin.map(|origin| words(origin, folder.as_deref(), files));
    }
    valid
}

/// `folder`: where the files of a vendor in several lie.
fn words(origin: Span, folder: Option<&str>, files: &Files) -> String {
    let path = files.path(origin.file);
    let (line, _) = files.line_column(origin);
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let file = match dialects::name_of(path) {
        Some(dialect) => format!("the dialect {}", code(dialect)),
        None if folder == Some(folder_of(path)) => code(&format!("{}{}", shown_folder(folder_of(path)), name(path))),
        None => code(&name(path)),
    };
    format!("Declared in {file}, line {line}.")
}

/// The name of a folder with its slash, as what is generated names it; empty where it has none of its own.
pub(crate) fn shown_folder(folder: &str) -> String {
    match folder.rsplit('/').next() {
        None | Some("" | "." | "..") => String::new(),
        Some(name) => format!("{name}/"),
    }
}
