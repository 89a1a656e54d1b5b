//! What a spec would say to fit an answer.
//!
//! Input: what a walk collected. Output: a piece of YAML: fields that replace those of their name, entries of `types`, new
//! models, and the type of the answer. **Invariant:** it holds what is to change and nothing else; values of the answer are not
//! quoted, but for those of enums and codes.

use super::collect::{Collector, Faults};
use super::fields::{Change, Pairs, changed, rust_names, text};
use super::seen::Seen;
use super::types::{Types, is_json};
use crate::fit::Fit;
use crate::lower::endpoint::Call;
use crate::lower::shape::{Member, Shape};
use crate::lower::value::{Core, lower_value};
use crate::syntax::TypeExpr;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The piece of YAML; `None` where the spec need not change.
pub(super) fn suggest(fit: Fit<'_, '_>, call: &Call<'_>, collector: &Collector<'_, '_>) -> Option<String> {
    let mut types = Types::new(fit.scope);
    let named = enums(fit, collector);
    let mut models = Vec::new();
    for shape in fit.shapes {
        if let Some(seen) = collector.models.get(&shape.name.value) {
            let fields = fields(shape, seen, collector, &mut types);
            if !fields.is_empty() {
                models.push((shape.name.value.clone(), fields));
            }
        }
    }
    let returns = returns(fit, call, collector, &mut types);
    let mut out = String::new();
    // Writing into a text cannot fail.
    if !named.is_empty() {
        out.push_str("types:\n");
        for (name, pairs) in &named {
            let _ = writeln!(out, "  {name}: {}", pairs.line());
        }
    }
    if !models.is_empty() || !types.models.is_empty() {
        out.push_str("models:\n");
    }
    for (name, fields) in &models {
        write_model(&mut out, name, None, fields);
    }
    for model in &types.models {
        write_model(
            &mut out,
            &model.name,
            Some("as recorded answers have it"),
            &model.fields,
        );
    }
    if let Some(returns) = returns {
        let _ = writeln!(
            out,
            "endpoints:\n  {}:\n    returns: {}",
            call.name.value,
            returns.line()
        );
    }
    (!out.is_empty()).then_some(out)
}

fn write_model(out: &mut String, name: &str, inferred: Option<&str>, fields: &[(String, Pairs)]) {
    let _ = writeln!(out, "  {name}:");
    if let Some(inferred) = inferred {
        let _ = writeln!(out, "    inferred: {}", text(inferred));
    }
    out.push_str("    fields:\n");
    for (name, pairs) in fields {
        let _ = writeln!(out, "      {}: {}", text(name), pairs.line());
    }
}

/// Enums with the values that they lack.
fn enums(fit: Fit<'_, '_>, collector: &Collector<'_, '_>) -> Vec<(String, Pairs)> {
    let lacking = collector.unlisted.iter().filter_map(|(name, values)| {
        let (_, field) = fit.scope.ty(name)?;
        let field = field.as_ref().ok()?;
        let change = Change {
            values: values.clone(),
            why: "the values of recorded answers".to_owned(),
            ..Change::default()
        };
        // One enum may stand for another.
        field.values.as_ref()?;
        Some((name.clone(), changed(field, &change)))
    });
    lacking.collect()
}

/// The fields of a model that are to change, and those that it lacks: in the order of the answer.
fn fields(shape: &Shape<'_>, seen: &Seen, collector: &Collector<'_, '_>, types: &mut Types) -> Vec<(String, Pairs)> {
    let model = &shape.name.value;
    let mut rust: BTreeSet<String> = rust_names(&shape.model.fields).collect();
    let mut found = Vec::new();
    let absent = shape.members.iter().map(|member| member.name.value.as_str());
    let absent: Vec<&str> = absent.filter(|name| seen.member(name).is_none()).collect();
    let order = seen.members();
    let order = order.iter().map(|(name, _)| *name).chain(absent);
    for name in order {
        let Some(faults) = collector.faults.get(&(model.clone(), name.to_owned())) else {
            continue;
        };
        let none = Seen::default();
        let values = seen.member(name).unwrap_or(&none);
        let member = shape.members.iter().find(|member| member.name.value == name);
        let pairs = match member {
            Some(member) => corrected(member, values, seen.objects, faults, model, types),
            None if faults.unknown => {
                let mut pairs = types.field(model, name, values, seen.objects, &mut rust);
                let why = format!("in {} of {} recorded", values.count, seen.objects);
                pairs.push("inferred", text(&why));
                Some(pairs)
            }
            None => None,
        };
        found.extend(pairs.map(|pairs| (name.to_owned(), pairs)));
    }
    found
}

fn corrected(
    member: &Member<'_>,
    seen: &Seen,
    objects: usize,
    faults: &Faults,
    model: &str,
    types: &mut Types,
) -> Option<Pairs> {
    let Faults {
        missing,
        null,
        wrong,
        hidden,
        rules,
        unknown: _,
    } = faults;
    if !(*missing || *null || *wrong || *hidden || !rules.is_empty()) {
        return None;
    }
    let mut why = Vec::new();
    if *missing {
        why.push(format!("missing in {} of {objects} recorded", objects - seen.count));
    }
    if *null && seen.nulls > 0 {
        why.push(format!("null in {} of {} recorded", seen.nulls, seen.count));
    } else if *null {
        why.push("null inside of recorded ones".to_owned());
    }
    if *wrong {
        why.push("the type of recorded values".to_owned());
    }
    if *hidden {
        why.push("returned in recorded answers".to_owned());
    }
    why.extend(rules.values().map(|words| format!("a recorded value {words}")));
    let ty = types.corrected(
        member.field,
        &member.value,
        seen,
        faults,
        &format!("{model}_{}", member.name.value),
    );
    let time = rules.contains_key("well_formed");
    // What is asked of the sender cannot be optional: it may be null, and so absent.
    let ty = match (*missing && member.field.required.is_some(), ty.ends_with('?')) {
        (true, false) => ty + "?",
        _ => ty,
    };
    let change = Change {
        ty: Some(ty),
        bare: *wrong || time,
        dropped: rules.keys().copied().collect(),
        optional: *missing,
        shown: *hidden,
        values: Vec::new(),
        why: why.join("; "),
    };
    Some(changed(member.field, &change))
}

/// The answer's own type, where it is wrong, or any JSON.
fn returns(fit: Fit<'_, '_>, call: &Call<'_>, collector: &Collector<'_, '_>, types: &mut Types) -> Option<Pairs> {
    let Some(Ok(field)) = &call.endpoint.returns else {
        return None;
    };
    let value = lower_value(fit.scope, field).ok()?;
    let (seen, faults) = &collector.root;
    let Some(Ok(ty)) = &field.ty else { return None };
    let any = is_json(&ty.value) && value.core == Core::Json && seen.there() > 0;
    if !(any || faults.null || faults.wrong || !faults.rules.is_empty()) {
        return None;
    }
    let name = call.name.value.as_str();
    let hint = ["list_", "get_", "show_", "find_", "create_", "update_", "patch_"]
        .iter()
        .find_map(|verb| name.strip_prefix(verb))
        .unwrap_or(name);
    let paged = matches!(ty.value, TypeExpr::Page(_));
    let singular = if paged {
        hint.strip_suffix('s').unwrap_or(hint)
    } else {
        hint
    };
    let new = match any {
        true => types.inferred(seen, singular),
        false => types.corrected(field, &value, seen, faults, singular),
    };
    let change = Change {
        ty: Some(if paged { format!("page<{new}>") } else { new }),
        bare: true,
        why: "the type of recorded answers".to_owned(),
        ..Change::default()
    };
    let mut pairs = changed(field, &change);
    if let Some(at) = &field.at {
        pairs.push("at", text(&bindery_attributes::endpoint::spell(&at.value.steps)));
    }
    Some(pairs)
}
