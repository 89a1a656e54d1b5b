//! A diagnostic as one line of JSON, for programs.
//!
//! **Invariant:** every key is in every line; what is not there is null. Keys are added, never renamed.

use crate::exit::Failure;
use bindery_codegen::diag::Diagnostic;
use bindery_codegen::source::Files;
use bindery_codegen::span::Span;
use serde::Serialize;

#[derive(Serialize)]
struct Line<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    /// The way out.
    help: Option<&'a str>,
    #[serde(flatten)]
    place: Place<'a>,
    /// Further places.
    others: Vec<Place<'a>>,
}

/// A place in a file.
#[derive(Serialize)]
pub struct Place<'a> {
    /// What stands there.
    label: Option<&'a str>,
    file: &'a str,
    bytes: Bytes,
    start: Position,
    /// One past the last character.
    end: Position,
}

#[derive(Serialize)]
struct Bytes {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

/// The line, with its line break.
pub fn line(files: &Files, diagnostic: &Diagnostic) -> Result<String, Failure> {
    let line = Line {
        code: diagnostic.code.name(),
        severity: diagnostic.severity.name(),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        place: place(files, diagnostic.span, &diagnostic.label),
        others: diagnostic
            .others
            .iter()
            .map(|(span, label)| place(files, *span, label))
            .collect(),
    };
    serde_json::to_string(&line)
        .map(|text| text + "\n")
        .map_err(|error| Failure::new(format!("cannot write JSON: {error}")))
}

/// A place, and what stands there.
pub fn place<'a>(files: &'a Files, span: Span, label: &'a str) -> Place<'a> {
    let position = |start| {
        let (line, column) = files.line_column(Span { start, ..span });
        Position { line, column }
    };
    Place {
        label: (!label.is_empty()).then_some(label),
        file: files.path(span.file),
        bytes: Bytes {
            start: span.start,
            end: span.end,
        },
        start: position(span.start),
        end: position(span.end),
    }
}
