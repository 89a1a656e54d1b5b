//! Files that commands write: whole or not at all.

use crate::exit::Failure;
use bindery_codegen::atomic;
pub use bindery_codegen::atomic::Existing;
use std::io::ErrorKind;
use std::path::Path;

/// Writes a file; see [`atomic::write`].
pub fn write(path: &Path, text: &str, existing: Existing) -> Result<(), Failure> {
    atomic::write(path, text, existing).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Failure::new(format!("`{}` is there already", path.display())),
        _ => Failure::io("write", path, &error),
    })
}

/// Makes a folder and those above it; whether there was none.
pub fn make_folder(path: &Path) -> Result<bool, Failure> {
    if path.is_dir() {
        return Ok(false);
    }
    std::fs::create_dir_all(path)
        .map(|()| true)
        .map_err(|error| Failure::io("make the folder", path, &error))
}
