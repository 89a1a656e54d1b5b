//! Paths into JSON, as a spec writes them. The language is that of the derives: [`Path::parse`].

use super::Fault;
use crate::syntax::Path;
use bindery_attributes::endpoint::PathError;

/// Reads a path.
///
/// # Errors
/// An empty name, white space in a plain one, an index that is none, or a bracket that is not closed.
pub fn parse_path(text: &str) -> Result<Path, Fault> {
    Path::parse(text).map_err(|PathError { at, message, label }| Fault::new(at, message, label).help(PathError::HELP))
}
