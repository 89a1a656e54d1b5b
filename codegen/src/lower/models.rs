//! Models: one struct for each direction that differs.
//!
//! Input: [`Shape`]s and [`Structs`]. Output: [`ir::Model`]s and, for endpoints, their types by direction.
//! **Invariant:** the presence table of the language is applied in `shape.rs` alone; here it becomes types and attributes.

use crate::diag::quoted;
use crate::ir::{self, Direction, Ty};
use crate::lower::convert::link_conversions;
use crate::lower::directions::{Struct, Structs, choose_structs, inside};
use crate::lower::docs::{Enclosing, code};
use crate::lower::recursion::box_recursion;
use crate::lower::said::said;
use crate::lower::scope::Scope;
use crate::lower::shape::{Member, Presence, Shape, Wrap, lower_shapes};
use crate::lower::value::{Core, Value};
use crate::names::{self, Names};
use bindery_attributes::model as attributes;
use proc_macro2::Ident;
use std::collections::BTreeMap;

/// The models of an API.
#[derive(Debug)]
pub struct Models {
    /// In the order of the spec, the directions of a model side by side.
    pub all: Vec<ir::Model>,
    rust: BTreeMap<(String, Direction), Ident>,
}

impl Models {
    /// The struct of a model in a direction; `None` where it is not used in it.
    #[must_use]
    pub fn rust(&self, model: &str, direction: Direction) -> Option<&Ident> {
        self.rust.get(&(model.to_owned(), direction))
    }

    /// The struct that a type is; `None` where it is none.
    #[must_use]
    pub fn get(&self, ty: &Ty) -> Option<&ir::Model> {
        let Ty::Named(rust) = ty else { return None };
        self.all.iter().find(|model| model.rust == *rust)
    }

    /// The type of a value in a direction: that of a body, say. The outermost `?` is not part of it.
    #[must_use]
    pub fn ty(&self, value: &Value, direction: Direction) -> Ty {
        let rust = match &value.core {
            Core::Model(name) => self.rust(name, direction),
            _ => None,
        };
        rust.map_or_else(|| value.ty.clone(), |rust| value.with_core_ty(Ty::Named(rust.clone())))
    }
}

/// Every model in every direction it goes.
pub fn lower_models(scope: &Scope<'_>, names: &mut Names<'_>) -> Models {
    let shapes = lower_shapes(scope);
    let structs = choose_structs(scope, &shapes, names);
    let mut all: Vec<ir::Model> = structs
        .all
        .iter()
        .filter_map(|item| Some(lower_struct(scope, shapes.get(item.model)?, item, &shapes, &structs)))
        .collect();
    box_recursion(&mut all);
    link_conversions(&mut all, &structs);
    let name = |model: usize| {
        shapes
            .get(model)
            .map(|shape| shape.name.value.clone())
            .unwrap_or_default()
    };
    let rust = structs.of.iter().filter_map(|((model, direction), index)| {
        Some(((name(*model), *direction), structs.all.get(*index)?.rust.clone()))
    });
    let rust = rust.collect();
    Models { all, rust }
}

fn lower_struct(
    scope: &Scope<'_>,
    shape: &Shape<'_>,
    item: &Struct,
    shapes: &[Shape<'_>],
    structs: &Structs,
) -> ir::Model {
    let present = shape
        .members
        .iter()
        .filter_map(|member| Some((member, member.presence(item.direction)?)));
    let present: Vec<(&Member<'_>, Presence)> = present.collect();
    let sent = item
        .shared
        .iter()
        .copied()
        .find(|direction| *direction != Direction::Read);
    // A struct that is read and sent is built by callers, as one that is only sent.
    let direction = sent.unwrap_or(Direction::Read);
    let required = present
        .iter()
        .enumerate()
        .filter(|(_, (_, presence))| presence.required)
        .map(|(index, _)| index);
    let required: Vec<usize> = required.collect();
    let given = direction != Direction::Read && !required.is_empty();
    let mut fields: Vec<ir::Field> = present
        .iter()
        .map(|(member, presence)| lower_field(scope, shape, item, member, presence, shapes, structs))
        .collect();
    if shape.model.open {
        fields.push(extra());
    }
    ir::Model {
        rust: item.rust.clone(),
        name: shape.name.value.clone(),
        about: scope.docs(&shape.model.provenance, Enclosing::Top(shape.name)),
        direction,
        directions: item.shared.iter().copied().collect(),
        attrs: attributes::Model {
            between: shape.rules_in(item.direction),
            constants: constants(shape, item.direction),
        },
        fields,
        default: direction != Direction::Read && !given,
        new: given.then_some(required),
        from: None,
        docs: docs(scope, shape, item, structs),
    }
}

fn lower_field(
    scope: &Scope<'_>,
    shape: &Shape<'_>,
    item: &Struct,
    member: &Member<'_>,
    presence: &Presence,
    shapes: &[Shape<'_>],
    structs: &Structs,
) -> ir::Field {
    let Member { name, field, value, .. } = member;
    let held = member.model().and_then(|model| {
        let model = shapes.iter().position(|shape| shape.name.value == model)?;
        Some(structs.get(model, inside(item.direction))?.1.rust.clone())
    });
    let ty = held.map_or_else(|| value.ty.clone(), |rust| value.with_core_ty(Ty::Named(rust)));
    let boxed = Box::new;
    let ty = match presence.wrap {
        Wrap::Plain => ty,
        Wrap::Option => Ty::Option(boxed(ty)),
        Wrap::Patch => Ty::Patch(boxed(ty)),
        Wrap::PatchOption => Ty::Patch(boxed(Ty::Option(boxed(ty)))),
    };
    let mut docs = scope.docs(
        &field.provenance,
        Enclosing::Within(&shape.model.provenance, &name.value, name.span),
    );
    let flags = [
        (field.read_only.is_some(), "Read-only."),
        (field.write_only.is_some(), "Write-only."),
        (
            field.optional.is_some() && item.shared.contains(&Direction::Read),
            "May be absent.",
        ),
    ];
    docs.facts
        .extend(flags.iter().filter(|(set, _)| *set).map(|(_, fact)| (*fact).to_owned()));
    docs.facts.extend(value.facts.iter().cloned());
    let attrs = attributes::Field {
        wire: (member.rust != name.value).then(|| name.value.clone()),
        // A required option (`T?`) may be null, so that nothing is missing when it is read.
        required: presence.required && presence.wrap == Wrap::Plain,
        null: presence.null,
        coding: value.coding.clone(),
        nested: member.model().is_some(),
        extra: false,
        rules: presence.rules.clone(),
    };
    ir::Field {
        rust: member.rust.clone(),
        wire: name.value.clone(),
        ty,
        said: said(field, None),
        attrs,
        docs,
    }
}

/// What is sent by itself: wire name and JSON scalar.
fn constants(shape: &Shape<'_>, direction: Direction) -> Vec<(String, String)> {
    let constants = shape
        .members
        .iter()
        .filter_map(|member| Some((member.name.value.clone(), member.constant(direction)?.to_owned())));
    constants.collect()
}

/// Where an open model keeps unknown members.
fn extra() -> ir::Field {
    ir::Field {
        rust: names::fixed("extra"),
        wire: "extra".to_owned(),
        ty: Ty::Map(Box::new(Ty::Json)),
        said: ir::Said {
            ty: "map<json>".to_owned(),
            ..ir::Said::default()
        },
        attrs: attributes::Field {
            extra: true,
            ..attributes::Field::default()
        },
        docs: ir::Docs {
            text: Some("Members that the page does not name.".to_owned()),
            ..ir::Docs::default()
        },
    }
}

/// The struct with the model's name has the author's words; the others say what they are for.
fn docs(scope: &Scope<'_>, shape: &Shape<'_>, item: &Struct, structs: &Structs) -> ir::Docs {
    let mut docs = scope.docs(&shape.model.provenance, Enclosing::Top(shape.name));
    let constants = constants(shape, item.direction).into_iter();
    let constants: Vec<String> = constants.map(|(name, json)| code(&format!("{name}: {json}"))).collect();
    docs.facts
        .extend((!constants.is_empty()).then(|| format!("Always sends {}.", constants.join(", "))));
    if item.rust == shape.rust {
        return docs;
    }
    let named = structs.all.iter().any(|other| other.rust == shape.rust);
    let model = if named {
        format!("[{}]", quoted(&shape.rust.to_string()))
    } else {
        code(&shape.name.value)
    };
    let article = if shape.rust.to_string().starts_with(['A', 'E', 'I', 'O', 'U']) {
        "An"
    } else {
        "A"
    };
    let fact = match item.direction {
        Direction::Read => return docs,
        Direction::Create => format!("{article} {model} to be created."),
        Direction::Update => format!("{article} {model} that replaces the one there is."),
        Direction::Patch => format!(
            "Changes of {} {model}: each field is kept, set, or set to null.",
            article.to_lowercase()
        ),
    };
    docs.text = if named { None } else { docs.text };
    docs.facts.insert(0, fact);
    docs
}
