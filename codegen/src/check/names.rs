//! Names of one namespace.

use crate::codes::Code;
use crate::diag::{Diagnostic, quoted};
use crate::lower::scope::Scope;
use crate::syntax::Text;
use std::collections::BTreeMap;

/// A type expression names a type or a model, and a list of lookups names a lookup or a family: two things of one name
/// could not be told apart. Replacing the dialect's entry of the same section is no clash.
pub(super) fn check_one_namespace(scope: &Scope<'_>) {
    let types: Vec<&Text> = scope.types().into_iter().map(|(name, _)| name).collect();
    let models: Vec<&Text> = scope.models().into_iter().map(|(name, _)| name).collect();
    clashes(scope, ("type", &types), ("model", &models));
    let lookups: Vec<&Text> = scope.lookups().into_iter().map(|(name, _)| name).collect();
    let families: Vec<&Text> = scope.families().into_iter().map(|(name, _)| name).collect();
    clashes(scope, ("lookup", &lookups), ("family", &families));
}

fn clashes(scope: &Scope<'_>, (kind, names): (&str, &[&Text]), (other_kind, others): (&str, &[&Text])) {
    // The first of a name counts, as everywhere.
    let others: BTreeMap<&str, &Text> = others
        .iter()
        .rev()
        .map(|other| (other.value.as_str(), *other))
        .collect();
    for name in names {
        let Some(other) = others.get(name.value.as_str()) else {
            continue;
        };
        // The message stands in the vendor's file where one of the two is inherited.
        let (first, second) = if scope.is_of_dialect(other) {
            (other, name)
        } else {
            (name, other)
        };
        let message = format!(
            "{} is a {kind} and a {other_kind}, which share their names",
            quoted(&name.value)
        );
        let label = if std::ptr::eq(*second, *other) {
            other_kind
        } else {
            kind
        };
        let first_label = if label == kind { other_kind } else { kind };
        let diagnostic = Diagnostic::new(Code::DuplicateName, second.span, message, format!("the {label}"));
        scope.diags.report(
            diagnostic
                .other(first.span, format!("the {first_label}"))
                .help("rename one of the two"),
        );
    }
}
