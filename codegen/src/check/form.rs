//! Forms: names with texts.

use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, quoted};
use crate::ir::{self, Ty};
use crate::lower::parameter::type_span;
use crate::lower::scope::Scope;
use crate::lower::value::{Core, Value, lower_value};
use crate::span::Span;
use crate::syntax::{Field, ListStyle};

/// A form has names and, for each, one text or several: a model of scalars and of lists of scalars. `encoding` says that
/// it is one; `model` is what is sent, where that is a model.
pub(crate) fn flat(
    scope: &Scope<'_>,
    body: &Field,
    value: &Value,
    model: Option<&ir::Model>,
    encoding: Span,
) -> Checked<()> {
    let span = type_span(body).unwrap_or(body.span);
    let refuse = |code: Code, message: String, at: Option<(Span, &str)>, help: &str| {
        let mut diagnostic = Diagnostic::new(code, span, message, "sent as a form").other(encoding, "says so");
        if let Some((at, label)) = at {
            diagnostic = diagnostic.other(at, label);
        }
        Err(scope.diags.report(diagnostic.help(help)))
    };
    let (Core::Model(name), Some(model), false) = (&value.core, model, value.nullable) else {
        let message = "a form is a model: it has a name for each value".to_owned();
        let help =
            "write the name of a model, without `?` and `list<…>` around it, or `encoding: json` beside the type";
        return refuse(Code::Senseless, message, None, help);
    };
    let declared = |field: &ir::Field| {
        let (_, declared) = scope.model(name)?;
        let mut fields = declared.as_ref().ok()?.fields.iter();
        fields.find(|(name, _)| name.value == field.wire)
    };
    let place = |field: &ir::Field| declared(field).map(|(name, _)| name.span);
    // A declared type may be another name of `json`. The model was lowered, so that nothing is reported a second time.
    let is_json = |field: &ir::Field| {
        let value = declared(field).and_then(|(_, field)| lower_value(scope, field.as_ref().ok()?).ok());
        value.is_some_and(|value| value.core == Core::Json)
    };
    for field in &model.fields {
        let shown = quoted(&field.wire);
        let at = |label| place(field).map(|span| (span, label));
        if field.attrs.extra {
            let message = format!("members that {} does not name cannot be sent in a form", quoted(name));
            let help = "a model for the form, without `open`, or `encoding: json` beside the type";
            return refuse(Code::Later, message, None, help);
        }
        let (ty, is_null) = match &field.ty {
            Ty::Option(inner) => (&**inner, field.attrs.null),
            Ty::Patch(inner) => match &**inner {
                Ty::Option(inner) => (&**inner, true),
                inner => (inner, false),
            },
            plain => (plain, false),
        };
        let (item, is_list) = match ty {
            Ty::List(item) => (&**item, true),
            item => (item, false),
        };
        if field.attrs.nested || !is_scalar(item) || is_json(field) {
            let message = format!("{shown} holds more than scalars or a list of them, and a form has texts only");
            let help = "leave it out or declare it as a text, or write `encoding: json` beside the type of the body";
            return refuse(Code::Later, message, at("no scalar"), help);
        }
        if is_null {
            let message = format!("{shown} may be null, and a form has no word for it");
            let help =
                "declare a model for the form, without the `?`, or write `encoding: json` beside the type of the body";
            return refuse(Code::Senseless, message, at("may be null"), help);
        }
        if is_list && scope.lists() != ListStyle::Repeat {
            let message = format!("{shown} is a list, and a form writes lists as `repeat` alone");
            let help = "write `lists: repeat` and give lists of queries their own `lists`, or declare it as a text";
            return refuse(Code::Later, message, at("a list"), help);
        }
    }
    Ok(())
}

/// Whether the value is one text.
fn is_scalar(ty: &Ty) -> bool {
    match ty {
        Ty::String
        | Ty::Integer
        | Ty::Number
        | Ty::Decimal
        | Ty::Boolean
        | Ty::Date(_)
        | Ty::DateTime(_)
        | Ty::Time
        // An enum or alias: models are nested.
        | Ty::Named(_) => true,
        Ty::Json
        | Ty::List(_)
        | Ty::Map(_)
        | Ty::Option(_)
        | Ty::Patch(_)
        | Ty::Boxed(_)
        | Ty::Page(_)
        | Ty::Unit => false,
    }
}
