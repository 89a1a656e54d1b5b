//! What stands for the whole API: everything that endpoints, bodies and queries take over from the spec or its dialect.
//!
//! Input: the scope. Output: [`ir::Setting`]s in the order of the reference. **Invariant:** for reading alone: each is
//! applied elsewhere, and what is poisoned is left out.

use crate::diag::Checked;
use crate::ir::Setting;
use crate::lower::lookup::template_text;
use crate::lower::place::{lower_place, place_words};
use crate::lower::said::said;
use crate::lower::scope::Scope;
use crate::span::Span;
use crate::syntax::{Encoding, FieldErrors, Inferred, ListStyle, Place};
use bindery_attributes::endpoint::spell;

/// The settings.
pub(super) fn lower_settings(scope: &Scope<'_>) -> Vec<Setting> {
    let mut settings = Vec::new();
    provenance(scope, &mut settings);
    headers(scope, &mut settings);
    spelling(scope, &mut settings);
    operators(scope, &mut settings);
    paging(scope, &mut settings);
    envelope(scope, &mut settings);
    settings
}

fn setting(key: impl Into<String>, value: impl Into<String>, origin: Option<Span>) -> Setting {
    Setting {
        key: key.into(),
        value: value.into(),
        origin,
    }
}

fn provenance(scope: &Scope<'_>, out: &mut Vec<Setting>) {
    let stated = &scope.spec.provenance;
    let names: Vec<&str> = stated.source.iter().map(|source| source.value.as_str()).collect();
    match (stated.source.first(), scope.sources().first()) {
        (Some(first), _) => out.push(setting("source", names.join(", "), Some(first.span))),
        (None, Some((first, _))) => out.push(setting("source", &first.value, None)),
        (None, None) => {}
    }
    match &stated.inferred {
        Some(Inferred::Yes(span)) => out.push(setting("inferred", "true", Some(*span))),
        Some(Inferred::Why(why)) => out.push(setting("inferred", &why.value, Some(why.span))),
        Some(Inferred::Of(_)) | None => {}
    }
}

/// A constant by its value, any other by its type.
fn headers(scope: &Scope<'_>, out: &mut Vec<Setting>) {
    for (name, field) in scope.headers() {
        let Ok(field) = field else { continue };
        let value = match &field.constant {
            Some(constant) => constant.to_json(),
            None => said(field, None).ty,
        };
        out.push(setting(format!("headers.{}", name.value), value, Some(name.span)));
    }
}

fn spelling(scope: &Scope<'_>, out: &mut Vec<Setting>) {
    let encoding = scope.encoding();
    let name = match encoding.as_ref().map(|encoding| encoding.value) {
        Some(Encoding::Form) => "form",
        Some(Encoding::Json) | None => "json",
    };
    out.push(setting("encoding", name, encoding.map(|encoding| encoding.span)));
    let stated = [Some(scope.spec), scope.dialect]
        .into_iter()
        .flatten()
        .find_map(|spec| spec.lists.as_ref());
    out.push(setting(
        "lists",
        list_style(scope.lists()),
        stated.map(|lists| lists.span),
    ));
}

fn list_style(style: ListStyle) -> &'static str {
    super::family::lower_lists(style).name()
}

fn operators(scope: &Scope<'_>, out: &mut Vec<Setting>) {
    let lookups = scope.lookups();
    if !lookups.iter().any(|(name, _)| name.value == "exact") {
        out.push(setting("lookups.exact", "{field}={value}", None));
    }
    for (name, lookup) in lookups {
        if let Ok(lookup) = lookup {
            let key = format!("lookups.{}", name.value);
            out.push(setting(key, template_text(&lookup.wire.value), Some(name.span)));
        }
    }
    for (name, words) in scope.families() {
        if let Ok(words) = words {
            let words: Vec<&str> = words.iter().map(|word| word.value.as_str()).collect();
            out.push(setting(
                format!("families.{}", name.value),
                words.join(", "),
                Some(name.span),
            ));
        }
    }
}

fn paging(scope: &Scope<'_>, out: &mut Vec<Setting>) {
    for (role, field) in scope.paging_send().unwrap_or_default() {
        if let Ok(field) = field {
            let place = match &field.header {
                Some(header) => format!("header {}", header.value),
                None => field.name.as_ref().unwrap_or(role).value.clone(),
            };
            out.push(setting(format!("paging.send.{}", role.value), place, Some(role.span)));
        }
    }
    for (role, place) in scope.paging_read().unwrap_or_default() {
        if let Ok(place) = place {
            let key = format!("paging.read.{}", role.value);
            out.push(setting(key, place_words(&lower_place(place)), Some(role.span)));
        }
    }
}

fn envelope(scope: &Scope<'_>, out: &mut Vec<Setting>) {
    if let Ok(Some(at)) = scope.envelope_at() {
        out.push(setting("envelope.at", spell(&at.value.steps), Some(at.span)));
    }
    for (path, value) in scope.envelope_success().unwrap_or_default() {
        let key = format!("envelope.success.{}", spell(&path.value.steps));
        out.push(setting(key, value.to_json(), Some(path.span)));
    }
    if let Ok(Some(path)) = scope.envelope_success_code() {
        out.push(setting(
            "envelope.success_code",
            spell(&path.value.steps),
            Some(path.span),
        ));
    }
    let Ok(Some(error)) = scope.envelope_error() else {
        return;
    };
    let stated = |place: &Option<Checked<Place>>| match place {
        Some(Ok(place)) => Some((place_words(&lower_place(place)), span(place))),
        Some(Err(_)) | None => None,
    };
    let fields = match &error.fields {
        Some(Ok(FieldErrors::Map(place) | FieldErrors::List { at: place, .. })) => {
            Some((place_words(&lower_place(place)), span(place)))
        }
        Some(Err(_)) | None => None,
    };
    let parts = [
        ("code", stated(&error.code)),
        ("message", stated(&error.message)),
        ("fields", fields),
    ];
    for (key, part) in parts {
        out.extend(part.map(|(words, at)| setting(format!("envelope.error.{key}"), words, at)));
    }
}

/// Where a place stands.
fn span(place: &Place) -> Option<Span> {
    match place {
        Place::Paths(paths) => paths.first().map(|path| path.span),
        Place::Header { name: text, .. } | Place::Link(text) | Place::Cookie(text) => Some(text.span),
    }
}
