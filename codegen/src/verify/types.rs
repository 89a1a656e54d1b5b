//! Types that hold what was seen.
//!
//! Input: sums of values, and the types declared so far. Output: type expressions, and new models where objects are in no
//! model yet. **Invariant:** what a declared type holds stays of that type; a new name is one that is free.

use super::collect::Faults;
use super::fields::{Pairs, text};
use super::seen::Seen;
use crate::lower::directions::core_name;
use crate::lower::scope::Scope;
use crate::lower::value::{Core, Value};
use crate::names;
use crate::syntax::{Builtin, Field, TypeExpr};
use crate::text::name::is_identifier;
use std::collections::BTreeSet;

/// A model that the spec has not.
pub(super) struct Model {
    pub name: String,
    pub fields: Vec<(String, Pairs)>,
}

/// Names that are taken, and the models that were made up.
pub(super) struct Types {
    taken: BTreeSet<String>,
    pub models: Vec<Model>,
}

impl Types {
    pub(super) fn new(scope: &Scope<'_>) -> Self {
        let types = scope.types().into_iter().map(|(name, _)| name);
        let models = scope.models().into_iter().map(|(name, _)| name);
        let endpoints = scope.spec.endpoints.iter().map(|(name, _)| name);
        // Structs of endpoints and models share one namespace.
        let names = types.chain(models).chain(endpoints);
        Self {
            taken: names.map(|name| camel(&name.value)).collect(),
            models: Vec::new(),
        }
    }

    /// The type of a declared field that holds everything that was seen of it.
    pub(super) fn corrected(
        &mut self,
        field: &Field,
        value: &Value,
        seen: &Seen,
        faults: &Faults,
        hint: &str,
    ) -> String {
        let Some(Ok(ty)) = &field.ty else {
            return self.inferred(seen, hint);
        };
        let format = faults.rules.keys().any(|rule| is_format(rule));
        // The rule may be that of the type's entry in `types`, which others use, too.
        let of_type =
            core_name(&ty.value).is_some() && !faults.rules.is_empty() && !matches!(value.core, Core::Model(_));
        let leaf = Leaf {
            value,
            wrong: faults.wrong,
            bare: format || of_type,
            time: faults.rules.contains_key("well_formed"),
        };
        self.expr(&ty.value, &leaf, seen, hint)
    }

    fn expr(&mut self, ty: &TypeExpr, leaf: &Leaf<'_>, seen: &Seen, hint: &str) -> String {
        let there = seen.there();
        let empty = Seen::default();
        let items = || seen.items.as_deref().unwrap_or(&empty);
        let bare = match ty {
            TypeExpr::Nullable(inner) => return nullable(self.expr(inner, leaf, seen, hint)),
            TypeExpr::Page(inner) => return self.expr(inner, leaf, seen, hint),
            TypeExpr::List(inner) if seen.lists == there => {
                format!("list<{}>", self.expr(inner, leaf, items(), hint))
            }
            TypeExpr::Map(inner) if seen.objects == there => {
                format!("map<{}>", self.expr(inner, leaf, &seen.values(), hint))
            }
            TypeExpr::List(_) | TypeExpr::Map(_) => self.inferred(seen, hint),
            TypeExpr::Builtin(_) | TypeExpr::Named(_) => {
                let unfit =
                    leaf.wrong && (leaf.value.coding.is_some() || leaf.count() || !seen.suits(&leaf.value.core));
                if unfit || leaf.time {
                    self.inferred(seen, hint)
                } else if leaf.bare {
                    base(&leaf.value.core).to_owned()
                } else {
                    ty.source()
                }
            }
        };
        if seen.nulls > 0 { nullable(bare) } else { bare }
    }

    /// A type for what was seen, whatever is declared.
    pub(super) fn inferred(&mut self, seen: &Seen, hint: &str) -> String {
        let there = seen.there();
        let bare = if there == 0 {
            "json".to_owned()
        } else if seen.booleans == there {
            "boolean".to_owned()
        } else if seen.integers == there {
            "integer".to_owned()
        } else if seen.integers + seen.numbers == there {
            "decimal".to_owned()
        } else if seen.texts == there {
            seen.format().unwrap_or("string").to_owned()
        } else if seen.lists == there {
            let item = match &seen.items {
                Some(items) if items.count > 0 => self.inferred(items, &singular(hint)),
                _ => "json".to_owned(),
            };
            format!("list<{item}>")
        } else if seen.objects == there {
            self.object(seen, hint)
        } else {
            "json".to_owned()
        };
        if seen.nulls > 0 { nullable(bare) } else { bare }
    }

    /// A model where the names look like names, else a map.
    fn object(&mut self, seen: &Seen, hint: &str) -> String {
        let members = seen.members();
        let named = members
            .iter()
            .filter(|(name, _)| is_identifier(name.trim_start_matches('_')));
        let like_names = named.count() * 2 > members.len();
        if members.is_empty() {
            return "map<json>".to_owned();
        }
        if !like_names {
            return format!("map<{}>", self.inferred(&seen.values(), &singular(hint)));
        }
        let name = self.free(&camel(hint));
        let at = self.models.len();
        self.models.push(Model {
            name: name.clone(),
            fields: Vec::new(),
        });
        let mut rust = BTreeSet::new();
        let fields = members
            .iter()
            .map(|(member, values)| {
                (
                    member.to_string(),
                    self.field(&name, member, values, seen.objects, &mut rust),
                )
            })
            .collect();
        if let Some(model) = self.models.get_mut(at) {
            model.fields = fields;
        }
        name
    }

    /// A field that is declared nowhere, of so many objects.
    pub(super) fn field(
        &mut self,
        model: &str,
        name: &str,
        seen: &Seen,
        objects: usize,
        rust: &mut BTreeSet<String>,
    ) -> Pairs {
        let ty = self.inferred(seen, &format!("{model}_{name}"));
        let mut pairs = Pairs::default();
        let nullable = ty.ends_with('?');
        pairs.push("type", text(&ty));
        if seen.count < objects && !nullable {
            pairs.push("optional", "true".to_owned());
        }
        let own = names::snake(name, None).to_string();
        let free = (1..).map(|index: usize| {
            if index == 1 {
                own.clone()
            } else {
                format!("{own}_{index}")
            }
        });
        if let Some(free) = free.into_iter().find(|name| !rust.contains(name)) {
            if free != own {
                pairs.push("rust", text(&free));
            }
            rust.insert(free);
        }
        pairs
    }

    /// The name, or the first with a number behind it that is free.
    fn free(&mut self, name: &str) -> String {
        let all = (1..).map(|index: usize| {
            if index == 1 {
                name.to_owned()
            } else {
                format!("{name}{index}")
            }
        });
        let free = all
            .into_iter()
            .find(|name| !self.taken.contains(name))
            .unwrap_or_default();
        self.taken.insert(free.clone());
        free
    }
}

/// The core of a declared type, and what is wrong with its values.
struct Leaf<'l> {
    value: &'l Value,
    wrong: bool,
    /// Without the format or the entry of `types` that has the rule.
    bare: bool,
    time: bool,
}

impl Leaf<'_> {
    /// A date that is written as a number.
    fn count(&self) -> bool {
        matches!(self.value.core, Core::Date | Core::DateTime)
    }
}

fn is_format(rule: &str) -> bool {
    matches!(rule, "email" | "uri" | "uuid" | "base64" | "hex_color")
}

/// The type of the language with nothing around it.
fn base(core: &Core) -> &'static str {
    match core {
        Core::Integer => "integer",
        Core::Number => "number",
        Core::Decimal => "decimal",
        Core::Boolean => "boolean",
        Core::Date => "date",
        Core::DateTime => "date-time",
        Core::Time => "time",
        Core::Json | Core::Model(_) => "json",
        Core::Text | Core::Enum { .. } => "string",
    }
}

fn nullable(ty: String) -> String {
    if ty.ends_with('?') { ty } else { ty + "?" }
}

fn camel(name: &str) -> String {
    names::camel(name, None).to_string()
}

/// `customer_lines` is a list of `customer_line`.
fn singular(name: &str) -> String {
    match name.strip_suffix("ies") {
        Some(stem) if stem.len() > 2 => format!("{stem}y"),
        _ if name.ends_with("ss") => name.to_owned(),
        _ => name.strip_suffix('s').unwrap_or(name).to_owned(),
    }
}

/// Whether a type is any JSON.
pub(super) fn is_json(ty: &TypeExpr) -> bool {
    match ty {
        TypeExpr::Builtin(builtin) => *builtin == Builtin::Json,
        TypeExpr::Nullable(inner) | TypeExpr::Page(inner) | TypeExpr::List(inner) => is_json(inner),
        TypeExpr::Named(_) | TypeExpr::Map(_) => false,
    }
}
