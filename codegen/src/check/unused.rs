//! What nothing names.

use crate::codes::Code;
use crate::diag::{Diagnostic, quoted};
use crate::lower::directions::core_name;
use crate::lower::scope::{Scope, Section};
use crate::syntax::{Field, Text};
use std::collections::BTreeSet;
use std::iter;

/// A type, model or family of the vendor's own that nothing names is probably a typo, or left over. What a dialect
/// brings is there to be picked from; and after an error the mistake may be what would have named it.
pub(super) fn check_unused(scope: &Scope<'_>) {
    if scope.diags.has_errors() {
        return;
    }
    for (name, _) in &scope.spec.types {
        if !scope.is_used(Section::Type, &name.value) {
            warn(scope, name, "type");
        }
    }
    let named = named_models(scope);
    for (name, _) in &scope.spec.models {
        if !named.contains(name.value.as_str()) {
            warn(scope, name, "model");
        }
    }
    for (name, _) in &scope.spec.families {
        if !scope.is_used(Section::Family, &name.value) {
            warn(scope, name, "family");
        }
    }
    check_codes(scope);
}

/// An error is never unused, since every endpoint may fail with those of the top. But codes that nothing looks up in an
/// answer make no answer any error.
fn check_codes(scope: &Scope<'_>) {
    if matches!(scope.envelope_error(), Ok(Some(envelope)) if envelope.code.is_some()) {
        return;
    }
    let inside = scope
        .spec
        .endpoints
        .iter()
        .filter_map(|(_, endpoint)| endpoint.as_ref().ok());
    let maps = iter::once(&scope.spec.errors).chain(inside.map(|endpoint| &endpoint.errors));
    let mut codes = maps
        .flatten()
        .filter_map(|(_, error)| error.as_ref().ok())
        .flat_map(|error| error.codes.iter().flatten());
    if let Some(code) = codes.next() {
        let message = "codes of errors are never found: nothing says where an answer holds its code";
        let help = "add `error: { code: … }` with a path to `envelope`; an error without codes is told by its status";
        let diagnostic = Diagnostic::new(Code::Unused, code.span, message, "no answer is compared with it");
        scope.diags.report(diagnostic.help(help));
    }
}

/// The models that an endpoint returns or is sent, or that another model holds.
fn named_models<'a>(scope: &Scope<'a>) -> BTreeSet<&'a str> {
    let endpoints = scope.spec.endpoints.iter();
    let called = endpoints
        .filter_map(|(_, endpoint)| endpoint.as_ref().ok())
        .flat_map(|endpoint| [&endpoint.body, &endpoint.returns])
        .flatten()
        .flatten()
        .filter_map(named);
    let models = scope.models().into_iter();
    let held = models
        .filter_map(|(name, model)| Some((name, model.as_ref().ok()?)))
        .flat_map(|(name, model)| model.fields.iter().map(move |(_, field)| (name, field)))
        .filter_map(|(name, field)| Some((name, named(field.as_ref().ok()?)?)))
        // One that only names itself is not used.
        .filter(|(name, held)| name.value != *held)
        .map(|(_, held)| held);
    called.chain(held).collect()
}

/// The type or model that a field names, lists and the like left away.
fn named(field: &Field) -> Option<&str> {
    let ty = field.ty.as_ref().and_then(|ty| ty.as_ref().ok());
    core_name(&ty?.value)
}

fn warn(scope: &Scope<'_>, name: &Text, kind: &str) {
    let message = format!("nothing uses the {kind} {}", quoted(&name.value));
    let diagnostic = Diagnostic::new(Code::Unused, name.span, message, "unused");
    scope.diags.report(diagnostic.help("use it, or leave it out"));
}
