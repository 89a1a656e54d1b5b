//! Models with their fields lowered, before it is known in which directions they go.
//!
//! Input: the section `models`. Output: one [`Shape`] a model. **Invariant:** every field of every model, used or not, is
//! lowered exactly once, so that each mistake is reported once; poisoned fields are left out.

use crate::diag::quoted;
use crate::ir::Direction;
use crate::lower::constant::lower_member;
use crate::lower::rules::{Known, lower_rules};
use crate::lower::scope::Scope;
use crate::lower::value::{Core, Value, lower_value, refuse_page, rust_of};
use crate::names::{self, Names};
use crate::syntax::{Field, Model, Text};
use bindery_attributes::common::{Between, Rule};
use proc_macro2::Ident;

/// A model.
#[derive(Debug)]
pub(crate) struct Shape<'a> {
    pub name: &'a Text,
    pub model: &'a Model,
    /// Its Rust name where it is read.
    pub rust: Ident,
    pub members: Vec<Member<'a>>,
    pub rules: Vec<Between>,
}

/// A field of a model.
#[derive(Debug)]
pub(crate) struct Member<'a> {
    pub name: &'a Text,
    pub field: &'a Field,
    pub rust: Ident,
    pub value: Value,
    /// The JSON scalar that is always sent.
    constant: Option<String>,
}

/// How a field stands in one direction of its model. Two directions whose presences are equal are one struct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Presence {
    pub wrap: Wrap,
    /// Must be there when read; given to `new` when sent.
    pub required: bool,
    /// `None` is written as null.
    pub null: bool,
    pub rules: Vec<Rule>,
}

/// What stands around the type of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrap {
    Plain,
    Option,
    Patch,
    PatchOption,
}

impl Member<'_> {
    /// The presence table of the language: `None` where the field does not exist in that direction.
    pub(crate) fn presence(&self, direction: Direction) -> Option<Presence> {
        let Member { field, value, .. } = self;
        let hidden = if direction == Direction::Read {
            field.write_only
        } else {
            field.read_only
        };
        if hidden.is_some() || self.constant(direction).is_some() {
            return None;
        }
        let (nullable, required) = (value.nullable, field.required.is_some());
        let (wrap, required, null) = match direction {
            Direction::Read if nullable => (Wrap::Option, false, true),
            Direction::Read if field.optional.is_some() => (Wrap::Option, false, false),
            Direction::Read => (Wrap::Plain, true, false),
            Direction::Create | Direction::Update if required && nullable => (Wrap::Option, true, true),
            Direction::Create | Direction::Update if required => (Wrap::Plain, true, false),
            Direction::Create => (Wrap::Option, false, false),
            Direction::Update => (Wrap::Option, false, nullable),
            Direction::Patch if nullable => (Wrap::PatchOption, false, false),
            Direction::Patch => (Wrap::Patch, false, false),
        };
        let rules = if direction == Direction::Read {
            value.rules.clone()
        } else {
            value.sent_rules()
        };
        Some(Presence {
            wrap,
            required,
            null,
            rules,
        })
    }

    /// What is sent by itself in that direction.
    pub(crate) fn constant(&self, direction: Direction) -> Option<&str> {
        self.constant.as_deref().filter(|_| direction != Direction::Read)
    }

    /// The model that the field holds, by its name in the spec.
    pub(super) fn model(&self) -> Option<&str> {
        match &self.value.core {
            Core::Model(name) => Some(name),
            _ => None,
        }
    }
}

impl Shape<'_> {
    /// The rules that hold in one direction: those whose fields exist there and are not always given. Rules say what is
    /// given when something is sent whole; in a PATCH what is not given stays as it is, so that only "at most" holds.
    pub(super) fn rules_in(&self, direction: Direction) -> Vec<Between> {
        let wrap = |name: &String| {
            let member = self.members.iter().find(|member| member.name.value == *name);
            member
                .and_then(|member| member.presence(direction))
                .map(|presence| presence.wrap)
        };
        let exists = |names: &[String]| names.iter().all(|name| wrap(name).is_some());
        let always = |names: &[String]| names.iter().filter(|name| wrap(name) == Some(Wrap::Plain)).count();
        let holds = |rule: &Between| match (rule, direction) {
            (Between::Require { .. }, Direction::Patch) => None,
            (Between::Require { fields, when }, _) => {
                let conditions: Vec<String> = when.iter().map(|(name, _)| name.clone()).collect();
                (exists(fields) && exists(&conditions) && always(fields) < fields.len()).then(|| rule.clone())
            }
            (Between::Count { fields, min, max }, _) => {
                let min = if direction == Direction::Patch { 0 } else { *min };
                let given = always(fields);
                let breakable = given < min || max.is_some_and(|max| max < fields.len());
                let keepable = max.is_none_or(|max| given <= max);
                (exists(fields) && breakable && keepable).then(|| Between::Count {
                    fields: fields.clone(),
                    min,
                    max: *max,
                })
            }
        };
        self.rules.iter().filter_map(holds).collect()
    }
}

/// Every model that is not poisoned.
pub(crate) fn lower_shapes<'a>(scope: &Scope<'a>) -> Vec<Shape<'a>> {
    let models = scope
        .models()
        .into_iter()
        .filter_map(|(name, model)| Some((name, model.as_ref().ok()?)));
    models.map(|(name, model)| lower_shape(scope, name, model)).collect()
}

fn lower_shape<'a>(scope: &Scope<'a>, name: &'a Text, model: &'a Model) -> Shape<'a> {
    let mut names = Names::of_members(scope.diags);
    if model.open {
        let _ = names.claim(&names::fixed("extra"), name.span, "the field for unknown members");
    }
    let mut members = Vec::new();
    for (name, field) in &model.fields {
        let Ok(field) = field else { continue };
        let rust = names::snake(&name.value, field.provenance.rust.as_ref());
        let free = names.claim(&rust, name.span, format!("the field {}", quoted(&name.value)));
        let value = lower_value(scope, field).and_then(|value| refuse_page(scope, field, value));
        let value = value.and_then(|value| Ok((lower_member(scope, name, field, &value)?, value)));
        if let (Ok(()), Ok((constant, value))) = (free, value) {
            members.push(Member {
                name,
                field,
                rust,
                value,
                constant,
            });
        }
    }
    let known: Vec<Known<'_>> = model
        .fields
        .iter()
        .map(|(name, field)| known(name, field, &members))
        .collect();
    let rules = lower_rules(
        scope,
        &model.rules,
        &known,
        &format!("the model {}", quoted(&name.value)),
    );
    Shape {
        name,
        model,
        rust: rust_of(&name.value, &model.provenance),
        members,
        rules,
    }
}

fn known<'k>(name: &'k Text, field: &crate::diag::Checked<Field>, members: &'k [Member<'_>]) -> Known<'k> {
    let field = field.as_ref().ok();
    Known {
        name: &name.value,
        value: members
            .iter()
            .find(|member| member.name.value == name.value)
            .map(|member| &member.value),
        read_only: field.is_some_and(|field| field.read_only.is_some()),
        constant: field.is_some_and(|field| field.constant.is_some()),
        always: field.is_some_and(|field| field.required.is_some()),
    }
}
