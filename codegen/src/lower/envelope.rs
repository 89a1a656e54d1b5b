//! Envelopes: where things stand in every body.
//!
//! Input: the vendor's envelope over the dialect's, part by part. Output: one [`ir::Envelope`] for all endpoints.
//! **Invariant:** what a body says of its success is a JSON scalar.

use crate::check::paging::a_place;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Reported, quoted};
use crate::ir;
use crate::lower::place::lower_place;
use crate::lower::scope::Scope;
use crate::syntax::{Envelope, FieldErrors, Place};
use bindery_attributes::endpoint::spell;

/// The envelope of the vendor.
pub fn lower_envelope(scope: &Scope<'_>) -> Checked<ir::Envelope> {
    let at = scope
        .envelope_at()
        .map(|at| at.map(|at| at.value.steps.clone()).unwrap_or_default());
    let success = lower_success(scope);
    let success_code = scope
        .envelope_success_code()
        .map(|path| path.map(|path| path.value.steps.clone()));
    let error = scope.envelope_error().and_then(|envelope| match envelope {
        Some(envelope) => lower_error(scope, envelope),
        None => Ok((None, None, None)),
    });
    let (code, message, fields) = error?;
    Ok(ir::Envelope {
        at: at?,
        success: success?,
        success_code: success_code?,
        code,
        message,
        fields,
    })
}

fn lower_success(scope: &Scope<'_>) -> Checked<Vec<(Vec<crate::syntax::Step>, String)>> {
    let mut success = Vec::new();
    let mut poison = Ok(());
    for (path, node) in scope.envelope_success()? {
        if node.scalar().is_none() {
            let message = format!(
                "what {} holds when a call succeeded is one value",
                quoted(&spell(&path.value.steps))
            );
            let diagnostic = Diagnostic::new(Code::Shape, node.span, message, format!("this is {}", node.describe()));
            poison = Err(scope
                .diags
                .report(diagnostic.help("write a text, number, boolean or null")));
            continue;
        }
        success.push((path.value.steps.clone(), node.to_json()));
    }
    poison.map(|()| success)
}

type Error = (Option<ir::Place>, Option<ir::Place>, Option<ir::FieldErrors>);

fn lower_error(scope: &Scope<'_>, envelope: &Envelope) -> Checked<Error> {
    let code = envelope
        .code
        .as_ref()
        .map(|place| in_answer(scope, place, "code"))
        .transpose();
    let message = envelope
        .message
        .as_ref()
        .map(|place| in_answer(scope, place, "message"))
        .transpose();
    let fields = envelope
        .fields
        .as_ref()
        .map(|fields| lower_fields(scope, fields))
        .transpose();
    Ok((code?, message?, fields?))
}

fn lower_fields(scope: &Scope<'_>, fields: &Checked<FieldErrors>) -> Checked<ir::FieldErrors> {
    match fields {
        Ok(FieldErrors::Map(place)) => in_body(scope, place, "fields").map(ir::FieldErrors::Map),
        Ok(FieldErrors::List {
            at,
            name,
            message,
            code,
        }) => Ok(ir::FieldErrors::List {
            at: in_body(scope, at, "fields")?,
            name: name.value.steps.clone(),
            message: message.value.steps.clone(),
            code: code.as_ref().map(|code| code.value.steps.clone()),
        }),
        Err(reported) => Err(*reported),
    }
}

/// A code or message stands in the body or in a header.
fn in_answer(scope: &Scope<'_>, place: &Checked<Place>, key: &str) -> Checked<ir::Place> {
    match place {
        Ok(place @ (Place::Paths(_) | Place::Header { .. })) => Ok(lower_place(place)),
        Ok(place @ (Place::Link(text) | Place::Cookie(text))) => {
            Err(nowhere(scope, place, text.span, key, "a path or a header"))
        }
        Err(reported) => Err(*reported),
    }
}

fn in_body(scope: &Scope<'_>, place: &Place, key: &str) -> Checked<ir::Place> {
    match place {
        Place::Paths(_) => Ok(lower_place(place)),
        Place::Header { name: text, .. } | Place::Link(text) | Place::Cookie(text) => {
            Err(nowhere(scope, place, text.span, key, "a path"))
        }
    }
}

fn nowhere(scope: &Scope<'_>, place: &Place, span: crate::span::Span, key: &str, instead: &str) -> Reported {
    let message = format!("the `{key}` of a failure cannot be read from {}", a_place(place));
    scope
        .diags
        .report(Diagnostic::new(Code::BadPath, span, message, "this place").help(format!("write {instead}")))
}
