//! Flags of the fields of models.

use crate::codes::Code;
use crate::diag::{Diagnostic, quoted};
use crate::lower::scope::Scope;
use crate::span::Span;
use crate::syntax::{Field, Text, TypeExpr};

/// Flags that contradict each other, or that say what the type says already.
pub(super) fn check_flags(scope: &Scope<'_>) {
    let models = scope.models().into_iter().filter_map(|(_, model)| model.as_ref().ok());
    for (name, field) in models.flat_map(|model| &model.fields) {
        if let Ok(field) = field {
            check_field(scope, name, field);
        }
    }
}

fn check_field(scope: &Scope<'_>, name: &Text, field: &Field) {
    let Field {
        required,
        optional,
        read_only,
        write_only,
        ..
    } = field;
    let conflict =
        |code, (first, first_flag): (Span, &str), (second, second_flag): (Span, &str), why: &str, help: &str| {
            let message = format!("{} is {first_flag} and {second_flag}: {why}", quoted(&name.value));
            let diagnostic = Diagnostic::new(code, second, message, second_flag);
            scope.diags.report(diagnostic.other(first, first_flag).help(help));
        };
    if let (Some(read_only), Some(required)) = (read_only, required) {
        let why = "what is never sent cannot be asked of the sender";
        let help = "leave out `required`; what is returned is there unless it is `optional` or `T?`";
        conflict(
            Code::ReadOnlyRequired,
            (*read_only, "read-only"),
            (*required, "required"),
            why,
            help,
        );
    }
    if let (Some(read_only), Some(write_only)) = (read_only, write_only) {
        let why = "it would be neither sent nor returned";
        conflict(
            Code::ConflictingFlags,
            (*read_only, "read-only"),
            (*write_only, "write-only"),
            why,
            "leave one out",
        );
    }
    if let (Some(required), Some(optional)) = (required, optional) {
        let why = "it cannot be both asked of the sender and absent";
        let help = "leave one out; `T? required` must be given and may be null";
        conflict(
            Code::ConflictingFlags,
            (*required, "required"),
            (*optional, "optional"),
            why,
            help,
        );
    }
    if let (Some(write_only), Some(optional)) = (write_only, optional) {
        let why = "`optional` speaks of answers, and it is in none";
        conflict(
            Code::ConflictingFlags,
            (*write_only, "write-only"),
            (*optional, "optional"),
            why,
            "leave out `optional`",
        );
    }
    let ty = field.ty.as_ref().and_then(|ty| ty.as_ref().ok());
    if let (Some(optional), Some(ty)) = (optional, ty)
        && matches!(ty.value, TypeExpr::Nullable(_))
    {
        let message = format!(
            "{} may be null, and what may be null may be absent too",
            quoted(&name.value)
        );
        let diagnostic = Diagnostic::new(Code::ConflictingFlags, *optional, message, "says nothing new");
        let help = "leave out `optional`, or the `?` where it is never null";
        scope.diags.report(diagnostic.other(ty.span, "may be null").help(help));
    }
}
