//! What the parser says, in words for people who write specs.
//!
//! Input: the parser's error and what was read before it. Output: one diagnostic. **Invariant:** every kind of error
//! has a message; known slips have a way out.

use super::flow;
use super::read::{MAX_BYTES, MAX_DEPTH, Reader};
use crate::codes::Code;
use crate::diag::Diagnostic;
use crate::source::floor_boundary;
use crate::span::Span;
use granit_parser::{ErrorKind, ScanError};

/// The one message about a file that is no YAML.
pub(super) fn describe(reader: &Reader<'_>, error: &ScanError) -> Diagnostic {
    let at = floor_boundary(reader.text, error.marker().byte_offset().unwrap_or(reader.text.len()));
    let span = here(reader, at);
    let expects = matches!(
        error.kind(),
        ErrorKind::ExpectedFlowMappingSeparator
            | ErrorKind::ExpectedFlowSequenceSeparator
            | ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::ExpectedBlockSequenceEntry
            | ErrorKind::ExpectedDocumentStart
    );
    if expects && let Some(cut) = flow::cut_here(reader, at) {
        return cut;
    }
    let (message, help): (String, &str) = match error.kind() {
        ErrorKind::RecursionLimitExceeded => return too_deep(span),
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => {
            let message = "a tab stands where YAML allows only spaces";
            let diagnostic = Diagnostic::new(Code::Yaml, here(reader, tab(reader.text, at)), message, "a tab");
            return diagnostic.help("indentation needs spaces; two a level are usual");
        }
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::DocumentIndicatorInQuotedScalar => (
            NOT_CLOSED.into(),
            "close it on its own line; inside '…' a quote is written twice: 'it''s'",
        ),
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => (
            "text follows a closing quote".into(),
            "quote all of it; inside '…' a quote is written twice: 'it''s'",
        ),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => (
            "there is no such escape inside \"…\"".into(),
            "use single quotes where `\\` stands for itself: '^\\d+$'",
        ),
        ErrorKind::MappingValueNotAllowed => (
            "`:` cannot stand here".into(),
            "quote a text that holds `: `, and check the indentation of this line",
        ),
        ErrorKind::UnexpectedCharacter { character } => (
            format!("text without quotes cannot begin with `{character}`"),
            "quote the text",
        ),
        ErrorKind::MissingAnchorOrAliasName => (
            "text without quotes cannot begin with `*` or `&`".into(),
            "quote the text",
        ),
        ErrorKind::CommentInterceptedScalar => (
            "a comment stands inside a text of several lines".into(),
            "quote the text, or write it as a block: `doc: |`",
        ),
        ErrorKind::DirectiveDisallowed | ErrorKind::MissingDirectiveName | ErrorKind::InvalidDirectiveName => {
            ("a line cannot begin with `%`".into(), "quote the text")
        }
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidIndentation
        | ErrorKind::SimpleKeyExpected
        | ErrorKind::InvalidSimpleKey
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::ExpectedDocumentStart => (
            "this line does not continue what stands above it".into(),
            "the keys of one mapping begin in the same column and end in `: `; `- ` begins the items of a list",
        ),
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofImplicitFlowMapping => return bracket(reader, span, error.kind()),
        other => (
            format!("this is no YAML: {other}"),
            "quote texts that hold signs of YAML: `: `, ` #`, { } [ ] , & * ! | > ' \" % @",
        ),
    };
    let diagnostic = Diagnostic::new(Code::Yaml, span, message, "here").help(help);
    match opening_quote(reader.text, at).filter(|_| diagnostic.message == NOT_CLOSED) {
        Some(open) => diagnostic.other(here(reader, open), "opened here"),
        None => diagnostic,
    }
}

const NOT_CLOSED: &str = "a quote is not closed";

/// The last quote before a place that can have opened a text.
fn opening_quote(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?;
    let opens = |(at, _): &(usize, &str)| {
        before
            .get(..*at)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', '\n', '[', '{', ',']))
    };
    before.rmatch_indices(['"', '\'']).find(opens).map(|(at, _)| at)
}

/// The tab that an error is about: at the end of its line's indentation, or behind.
fn tab(text: &str, at: usize) -> usize {
    let start = text
        .get(..at)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |line| line + 1);
    text.get(start..)
        .and_then(|rest| rest.find('\t'))
        .map_or(at, |tab| start + tab)
}

/// Brackets that do not match; the innermost open one is shown.
fn bracket(reader: &Reader<'_>, span: Span, kind: &ErrorKind) -> Diagnostic {
    let message = match kind {
        ErrorKind::MisplacedFlowCollectionEnd => "this bracket closes nothing".to_owned(),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => format!("`{open}` is closed by `{close}`"),
        ErrorKind::UnclosedFlowCollection { open } => format!("`{open}` is not closed"),
        ErrorKind::ExpectedFlowMappingSeparator => "`,` or `}` is missing".to_owned(),
        ErrorKind::ExpectedFlowSequenceSeparator => "`,` or `]` is missing".to_owned(),
        _ => "a bracket is not closed".to_owned(),
    };
    let help = "close every `{` and `[`, and quote texts that hold one";
    let diagnostic = Diagnostic::new(Code::Yaml, span, message, "here").help(help);
    match reader.stack.iter().rev().find(|open| open.flow) {
        Some(open) if open.span.start < span.start => diagnostic.other(open.span, "opened here"),
        _ => diagnostic,
    }
}

/// The message about size.
pub(crate) fn too_large(span: Span) -> Diagnostic {
    let message = format!("the file is larger than {MAX_BYTES} bytes");
    let help = "no spec needs that; large bodies of examples stand in files: `file: examples/page.json`";
    Diagnostic::new(Code::TooLarge, span, message, "").help(help)
}

/// The message about nesting.
pub(super) fn too_deep(span: Span) -> Diagnostic {
    let message = format!("the nesting is deeper than {MAX_DEPTH} levels");
    let help = "no spec needs that; large bodies of examples stand in files: `file: examples/page.json`";
    Diagnostic::new(Code::TooDeep, span, message, "one level too many").help(help)
}

/// The character at a place; at the end of the file the last line that says something.
fn here(reader: &Reader<'_>, at: usize) -> Span {
    let at = if at >= reader.text.len() {
        reader.text.trim_end().len()
    } else {
        at
    };
    let width = reader
        .text
        .get(at..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, char::len_utf8);
    let at_u32 = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span {
        file: reader.file,
        start: at_u32(at),
        end: at_u32(at + width),
    }
}
