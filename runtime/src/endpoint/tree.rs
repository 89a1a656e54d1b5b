//! Paths through a parsed body.
//!
//! Input: a tree and a path. Output: the values that stand there.
//! **Invariant:** a value of another shape than a step needs counts as not there.

use super::Step;
use crate::Json;
use std::borrow::Cow;
use std::fmt::Write as _;

/// Every value at a path, in order: one at most, unless the path has a step [`Step::Each`].
pub(super) fn all<'a>(json: &'a Json, path: &[Step]) -> Vec<&'a Json> {
    let mut here = vec![json];
    for step in path {
        here = here.into_iter().flat_map(|json| one_step(json, *step)).collect();
    }
    here
}

fn one_step(json: &Json, step: Step) -> Vec<&Json> {
    match (step, json) {
        (Step::Name(name), Json::Object(members)) => members.get(name).into_iter().collect(),
        (Step::Index(index), Json::Array(items)) => items.get(index).into_iter().collect(),
        (Step::Last, Json::Array(items)) => items.last().into_iter().collect(),
        (Step::Each, Json::Array(items)) => items.iter().collect(),
        _ => Vec::new(),
    }
}

/// The path with every [`Step::Last`] as the index it has in this tree.
pub(super) fn settle(json: &Json, path: &[Step]) -> Vec<Step> {
    let mut settled: Vec<Step> = Vec::with_capacity(path.len());
    for step in path {
        let index = match (step, all(json, &settled).first()) {
            (Step::Last, Some(Json::Array(items))) => Some(Step::Index(items.len().saturating_sub(1))),
            _ => None,
        };
        settled.push(index.unwrap_or(*step));
    }
    settled
}

/// The value at a path. What stands behind [`Step::Each`] is gathered into one array, which is there if the list is.
pub(super) fn value<'a>(json: &'a Json, path: &[Step]) -> Option<Cow<'a, Json>> {
    let Some(each) = path.iter().position(|step| *step == Step::Each) else {
        return all(json, path).first().map(|value| Cow::Borrowed(*value));
    };
    let (list, rest) = path.split_at(each);
    let list = *all(json, list).first()?;
    let items = all(list, rest).into_iter().cloned().collect();
    matches!(list, Json::Array(_)).then_some(Cow::Owned(Json::Array(items)))
}

/// A value that is text to its reader: text that is not empty, or a number.
pub(super) fn text(json: &Json) -> Option<&str> {
    match json {
        Json::String(text) => Some(text.as_str()).filter(|text| !text.is_empty()),
        Json::Number(number) => Some(number.as_str()),
        _ => None,
    }
}

/// What a value is, in words that show none of what it holds.
pub(super) fn shape(json: &Json) -> &'static str {
    match json {
        Json::Null => "null",
        Json::Boolean(_) => "a boolean",
        Json::Number(_) => "a number",
        Json::String(_) => "a text",
        Json::Array(_) => "an array",
        Json::Object(_) => "an object",
    }
}

/// The path as a spec writes it: `data.items[-1].id`; the empty one is `.`.
pub(super) fn spell(path: &[Step]) -> String {
    let mut out = String::new();
    for step in path {
        match step {
            Step::Name(name) if out.is_empty() => out.push_str(name),
            Step::Name(name) => {
                out.push('.');
                out.push_str(name);
            }
            Step::Index(index) => write!(out, "[{index}]").unwrap_or_default(),
            Step::Last => out.push_str("[-1]"),
            Step::Each => out.push_str("[*]"),
        }
    }
    if out.is_empty() {
        out.push('.');
    }
    out
}
