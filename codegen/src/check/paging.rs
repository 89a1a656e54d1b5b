//! Paging: one way to go on, and places that can hold what is read there.

use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Diagnostics, quoted};
use crate::ir::{self, PageRole, Paging as Lowered, ReadRole};
use crate::lower::paging::{Paging, Sent};
use crate::lower::parameter::type_span;
use crate::lower::scope::Scope;
use crate::span::Span;
use crate::syntax::{Field, Place, Text};
use std::rc::Rc;

/// A client goes on in one way: by the vendor's own next page or link, else by counting pages or items. With two, it
/// would have to guess; with none, it would read the first page for ever.
pub(crate) fn next(diags: &Diagnostics, send: &[Sent<'_>], read: &[(ReadRole, ir::Place)], at: Span) -> Checked<()> {
    let reads = |role: ReadRole| read.iter().any(|(known, _)| *known == role);
    let sends = |role: PageRole| send.iter().any(|sent| sent.role.role == role);
    let refuse = |message: &str, label: &str, help: &str| {
        Err(diags.report(Diagnostic::new(Code::PagingNext, at, message, label).help(help)))
    };
    let ways = [
        (ReadRole::NextUrl, "next_url"),
        (ReadRole::NextPage, "next_page"),
        (ReadRole::NextCursor, "next_cursor"),
    ];
    let ways: Vec<&str> = ways
        .iter()
        .filter(|(role, _)| reads(*role))
        .map(|(_, name)| *name)
        .collect();
    let counted = [
        (PageRole::Page, "page"),
        (PageRole::Offset, "offset"),
        (PageRole::Limit, "limit"),
    ];
    let counted = counted.into_iter().find(|(role, _)| sends(*role)).map(|(_, name)| name);
    match ways.as_slice() {
        [_, _, ..] => refuse(
            "the paging names several ways to go on",
            &format!("reads {}", all_of(&ways)),
            &format!("keep one of {}", all_of(&ways)),
        ),
        ["next_page"] if !sends(PageRole::Page) => refuse(
            "the next page is read, but no parameter asks for it",
            "reads `next_page`",
            "add `page` to `send`",
        ),
        ["next_cursor"] if !sends(PageRole::Cursor) => refuse(
            "the next cursor is read, but no parameter sends it",
            "reads `next_cursor`",
            "add `cursor` to `send`",
        ),
        _ if sends(PageRole::Range) && counted.is_some() => refuse(
            "a range says which items come, and another parameter says it again",
            &format!("sends {} and `range`", counted.map(quoted).unwrap_or_default()),
            "keep `range` alone in `send`",
        ),
        [] if !sends(PageRole::Page) && !sends(PageRole::Offset) && !sends(PageRole::Range) => refuse(
            "the paging names no way to go on",
            "this paging",
            match sends(PageRole::Cursor) {
                true => "read `next_cursor`, which says where the next page begins",
                false => "read `next_url`, `next_page` or `next_cursor`, or send `page`, `offset` or `range`",
            },
        ),
        _ => Ok(()),
    }
}

/// A parameter travels in the query or in a header, under one name.
pub(crate) fn placed(scope: &Scope<'_>, key: &Text, field: &Field) -> Checked<()> {
    let Some(header) = &field.header else { return Ok(()) };
    if let Some(name) = &field.name {
        let message = format!("the role {} has two names", quoted(&key.value));
        let diagnostic = Diagnostic::new(Code::OneOf, header.span, message, "a header");
        let help = "keep `name` for a parameter of the query, or `header`";
        return Err(scope
            .diags
            .report(diagnostic.other(name.span, "a parameter").help(help)));
    }
    super::header::is_free(scope, header)
}

/// `a`, `b` and `c`
fn all_of(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// A page without a paging could not be read.
pub(crate) fn declared<'a>(
    scope: &Scope<'_>,
    endpoint: &Text,
    returns: &Field,
    paging: Checked<Option<Rc<Paging<'a>>>>,
) -> Checked<Option<Rc<Paging<'a>>>> {
    let Ok(None) = paging else { return paging };
    let message = format!(
        "the endpoint {} returns a page, and nothing says how pages are read",
        quoted(&endpoint.value)
    );
    let span = type_span(returns).unwrap_or(returns.span);
    let help = "add `paging` with `send` and `read`, here or at the top, or take a dialect that has it";
    Err(scope.report_unknown(Diagnostic::new(Code::NoPaging, span, message, "a page").help(help)))
}

/// The items of a page stand somewhere.
pub(crate) fn items(scope: &Scope<'_>, paging: &Lowered, returns: Span) -> Checked<()> {
    if paging.read.iter().any(|(role, _)| *role == ReadRole::Items) {
        return Ok(());
    }
    let message = "nothing says where the items of the page stand";
    let help = "add `items` to `read` of the paging, or `at` to `returns`";
    Err(scope.report_unknown(Diagnostic::new(Code::NoPaging, returns, message, "a page without items").help(help)))
}

/// What kind of place it is.
pub(crate) fn a_place(place: &Place) -> &'static str {
    match place {
        Place::Paths(_) => "the body",
        Place::Header { .. } => "a header",
        Place::Link(_) => "a link",
        Place::Cookie(_) => "a cookie",
    }
}

/// Items stand in the body, a link can only be a URL, and a cookie is nothing of a page.
pub(crate) fn place(diags: &Diagnostics, key: &Text, role: ReadRole, place: &Place) -> Checked<()> {
    let url = matches!(role, ReadRole::NextUrl | ReadRole::PreviousUrl);
    let (span, help) = match place {
        Place::Paths(_) => return Ok(()),
        Place::Link(_) if url => return Ok(()),
        Place::Header { .. } if role != ReadRole::Items => return Ok(()),
        Place::Header { name: text, .. } | Place::Link(text) | Place::Cookie(text) if role == ReadRole::Items => {
            (text.span, "items stand in the body: write a path")
        }
        Place::Link(text) => (
            text.span,
            "a link holds a URL: write a path or a header, or read `next_url`",
        ),
        Place::Header { name: text, .. } | Place::Cookie(text) => (text.span, "write a path or a header"),
    };
    let message = format!(
        "{} of a page cannot be read from {}",
        quoted(&key.value),
        a_place(place)
    );
    Err(diags.report(Diagnostic::new(Code::BadPath, span, message, "this place").help(help)))
}
