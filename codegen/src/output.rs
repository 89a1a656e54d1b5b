//! Output: generated files in a folder. Written only when they changed, removed when nothing makes them any more.
//!
//! Input: a folder and the files it is to hold. Output: a [`Plan`], and what it says on the disk. **Invariant:** a file
//! that is not ours is never touched; while the plan is carried out, no reader sees half a file, and where a file cannot
//! be written the folder is as before.

#[cfg(test)]
mod tests;

use crate::atomic::{Existing, Staged};
use crate::load::disk::reason;
use crate::print::MARK;
use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Its name in the folder: `shop.rs`.
    pub name: String,
    /// Its content.
    pub text: String,
}

/// What it takes for a folder to hold exactly the files asked for; nothing is done yet.
#[derive(Debug, PartialEq, Eq)]
pub struct Plan {
    /// Where.
    pub folder: PathBuf,
    /// The files that are new or not as they should be, in the order given.
    pub write: Vec<Change>,
    /// The files of ours that nothing makes any more, in the order of their names.
    pub remove: Vec<PathBuf>,
}

/// A file that is not as it should be.
#[derive(Debug, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub path: PathBuf,
    /// What stands there now; `None` where nothing does.
    pub old: Option<Vec<u8>>,
    /// What should.
    pub new: String,
}

/// Why a folder cannot be brought to hold the files.
#[derive(Debug)]
pub enum Refused {
    /// A file of a name we need does not begin with our mark.
    Foreign(PathBuf),
    /// The system refuses.
    Io {
        /// What: `read`, `write`, `remove`.
        doing: &'static str,
        /// Of which file or folder.
        path: PathBuf,
        /// What it says.
        error: io::Error,
    },
}

impl Refused {
    fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::Io { doing, path, error }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign(path) => write!(
                f,
                "`{}` was not written by bindery, and is not overwritten",
                path.display()
            ),
            Self::Io { doing, path, error } => write!(f, "cannot {doing} `{}`: {}", path.display(), reason(error)),
        }
    }
}

impl std::error::Error for Refused {}

/// What it takes for `folder` to hold exactly `files` of ours; files that are not ours stay.
///
/// # Errors
/// Where a file that we need the name of is not ours, or a file or the folder cannot be read.
pub fn plan(folder: &Path, files: &[OutputFile]) -> Result<Plan, Refused> {
    let mut write = Vec::new();
    for OutputFile { name, text } in files {
        let path = folder.join(name);
        let old = content(&path)?;
        match &old {
            Some(old) if !old.starts_with(MARK.as_bytes()) => return Err(Refused::Foreign(path)),
            Some(old) if is_same(old, text) => {}
            _ => write.push(Change {
                path,
                old,
                new: text.clone(),
            }),
        }
    }
    let wanted: BTreeSet<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let mut remove: Vec<PathBuf> = names(folder)?
        .into_iter()
        .filter(|name| name.ends_with(".rs") && !wanted.contains(name.as_str()))
        .map(|name| folder.join(name))
        .filter(|path| fs::read(path).is_ok_and(|text| text.starts_with(MARK.as_bytes())))
        .collect();
    remove.sort();
    Ok(Plan {
        folder: folder.to_owned(),
        write,
        remove,
    })
}

fn content(path: &Path) -> Result<Option<Vec<u8>>, Refused> {
    match fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Refused::io("read", path)(error)),
    }
}

/// Git may have checked it out with the line ends of Windows.
fn is_same(old: &[u8], new: &str) -> bool {
    old == new.as_bytes()
        || std::str::from_utf8(old).is_ok_and(|old| old.contains('\r') && old.replace("\r\n", "\n") == new)
}

/// What a folder holds; a name that is no text is none of ours.
fn names(folder: &Path) -> Result<Vec<String>, Refused> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Refused::io("read", folder)(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(Refused::io("read", folder))?;
        names.extend(entry.file_name().into_string());
    }
    Ok(names)
}

impl Plan {
    /// Whether the folder is as it should be.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.write.is_empty() && self.remove.is_empty()
    }

    /// Does it: every text is on the disk before any file changes, and what is not needed goes last.
    ///
    /// # Errors
    /// Where a file cannot be written: then all are as before. Where one cannot be removed: then all others are as they
    /// should be.
    pub fn apply(&self) -> Result<(), Refused> {
        if self.is_empty() {
            return Ok(());
        }
        fs::create_dir_all(&self.folder).map_err(Refused::io("write", &self.folder))?;
        let staged = self
            .write
            .iter()
            .map(|change| Staged::new(&change.path, change.new.as_bytes()).map_err(Refused::io("write", &change.path)))
            .collect::<Result<Vec<_>, _>>()?;
        for (done, (change, staged)) in self.write.iter().zip(staged).enumerate() {
            if let Err(error) = staged.put(Existing::Replace) {
                self.write.iter().take(done).for_each(Change::undo);
                return Err(Refused::io("write", &change.path)(error));
            }
        }
        for path in &self.remove {
            fs::remove_file(path).map_err(Refused::io("remove", path))?;
        }
        Ok(())
    }
}

impl Change {
    /// As before, as far as a system lets us that has just refused something.
    fn undo(&self) {
        let _ = match &self.old {
            Some(old) => Staged::new(&self.path, old).and_then(|staged| staged.put(Existing::Replace)),
            None => fs::remove_file(&self.path),
        };
    }
}
