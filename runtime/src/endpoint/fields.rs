//! What a failure says of single fields.
//!
//! Input: a parsed body and where it speaks of fields. Output: a flat list, nested names spelled `items[0].name`.
//! **Invariant:** only texts are messages; what the failure's own message or code took is left out.

use super::failure::FieldError;
use super::place::join;
use super::{FieldErrors, Path, Place, Step, tree};
use crate::Json;

/// The errors of single fields, in the order of the tree.
pub(super) fn read(places: &FieldErrors, json: &Json, taken: &[&Json]) -> Vec<FieldError> {
    let mut out = Vec::new();
    match places {
        FieldErrors::Map(place) => {
            for value in first_there(place, json, |value| matches!(value, Json::Object(_) | Json::Array(_))) {
                flatten(value, &mut String::new(), taken, &mut out);
            }
        }
        FieldErrors::List {
            at,
            name,
            message,
            code,
        } => {
            for value in first_there(at, json, |value| matches!(value, Json::Object(_) | Json::Array(_))) {
                let items = match value {
                    Json::Array(items) => items.as_slice(),
                    single => std::slice::from_ref(single),
                };
                out.extend(items.iter().filter_map(|item| item_error(item, name, message, *code)));
            }
        }
    }
    out
}

/// The values at the first path that leads to any of the shape.
fn first_there<'a>(place: &Place, json: &'a Json, fits: impl Fn(&Json) -> bool) -> Vec<&'a Json> {
    let Place::Paths(paths) = place else { return Vec::new() };
    let there = paths.iter().map(|path| {
        let mut found = tree::all(json, path);
        found.retain(|value| fits(value));
        found
    });
    there.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

/// One object of a list; `None` where it says nothing.
fn item_error(item: &Json, name: &[Step], message: &[Step], code: Option<Path>) -> Option<FieldError> {
    let name = join(&parts(item, name), ".");
    let message = join(&tree::all(item, message), "; ");
    let code = code
        .map(|code| join(&tree::all(item, code), "; "))
        .filter(|code| !code.is_empty());
    if name.is_empty() && message.is_empty() && code.is_none() {
        return None;
    }
    Some(FieldError { name, message, code })
}

/// The parts of a name: a list of names counts as its items.
fn parts<'a>(item: &'a Json, path: &[Step]) -> Vec<&'a Json> {
    let spread = |value: &'a Json| match value {
        Json::Array(parts) => parts.iter().collect(),
        single => vec![single],
    };
    tree::all(item, path).into_iter().flat_map(spread).collect()
}

/// Objects add names, lists of objects add indices, texts are messages. As deep as the reader lets a body be.
fn flatten(value: &Json, name: &mut String, taken: &[&Json], out: &mut Vec<FieldError>) {
    if taken.iter().any(|taken| std::ptr::eq(*taken, value)) {
        return;
    }
    let length = name.len();
    match value {
        Json::String(message) if !message.is_empty() => {
            out.push(FieldError {
                name: name.clone(),
                message: message.clone(),
                code: None,
            });
        }
        Json::Object(members) => {
            for (member, value) in members {
                if !name.is_empty() {
                    name.push('.');
                }
                name.push_str(member);
                flatten(value, name, taken, out);
                name.truncate(length);
            }
        }
        Json::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                if matches!(value, Json::Object(_) | Json::Array(_)) {
                    name.push_str(&format!("[{index}]"));
                }
                flatten(value, name, taken, out);
                name.truncate(length);
            }
        }
        _ => {}
    }
}
