//! Models, and fields of any kind.
//!
//! Input: structs of the bindings. Output: [`Model`]s, the structs of one together. **Invariant:** models and fields are
//! in the order of the spec.

use super::describe::Describe;
use super::words::{between, rules, rust_type, spelling};
use super::{Constant, Direction, Field, Model, Struct};
use crate::ir::{self, Ty};
use crate::text::type_expr::parse_type;
use bindery_attributes::common::{Coding, Rule};

/// Every model that is used.
pub(super) fn describe(of: Describe<'_>) -> Vec<Model> {
    let mut models: Vec<Model> = Vec::new();
    for item in &of.api.models {
        let described = structure(of, item);
        match models.iter_mut().find(|model| model.name == item.name) {
            Some(model) => {
                let known = &model.rules;
                let more: Vec<String> = described
                    .rules
                    .iter()
                    .filter(|rule| !known.contains(rule))
                    .cloned()
                    .collect();
                model.rules.extend(more);
                model.structs.push(described);
            }
            None => models.push(Model {
                name: item.name.clone(),
                rules: described.rules.clone(),
                structs: vec![described],
                open: item.fields.iter().any(|field| field.attrs.extra),
                docs: of.docs(&item.about),
            }),
        }
    }
    models
}

fn structure(of: Describe<'_>, item: &ir::Model) -> Struct {
    let name = |index: &usize| Some(item.fields.get(*index)?.rust.to_string());
    // Where an open model keeps the rest is no field of the spec.
    let fields = item.fields.iter().enumerate().filter(|(_, field)| !field.attrs.extra);
    Struct {
        rust: item.rust.to_string(),
        directions: item.directions.iter().copied().map(direction).collect(),
        fields: fields
            .map(|(index, it)| {
                let given = item.new.as_ref().is_some_and(|new| new.contains(&index));
                field(
                    of,
                    &Parts {
                        wire: &it.wire,
                        rust: it.rust.to_string(),
                        rust_type: rust_type(&it.ty),
                        ty: &it.ty,
                        said: &it.said,
                        required: it.attrs.required || given,
                        writes_null: it.attrs.null,
                        coding: it.attrs.coding.as_ref(),
                        rules: &it.attrs.rules,
                        docs: &it.docs,
                        above: &item.docs,
                    },
                )
            })
            .collect(),
        new: item.new.as_ref().map(|new| new.iter().filter_map(name).collect()),
        default: item.default,
        from: item.from.as_ref().map(|from| from.model.to_string()),
        rules: item.attrs.between.iter().map(between).collect(),
        constants: constants("member", &item.attrs.constants),
    }
}

/// What is sent by itself there.
pub(super) fn constants(place: &str, pairs: &[(String, String)]) -> Vec<Constant> {
    let constant = |(name, value): &(String, String)| Constant {
        place: place.to_owned(),
        name: name.clone(),
        value: value.clone(),
    };
    pairs.iter().map(constant).collect()
}

fn direction(direction: ir::Direction) -> Direction {
    match direction {
        ir::Direction::Read => Direction::Read,
        ir::Direction::Create => Direction::Create,
        ir::Direction::Update => Direction::Update,
        ir::Direction::Patch => Direction::Patch,
    }
}

/// What any field is described from.
pub(super) struct Parts<'p> {
    pub(super) wire: &'p str,
    pub(super) rust: String,
    pub(super) rust_type: String,
    pub(super) ty: &'p Ty,
    pub(super) said: &'p ir::Said,
    pub(super) required: bool,
    pub(super) writes_null: bool,
    pub(super) coding: Option<&'p Coding>,
    pub(super) rules: &'p [Rule],
    pub(super) docs: &'p ir::Docs,
    pub(super) above: &'p ir::Docs,
}

/// What a type says and docs repeat. Of a name it is said where that is declared.
fn type_fact(ty: &str) -> Option<&'static str> {
    parse_type(ty).ok()?.builtin()?.fact()
}

/// A field.
pub(super) fn field(of: Describe<'_>, parts: &Parts<'_>) -> Field {
    let said = parts.said;
    Field {
        wire: parts.wire.to_owned(),
        rust: parts.rust.clone(),
        ty: said.ty.clone(),
        ty_fact: type_fact(&said.ty).map(str::to_owned),
        rust_type: parts.rust_type.clone(),
        required: parts.required,
        nullable: said.ty.ends_with('?'),
        writes_null: parts.writes_null,
        spelling: spelling(of.api, parts.ty, parts.coding),
        rules: rules(parts.rules),
        default: said.default.clone(),
        example: said.example.clone(),
        clamp: said.clamp,
        docs: of.docs_within(parts.docs, parts.above),
    }
}
