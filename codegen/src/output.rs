//! Output: generated files in a folder. Written only when they changed, removed when nothing makes them any more.

use crate::print::MARK;
use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, io};

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Its name in the folder: `shop.rs`.
    pub name: String,
    /// Its content.
    pub text: String,
}

/// Brings `folder` to hold exactly `files` of ours; files that are not ours stay.
///
/// # Errors
/// Where a file or the folder cannot be read, written or removed; the error names the path.
pub fn write(folder: &Path, files: &[OutputFile]) -> io::Result<()> {
    fs::create_dir_all(folder).map_err(|error| at(folder, &error))?;
    for file in files {
        write_if_changed(&folder.join(&file.name), &file.text)?;
    }
    let wanted: BTreeSet<&str> = files.iter().map(|file| file.name.as_str()).collect();
    for entry in fs::read_dir(folder).map_err(|error| at(folder, &error))? {
        let path = entry.map_err(|error| at(folder, &error))?.path();
        let stale = path
            .file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|name| !wanted.contains(name));
        if stale && is_ours(&path) {
            fs::remove_file(&path).map_err(|error| at(&path, &error))?;
        }
    }
    Ok(())
}

fn write_if_changed(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    // A reader never sees half a file: the new text stands beside it first.
    let beside = path.with_extension("rs.tmp");
    fs::write(&beside, text)
        .and_then(|()| fs::rename(&beside, path))
        .map_err(|error| at(path, &error))
}

fn is_ours(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
        && fs::read_to_string(path).is_ok_and(|text| text.starts_with(MARK))
}

fn at(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
