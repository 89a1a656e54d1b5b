//! The spellings of dates that a spec declares with `wire:`, each a type of its own in Rust.
//!
//! Input: every field of a spec. Output: their format types, and their names by the place of the field. **Invariant:**
//! chosen before any value is lowered, so that lowering a value needs no state and the order of uses decides nothing.

use crate::ir;
use crate::lower::docs::code;
use crate::lower::scope::Scope;
use crate::names::{self, Names};
use crate::span::Span;
use crate::syntax::{Field, Map, Query, Wire};
use proc_macro2::Ident;
use std::collections::BTreeMap;

/// The format types by the place of the field that declares them.
#[derive(Debug, Default)]
pub(crate) struct Formats {
    by_place: BTreeMap<Span, Ident>,
    /// Those of fields without a name of their own, in the order of the spec.
    inline: Vec<ir::Type>,
}

impl Formats {
    /// The format type of the field at a place.
    pub(super) fn of(&self, place: Span) -> Option<Ident> {
        self.by_place.get(&place).cloned()
    }

    /// Takes the format types of fields that are no entry of `types`.
    pub(super) fn take_inline(&mut self) -> Vec<ir::Type> {
        std::mem::take(&mut self.inline)
    }
}

/// The spelling of dates that a field declares.
pub(crate) fn pattern_of(field: &Field) -> Option<ir::Pattern> {
    Some(match field.wire.as_ref()?.as_ref().ok()? {
        Wire::Rfc2822(_) => ir::Pattern::Rfc2822,
        Wire::Unix(_) => ir::Pattern::Unix,
        Wire::UnixMillis(_) => ir::Pattern::UnixMillis,
        Wire::Strftime(pattern) => ir::Pattern::Strftime {
            pattern: pattern.value.clone(),
            zone: field.zone.as_ref().map(|zone| zone.value.clone()),
        },
        Wire::Text(_) | Wire::Boolean { .. } => return None,
    })
}

/// The docs of a format type; `whose` is the type or field it spells, `at` its key.
pub(super) fn docs_of(whose: &str, pattern: &ir::Pattern, at: Span) -> ir::Docs {
    let spelling = match pattern {
        ir::Pattern::Rfc2822 => "as in e-mails (RFC 2822)".to_owned(),
        ir::Pattern::Unix => "in seconds since 1970".to_owned(),
        ir::Pattern::UnixMillis => "in milliseconds since 1970".to_owned(),
        ir::Pattern::Strftime { pattern, zone: None } => code(pattern),
        ir::Pattern::Strftime {
            pattern,
            zone: Some(zone),
        } => format!("{}, {zone}", code(pattern)),
    };
    ir::Docs {
        facts: vec![format!("How {} is spelled: {spelling}.", code(whose))],
        origin: Some(at),
        ..ir::Docs::default()
    }
}

/// Chooses the names of all format types.
pub(super) fn choose_formats(scope: &Scope<'_>, names: &mut Names<'_>) {
    let mut chooser = Chooser {
        names,
        formats: Formats::default(),
    };
    for (name, field) in scope.types() {
        let Ok(field) = field else { continue };
        if pattern_of(field).is_some() {
            let rust = names::derived("", &names::camel(&name.value, field.provenance.rust.as_ref()), "Format");
            chooser.choose(field, rust, &name.value);
        }
    }
    for (name, model) in scope.models() {
        if let Ok(model) = model {
            chooser.choose_all(
                &names::camel(&name.value, model.provenance.rust.as_ref()),
                &name.value,
                &model.fields,
            );
        }
    }
    for (name, field) in scope.headers() {
        if let Ok(field) = field {
            let rust = names::derived("", &names::camel(&name.value, field.provenance.rust.as_ref()), "Format");
            chooser.choose_inline(field, rust, &name.value, name.span);
        }
    }
    for (name, endpoint) in &scope.spec.endpoints {
        let Ok(endpoint) = endpoint else { continue };
        let owner = names::camel(&name.value, endpoint.provenance.rust.as_ref());
        chooser.choose_all(&owner, &name.value, &endpoint.path);
        if let Some(Query::Fields(fields)) = &endpoint.query {
            chooser.choose_all(&owner, &name.value, fields);
        }
        chooser.choose_all(&owner, &name.value, &endpoint.headers);
        for (part, field) in [("Body", &endpoint.body), ("Answer", &endpoint.returns)] {
            if let Some(Ok(field)) = field {
                let rust = names::derived("", &owner, &format!("{part}Format"));
                chooser.choose_inline(field, rust, &name.value, field.span);
            }
        }
    }
    *scope.formats.borrow_mut() = chooser.formats;
}

struct Chooser<'n, 'd> {
    names: &'n mut Names<'d>,
    formats: Formats,
}

impl Chooser<'_, '_> {
    fn choose_all(&mut self, owner: &Ident, whose: &str, fields: &Map<Field>) {
        for (name, field) in fields {
            if let Ok(field) = field {
                let member = names::camel(
                    &name.value,
                    field.provenance.rust.as_ref().filter(|rust| is_camel(rust)),
                );
                let rust = names::derived(&owner.to_string(), &member, "Format");
                self.choose_inline(field, rust, &format!("{whose}.{}", name.value), name.span);
            }
        }
    }

    fn choose_inline(&mut self, field: &Field, rust: Ident, whose: &str, at: Span) {
        if let Some(pattern) = pattern_of(field)
            && self.choose(field, rust.clone(), whose)
        {
            let docs = docs_of(whose, &pattern, at);
            self.formats.inline.push(ir::Type::Format { rust, pattern, docs });
        }
    }

    fn choose(&mut self, field: &Field, rust: Ident, whose: &str) -> bool {
        let free = self
            .names
            .claim(&rust, field.span, format!("the spelling of {}", code(whose)))
            .is_ok();
        self.formats.by_place.insert(field.span, rust);
        free
    }
}

fn is_camel(rust: &crate::syntax::Text) -> bool {
    rust.value.starts_with(char::is_uppercase)
}
