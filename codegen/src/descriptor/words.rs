//! Types, rules and spellings as a reader writes them.
//!
//! Input: what the bindings are made of. Output: texts. **Invariant:** a Rust type is the one that is emitted, without
//! the paths of the standard library.

use super::Rule as Described;
use crate::ir::{self, Pattern, Ty};
use bindery_attributes::common::{Between, Coding, Format, Rule, Status};

/// Statuses: `200`, `4xx`.
pub(super) fn statuses(statuses: &[Status]) -> Vec<String> {
    let spelled = statuses.iter().map(|status| match status {
        Status::Exact(status) => status.to_string(),
        Status::Class(class) => format!("{class}xx"),
    });
    spelled.collect()
}

/// A type as printed: `Option<Vec<String>>`.
pub(super) fn rust_type(ty: &Ty) -> String {
    match ty {
        Ty::String => "String".to_owned(),
        Ty::Integer => "i64".to_owned(),
        Ty::Number => "f64".to_owned(),
        Ty::Decimal => "bindery::Decimal".to_owned(),
        Ty::Boolean => "bool".to_owned(),
        Ty::Date(None) => "bindery::Date".to_owned(),
        Ty::Date(Some(format)) => format!("bindery::Date<{format}>"),
        Ty::DateTime(None) => "bindery::DateTime".to_owned(),
        Ty::DateTime(Some(format)) => format!("bindery::DateTime<{format}>"),
        Ty::Time => "bindery::Time".to_owned(),
        Ty::Json => "bindery::Json".to_owned(),
        Ty::Named(name) => name.to_string(),
        Ty::List(item) => format!("Vec<{}>", rust_type(item)),
        Ty::Map(item) => format!("BTreeMap<String, {}>", rust_type(item)),
        Ty::Option(inner) => format!("Option<{}>", rust_type(inner)),
        Ty::Patch(inner) => format!("bindery::Patch<{}>", rust_type(inner)),
        Ty::Boxed(inner) => format!("Box<{}>", rust_type(inner)),
        Ty::Page(item) => format!("bindery::Page<{}>", rust_type(item)),
        Ty::Range => "bindery::endpoint::Range".to_owned(),
        Ty::Unit => "()".to_owned(),
    }
}

/// How a value is spelled, where that is not JSON's own way.
pub(super) fn spelling(api: &ir::Api, ty: &Ty, coding: Option<&Coding>) -> Option<String> {
    match coding {
        Some(Coding::Boolean { yes, no }) => Some(format!("{{ true: {yes}, false: {no} }}")),
        Some(Coding::Text) => Some("string".to_owned()),
        Some(Coding::Range(wire)) => Some(wire.clone()),
        None => pattern(api, ty).map(pattern_words),
    }
}

/// The pattern of the dates in a type, behind names too.
fn pattern<'a>(api: &'a ir::Api, ty: &Ty) -> Option<&'a Pattern> {
    match ty {
        Ty::Date(Some(format)) | Ty::DateTime(Some(format)) => api.types.iter().find_map(|ty| match ty {
            ir::Type::Format { rust, pattern, .. } if rust == format => Some(pattern),
            _ => None,
        }),
        Ty::Named(name) => api.types.iter().find_map(|ty| match ty {
            ir::Type::Alias { rust, ty, .. } if rust == name => pattern(api, ty),
            _ => None,
        }),
        Ty::List(inner)
        | Ty::Map(inner)
        | Ty::Option(inner)
        | Ty::Patch(inner)
        | Ty::Boxed(inner)
        | Ty::Page(inner) => pattern(api, inner),
        _ => None,
    }
}

fn pattern_words(pattern: &Pattern) -> String {
    match pattern {
        Pattern::Rfc2822 => "rfc2822".to_owned(),
        Pattern::Unix => "unix".to_owned(),
        Pattern::UnixMillis => "unix_ms".to_owned(),
        Pattern::Strftime { pattern, zone: None } => pattern.clone(),
        Pattern::Strftime {
            pattern,
            zone: Some(zone),
        } => format!("{pattern}, zone {zone}"),
    }
}

/// Rules by the keys of the language. Those that a type or presence says already are left out.
pub(super) fn rules(rules: &[Rule]) -> Vec<Described> {
    let described = rules.iter().filter_map(|rule| {
        let (name, value) = match rule {
            Rule::Minimum(bound) => ("minimum", bound.clone()),
            Rule::Maximum(bound) => ("maximum", bound.clone()),
            Rule::MinLength(count) => ("min_length", count.to_string()),
            Rule::MaxLength(count) => ("max_length", count.to_string()),
            Rule::Pattern(pattern) => ("pattern", pattern.clone()),
            Rule::MinItems(count) => ("min_items", count.to_string()),
            Rule::MaxItems(count) => ("max_items", count.to_string()),
            Rule::Format(Format::HexColor) => ("format", "hex-color".to_owned()),
            Rule::Format(format) => ("format", format.name().to_owned()),
            Rule::Required | Rule::Known | Rule::WellFormed => return None,
        };
        Some(Described {
            name: name.to_owned(),
            value,
        })
    });
    described.collect()
}

/// A rule between fields: "`a` and `b` are required when `state` is \"open\"".
pub(super) fn between(rule: &Between) -> String {
    match rule {
        Between::Require { fields, when } => {
            let conditions: Vec<String> = when
                .iter()
                .map(|(name, value)| match value {
                    Some(value) => format!("`{name}` is {value}"),
                    None => format!("`{name}` is given"),
                })
                .collect();
            let are = if fields.len() == 1 { "is" } else { "are" };
            format!(
                "{} {are} required when {}",
                list(fields, "and"),
                conditions.join(" and ")
            )
        }
        Between::Count { fields, min, max } => {
            let of = list(fields, "and");
            match (min, max) {
                (min, Some(max)) if min == max => format!("exactly {min} of {of}"),
                (0, Some(max)) => format!("at most {max} of {of}"),
                (min, Some(max)) => format!("{min} to {max} of {of}"),
                (min, None) => format!("at least {min} of {of}"),
            }
        }
    }
}

fn list(names: &[String], word: &str) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} {word} {last}", others.join(", ")),
        None => String::new(),
    }
}
