//! The keys of a mapping as a schema, and the whole document.
//!
//! Input: a [`Table`] of keys. Output: its schema. **Invariant:** properties stand in the order of the table, and are
//! exactly those that decoding takes there.

use super::json::{Json, Object};
use super::pattern;
use super::shape::{Definitions, schema};
use bindery_codegen::decode::keys::{Key, Place, Shape, Table};
use bindery_codegen::yaml::{Scalar, resolve};

/// The schema of a file.
pub(super) fn document(root: Table) -> Object {
    let mut definitions = Definitions::default();
    let keys = keys(root, None, &mut definitions);
    Object::default()
        .set("$schema", "https://json-schema.org/draft/2020-12/schema")
        .set("title", root.title())
        .set(
            "description",
            "Made by `bindery schema` from the keys that the compiler reads.",
        )
        .set("type", "object")
        .and(keys)
        .set("$defs", definitions.finish())
}

/// `EnvelopeError` as `envelope_error`.
pub(super) fn name(table: Table) -> String {
    snake_case(&format!("{table:?}"))
}

/// A Rust name in snake_case.
pub(super) fn snake_case(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// What is said of an object with these keys. It says nothing of values of another kind.
pub(super) fn keys(table: Table, place: Option<Place>, definitions: &mut Definitions) -> Object {
    let keys: Vec<&Key> = table.all_keys().filter(|key| key.belongs(place)).collect();
    let required: Vec<&str> = keys
        .iter()
        .filter(|key| key.is_required() && key.with.is_empty())
        .map(|key| key.name)
        .chain(
            place
                .map(Place::needs)
                .filter(|needs| needs.len() == 1)
                .into_iter()
                .flatten()
                .copied(),
        )
        .collect();
    let properties = keys.iter().fold(Object::default(), |all, key| {
        all.set(key.name, property(table, place, key, definitions))
    });
    Object::default()
        .set("properties", properties)
        .and(nothing_else(&keys))
        .maybe("required", (!required.is_empty()).then_some(required))
        .maybe("anyOf", choices(table, place))
        .maybe("dependentSchemas", companions(table, place, &keys))
}

/// No other keys, but for those that are left alone.
fn nothing_else(keys: &[&Key]) -> Object {
    let texts = keys.iter().all(|key| resolve(key.name, true) == Scalar::Text);
    if texts {
        let extensions = Object::default().set(format!("^{}$", pattern::EXTENSION), true);
        return Object::default()
            .set("patternProperties", extensions)
            .set("additionalProperties", false);
    }
    // To editors a key such as `true` is no text, and none of the properties; they would mark it.
    let names: Vec<&str> = keys.iter().map(|key| key.name).chain([pattern::EXTENSION]).collect();
    let names = Object::default().set("pattern", format!("^(?:{})$", names.join("|")));
    Object::default().set("propertyNames", names)
}

/// One branch for each key of which exactly one is there. A branch refuses the others by name, so that an editor marks the
/// key that is too much; `oneOf` would mark the whole mapping.
fn choices(table: Table, place: Option<Place>) -> Option<Vec<Json>> {
    let alternatives = table.alternatives();
    if alternatives.is_empty() {
        let needs = place.map_or(&[] as &[&str], Place::needs);
        let one = |name: &&str| Object::default().set("required", vec![*name]).into();
        return (needs.len() > 1).then(|| needs.iter().map(one).collect());
    }
    let branch = |chosen: &&str| {
        let others = alternatives.iter().filter(|other| other != &chosen);
        let taken = Object::default().set(*chosen, true);
        Object::default()
            .set("required", vec![*chosen])
            .set("properties", others.fold(taken, |all, name| all.set(*name, false)))
            .set(
                "errorMessage",
                format!("Exactly one of {} is needed.", alternatives.join(", ")),
            )
            .into()
    };
    Some(alternatives.iter().map(branch).collect())
}

/// What each alternative asks for beside itself, and what does not go with it; keys that do not go with one another.
fn companions(table: Table, place: Option<Place>, keys: &[&Key]) -> Option<Object> {
    let bound: Vec<&&Key> = keys.iter().filter(|key| !key.with.is_empty()).collect();
    let alternative = |chosen: &'static str| {
        let with = bound
            .iter()
            .filter(|key| key.with.contains(&chosen) && key.is_required());
        let required: Vec<&str> = with.map(|key| key.name).collect();
        let strangers = bound.iter().filter(|key| !key.with.contains(&chosen));
        let required = (!required.is_empty()).then_some(required);
        let refused = refused(chosen, strangers.map(|key| key.name));
        (chosen, Object::default().maybe("required", required).and(refused))
    };
    let apart = place.map_or(&[] as &[&str], Place::apart);
    let one_of_them = |chosen: &'static str| {
        let others = apart.iter().copied().filter(move |other| *other != chosen);
        (chosen, refused(chosen, others))
    };
    let alternatives = table.alternatives().iter().copied().map(alternative);
    let all = alternatives.chain(apart.iter().copied().map(one_of_them));
    let all = all.filter(|(_, of)| !of.is_empty());
    let all = all.fold(Object::default(), |all, (chosen, of)| all.set(chosen, of));
    (!all.is_empty()).then_some(all)
}

/// Keys that do not go with another; each is marked by itself.
fn refused(chosen: &str, names: impl Iterator<Item = &'static str>) -> Object {
    let names: Vec<&str> = names.collect();
    if names.is_empty() {
        return Object::default();
    }
    let says = format!("`{}` does not go with `{chosen}`.", names.join("`, `"));
    let refused = names.iter().fold(Object::default(), |all, name| all.set(*name, false));
    let refused = Object::default().set("properties", refused).set("errorMessage", says);
    Object::default().set("allOf", vec![Json::from(refused)])
}

/// The value of a key, with what hovering shows.
fn property(table: Table, place: Option<Place>, key: &Key, definitions: &mut Definitions) -> Object {
    let alternatives = table.alternatives();
    let needed = key.is_required() || place.is_some_and(|place| place.needs() == [key.name]);
    let without = if alternatives.contains(&key.name) {
        format!("Exactly one of {} is needed", alternatives.join(", "))
    } else if !key.with.is_empty() {
        format!("Goes with {}", key.with.join(", "))
    } else if needed {
        "Needed".to_owned()
    } else if let Some(when) = key.default.strip_prefix("required") {
        format!("Needed{when}")
    } else if key.default.starts_with("must be there") {
        capital(key.default)
    } else {
        format!("Default: {}", key.default)
    };
    let meaning = capital(key.meaning);
    let shape = key.shape_at(place).to_string().replace('`', "");
    Object::default()
        .set("description", format!("{meaning} ({shape}). {without}."))
        .set(
            "markdownDescription",
            format!("{}.\n\n`{shape}`\n\n{}.", escape(&meaning), escape(&without)),
        )
        .maybe("default", default(key))
        .and(schema(key.shape_at(place), definitions))
}

/// The default as JSON, where it is one.
fn default(key: &Key) -> Option<Json> {
    match key.shape {
        Shape::Boolean => key.default.parse().ok().map(Json::Boolean),
        Shape::Count => key.default.parse().ok().map(Json::Number),
        Shape::Words(words) => words.contains(&key.default).then(|| key.default.into()),
        _ => None,
    }
}

/// With a capital.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Text in which Markdown sees no emphasis and no tags.
fn escape(text: &str) -> String {
    // Inside backticks a text stands for itself.
    let mut code = false;
    let mut out = String::new();
    for c in text.chars() {
        code ^= c == '`';
        if !code && matches!(c, '_' | '*' | '<' | '[') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
