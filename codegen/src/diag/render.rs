//! Diagnostics as text: for people with the lines of the spec and carets, or one line each.
//!
//! Input: diagnostics and the files they are about. Output: text without colours. **Invariant:** never fails; a place
//! outside its file is shown as its end.

use crate::diag::{Diagnostic, Severity};
use crate::source::{Files, floor_boundary};
use crate::span::{FileId, Span};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// More than this is not shown: no lines that people write.
const LONGEST: usize = 32 * 1024;

/// What a picture shows: the parts of a [`Diagnostic`], for messages that are none.
#[derive(Debug, Clone, Copy)]
pub struct Picture<'p> {
    /// How bad it is: decides the colours.
    pub severity: Severity,
    /// The word for that, where not the severity's own.
    pub word: Option<&'p str>,
    /// What stands in brackets behind the word; may be empty.
    pub id: &'p str,
    /// One sentence.
    pub message: &'p str,
    /// Where.
    pub span: Span,
    /// What stands under the caret.
    pub label: &'p str,
    /// Further places, with what is there.
    pub others: &'p [(Span, String)],
    /// The way out.
    pub help: Option<&'p str>,
}

impl<'p> Picture<'p> {
    fn of(diagnostic: &'p Diagnostic) -> Self {
        Self {
            severity: diagnostic.severity,
            word: None,
            id: diagnostic.code.name(),
            message: &diagnostic.message,
            span: diagnostic.span,
            label: &diagnostic.label,
            others: &diagnostic.others,
            help: diagnostic.help.as_deref(),
        }
    }

    /// The lines with carets, with the colours of a terminal. Without a line break at the end.
    #[must_use]
    pub fn coloured(&self, files: &Files) -> String {
        draw(files, self, &Renderer::styled())
    }
}

/// The long form: `error[code]: message`, the lines with carets, the way out. Without a line break at the end.
#[must_use]
pub fn human(files: &Files, diagnostic: &Diagnostic) -> String {
    draw(files, &Picture::of(diagnostic), &Renderer::plain())
}

/// The long form with the colours of a terminal.
#[must_use]
pub fn coloured(files: &Files, diagnostic: &Diagnostic) -> String {
    draw(files, &Picture::of(diagnostic), &Renderer::styled())
}

fn draw(files: &Files, picture: &Picture<'_>, renderer: &Renderer) -> String {
    let level = match picture.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let level = match picture.word {
        Some(word) => level.with_name(word),
        None => level,
    };
    let mut title = level.primary_title(picture.message);
    if !picture.id.is_empty() {
        title = title.id(picture.id);
    }
    let mut group = title.elements(None::<Origin<'_>>);
    for file in files_of(picture) {
        group = add_file(group, files, file, picture);
    }
    if let Some(help) = picture.help {
        group = group.element(Level::HELP.message(help));
    }
    renderer.render(&[group])
}

/// The short form: `file:line:column: error[code]: message`, one line.
///
/// ```
/// use bindery_codegen::{codes::Code, diag::{Diagnostic, render}, source::Files, span::Span};
/// let mut files = Files::default();
/// let file = files.add("shop.yaml", "bindery: 1\nvendor: Shop\n");
/// let vendor = Span { file, start: 19, end: 23 };
/// let diagnostic = Diagnostic::new(Code::BadName, vendor, "`Shop` is no name of a module", "not snake_case");
/// assert_eq!(render::short(&files, &diagnostic), "shop.yaml:2:9: error[bad_name]: `Shop` is no name of a module");
/// ```
#[must_use]
pub fn short(files: &Files, diagnostic: &Diagnostic) -> String {
    let (line, column) = files.line_column(diagnostic.span);
    let message = diagnostic.message.replace(['\n', '\r'], " ");
    let path = files.path(diagnostic.span.file);
    let (severity, code) = (diagnostic.severity.name(), diagnostic.code.name());
    format!("{path}:{line}:{column}: {severity}[{code}]: {message}")
}

/// Every diagnostic in the long form, an empty line between two.
#[must_use]
pub fn all(files: &Files, diagnostics: &[Diagnostic]) -> String {
    diagnostics
        .iter()
        .map(|it| human(files, it) + "\n")
        .collect::<Vec<_>>()
        .join("\n")
}

/// The files of a message, that of its caret first.
fn files_of(picture: &Picture<'_>) -> Vec<FileId> {
    let mut ids = vec![picture.span.file];
    for (span, _) in picture.others {
        if !ids.contains(&span.file) {
            ids.push(span.file);
        }
    }
    ids
}

fn add_file<'a>(group: Group<'a>, files: &'a Files, file: FileId, picture: &Picture<'a>) -> Group<'a> {
    let (path, text) = (files.path(file), files.text(file));
    if text.is_empty() {
        return group.element(Origin::path(path)); // not read: there is no line to show
    }
    let here = Some((picture.span, AnnotationKind::Primary, picture.label));
    let others = picture
        .others
        .iter()
        .map(|(span, label)| (*span, AnnotationKind::Context, label.as_str()));
    let marks: Vec<_> = here
        .into_iter()
        .chain(others)
        .filter(|(span, ..)| span.file == file)
        .map(|(span, kind, label)| (range(text, span), kind, label))
        .collect();
    // Only the lines concerned are handed over: the renderer looks at every byte, for every message.
    let first = marks.iter().map(|(range, ..)| range.start).min().unwrap_or(0);
    let last = marks.iter().map(|(range, ..)| range.end).max().unwrap_or(first);
    let start = text
        .get(..first)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |at| at + 1);
    let rest = text.get(last..).and_then(|rest| rest.split('\n').next());
    let end = last + rest.map_or(0, |rest| rest.trim_end_matches('\r').len());
    let line = files
        .line_column(Span {
            file,
            start: u32::try_from(start).unwrap_or(u32::MAX),
            end: 0,
        })
        .0;
    if end - start > LONGEST {
        let at = Span {
            file,
            start: u32::try_from(first).unwrap_or(u32::MAX),
            end: 0,
        };
        let (line, column) = files.line_column(at);
        return group.element(Origin::path(path).line(line).char_column(column));
    }
    let mut snippet = Snippet::<Annotation<'_>>::source(text.get(start..end).unwrap_or_default())
        .path(path)
        .line_start(line);
    for (range, kind, label) in marks {
        snippet = snippet.annotation(kind.span(range.start - start..range.end - start).label(label));
    }
    group.element(snippet)
}

/// The bytes under a caret: on character boundaries, and of a block only its first line.
fn range(text: &str, span: Span) -> Range<usize> {
    let start = floor_boundary(text, span.start as usize);
    let end = floor_boundary(text, span.end as usize).max(start);
    let first = text.get(start..end).and_then(|all| all.split(['\n', '\r']).next());
    start..start + first.map_or(0, |first| first.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::Code;

    fn span(file: FileId, start: u32, end: u32) -> Span {
        Span { file, start, end }
    }

    #[test]
    fn labels_in_two_files_and_a_block_of_lines() {
        let mut files = Files::default();
        let shop = files.add("shop.yaml", "vendor: shop\r\nlookups:\r\n  gte: x\r\n  lte: é\r\n");
        let base = files.add("base.yaml", "a: 1\nb: 2");
        let diagnostic = Diagnostic::new(Code::SameWire, span(shop, 26, 45), "the same", "here")
            .other(span(base, 5, 6), "there")
            .help("rename");
        let text = "\
error[same_wire]: the same
 --> shop.yaml:3:3
  |
3 |   gte: x
  |   ^^^^^^ here
  |
 ::: base.yaml:2:1
  |
2 | b: 2
  | - there
  |
  = help: rename";
        assert_eq!(human(&files, &diagnostic), text);
        assert_eq!(short(&files, &diagnostic), "shop.yaml:3:3: error[same_wire]: the same");
    }

    #[test]
    fn a_line_that_nobody_wrote_is_not_shown() {
        let mut files = Files::default();
        let file = files.add("shop.yaml", format!("a: 1\nb: {}", "x".repeat(LONGEST)));
        let diagnostic = Diagnostic::new(Code::Shape, span(file, 8, 9), "wrong", "here");
        assert_eq!(human(&files, &diagnostic), "error[shape]: wrong\n--> shop.yaml:2:4");
    }

    #[test]
    fn places_outside_the_file_are_shown_as_its_end() {
        let mut files = Files::default();
        let file = files.add("shop.yaml", "a: é");
        for (start, end) in [(4, 4), (4, 5), (3, 999), (999, 999), (5, 2), (u32::MAX, u32::MAX)] {
            let diagnostic = Diagnostic::new(Code::Shape, span(file, start, end), "wrong", "here");
            assert!(human(&files, &diagnostic).contains("shop.yaml:1:"), "{start}..{end}");
            assert!(short(&files, &diagnostic).starts_with("shop.yaml:1:"));
        }
        let foreign = Diagnostic::new(Code::Unused, span(FileId(9), 1, 2), "two\nlines", "");
        assert!(human(&files, &foreign).starts_with("warning[unused]: two"));
        assert_eq!(short(&files, &foreign), ":1:1: warning[unused]: two lines");
    }
}
