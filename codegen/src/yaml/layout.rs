//! Slips of layout: what the parser notices only where it can go no further, told from the lines themselves.
//!
//! Input: the place where parsing stopped. Output: the message about the line that caused it. **Invariant:** where the
//! lines do not show the slip clearly, there is none, and the parser's own words stand.

use super::flow::{end_of_line, in_quotes};
use super::read::Reader;
use crate::codes::Code;
use crate::diag::{Diagnostic, quoted};
use crate::span::Span;

/// A line that says something.
#[derive(Debug, Clone, Copy)]
struct Line<'a> {
    /// The byte its text begins at.
    start: usize,
    /// The spaces before.
    indent: usize,
    /// Without indentation, comment and white space at the end.
    text: &'a str,
}

impl<'a> Line<'a> {
    /// The line that holds a place.
    fn at(text: &'a str, at: usize) -> Option<Self> {
        let begin = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
        let whole = text.get(begin..)?.split('\n').next()?;
        let said = whole.trim_start();
        let indent = whole.len() - said.len();
        let start = begin + indent;
        let said = text.get(start..end_of_line(text, start))?.trim_end();
        Some(Self {
            start,
            indent,
            text: if said.starts_with('#') { "" } else { said },
        })
    }

    /// The nearest line above that says something.
    fn above(&self, text: &'a str) -> Option<Self> {
        let mut end = self.start - self.indent;
        while let Some(before) = end.checked_sub(1) {
            let line = Self::at(text, before)?;
            if !line.text.is_empty() {
                return Some(line);
            }
            end = line.start - line.indent;
        }
        None
    }

    /// The nearest line above that is indented less: what this one belongs to.
    fn parent(&self, text: &'a str) -> Option<Self> {
        let mut line = self.above(text)?;
        while line.indent >= self.indent {
            line = line.above(text)?;
        }
        Some(line)
    }

    /// Its key, where it has one.
    fn key(&self) -> Option<&'a str> {
        let key = self.text.split_once(": ").map(|(key, _)| key);
        key.or_else(|| self.text.strip_suffix(':'))
    }

    /// Where its value begins, if there is one.
    fn value(&self) -> Option<usize> {
        let (key, value) = self.text.split_once(": ")?;
        let gap = value.len() - value.trim_start().len();
        Some(key.len() + 2 + gap)
    }

    /// Whether it is text of a block (`doc: |`), or an item of a list: then nothing can be told from it.
    fn is_opaque(&self, text: &str) -> bool {
        let block = |parent: Line<'_>| parent.text.ends_with(['|', '>', '-', '+']) && parent.text.contains([':']);
        self.text.starts_with("- ")
            || self.text.starts_with(['"', '\'', '{', '[', '}', ']'])
            || self.parent(text).is_some_and(block)
    }
}

/// What is wrong with the layout around a place, in a block.
pub(super) fn slip(reader: &Reader<'_>, at: usize) -> Option<Diagnostic> {
    if reader.stack.last().is_some_and(|open| open.flow) {
        return None;
    }
    let text = reader.text;
    let line = Line::at(text, at)?;
    if line.text.is_empty() || line.is_opaque(text) {
        return None;
    }
    let above = line.above(text).filter(|above| !above.is_opaque(text));
    match line.key() {
        None => Some(no_colon(reader, line)),
        Some(key) => {
            let ends = line.start + key.len();
            if at > ends
                && let Some(value) = line.value()
            {
                return colon_in_text(reader, line, value, at);
            }
            if let Some(above) = above.filter(|above| above.key().is_none()) {
                return Some(no_colon(reader, above));
            }
            match above {
                Some(above) if above.indent < line.indent => too_deep(reader, line, key, above),
                _ => odd_column(reader, line, key),
            }
        }
    }
}

/// `name string`, `name:string`, `Order`: a key without its colon and space.
fn no_colon(reader: &Reader<'_>, line: Line<'_>) -> Diagnostic {
    if let Some((key, rest)) = line.text.split_once(':')
        && !key.contains(char::is_whitespace)
        && !rest.starts_with("//")
    {
        let colon = line.start + key.len();
        let message = format!("{} is one text: `:` needs a space after it", quoted(line.text));
        return Diagnostic::new(Code::Yaml, span(reader, colon, 1), message, "no space after it")
            .help(format!("write `{key}: {rest}`"));
    }
    let (key, rest) = line.text.split_once(char::is_whitespace).unwrap_or((line.text, ""));
    let message = format!("`:` is missing after {}", quoted(key));
    let right = format!("{key}: {}", rest.trim_start());
    Diagnostic::new(
        Code::Yaml,
        span(reader, line.start, key.len()),
        message,
        "no `:` after it",
    )
    .help(format!("write `{}`", right.trim_end()))
}

/// `doc: The owner: a user`.
fn colon_in_text(reader: &Reader<'_>, line: Line<'_>, value: usize, at: usize) -> Option<Diagnostic> {
    let key = line.key()?;
    let said = line.text.get(value..)?;
    let diagnostic = Diagnostic::new(
        Code::Yaml,
        span(reader, at, 1),
        "`: ` inside a text must be quoted",
        "would begin another value",
    );
    let start = span(reader, line.start + value, 1);
    Some(
        diagnostic
            .other(start, "the text begins here")
            .help(format!("quote the whole text: `{key}: {}`", in_quotes(said))),
    )
}

/// A line below `id: integer` that is indented as if it belonged to it.
fn too_deep(reader: &Reader<'_>, line: Line<'_>, key: &str, above: Line<'_>) -> Option<Diagnostic> {
    let value = above.value()?;
    let message = format!(
        "{} is indented as if it belonged to the line above, which has a value",
        quoted(key)
    );
    let width = above.text.len() - value;
    let diagnostic = Diagnostic::new(
        Code::Yaml,
        span(reader, line.start, key.len()),
        message,
        "too far right",
    )
    .other(span(reader, above.start + value, width), "the value");
    Some(diagnostic.help(format!("begin it in the same column as {}", quoted(above.key()?))))
}

/// A line between two levels.
fn odd_column(reader: &Reader<'_>, line: Line<'_>, key: &str) -> Option<Diagnostic> {
    let mut levels = vec![line.above(reader.text)?];
    while let Some(parent) = levels.last().and_then(|level| level.parent(reader.text)) {
        levels.push(parent);
    }
    if levels.iter().any(|level| level.indent == line.indent) {
        return None;
    }
    let near = levels
        .iter()
        .filter_map(|level| Some((level.indent.abs_diff(line.indent), level.indent, level.key()?)));
    let mut near: Vec<_> = near.collect();
    near.sort_by_key(|(distance, ..)| *distance);
    let near: Vec<String> = near
        .iter()
        .take(2)
        .map(|(_, indent, key)| format!("in column {} as {} does", indent + 1, quoted(key)))
        .collect();
    if near.is_empty() {
        return None;
    }
    let message = format!(
        "{} begins in column {}, where no line above it begins",
        quoted(key),
        line.indent + 1
    );
    let diagnostic = Diagnostic::new(
        Code::Yaml,
        span(reader, line.start, key.len()),
        message,
        "between two levels",
    );
    Some(diagnostic.help(format!("begin it {}", near.join(", or "))))
}

/// `{` of an earlier line that was never closed: the place stands in a line that belongs to what is around it.
pub(super) fn never_closed(reader: &Reader<'_>, at: usize) -> Option<Diagnostic> {
    let open = reader.stack.iter().rev().find(|open| open.flow)?;
    let first = Line::at(reader.text, open.span.start as usize)?;
    let line = Line::at(reader.text, at)?;
    if line.start <= first.start || line.indent > first.indent || line.text.starts_with(['}', ']']) {
        return None;
    }
    let start = open.span.start as usize;
    let bracket = reader.text.get(start..)?.chars().next()?;
    let close = if bracket == '[' { ']' } else { '}' };
    let whole = reader.text.get(start..)?.split('\n').next()?;
    if let Some(comment) = whole.find(" #") {
        let begin = start + comment + 1;
        let meant = super::flow::end_of_flow_text(reader.text, begin);
        let message = format!("` #` begins a comment, so that `{bracket}` is not closed");
        return Some(
            Diagnostic::new(
                Code::FlowText,
                span(reader, begin, 1),
                message,
                "from here on it is a comment",
            )
            .other(span(reader, start, 1), "opened here")
            .help(format!(
                "quote the text: `{}`",
                in_quotes(reader.text.get(begin..meant)?.trim_end())
            )),
        );
    }
    let message = format!("`{bracket}` is not closed");
    let diagnostic = Diagnostic::new(Code::Yaml, span(reader, start, 1), message, "opened here");
    Some(diagnostic.help(format!(
        "write `{close}` at its end; a text that holds a bracket is quoted"
    )))
}

fn span(reader: &Reader<'_>, start: usize, width: usize) -> Span {
    let at = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span {
        file: reader.file,
        start: at(start),
        end: at(start + width),
    }
}
