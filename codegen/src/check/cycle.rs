//! Models without a finite value.

use crate::codes::Code;
use crate::diag::{Diagnostic, quoted};
use crate::lower::scope::Scope;
use crate::syntax::{Field, Model, Text, TypeExpr};
use std::collections::{BTreeMap, BTreeSet};

/// A value of a model that always holds itself would never end. One nullable or optional field, list or map on the way
/// is enough.
pub(super) fn check_endless(scope: &Scope<'_>) {
    let models: Vec<(&Text, &Model)> = scope
        .models()
        .into_iter()
        .filter_map(|(name, model)| Some((name, model.as_ref().ok()?)))
        .collect();
    let index: BTreeMap<&str, usize> = models
        .iter()
        .enumerate()
        .map(|(index, (name, _))| (name.value.as_str(), index))
        .collect();
    let held: Vec<Vec<(&Text, usize)>> = models.iter().map(|(_, model)| always_held(model, &index)).collect();
    let mut said: BTreeSet<usize> = BTreeSet::new();
    for start in 0..models.len() {
        if said.contains(&start) {
            continue;
        }
        if let Some(circle) = circle_from(start, &held) {
            said.extend(circle.iter().map(|(model, _)| *model));
            report(scope, &models, &circle);
        }
    }
}

/// The shortest way from a model back to itself: each model on it, and the field that leads on.
fn circle_from<'a>(start: usize, held: &[Vec<(&'a Text, usize)>]) -> Option<Vec<(usize, &'a Text)>> {
    let mut ways: Vec<Vec<(usize, &Text)>> = vec![Vec::new()];
    let mut at = vec![start];
    let mut seen: BTreeSet<usize> = BTreeSet::new();
    while !at.is_empty() {
        let mut next = (Vec::new(), Vec::new());
        for (model, way) in at.iter().zip(&ways) {
            for (field, held) in held.get(*model).into_iter().flatten().copied() {
                let way: Vec<(usize, &Text)> = way.iter().copied().chain([(*model, field)]).collect();
                if held == start {
                    return Some(way);
                }
                if seen.insert(held) {
                    next.0.push(held);
                    next.1.push(way);
                }
            }
        }
        (at, ways) = next;
    }
    None
}

/// The models that every value of a model holds.
fn always_held<'a>(model: &'a Model, index: &BTreeMap<&str, usize>) -> Vec<(&'a Text, usize)> {
    let fields = model.fields.iter();
    let held = fields.filter_map(|(name, field)| Some((name, *index.get(held_by(field.as_ref().ok()?)?)?)));
    held.collect()
}

fn held_by(field: &Field) -> Option<&str> {
    match &field.ty.as_ref()?.as_ref().ok()?.value {
        TypeExpr::Named(name) if field.optional.is_none() => Some(name),
        _ => None,
    }
}

fn report(scope: &Scope<'_>, models: &[(&Text, &Model)], circle: &[(usize, &Text)]) {
    let Some(((first, field), rest)) = circle.split_first() else {
        return;
    };
    let name = |model: usize| {
        models
            .get(model)
            .map(|(name, _)| name.value.as_str())
            .unwrap_or_default()
    };
    let way: Vec<String> = circle
        .iter()
        .map(|(model, field)| quoted(&format!("{}.{}", name(*model), field.value)))
        .collect();
    let message = format!(
        "every {} holds another, without end: {}",
        quoted(name(*first)),
        way.join(", ")
    );
    let mut diagnostic = Diagnostic::new(Code::EndlessModel, field.span, message, "always there");
    for (_, field) in rest {
        diagnostic = diagnostic.other(field.span, "always there");
    }
    let help = "one of these is null at the end (`T?`), or absent (`optional`), or a list";
    scope.diags.report(diagnostic.help(help));
}
