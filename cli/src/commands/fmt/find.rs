//! The files to format.
//!
//! Input: paths. Output: files, each once, in the order of their paths. **Invariant:** no link is followed into a folder.

use crate::exit::Failure;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The files that paths name: themselves, and of folders every `.yaml` file inside, hidden ones left out.
pub(super) fn find(paths: &[PathBuf]) -> Result<BTreeSet<PathBuf>, Failure> {
    let mut found = BTreeSet::new();
    for path in paths {
        if path.is_dir() {
            let before = found.len();
            open(path, &mut found).map_err(|(path, error)| Failure::io("read", &path, &error))?;
            if found.len() == before {
                return Err(Failure::new(format!(
                    "the folder `{}` holds no `.yaml` file",
                    path.display()
                )));
            }
        } else {
            found.insert(path.clone());
        }
    }
    Ok(found)
}

fn open(folder: &Path, found: &mut BTreeSet<PathBuf>) -> Result<(), (PathBuf, io::Error)> {
    let failed = |error| (folder.to_owned(), error);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        // Links to folders are not followed: they may lead around in a circle.
        if entry.file_type().map_err(failed)?.is_dir() {
            open(&path, found)?;
        } else if path.extension().is_some_and(|it| it == "yaml" || it == "yml") && path.is_file() {
            found.insert(path);
        }
    }
    Ok(())
}
