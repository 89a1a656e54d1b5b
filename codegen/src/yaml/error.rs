//! What the parser says, in words for people who write specs.
//!
//! Input: the parser's error and what was read before it. Output: one diagnostic. **Invariant:** every kind of error
//! has a message; known slips have a way out.

use super::flow::{self, end_of_flow_text, end_of_line, in_quotes};
use super::layout;
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
    let layout = matches!(
        error.kind(),
        ErrorKind::MappingValueNotAllowed
            | ErrorKind::SimpleKeyExpected
            | ErrorKind::InvalidSimpleKey
            | ErrorKind::InvalidIndentation
            | ErrorKind::ExpectedBlockMappingKey
    );
    let told = || {
        let closed = || layout::never_closed(reader, at);
        let slip = || layout::slip(reader, at).filter(|_| layout);
        let cut = || flow::cut_here(reader, at).filter(|_| expects);
        closed().or_else(cut).or_else(slip)
    };
    if (expects || layout || is_open(error.kind()))
        && let Some(told) = told()
    {
        return told;
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
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            if let Some(told) = quote_inside(reader, at) {
                return told;
            }
            (
                "text follows a closing quote".into(),
                "quote all of it; inside '…' a quote is written twice: 'it''s'",
            )
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => return escape(reader, at),
        ErrorKind::MappingValueNotAllowed => (
            "`:` cannot stand here".into(),
            "quote a text that holds `: `, and check the indentation of this line",
        ),
        ErrorKind::UnexpectedCharacter { character } => {
            let message = format!("text without quotes cannot begin with `{character}`");
            return Diagnostic::new(Code::Yaml, span, message, "here").help(quote_it(reader, at));
        }
        ErrorKind::MissingAnchorOrAliasName => {
            let message = "text without quotes cannot begin with `*` or `&`";
            return Diagnostic::new(Code::Yaml, span, message, "here").help(quote_it(reader, at));
        }
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

/// Kinds of errors that an open bracket leads to.
fn is_open(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::UnclosedFlowCollection { .. }
            | ErrorKind::InvalidColonPlacement
            | ErrorKind::InvalidFlowScalarIndent
            | ErrorKind::UnexpectedEofFlowMapping
            | ErrorKind::UnexpectedEofFlowSequence
            | ErrorKind::UnexpectedEofImplicitFlowMapping
    )
}

/// The text that begins at a place, in quotes.
fn quote_it(reader: &Reader<'_>, at: usize) -> String {
    let in_flow = reader.stack.last().is_some_and(|open| open.flow);
    let end = if in_flow {
        end_of_flow_text(reader.text, at)
    } else {
        end_of_line(reader.text, at)
    };
    let text = reader.text.get(at..end).unwrap_or_default().trim_end();
    format!("quote the text: `{}`", in_quotes(text))
}

/// `'the order's number'`: text behind a quote that closed; or one that was closed only by the next text's quote.
fn quote_inside(reader: &Reader<'_>, at: usize) -> Option<Diagnostic> {
    let before = reader.text.get(..at)?.trim_end();
    let quote = before.chars().next_back().filter(|c| matches!(c, '"' | '\''))?;
    let close = before.len() - 1;
    let open = opening_quote(reader.text, close)
        .filter(|open| reader.text.get(*open..).is_some_and(|text| text.starts_with(quote)))?;
    if reader.text.get(open..close)?.contains('\n') {
        let diagnostic = Diagnostic::new(Code::Yaml, here(reader, open), NOT_CLOSED, "opened here");
        return Some(
            diagnostic
                .other(here(reader, close), "only this one closes it")
                .help("close it on its own line"),
        );
    }
    let line = reader.text.get(close + 1..end_of_line(reader.text, close))?;
    let whole = reader.text.get(open + 1..close + 1 + line.rfind(quote)?)?;
    let help = match quote {
        '\'' if !whole.contains(['"', '\\']) => format!("write `\"{whole}\"`"),
        '\'' => format!("write it twice: `'{}'`", whole.replace('\'', "''")),
        _ if !whole.contains('\'') => format!("write `'{whole}'`"),
        _ => format!("write `\"{}\"`", whole.replace('"', "\\\"")),
    };
    let diagnostic = Diagnostic::new(
        Code::Yaml,
        here(reader, close),
        "a quote inside the text ends it",
        "ends here",
    );
    Some(diagnostic.other(here(reader, open), "the text begins here").help(help))
}

/// `"^\d+$"`: a backslash that begins no escape.
fn escape(reader: &Reader<'_>, at: usize) -> Diagnostic {
    let message = "there is no such escape inside \"…\"";
    let rest = reader.text.get(at..).unwrap_or_default();
    let mut chars = rest.char_indices();
    let mut found = None;
    while let Some((offset, c)) = chars.next() {
        if c == '\\'
            && let Some((_, next)) = chars.next()
            && !"0abtnvfre \"/\\N_LPxuU\t\n".contains(next)
        {
            found = Some((at + offset, next));
            break;
        }
    }
    let Some((place, next)) = found else {
        return Diagnostic::new(Code::Yaml, here(reader, at), message, "in this text")
            .help("write `\\\\` for a backslash, or use single quotes, where it stands for itself");
    };
    let mut span = here(reader, place);
    span.end += u32::try_from(next.len_utf8()).unwrap_or(1);
    let text = rest
        .get(1..)
        .and_then(|text| text.split(['"', '\n']).next())
        .unwrap_or_default();
    let help = format!(
        "use single quotes, where `\\` stands for itself: `'{}'`",
        text.replace('\'', "''")
    );
    Diagnostic::new(Code::Yaml, span, message, "no escape").help(help)
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
    let help = match kind {
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            let missing = if *open == '[' { ']' } else { '}' };
            format!("write `{missing}` before the `{close}`")
        }
        _ => "close every `{` and `[`, and quote texts that hold one".to_owned(),
    };
    let label = if matches!(kind, ErrorKind::MismatchedFlowCollectionEnd { .. }) {
        "opened here"
    } else {
        "here"
    };
    let diagnostic = Diagnostic::new(Code::Yaml, span, message, label).help(help);
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
