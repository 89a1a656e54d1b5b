//! Holes of paths and URLs, and the fields that fill them.

use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Diagnostics, quoted, suggest};
use crate::ir::Ty;
use crate::lower::parameter::type_span;
use crate::lower::scope::Scope;
use crate::lower::value::{Core, Value, lower_value, refuse_page};
use crate::span::Spanned;
use crate::syntax::{Field, Map, Part, Template, Text};

/// The holes of a template, each once, in their order.
#[must_use]
pub(crate) fn holes(template: &Template) -> Vec<&str> {
    let mut holes = Vec::new();
    for part in &template.parts {
        if let Part::Hole(hole) = part
            && !holes.contains(&hole.as_str())
        {
            holes.push(hole.as_str());
        }
    }
    holes
}

/// A hole without a field could not be filled, a field without a hole would be asked for in vain. `what` has the holes
/// ("the path"), `key` the fields ("path").
pub(crate) fn one_to_one<'t>(
    diags: &Diagnostics,
    template: &'t Spanned<Template>,
    fields: &Map<Field>,
    what: &str,
    key: &str,
) -> Checked<Vec<&'t str>> {
    let holes = holes(&template.value);
    let mut result = Ok(());
    let empty: Vec<&str> = holes
        .iter()
        .copied()
        .filter(|hole| !fields.iter().any(|(name, _)| name.value == *hole))
        .collect();
    let mut misspelt = Vec::new();
    for (name, _) in fields.iter().filter(|(name, _)| !holes.contains(&name.value.as_str())) {
        let message = format!("there is no hole `{{{}}}` in {what}", name.value);
        let help = match suggest(&name.value, empty.iter().copied()) {
            Some(close) => {
                misspelt.push(close);
                format!("did you mean {}?", quoted(close))
            }
            None => format!("write `{{{}}}` where the value stands, or remove the entry", name.value),
        };
        let diagnostic = Diagnostic::new(Code::PathHole, name.span, message, "fills nothing");
        result = Err(diags.report(diagnostic.other(template.span, what).help(help)));
    }
    for hole in empty {
        // A hole and an entry that nearly have the same name are one mistake.
        if !misspelt.contains(&hole) {
            let message = format!("the hole `{{{hole}}}` of {what} has no entry in `{key}`");
            let help = format!("add `{hole}: string` to `{key}`, or the type it has");
            let diagnostic = Diagnostic::new(Code::PathHole, template.span, message, "has that hole");
            result = Err(diags.report(diagnostic.help(help)));
        }
    }
    result.map(|()| holes)
}

/// Each hole of a path is one field of what is called, and has a name of its own.
pub(crate) fn once(diags: &Diagnostics, template: &Spanned<Template>) -> Checked<()> {
    let mut seen = Vec::new();
    for hole in template.value.holes() {
        if seen.contains(&hole) {
            let message = format!("the hole `{{{hole}}}` stands in the path twice");
            let help = format!("call the second one otherwise, such as `{{{hole}_again}}`, and declare both");
            let diagnostic = Diagnostic::new(Code::PathHole, template.span, message, "has that hole");
            return Err(diags.report(diagnostic.help(help)));
        }
        seen.push(hole);
    }
    Ok(())
}

/// What fills a hole is one scalar: it becomes a piece of text between slashes.
pub(crate) fn scalar(scope: &Scope<'_>, name: &Text, field: &Field, what: &str) -> Checked<Value> {
    let value = lower_value(scope, field).and_then(|value| refuse_page(scope, field, value))?;
    let flat = !matches!(value.ty, Ty::Map(_) | Ty::List(_) | Ty::Option(_));
    let scalar = !matches!(value.core, Core::Json | Core::Model(_));
    if flat && scalar && !value.nullable {
        return Ok(value);
    }
    let message = format!("the {what} {} is not one scalar", quoted(&name.value));
    let span = type_span(field).unwrap_or(name.span);
    let help = "write a scalar type without `?`, such as `integer` or `string`";
    Err(scope
        .diags
        .report(Diagnostic::new(Code::Senseless, span, message, "fills a hole of a text").help(help)))
}
