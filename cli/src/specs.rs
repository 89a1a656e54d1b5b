//! Which specs a command is about.
//!
//! **Invariant:** a path that was named and is not there is a mistake of the call, told before any work: it ends with 2. What is
//! wrong inside of what is there is found by the work, and ends with 1.

use crate::exit::Failure;
use bindery_codegen::diag::suggest;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Where specs are looked for when nothing else is said.
pub const FOLDER: &str = "specs";

/// The paths given, which are there, else the folder `specs`.
pub fn paths(given: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    for path in given {
        match path.try_exists() {
            Ok(true) => {}
            Ok(false) => return Err(missing(path)),
            Err(error) => return Err(Failure::io("read", path, &error)),
        }
    }
    if !given.is_empty() {
        return Ok(given.to_vec());
    }
    if Path::new(FOLDER).is_dir() {
        return Ok(vec![FOLDER.into()]);
    }
    Err(Failure::new("no specs were named, and there is no folder `specs` here")
        .help("name files or folders of specs, such as `api/specs`"))
}

/// The spec of one vendor: a path to it, or a vendor's name in the folder of specs (`shop` is `specs/shop.yaml`, or the
/// folder `specs/shop`).
pub fn vendor(name: &str, folder: &Path) -> Result<PathBuf, Failure> {
    let direct = Path::new(name);
    if direct.exists() {
        return Ok(direct.to_owned());
    }
    let inside = folder.join(format!("{name}.yaml"));
    if inside.exists() {
        return Ok(inside);
    }
    let several = folder.join(name);
    if several.is_dir() {
        return Ok(several);
    }
    let message = format!(
        "there is no spec `{name}`: neither a file of that path nor `{}`, nor the folder `{}`",
        inside.display(),
        several.display()
    );
    let failure = Failure::new(message);
    Err(match near(&inside) {
        Some(found) => failure.help(format!(
            "did you mean `{}`?",
            Path::new(&found).with_extension("").display()
        )),
        None => failure,
    })
}

fn missing(path: &Path) -> Failure {
    let failure = Failure::new(format!("there is no file or folder `{}`", path.display()));
    match near(path) {
        Some(found) => failure.help(format!("did you mean `{}`?", path.with_file_name(found).display())),
        None => failure,
    }
}

/// A name beside the path that is like its own.
fn near(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|folder| *folder != OsStr::new(""));
    let mut names: Vec<String> = std::fs::read_dir(folder.unwrap_or(Path::new(".")))
        .ok()?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    suggest(name, names.iter().map(String::as_str)).map(str::to_owned)
}
