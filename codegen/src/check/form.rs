//! Forms: names with texts.

use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, quoted};
use crate::ir::{self, Ty};
use crate::lower::models::Models;
use crate::lower::parameter::type_span;
use crate::lower::scope::Scope;
use crate::lower::value::{Core, Value, core_ty, lower_value};
use crate::span::Span;
use crate::syntax::Field;
use proc_macro2::Ident;

/// A form has a name for each text: it is a model, and holds no null and no list in a list, however deep. `encoding` says
/// that it is a form; `ty` is what is sent.
pub(crate) fn sendable(
    scope: &Scope<'_>,
    body: &Field,
    value: &Value,
    ty: &Ty,
    models: &Models,
    encoding: Span,
) -> Checked<()> {
    let form = Form {
        scope,
        models,
        span: type_span(body).unwrap_or(body.span),
        encoding,
    };
    let (Core::Model(name), Some(model), false) = (&value.core, models.get(ty), value.nullable) else {
        let message = "a form is a model: it has a name for each value".to_owned();
        let help =
            "write the name of a model, without `?` and `list<…>` around it, or `encoding: json` beside the type";
        return form.refuse(message, None, help);
    };
    form.check(name, model, &mut Vec::new())
}

/// JSON has lists of its own.
pub(crate) fn no_lists(scope: &Scope<'_>, body: &Field) -> Checked<()> {
    let Some(lists) = &body.lists else { return Ok(()) };
    let message = "a body of JSON writes lists in one way";
    let diagnostic = Diagnostic::new(Code::Senseless, lists.span, message, "no choice");
    Err(scope
        .diags
        .report(diagnostic.help("leave `lists` out, or write `encoding: form` beside it")))
}

struct Form<'f, 'a> {
    scope: &'f Scope<'a>,
    models: &'f Models,
    /// Where the type of the body stands.
    span: Span,
    encoding: Span,
}

impl Form<'_, '_> {
    fn check<'m>(&'m self, name: &str, model: &'m ir::Model, seen: &mut Vec<&'m Ident>) -> Checked<()> {
        if seen.contains(&&model.rust) {
            return Ok(());
        }
        seen.push(&model.rust);
        for field in model.fields.iter().filter(|field| !field.attrs.extra) {
            let declared = self.scope.model(name).and_then(|(_, declared)| {
                let mut fields = declared.as_ref().ok()?.fields.iter();
                fields.find(|(name, _)| name.value == field.wire)
            });
            let shown = quoted(&field.wire);
            let at = |label| declared.map(|(name, _)| (name.span, label));
            let (ty, is_null) = match &field.ty {
                Ty::Option(inner) => (&**inner, field.attrs.null),
                Ty::Patch(inner) => match &**inner {
                    Ty::Option(inner) => (&**inner, true),
                    inner => (inner, false),
                },
                plain => (plain, false),
            };
            if is_null || holds_null(ty) {
                let how = if is_null { "be" } else { "hold" };
                let message = format!("{shown} may {how} null, and a form has no word for it");
                let help = "declare a model for the form, without the `?`, or write `encoding: json` beside the type of the body";
                return self.refuse(message, at("null"), help);
            }
            if holds_lists_in_lists(ty, false) {
                let message = format!("{shown} holds lists in a list, and a form has no names for their items");
                let help =
                    "leave it out or declare it as a text, or write `encoding: json` beside the type of the body";
                return self.refuse(message, at("lists in a list"), help);
            }
            // The model was lowered, so that nothing is reported a second time.
            let value = declared.and_then(|(_, field)| lower_value(self.scope, field.as_ref().ok()?).ok());
            if let (Some(Core::Model(inner)), Some(model)) =
                (value.map(|value| value.core), self.models.get(core_ty(&field.ty)))
            {
                self.check(&inner, model, seen)?;
            }
        }
        Ok(())
    }

    fn refuse(&self, message: String, at: Option<(Span, &str)>, help: &str) -> Checked<()> {
        let diagnostic = Diagnostic::new(Code::Senseless, self.span, message, "sent as a form");
        let mut diagnostic = diagnostic.other(self.encoding, "says so");
        if let Some((at, label)) = at {
            diagnostic = diagnostic.other(at, label);
        }
        Err(self.scope.diags.report(diagnostic.help(help)))
    }
}

fn holds_null(ty: &Ty) -> bool {
    match ty {
        Ty::Option(_) => true,
        Ty::List(inner) | Ty::Map(inner) | Ty::Boxed(inner) => holds_null(inner),
        _ => false,
    }
}

fn holds_lists_in_lists(ty: &Ty, inside: bool) -> bool {
    match ty {
        Ty::List(inner) => inside || holds_lists_in_lists(inner, true),
        Ty::Map(inner) => holds_lists_in_lists(inner, false),
        Ty::Boxed(inner) => holds_lists_in_lists(inner, inside),
        _ => false,
    }
}
