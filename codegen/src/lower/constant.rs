//! Constants: what is sent by itself, and is no field in Rust.
//!
//! Input: a field with `const`. Output: its text on the wire. **Invariant:** it fits its type, and nothing beside it asks
//! the caller for a value.

use crate::check::value::misfit;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, quoted};
use crate::ir::Ty;
use crate::lower::parameter::{type_span, wire_name};
use crate::lower::scope::Scope;
use crate::lower::value::{Core, Value, lower_value, refuse_page};
use crate::span::Span;
use crate::syntax::{Field, Text};
use crate::yaml::{Node, Scalar};
use bindery_attributes::common::Coding;

/// A parameter that is sent by itself.
#[derive(Debug, Clone)]
pub struct Constant<'a> {
    /// As written.
    pub name: &'a Text,
    /// On the wire.
    pub wire: String,
    /// What it holds.
    pub text: String,
}

/// The text of a constant in a query or header; `None`: the field has none. `what` is the field: "header".
pub(crate) fn lower_constant(scope: &Scope<'_>, name: &Text, field: &Field, what: &str) -> Checked<Option<String>> {
    let Some(node) = &field.constant else { return Ok(None) };
    let alone = alone(scope, field);
    let value = lower_value(scope, field).and_then(|value| refuse_page(scope, field, value))?;
    alone?;
    one_scalar(scope, name, field, &value, what)?;
    fits(scope, &value, node)?;
    Ok(Some(text(&value, node)))
}

/// A parameter that is sent by itself has one name.
pub(super) fn constant_parameter<'a>(
    scope: &Scope<'_>,
    name: &'a Text,
    field: &Field,
) -> Checked<Option<Constant<'a>>> {
    let wire = wire_name(scope, name);
    let text = lower_constant(scope, name, field, "parameter")?;
    let wire = wire?;
    if wire.after_key.is_some() {
        let message = format!(
            "the open name {} has a constant, and nobody gives its key",
            quoted(&name.value)
        );
        let diagnostic = Diagnostic::new(Code::Senseless, name.span, message, "has a hole");
        return Err(scope
            .diags
            .report(diagnostic.help("write the name out, or leave out `const`")));
    }
    let constant = |text| Constant {
        name,
        wire: wire.text,
        text,
    };
    Ok(text.map(constant))
}

/// The JSON scalar of the constant of a field of a model; `None`: the field has none.
pub(crate) fn lower_member(scope: &Scope<'_>, name: &Text, field: &Field, value: &Value) -> Checked<Option<String>> {
    let Some(node) = &field.constant else { return Ok(None) };
    alone(scope, field)?;
    one_scalar(scope, name, field, value, FIELD)?;
    fits(scope, value, node)?;
    Ok(Some(match (&value.core, &value.coding, node.scalar()) {
        (Core::Boolean, Some(Coding::Boolean { yes, no }), Some(Scalar::Boolean(is))) => {
            if is { yes } else { no }.clone()
        }
        (_, Some(Coding::Text), Some(Scalar::Integer | Scalar::Number)) => format!("\"{}\"", node.to_json()),
        _ => node.to_json(),
    }))
}

/// A field of a model, in messages; there a type may be null elsewhere.
const FIELD: &str = "field";

/// A constant is one scalar.
fn one_scalar(scope: &Scope<'_>, name: &Text, field: &Field, value: &Value, what: &str) -> Checked<()> {
    let span = type_span(field).or(field.constant.as_ref().map(|node| node.span));
    let is_one = !matches!(value.ty, Ty::Map(_) | Ty::List(_) | Ty::Option(_)) && (!value.nullable || what == FIELD);
    if !is_one || matches!(value.core, Core::Json | Core::Model(_)) {
        let message = format!("the constant of the {what} {} is not one scalar", quoted(&name.value));
        let span = span.unwrap_or(name.span);
        let help = "write a scalar type without `?`, such as `integer`; without `type` it is a `string`";
        return Err(scope
            .diags
            .report(Diagnostic::new(Code::Senseless, span, message, "no single text").help(help)));
    }
    Ok(())
}

/// A constant that its type does not have is a mistake in one of the two.
pub(crate) fn fits(scope: &Scope<'_>, value: &Value, node: &Node) -> Checked<()> {
    let Some(misfit) = misfit(value, node) else {
        return Ok(());
    };
    let message = format!("the constant {}", misfit.message);
    let help = misfit
        .help
        .unwrap_or_else(|| "correct the constant, or the type".to_owned());
    Err(scope
        .diags
        .report(Diagnostic::new(Code::Senseless, misfit.span, message, misfit.label).help(help)))
}

/// What is always sent is neither asked for nor left to the vendor.
pub(crate) fn alone(scope: &Scope<'_>, field: &Field) -> Checked<()> {
    let Some(constant) = &field.constant else { return Ok(()) };
    let lookups = field.lookups.first().map(|lookup| lookup.span);
    let others: [(&str, Option<Span>); 7] = [
        ("required", field.required),
        ("read_only", field.read_only),
        ("default", field.default.as_ref().map(|node| node.span)),
        ("clamp", field.clamp.as_ref().map(|clamp| clamp.span)),
        ("lists", field.lists.as_ref().map(|lists| lists.span)),
        ("lookups", lookups),
        ("keys", field.keys.as_ref().map(|keys| keys.span)),
    ];
    let mut result = Ok(());
    for (key, span) in others {
        let Some(span) = span else { continue };
        let message = format!("{} does not go with `const`, whose value is always sent", quoted(key));
        let diagnostic = Diagnostic::new(Code::Senseless, span, message, "makes no difference");
        let help = "keep one of the two; `default` is for a value that may be left out";
        result = Err(scope
            .diags
            .report(diagnostic.other(constant.span, "the constant").help(help)));
    }
    result
}

/// As the bindings would write the value.
fn text(value: &Value, node: &Node) -> String {
    let plain = |json: &str| {
        let text = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        text.unwrap_or(json).to_owned()
    };
    match (&value.core, &value.coding, node.scalar()) {
        (Core::Boolean, Some(Coding::Boolean { yes, no }), Some(Scalar::Boolean(is))) => {
            plain(if is { yes } else { no })
        }
        (Core::Boolean, _, Some(Scalar::Boolean(is))) => is.to_string(),
        (Core::Integer | Core::Number | Core::Decimal | Core::Boolean, ..) => plain(&node.to_json()),
        _ => node.text().unwrap_or_default().to_owned(),
    }
}
