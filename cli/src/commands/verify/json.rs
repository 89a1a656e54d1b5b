//! A drift as one line of JSON, for programs.
//!
//! **Invariant:** every key is in every line; what is not there is null. Keys are added, never renamed.

use super::report::severity;
use crate::commands::check::json::{Place, place};
use crate::exit::Failure;
use bindery_codegen::source::Files;
use bindery_codegen::verify::Drift;
use serde::Serialize;

#[derive(Serialize)]
struct Line<'a> {
    kind: &'a str,
    severity: &'a str,
    message: &'a str,
    /// The way out.
    help: &'a str,
    /// The same for all items.
    path: &'a str,
    /// The first places.
    paths: &'a [String],
    count: usize,
    of: usize,
    #[serde(flatten)]
    place: Place<'a>,
    /// Where the spec says otherwise.
    declared: Option<Place<'a>>,
}

/// The line, with its line break.
pub fn line(files: &Files, drift: &Drift) -> Result<String, Failure> {
    let line = Line {
        kind: drift.kind.name(),
        severity: severity(drift),
        message: &drift.message,
        help: &drift.help,
        path: &drift.path,
        paths: &drift.paths,
        count: drift.count,
        of: drift.of,
        place: place(files, drift.span, &drift.label),
        declared: drift.declared.as_ref().map(|(span, label)| place(files, *span, label)),
    };
    serde_json::to_string(&line)
        .map(|text| text + "\n")
        .map_err(|error| Failure::new(format!("cannot write JSON: {error}")))
}
