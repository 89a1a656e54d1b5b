//! Places: where something stands in an answer.
//!
//! Input: a place as written. Output: the same without spans. **Invariant:** none; a place that cannot be meant where
//! it stands is refused by who asks for it.

use crate::ir;
use crate::lower::lookup::template_text;
use crate::syntax::Place;
use bindery_attributes::endpoint::spell;

/// A place as data.
#[must_use]
pub fn lower_place(place: &Place) -> ir::Place {
    match place {
        Place::Paths(paths) => ir::Place::Paths(paths.iter().map(|path| path.value.steps.clone()).collect()),
        Place::Header { name, wire } => ir::Place::Header {
            name: name.value.clone(),
            wire: wire.as_ref().map(|wire| template_text(&wire.value)),
        },
        Place::Link(relation) => ir::Place::Link(relation.value.clone()),
        Place::Cookie(name) => ir::Place::Cookie(name.value.clone()),
    }
}

/// A place in words: `data.items`, `detail or errors[0]`, `header X-Total`.
#[must_use]
pub fn place_words(place: &ir::Place) -> String {
    match place {
        ir::Place::Paths(paths) => {
            let paths: Vec<String> = paths.iter().map(|path| spell(path)).collect();
            paths.join(" or ")
        }
        ir::Place::Header { name, wire: None } => format!("header {name}"),
        ir::Place::Header { name, wire: Some(wire) } => format!("header {name}: {wire}"),
        ir::Place::Link(relation) => format!("link {relation}"),
        ir::Place::Cookie(name) => format!("cookie {name}"),
    }
}
