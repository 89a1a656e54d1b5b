//! Codes: each reaches one error.

use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Diagnostics, quoted};
use crate::lower::errors::Known;
use crate::span::Span;
use crate::syntax::Status;

/// A code reaches one error on each level: that of an endpoint, and that of the whole API. A code of an endpoint may be
/// one of the API too; the endpoint's comes first (rule 24), which is how a vendor's catalogue is narrowed.
pub(crate) fn twice(diags: &Diagnostics, known: &[Known<'_>]) -> Checked<()> {
    let mut result = Ok(());
    for (position, second) in known.iter().enumerate() {
        let before = known
            .iter()
            .take(position)
            .filter(|first| first.endpoint == second.endpoint);
        let Some((first, what)) = before.filter_map(|first| Some((first, same(first, second)?))).next() else {
            continue;
        };
        let (a, b) = (quoted(&first.name.value), quoted(&second.name.value));
        let message = match a == b {
            true => format!("the error {a} has the {what} twice"),
            false => format!("the {what} is both {a} and {b}"),
        };
        let help = match second.code {
            Some(_) => "remove it from one of them; the same meaning is one error with several codes",
            None => "give them codes, or make them one error",
        };
        let diagnostic = Diagnostic::new(Code::CodeTwice, place(second), message, b);
        result = Err(diags.report(diagnostic.other(place(first), a).help(help)));
    }
    result
}

/// What two have in common: a code, or a status by which alone both are known.
fn same(first: &Known<'_>, second: &Known<'_>) -> Option<String> {
    match (&first.code, &second.code) {
        (Some(a), Some(b)) if a.value == b.value => Some(format!("code {}", quoted(&a.value))),
        (None, None) => {
            let shared = first.statuses.iter().find(|status| second.statuses.contains(status))?;
            Some(match shared {
                Status::Exact(status) => format!("status {status} alone"),
                Status::Class(class) => format!("status {class}xx alone"),
            })
        }
        _ => None,
    }
}

fn place(known: &Known<'_>) -> Span {
    known.code.as_ref().map_or(known.name.span, |code| code.span)
}
