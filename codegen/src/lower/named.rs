//! Named types: what an entry of `types` stands for.
//!
//! Input: names. Output: their values. **Invariant:** each is lowered once, however often it is used, so that a mistake in
//! it is reported once; neither a circle nor a long chain of names can exhaust the stack.

use crate::check::value::check_values;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, quoted};
use crate::ir::Ty;
use crate::lower::constraint::constrain;
use crate::lower::scope::{Lowered, Scope};
use crate::lower::types::lower_enum_value;
use crate::lower::value::{Core, Value, lower_name, lower_type};
use crate::span::Span;
use crate::syntax;

/// So many named types may stand for one another: far more than anybody needs, far less than the stack holds.
const MOST_NAMES: usize = 32;

/// The value of an entry of `types`, lowered once; its type is what it stands for.
///
/// # Errors
/// There is no such entry, or it is poisoned.
pub fn named_value(scope: &Scope<'_>, name: &str) -> Checked<Value> {
    let known = scope.types.borrow().get(name).cloned();
    let Some((key, field)) = scope.ty(name) else {
        return lower_name(scope, name, Span::start_of(scope.spec.span.file));
    };
    match known {
        Some(Lowered::Done(value)) => return value,
        Some(Lowered::Begun) => {
            let message = format!("the type {} stands for itself", quoted(name));
            let help = "one of the types in this circle needs a type of the language";
            let diagnostic = Diagnostic::new(Code::EndlessModel, key.span, message, "leads back to itself");
            return Err(scope.diags.report(diagnostic.help(help)));
        }
        None => {}
    }
    if scope.begun.get() == MOST_NAMES {
        let message = format!("{MOST_NAMES} types stand for one another, one by one");
        let diagnostic = Diagnostic::new(Code::TooDeep, key.span, message, "and so on");
        return Err(scope
            .diags
            .report(diagnostic.help("let them stand for a type of the language")));
    }
    let mark = |how| scope.types.borrow_mut().insert(name.to_owned(), how);
    mark(Lowered::Begun);
    scope.begun.set(scope.begun.get() + 1);
    let value = match field {
        Ok(field) => lower_named(scope, key, field),
        Err(reported) => Err(*reported),
    };
    scope.begun.set(scope.begun.get().saturating_sub(1));
    mark(Lowered::Done(value.clone()));
    value
}

fn lower_named(scope: &Scope<'_>, name: &syntax::Text, field: &syntax::Field) -> Checked<Value> {
    if field.values.is_some() {
        return lower_enum_value(scope, name, field);
    }
    let ty = match &field.ty {
        Some(ty) => ty.as_ref().map_err(|reported| *reported)?,
        None => {
            let message = format!(
                "the type {} says neither what it is nor its values",
                quoted(&name.value)
            );
            let diagnostic = Diagnostic::new(Code::MissingKey, name.span, message, "no `type`, no `enum`");
            return Err(scope.diags.report(diagnostic.help("give it a `type` or an `enum`")));
        }
    };
    let base = lower_type(scope, ty)?;
    let is_scalar = !base.nullable && !base.page && !matches!(base.ty, Ty::List(_) | Ty::Map(_));
    if !is_scalar || matches!(base.core, Core::Model(_)) {
        let message = "a named type is an enum or a scalar";
        let help =
            "name the scalar, and write `?`, `list<…>` or `map<…>` where it is used; a model needs no second name";
        let diagnostic = Diagnostic::new(Code::Senseless, ty.span, message, "is neither");
        return Err(scope.diags.report(diagnostic.help(help)));
    }
    if let Some(open) = field.open {
        let diagnostic = Diagnostic::new(Code::Senseless, open, "only an enum can be open", "no `enum` here");
        scope
            .diags
            .report(diagnostic.help("list the values that are known in `enum`"));
    }
    let value = constrain(scope, field, base);
    check_values(scope, field, &value);
    Ok(value)
}
