//! The role `range`: the positions of the items of a page.
//!
//! Input: a parameter under `send`. Output: a [`Sent`]. **Invariant:** its spelling holds both positions and can be read
//! back.

use super::{Sent, integer, send_role, sent_docs};
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, quoted};
use crate::ir::{self, PageRole, SendRole};
use crate::lower::docs::code;
use crate::lower::parameter::type_span;
use crate::lower::scope::Scope;
use crate::syntax::{Field, Provenance, Text};
use bindery_attributes::common::{Rule, check_range};

pub(super) fn lower_range<'a>(
    scope: &Scope<'a>,
    key: &'a Text,
    field: &'a Field,
    owner: Option<&'a Provenance>,
) -> Checked<Sent<'a>> {
    let spelled = field.range.as_ref().map_or(Ok(()), |wire| {
        check_range(&wire.value).map_err(|problem| {
            let message = format!("{} is no spelling of a range: {problem}", quoted(&wire.value));
            scope
                .diags
                .report(Diagnostic::new(Code::BadWire, wire.span, message, "not a range"))
        })
    });
    let plain = nothing_else(scope, field);
    let minimum = field.minimum.as_ref().map(|bound| integer(scope, bound)).transpose()?;
    spelled.and(plain)?;
    let wire = field.range.as_ref().map(|wire| wire.value.clone());
    let mut docs = sent_docs(scope, key, field, owner);
    docs.facts.extend(field.required.map(|_| "Required.".to_owned()));
    let spelling = wire.as_deref().unwrap_or("{first}-{last}");
    docs.facts.push(format!("Positions, spelled {}.", code(spelling)));
    docs.facts
        .push(format!("The first item is at {}.", minimum.unwrap_or(0)));
    Ok(Sent {
        key,
        field,
        role: SendRole {
            wire,
            minimum,
            ..send_role(PageRole::Range, key, field)
        },
        ty: ir::Ty::Range,
        rules: field
            .required
            .map(|_| Rule::Required)
            .into_iter()
            .chain(minimum.map(|minimum| Rule::Minimum(minimum.to_string())))
            .collect(),
        docs,
    })
}

/// What is said of a number says nothing of two positions.
fn nothing_else(scope: &Scope<'_>, field: &Field) -> Checked<()> {
    let others = [
        ("type", type_span(field)),
        ("default", field.default.as_ref().map(|node| node.span)),
        ("example", field.example.as_ref().map(|node| node.span)),
        ("maximum", field.maximum.as_ref().map(|bound| bound.span)),
        ("clamp", field.clamp.as_ref().map(|clamp| clamp.span)),
    ];
    let mut result = Ok(());
    for (key, span) in others {
        let Some(span) = span else { continue };
        let message = format!("{} does not go with a range, which is two positions", quoted(key));
        let diagnostic = Diagnostic::new(Code::Senseless, span, message, "not of a range");
        let help = "remove it; `minimum` is the position of the first item, and `doc` tells the rest";
        result = Err(scope.diags.report(diagnostic.help(help)));
    }
    result
}
