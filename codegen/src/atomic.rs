//! Files that are written whole or not at all.
//!
//! Input: a path and a text. Output: the file. **Invariant:** whoever reads the path sees the old text or the new one; where
//! writing fails the old file stays as it was, and nothing of the new one is left.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// What becomes of a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It is replaced; its permissions stay, and a symbolic link still leads to it.
    Replace,
    /// Nothing is written.
    Refuse,
}

/// Writes a file: the text stands beside it first, whole and on the disk, and then takes its name.
///
/// # Errors
/// What the system says; `AlreadyExists` where the file is there and stays.
pub fn write(path: &Path, text: &str, existing: Existing) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(_) if existing == Existing::Refuse => Err(ErrorKind::AlreadyExists.into()),
        // A device or a pipe takes the text as it comes: it must not be replaced by a file.
        Ok(found) if !found.is_file() => fs::write(path, text),
        // Renaming would get around it.
        Ok(found) if found.permissions().readonly() => Err(ErrorKind::PermissionDenied.into()),
        _ => Staged::new(path, text.as_bytes())?.put(existing),
    }
}

/// A text that stands beside its file, whole and on the disk, and takes its place or goes.
#[derive(Debug)]
pub struct Staged {
    target: PathBuf,
    beside: PathBuf,
}

impl Staged {
    /// Writes the text beside the file.
    ///
    /// # Errors
    /// What the system says; then nothing is left.
    pub fn new(path: &Path, text: &[u8]) -> io::Result<Self> {
        let target = if path.exists() {
            fs::canonicalize(path)? // a link still leads there
        } else {
            path.to_owned()
        };
        let (beside, file) = create_beside(&target)?;
        let staged = Self { target, beside };
        fill(file, text, &staged.target)?;
        Ok(staged)
    }

    /// Takes the file's place.
    ///
    /// # Errors
    /// What the system says; `AlreadyExists` where the file is there and stays. Then the file is as before.
    pub fn put(self, existing: Existing) -> io::Result<()> {
        match existing {
            Existing::Replace => fs::rename(&self.beside, &self.target),
            Existing::Refuse => rename_new(&self.beside, &self.target),
        }
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // Gone already where it took its place.
        let _ = fs::remove_file(&self.beside);
    }
}

fn fill(mut file: File, text: &[u8], target: &Path) -> io::Result<()> {
    file.write_all(text)?;
    if let Ok(old) = fs::metadata(target) {
        file.set_permissions(old.permissions())?;
    }
    file.sync_all()
}

/// Renames, unless the name is taken by now.
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => fs::remove_file(from),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        // Not every file system has links; a look before the step is the next best.
        Err(_) if fs::symlink_metadata(to).is_ok() => Err(ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(from, to),
    }
}

/// A new file in the folder of `target`: renaming works within one file system only.
fn create_beside(target: &Path) -> io::Result<(PathBuf, File)> {
    let name = target.file_name().ok_or(ErrorKind::InvalidInput)?;
    let mut count = 0_u32;
    loop {
        let mut beside = OsString::from(".");
        beside.push(name);
        beside.push(format!(".{}-{count}.tmp", std::process::id()));
        let path = target.with_file_name(beside);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && count < 100 => count += 1,
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests;
