//! Whether JSON fits what a spec declares: the one place that knows it.
//!
//! Input: a node where JSON stands, and a type with the field it belongs to. Output: every [`Misfit`], in the order of the
//! spec, handed to a [`Sink`]. **Invariant:** what the bindings refuse to read is a misfit of a kind that says so
//! ([`Misfit::breaks`]); what is poisoned is skipped; nothing recurses deeper than the JSON does.

pub(crate) mod json;
mod leaf;
mod path;
mod rules;
pub(crate) mod within;

use crate::diag::suggest;
use crate::ir::Direction;
use crate::lower::directions::core_name;
use crate::lower::scope::Scope;
use crate::lower::shape::{Member, Shape, Wrap};
use crate::lower::value::{Core, Value};
use crate::syntax::{Field, TypeExpr};
use crate::yaml::{Node, Scalar};
use leaf::Leaf;
pub(crate) use path::{Path, Stop};
use std::collections::BTreeSet;

/// Named types that lead to each other are followed so far.
const HOPS: usize = 32;

/// What JSON is held against.
#[derive(Clone, Copy)]
pub(crate) struct Fit<'f, 'a> {
    pub scope: &'f Scope<'a>,
    pub shapes: &'f [Shape<'a>],
}

/// What a walk tells as it goes.
pub(crate) trait Sink {
    /// A value: the whole, a member, an item.
    fn value(&mut self, _path: &Path, _node: &Node) {}
    /// An object that is held against a model.
    fn object(&mut self, _shape: &Shape<'_>, _node: &Node, _path: &Path) {}
    /// Something that does not fit.
    fn misfit(&mut self, misfit: &Misfit<'_>);
}

/// Something that does not fit.
#[derive(Clone, Copy)]
pub(crate) struct Misfit<'m> {
    /// Where `node` stands.
    pub path: &'m Path,
    /// The value; the object, where a member is missing or is one too many.
    pub node: &'m Node,
    pub kind: Kind<'m>,
    /// The model that the member, or the object, is declared in.
    pub shape: Option<&'m Shape<'m>>,
    /// The member that this is about, or that `node` is inside of.
    pub member: Option<&'m Member<'m>>,
}

/// What does not fit.
#[derive(Clone, Copy)]
pub(crate) enum Kind<'m> {
    /// A value of another type. `kept`: a null that the bindings read as if it were absent.
    Wrong { wanted: &'static str, kept: bool },
    /// A member that must be there.
    Missing(&'m Member<'m>),
    /// A member that the model does not declare, and a declared one that is like it.
    Unknown { key: &'m Node, close: Option<&'m str> },
    /// A member that the model declares for the other direction only.
    Hidden { key: &'m Node, value: &'m Node },
    /// A value that the enum does not name.
    Unlisted(&'m [String]),
    /// Another value than is sent by itself, as JSON.
    Constant(&'m str),
    /// A value that breaks a rule, or has not the format of its type.
    Rule(&'m Broken),
    /// A member that came before in the same object.
    Twice(&'m Node),
}

/// A broken rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broken {
    /// As violations call it: `max_length`, `email`, `well_formed`.
    pub rule: &'static str,
    /// Completes "which …": "is no e-mail address".
    pub words: String,
}

impl Misfit<'_> {
    /// Whether the bindings refuse to read it.
    pub(crate) fn breaks(&self) -> bool {
        match self.kind {
            Kind::Wrong { kept, .. } => !kept,
            Kind::Missing(_) | Kind::Twice(_) => true,
            Kind::Unknown { .. } | Kind::Hidden { .. } | Kind::Unlisted(_) | Kind::Rule(_) | Kind::Constant(_) => false,
        }
    }
}

impl<'a> Fit<'_, 'a> {
    /// Holds a node, which stands at `path`, against the type of a field.
    pub(crate) fn check(
        &self,
        field: &Field,
        value: &Value,
        direction: Direction,
        node: &Node,
        path: &Path,
        sink: &mut dyn Sink,
    ) {
        let mut walk = Walk {
            fit: *self,
            direction,
            path: path.clone(),
            sink,
            kept: false,
        };
        walk.sink.value(path, node);
        walk.field(field, value, node, None);
    }

    /// The model of that name.
    pub(crate) fn shape(&self, name: &str) -> Option<&Shape<'a>> {
        self.shapes.iter().find(|shape| shape.name.value == name)
    }
}

/// A model, and the member of it that is looked at.
type Owner<'o> = Option<(&'o Shape<'o>, Option<&'o Member<'o>>)>;

struct Walk<'w, 'f, 'a> {
    fit: Fit<'f, 'a>,
    direction: Direction,
    path: Path,
    sink: &'w mut dyn Sink,
    /// The value at hand may be absent, so that null is read as if it were.
    kept: bool,
}

impl Walk<'_, '_, '_> {
    fn field(&mut self, field: &Field, value: &Value, node: &Node, owner: Owner<'_>) {
        let Some(Ok(ty)) = &field.ty else { return };
        let leaf = Leaf::of(self.fit.scope, field, value);
        if !(value.nullable && node.scalar() == Some(Scalar::Null)) {
            self.count(&ty.value, value, node, owner);
        }
        self.ty(&ty.value, &leaf, node, owner, 0);
    }

    /// How many items a list has: a rule of the outermost one.
    fn count(&mut self, ty: &TypeExpr, value: &Value, node: &Node, owner: Owner<'_>) {
        let count = match (ty, node.items(), node.entries()) {
            (TypeExpr::Nullable(inner), ..) => return self.count(inner, value, node, owner),
            (TypeExpr::List(_), Some(items), _) => items.len(),
            (TypeExpr::Map(_), _, Some(entries)) => entries.len(),
            _ => return,
        };
        for broken in rules::broken_count(count, &value.rules) {
            self.tell(Kind::Rule(&broken), node, owner);
        }
    }

    fn ty(&mut self, ty: &TypeExpr, leaf: &Leaf<'_>, node: &Node, owner: Owner<'_>, hops: usize) {
        match ty {
            TypeExpr::Nullable(_) if node.scalar() == Some(Scalar::Null) => {}
            TypeExpr::Nullable(inner) | TypeExpr::Page(inner) => self.ty(inner, leaf, node, owner, hops),
            TypeExpr::List(item) => match node.items() {
                Some(items) => {
                    for (index, node) in items.iter().enumerate() {
                        self.inside(Stop::Index(index), |walk| {
                            walk.sink.value(&walk.path, node);
                            walk.ty(item, leaf, node, owner, hops);
                        });
                    }
                }
                None => self.wrong("a list", node, owner),
            },
            TypeExpr::Map(item) => match node.entries() {
                Some(entries) => {
                    for (key, node) in entries {
                        let stop = Stop::Key(key.text().unwrap_or_default().to_owned());
                        self.inside(stop, |walk| {
                            walk.sink.value(&walk.path, node);
                            walk.ty(item, leaf, node, owner, hops);
                        });
                    }
                }
                None => self.wrong("an object", node, owner),
            },
            TypeExpr::Named(name) => match (self.fit.scope.ty(name), leaf.core) {
                (None, Core::Model(model)) => self.model(model, node, owner),
                (Some((_, Ok(field))), _) if hops < HOPS => match &field.ty {
                    Some(Ok(ty)) => self.ty(&ty.value, leaf, node, owner, hops + 1),
                    _ => self.scalar(leaf, node, owner),
                },
                _ => {}
            },
            TypeExpr::Builtin(_) => self.scalar(leaf, node, owner),
        }
    }

    /// Goes on with what stands one step further.
    fn inside(&mut self, stop: Stop, walk: impl FnOnce(&mut Self)) {
        let kept = std::mem::take(&mut self.kept);
        self.path.push(stop);
        walk(self);
        self.path.pop();
        self.kept = kept;
    }

    /// An object against a model.
    fn model(&mut self, name: &str, node: &Node, owner: Owner<'_>) {
        let fit = self.fit;
        let Some(shape) = fit.shape(name) else { return };
        let Some(entries) = node.entries() else {
            return self.wrong("an object", node, owner);
        };
        self.sink.object(shape, node, &self.path);
        let direction = self.direction;
        for member in &shape.members {
            let name = &member.name.value;
            if let (Some(constant), Some((_, value))) = (member.constant(direction), node.entry(name))
                && value.to_json() != constant
            {
                self.inside(Stop::Name(name.clone()), |walk| {
                    walk.tell(Kind::Constant(constant), value, Some((shape, Some(member))));
                });
            }
            let Some(presence) = member.presence(direction) else {
                continue;
            };
            match node.entry(name) {
                Some((_, value)) => {
                    // Inside of a PATCH an object is sent whole.
                    if direction == Direction::Patch {
                        self.direction = Direction::Create;
                    }
                    self.inside(Stop::Name(name.clone()), |walk| {
                        walk.sink.value(&walk.path, value);
                        walk.kept = presence.wrap == Wrap::Option && direction == Direction::Read;
                        walk.field(member.field, &member.value, value, Some((shape, Some(member))));
                    });
                    self.direction = direction;
                }
                None if presence.required && direction != Direction::Patch => {
                    self.tell(Kind::Missing(member), node, Some((shape, Some(member))));
                }
                None => {}
            }
        }
        let mut names = BTreeSet::new();
        for (key, value) in entries {
            let name = key.text().unwrap_or_default();
            if !names.insert(name) {
                let read = shape.members.iter().find(|member| member.name.value == name);
                if let Some(member) = read.filter(|member| member.presence(direction).is_some()) {
                    self.tell(Kind::Twice(key), node, Some((shape, Some(member))));
                }
            } else if !shape.model.open {
                self.known(shape, key, value, node);
            }
        }
    }

    fn known(&mut self, shape: &Shape<'_>, key: &Node, value: &Node, node: &Node) {
        let name = key.text().unwrap_or_default();
        let declared = shape.model.fields.iter().any(|(field, _)| field.value == name);
        let member = shape.members.iter().find(|member| member.name.value == name);
        let here = |member: &&Member<'_>| {
            member.presence(self.direction).is_some() || member.constant(self.direction).is_some()
        };
        match member {
            Some(member) if here(&member) => {}
            Some(member) => self.tell(Kind::Hidden { key, value }, node, Some((shape, Some(member)))),
            // A field that is poisoned is declared, though no member.
            None if declared => {}
            None => {
                let known = shape.members.iter().filter(here);
                let close = suggest(name, known.map(|member| member.name.value.as_str()));
                self.tell(Kind::Unknown { key, close }, node, Some((shape, None)));
            }
        }
    }

    fn scalar(&mut self, leaf: &Leaf<'_>, node: &Node, owner: Owner<'_>) {
        if *leaf.core == Core::Json {
            return;
        }
        if !leaf.takes(node) {
            return self.wrong(leaf.wanted(node), node, owner);
        }
        if let Some(texts) = leaf.unlisted(node) {
            self.tell(Kind::Unlisted(texts), node, owner);
        }
        for broken in rules::broken(leaf, node) {
            self.tell(Kind::Rule(&broken), node, owner);
        }
    }

    fn wrong(&mut self, wanted: &'static str, node: &Node, owner: Owner<'_>) {
        let kept = self.kept && node.scalar() == Some(Scalar::Null);
        self.tell(Kind::Wrong { wanted, kept }, node, owner);
    }

    fn tell(&mut self, kind: Kind<'_>, node: &Node, owner: Owner<'_>) {
        self.sink.misfit(&Misfit {
            path: &self.path,
            node,
            kind,
            shape: owner.map(|(shape, _)| shape),
            member: owner.and_then(|(_, member)| member),
        });
    }
}

/// The declared type at the core of a field: the name of an entry of `types`.
pub(crate) fn named_type<'s>(scope: &Scope<'s>, field: &Field) -> Option<(&'s crate::syntax::Text, &'s Field)> {
    let Some(Ok(ty)) = &field.ty else { return None };
    let (name, field) = scope.ty(core_name(&ty.value)?)?;
    Some((name, field.as_ref().ok()?))
}
