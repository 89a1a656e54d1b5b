//! Text that YAML cut apart because it stood without quotes in `{ }` or `[ ]`, or begins with one of them.
//!
//! Input: a mapping just closed, or the place where parsing stopped. Output: `flow_text` diagnostics that show the text
//! quoted. **Invariant:** only text without quotes is blamed; a key that has its colon is a key.

use super::read::{Last, Reader};
use super::{Kind, Node};
use crate::codes::Code;
use crate::diag::{Diagnostic, Diagnostics, quoted};
use crate::span::Span;

/// `{ doc: a, b }`: reports and removes keys without colon and value that follow unquoted text.
pub(super) fn take_cut_text(text: &str, entries: &mut Vec<(Node, Node)>, diags: &Diagnostics) {
    let mut kept: Vec<(Node, Node)> = Vec::with_capacity(entries.len());
    let mut cut: Vec<Node> = Vec::new();
    for (key, value) in std::mem::take(entries) {
        let bare = is_plain(&key) && value.is_empty() && !has_colon(text, key.span);
        let follows_text = kept
            .last()
            .is_some_and(|(_, before)| is_plain(before) && !before.is_empty());
        if bare && follows_text {
            cut.push(key);
            continue;
        }
        report_cut(text, &kept, &mut cut, diags);
        if bare && let Some((name, rest)) = key.text().and_then(|key| key.split_once(':')) {
            let message = format!(
                "{} has no value: `:` needs a space after it",
                quoted(key.text().unwrap_or_default())
            );
            let help = format!("write `{name}: {rest}`, or quote the text");
            diags.report(Diagnostic::new(Code::FlowText, key.span, message, "read as one key").help(help));
            continue;
        }
        kept.push((key, value));
    }
    report_cut(text, &kept, &mut cut, diags);
    *entries = kept;
}

fn report_cut(text: &str, kept: &[(Node, Node)], cut: &mut Vec<Node>, diags: &Diagnostics) {
    let cut = std::mem::take(cut);
    let (Some((key, value)), Some(first), Some(last)) = (kept.last(), cut.first(), cut.last()) else {
        return;
    };
    let whole = slice(text, value.span.to(last.span));
    let name = first.text().unwrap_or_default();
    let message = format!("{} has no value: a comma inside {{ }} starts a new key", quoted(name));
    let quoted = format!("{}: {}", key.text().unwrap_or_default(), in_quotes(whole));
    let help = if name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') {
        format!("if it is a key, write `{name}: true`; else quote the whole text: `{quoted}`")
    } else {
        format!("quote the whole text: `{quoted}`")
    };
    let diagnostic = Diagnostic::new(Code::FlowText, first.span, message, "read as a key");
    diags.report(diagnostic.other(value.span, "the text ends here").help(help));
}

/// `{ doc: x {id} }`, `{ get: /c/{id}/ }`, `{ doc: a: b }`, `wire: {field}={value}`: where parsing stopped at what
/// should have been quoted.
pub(super) fn cut_here(reader: &Reader<'_>, at: usize) -> Option<Diagnostic> {
    let (before, last) = reader.last?;
    let rest = reader.text.get(at..)?;
    let gap = reader.text.get(before.end as usize..at)?;
    if gap.contains('\n') {
        return None;
    }
    let sign = rest.chars().next().filter(|c| !c.is_control())?;
    let here = Span {
        file: reader.file,
        start: u32::try_from(at).ok()?,
        end: u32::try_from(at + sign.len_utf8()).ok()?,
    };
    let in_flow = reader.stack.last().is_some_and(|open| open.flow);
    let (message, label) = match last {
        Last::Plain if in_flow && matches!(sign, '{' | '[') => (
            format!("`{sign}` inside text must be quoted here"),
            format!("`{sign}` ends the text"),
        ),
        Last::Plain if in_flow && sign == ':' => {
            ("`: ` inside text must be quoted".to_owned(), "ends the text".to_owned())
        }
        Last::Flow => {
            let open = if reader.text.get(before.start as usize..)?.starts_with('[') {
                '['
            } else {
                '{'
            };
            (
                format!("text that begins with `{open}` must be quoted"),
                "follows what was read as a whole".to_owned(),
            )
        }
        _ => return None,
    };
    let start = before.start as usize;
    let end = if in_flow {
        end_of_flow_text(reader.text, start)
    } else {
        end_of_line(reader.text, start)
    };
    let help = format!(
        "quote the text: `{}`",
        in_quotes(reader.text.get(start..end)?.trim_end())
    );
    Some(
        Diagnostic::new(Code::FlowText, here, message, label)
            .other(before, "the text begins here")
            .help(help),
    )
}

/// Where an author who forgot the quotes meant a text in `{ }` to end: at a comma or bracket that closes more than the
/// text opened.
pub(super) fn end_of_flow_text(text: &str, start: usize) -> usize {
    let mut depth = 0usize;
    for (at, c) in text.get(start..).unwrap_or_default().char_indices() {
        match c {
            '\n' | '\r' => return start + at,
            '{' | '[' => depth += 1,
            ',' | '}' | ']' if depth == 0 => return start + at,
            '}' | ']' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// Where the text of a line ends: before a comment.
pub(super) fn end_of_line(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.split(['\n', '\r']).next().unwrap_or_default();
    start + line.find(" #").unwrap_or(line.len())
}

/// A text in the quotes that need no escapes.
pub(super) fn in_quotes(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}

fn is_plain(node: &Node) -> bool {
    matches!(node.kind, Kind::Scalar { plain: true, .. })
}

fn has_colon(text: &str, key: Span) -> bool {
    text.get(key.end as usize..)
        .is_some_and(|rest| rest.trim_start().starts_with(':'))
}

fn slice(text: &str, span: Span) -> &str {
    text.get(span.start as usize..span.end as usize).unwrap_or_default()
}
