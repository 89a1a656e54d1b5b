//! Models and their structs.

use super::super::change::{Changes, Places};
use super::super::matched::{Matched, matched};
use super::super::policy;
use super::rules::Checked;
use super::scope::Scope;
use super::{come, docs, fields, gone, of, ordered, rules, sent, was};
use bindery_codegen::descriptor::{Direction, Model, Struct};
use std::collections::BTreeSet;

/// Whether they are one model under two names.
pub fn alike(old: &Model, new: &Model) -> bool {
    let wire = |model: &Model| -> BTreeSet<String> {
        let fields = model.structs.iter().flat_map(|it| &it.fields);
        fields.map(|field| field.wire.clone()).collect()
    };
    wire(old) == wire(new)
}

/// Which struct does what which struct did, by directions; each pair once.
pub fn pairs<'a>(old: &'a Model, new: &'a Model) -> Vec<(&'a Struct, &'a Struct)> {
    let mut pairs: Vec<(&Struct, &Struct)> = Vec::new();
    for before in &old.structs {
        for direction in &before.directions {
            let Some(after) = new.structs.iter().find(|it| it.directions.contains(direction)) else {
                continue;
            };
            let known = |(old, new): &(&Struct, &Struct)| old.rust == before.rust && new.rust == after.rust;
            if !pairs.iter().any(known) {
                pairs.push((before, after));
            }
        }
    }
    pairs
}

/// Every model.
pub fn models(scope: &Scope<'_>, out: &mut Changes) {
    let Matched {
        both,
        renamed,
        gone: lost,
        come: added,
        moved,
    } = matched(&scope.old.models, &scope.new.models, |model| model.name.as_str(), alike);
    for (old, new) in both.into_iter().chain(renamed) {
        model(scope, old, new, out);
    }
    for old in lost {
        for item in &old.structs {
            let text = format!("the model `{}` is gone, or not used any more", old.name);
            out.show(
                &policy::model_removed,
                gone(&old.docs),
                text,
                format!("`{}`", item.rust),
            );
        }
    }
    for new in added {
        for item in &new.structs {
            let text = format!("the model `{}` is new", new.name);
            out.show(&policy::model_added, come(&new.docs), text, format!("`{}`", item.rust));
        }
    }
    ordered(moved, "the models", scope, out);
}

fn model(scope: &Scope<'_>, old: &Model, new: &Model, out: &mut Changes) {
    let places = of(&old.docs, &new.docs);
    let subject = format!("`{}`", new.name);
    directions(old, new, places, out);
    for (before, after) in pairs(old, new) {
        structs(scope, &subject, before, after, places, out);
        let is_told = !is_sent(after) && new.structs.iter().any(is_sent);
        if !is_told {
            let checked = if is_sent(after) { Checked::Sent } else { Checked::Read };
            rules::between(&subject, &before.rules, &after.rules, checked, places, out);
        }
        fields::of_structs(scope, new, (before, after), places, out);
        sent::of_structs(&subject, before, after, places, out);
    }
    if old.open != new.open {
        let (row, text) = match new.open {
            true => (
                &policy::model_opened,
                format!("{subject} keeps members that it does not know"),
            ),
            false => (
                &policy::model_closed,
                format!("{subject} does not keep members that it does not know"),
            ),
        };
        out.show(row, places, text, format!("`{}.extra`", new.name));
    }
    docs(&subject, &old.docs, &new.docs, places, out);
}

/// Which struct serves what.
fn directions(old: &Model, new: &Model, places: Places<'_>, out: &mut Changes) {
    let serves = |model: &Model, direction| {
        model
            .structs
            .iter()
            .find(|it| it.directions.contains(&direction))
            .cloned()
    };
    for (direction, what) in [
        (Direction::Read, "an answer"),
        (Direction::Create, "a POST"),
        (Direction::Update, "a PUT"),
        (Direction::Patch, "a PATCH"),
    ] {
        match (serves(old, direction), serves(new, direction)) {
            (Some(old), Some(now)) if old.rust != now.rust => {
                let text = format!("`{}` in {what} is another struct", new.name);
                out.show(&policy::struct_renamed, places, text, was(&now.rust, &old.rust));
            }
            (Some(old), None) if !new.structs.iter().any(|it| it.rust == old.rust) => {
                let text = format!("`{}` does not stand in {what} any more", new.name);
                out.show(&policy::struct_removed, places, text, format!("`{}`", old.rust));
            }
            (None, Some(now)) if !old.structs.iter().any(|it| it.rust == now.rust) => {
                let text = format!("`{}` may stand in {what} now", new.name);
                out.show(&policy::struct_added, places, text, format!("`{}`", now.rust));
            }
            _ => {}
        }
    }
}

/// Whether any direction is a request.
pub fn is_sent(item: &Struct) -> bool {
    item.directions.iter().any(|it| *it != Direction::Read)
}

/// Whether any direction is an answer.
pub fn is_read(item: &Struct) -> bool {
    item.directions.contains(&Direction::Read)
}

/// What a struct offers beside its fields.
fn structs(scope: &Scope<'_>, subject: &str, old: &Struct, new: &Struct, places: Places<'_>, out: &mut Changes) {
    let rust = format!("`{}`", new.rust);
    // What is only read is `#[non_exhaustive]`.
    match (is_sent(old), is_sent(new)) {
        (true, false) => out.show(&policy::struct_sealed, places, format!("{subject} is only read"), &rust),
        (false, true) => out.show(
            &policy::struct_unsealed,
            places,
            format!("{subject} is sent, too"),
            &rust,
        ),
        _ => {}
    }
    arguments(scope, subject, old, new, places, out);
    match (old.default, new.default) {
        (true, false) => {
            let text = format!("something of {subject} is required now");
            out.show(
                &policy::default_lost,
                places,
                text,
                format!("`{}::default()`", new.rust),
            );
        }
        (false, true) => {
            let text = format!("nothing of {subject} is required any more");
            out.show(
                &policy::default_gained,
                places,
                text,
                format!("`{}::default()`", new.rust),
            );
        }
        _ => {}
    }
    let from = |it: &Option<String>| format!("`{}: From<{}>`", new.rust, it.as_deref().unwrap_or_default());
    match (&old.from, &new.from) {
        (Some(_), None) => {
            let text = format!("{subject} as it is read is not turned into what is sent any more");
            out.show(&policy::from_lost, places, text, from(&old.from));
        }
        (None, Some(_)) => {
            let text = format!("{subject} as it is read can be turned into what is sent");
            out.show(&policy::from_gained, places, text, from(&new.from));
        }
        _ => {}
    }
    let fields = matched(&old.fields, &new.fields, |field| field.wire.as_str(), |_, _| false);
    if fields.moved {
        out.add(
            &policy::order,
            places,
            format!("the fields of {subject} stand in another order"),
        );
    }
}

/// The arguments of `new(…)`.
fn arguments(scope: &Scope<'_>, subject: &str, old: &Struct, new: &Struct, places: Places<'_>, out: &mut Changes) {
    let names = |item: &Struct| item.new.clone().unwrap_or_default();
    let (before, after) = (names(old), names(new));
    if old.new.is_some() == new.new.is_some() && before == after {
        return; // the types of arguments are those of fields
    }
    let sorted = |names: &[String]| names.iter().cloned().collect::<BTreeSet<_>>();
    let call = |item: &Struct| match &item.new {
        Some(names) => format!("`{}::new({})`", item.rust, names.join(", ")),
        None => "no `new`".to_owned(),
    };
    let rust = format!("{}, was {}", call(new), call(old));
    if sorted(&before) == sorted(&after) && before.len() > 1 {
        let text = format!("what is required of {subject} stands in another order");
        out.show(&policy::new_order, places, text, rust);
        return;
    }
    // A field of another name is the same argument.
    let types = |item: &Struct, names: &[String], plain: &dyn Fn(&str) -> String| -> Vec<(String, String)> {
        let found = names
            .iter()
            .filter_map(|name| item.fields.iter().find(|it| it.rust == *name));
        found.map(|it| (it.wire.clone(), plain(&it.rust_type))).collect()
    };
    let old_types = types(old, &before, &|ty| scope.old_type(ty));
    let new_types = types(new, &after, &|ty| scope.new_type(ty));
    if old.new.is_none() || new.new.is_none() || old_types != new_types {
        let text = format!("what is required of {subject} changed");
        out.show(&policy::new_arguments, places, text, rust);
    }
}
