//! Bodies against types: what is missing, of the wrong type, unknown.
//!
//! Input: a node where JSON stands, and a type expression with the field it belongs to. Output: messages, each with the
//! path of the value. **Invariant:** a member that is there twice over is judged once; what is poisoned is skipped.

use crate::codes::Code;
use crate::diag::{Diagnostic, one_of, quoted, suggest};
use crate::ir::Direction;
use crate::lower::scope::Scope;
use crate::lower::shape::{Member, Shape};
use crate::lower::value::{Core, Value};
use crate::syntax::{Field, TypeExpr, Wire};
use crate::yaml::{Kind, Node, Scalar};
use bindery_attributes::common::Coding;

/// Named types that lead to each other are followed so far.
const HOPS: usize = 32;

/// What bodies are checked with.
#[derive(Clone, Copy)]
pub(super) struct Bodies<'b, 'a> {
    pub scope: &'b Scope<'a>,
    pub shapes: &'b [Shape<'a>],
    /// ``the example `page` ``, for the messages.
    pub example: &'b str,
}

/// The value at the core of a field, whatever stands around it.
#[derive(Clone, Copy)]
struct Leaf<'l> {
    core: &'l Core,
    coding: Option<&'l Coding>,
    /// Written as a number of seconds or milliseconds.
    unix: bool,
}

impl Bodies<'_, '_> {
    /// Checks a node against the type of a field. `path` is where it stands.
    pub(super) fn check(&self, field: &Field, value: &Value, direction: Direction, node: &Node, path: &str) {
        let Some(Ok(ty)) = &field.ty else { return };
        let leaf = Leaf {
            core: &value.core,
            coding: value.coding.as_ref(),
            unix: self.is_unix(field, &ty.value),
        };
        self.ty(&ty.value, leaf, direction, node, path, 0);
    }

    fn ty(&self, ty: &TypeExpr, leaf: Leaf<'_>, direction: Direction, node: &Node, path: &str, hops: usize) {
        match ty {
            TypeExpr::Nullable(_) if node.scalar() == Some(Scalar::Null) => {}
            TypeExpr::Nullable(inner) | TypeExpr::Page(inner) => self.ty(inner, leaf, direction, node, path, hops),
            TypeExpr::List(item) => match node.items() {
                Some(items) => {
                    for (index, node) in items.iter().enumerate() {
                        self.ty(item, leaf, direction, node, &format!("{path}[{index}]"), hops);
                    }
                }
                None => self.wrong(node, path, "a list"),
            },
            TypeExpr::Map(item) => match node.entries() {
                Some(entries) => {
                    for (key, node) in entries {
                        let inner = join(path, key.text().unwrap_or_default());
                        self.ty(item, leaf, direction, node, &inner, hops);
                    }
                }
                None => self.wrong(node, path, "an object"),
            },
            TypeExpr::Named(name) => match (self.scope.ty(name), leaf.core) {
                (None, Core::Model(model)) => self.model(model, direction, node, path),
                (Some((_, Ok(field))), _) if hops < HOPS => match &field.ty {
                    Some(Ok(ty)) => self.ty(&ty.value, leaf, direction, node, path, hops + 1),
                    _ => self.scalar(leaf, node, path),
                },
                _ => {}
            },
            TypeExpr::Builtin(_) => self.scalar(leaf, node, path),
        }
    }

    /// An object against a model.
    fn model(&self, name: &str, direction: Direction, node: &Node, path: &str) {
        let Some(shape) = self.shapes.iter().find(|shape| shape.name.value == name) else {
            return;
        };
        let Some(entries) = node.entries() else {
            return self.wrong(node, path, "an object");
        };
        let inner = if direction == Direction::Patch {
            Direction::Create
        } else {
            direction
        };
        for member in &shape.members {
            let Some(presence) = member.presence(direction) else {
                continue;
            };
            match node.entry(&member.name.value) {
                Some((_, value)) => self.member(member, inner, value, &join(path, &member.name.value)),
                None if presence.required && direction != Direction::Patch => self.missing(shape, member, node, path),
                None => {}
            }
        }
        if shape.model.open {
            return;
        }
        for (key, _) in entries {
            self.known(shape, direction, key, path);
        }
    }

    fn member(&self, member: &Member<'_>, direction: Direction, node: &Node, path: &str) {
        // What may be absent without being null is not null.
        self.check(member.field, &member.value, direction, node, path);
    }

    fn missing(&self, shape: &Shape<'_>, member: &Member<'_>, node: &Node, path: &str) {
        let name = &member.name.value;
        let message = format!("{} lacks {}", self.example, quoted(&join(path, name)));
        let help = match member.value.nullable {
            true => "add it",
            false => {
                "add it; where the vendor may leave it out, the field is `optional`, where it may be null, its type is `T?`"
            }
        };
        let diagnostic = Diagnostic::new(
            Code::BadExample,
            node.span,
            message,
            format!("without {}", quoted(name)),
        );
        let declared = format!("declared in {}", quoted(&shape.name.value));
        self.scope
            .diags
            .report(diagnostic.other(member.name.span, declared).help(help));
    }

    fn known(&self, shape: &Shape<'_>, direction: Direction, key: &Node, path: &str) {
        let name = key.text().unwrap_or_default();
        let declared = shape.model.fields.iter().any(|(field, _)| field.value == name);
        let here = shape
            .members
            .iter()
            .filter(|member| member.presence(direction).is_some());
        // A field that is poisoned is declared, though no member.
        let poisoned = declared && !shape.members.iter().any(|member| member.name.value == name);
        if poisoned || here.clone().any(|member| member.name.value == name) {
            return;
        }
        let message = match (declared, direction) {
            (false, _) => {
                format!(
                    "{} holds {}, which {} does not declare",
                    self.example,
                    quoted(&join(path, name)),
                    quoted(&shape.name.value)
                )
            }
            (true, Direction::Read) => format!(
                "{} holds {}, which is write-only",
                self.example,
                quoted(&join(path, name))
            ),
            (true, _) => format!(
                "{} holds {}, which is read-only",
                self.example,
                quoted(&join(path, name))
            ),
        };
        let help = match suggest(name, here.map(|member| member.name.value.as_str())) {
            Some(close) if !declared => format!("did you mean {}? Otherwise declare it, or remove it", quoted(close)),
            _ if declared => "remove it, or correct the field's flags".to_owned(),
            _ => "declare it, or remove it; a model with `open: true` keeps whatever comes".to_owned(),
        };
        self.scope
            .diags
            .report(Diagnostic::new(Code::ExampleField, key.span, message, "not expected").help(help));
    }

    fn scalar(&self, leaf: Leaf<'_>, node: &Node, path: &str) {
        if *leaf.core == Core::Json {
            return;
        }
        let (Kind::Scalar { text, .. }, Some(scalar)) = (&node.kind, node.scalar()) else {
            return self.wrong(node, path, wanted(leaf));
        };
        let number = matches!(scalar, Scalar::Integer | Scalar::Number);
        let as_text = leaf.coding == Some(&Coding::Text);
        let fits = match leaf.core {
            Core::Text | Core::Time => scalar == Scalar::Text,
            Core::Date | Core::DateTime if leaf.unix => number,
            Core::Date | Core::DateTime => scalar == Scalar::Text,
            Core::Integer if as_text => scalar == Scalar::Text && text.parse::<i64>().is_ok(),
            Core::Integer => scalar == Scalar::Integer && node.to_json().parse::<i64>().is_ok(),
            Core::Number | Core::Decimal if as_text => {
                scalar == Scalar::Text && bindery::Decimal::parse(text).is_some()
            }
            Core::Number | Core::Decimal => number,
            Core::Boolean => match leaf.coding {
                Some(Coding::Boolean { yes, no }) => [yes, no].contains(&&node.to_json()),
                _ => matches!(scalar, Scalar::Boolean(_)),
            },
            Core::Enum { integer, .. } => scalar == if *integer { Scalar::Integer } else { Scalar::Text },
            Core::Json | Core::Model(_) => true,
        };
        if !fits {
            return self.wrong(node, path, wanted(leaf));
        }
        if let Core::Enum { texts, open: false, .. } = leaf.core
            && !texts.contains(text)
        {
            let message = format!(
                "{} holds {} at {}, which is none of the enum's values",
                self.example,
                quoted(text),
                place(path)
            );
            let help = match suggest(text, texts.iter().map(String::as_str)) {
                Some(close) => format!(
                    "did you mean {}? Otherwise add it to the enum, or make that `open`",
                    quoted(close)
                ),
                None => format!(
                    "the values are {}; an enum with `open: true` takes others",
                    one_of(texts.iter().map(String::as_str))
                ),
            };
            self.scope
                .diags
                .report(Diagnostic::new(Code::BadExample, node.span, message, "unknown value").help(help));
        }
    }

    fn wrong(&self, node: &Node, path: &str, wanted: &str) {
        let found = node.describe();
        let message = format!(
            "{} holds {found} at {}, where {wanted} is due",
            self.example,
            place(path)
        );
        let help = match node.scalar() {
            Some(Scalar::Null) => "correct the example; where the vendor does send null, the type is `T?`",
            _ => "correct the example, or the type",
        };
        self.scope
            .diags
            .report(Diagnostic::new(Code::BadExample, node.span, message, found).help(help));
    }

    /// Whether dates stand as numbers: the field says so, or the type it names.
    fn is_unix(&self, field: &Field, ty: &TypeExpr) -> bool {
        let unix = |field: &Field| matches!(field.wire, Some(Ok(Wire::Unix(_) | Wire::UnixMillis(_))));
        if unix(field) || field.wire.is_some() {
            return unix(field);
        }
        let named = crate::lower::directions::core_name(ty).and_then(|name| self.scope.ty(name));
        matches!(named, Some((_, Ok(named))) if unix(named))
    }
}

fn wanted(leaf: Leaf<'_>) -> &'static str {
    match (leaf.core, leaf.coding) {
        (Core::Integer | Core::Number | Core::Decimal, Some(Coding::Text)) => "a number as text",
        (Core::Integer | Core::Enum { integer: true, .. }, _) => "an integer",
        (Core::Number | Core::Decimal, _) => "a number",
        (Core::Date | Core::DateTime, _) if leaf.unix => "a number",
        (Core::Boolean, Some(Coding::Boolean { .. })) => "one of the declared spellings of a boolean",
        (Core::Boolean, _) => "a boolean",
        _ => "text",
    }
}

/// A path in a message; the whole body has none.
fn place(path: &str) -> String {
    if path.is_empty() {
        "the top".to_owned()
    } else {
        quoted(path)
    }
}

/// A member of what stands at a path.
pub(super) fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}
