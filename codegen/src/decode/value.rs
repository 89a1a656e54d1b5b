//! What is said of a field's value: enum, spelling, pattern, zone, list style.
//!
//! Input: values of keys of a field. Output: their parts of [`crate::syntax`]. **Invariant:** patterns compile, formats
//! know their directives, codes are quoted.

use super::keys::{ENCODINGS, LIST_STYLES, Table};
use super::mapping::{Mapping, expected};
use super::provenance::decode_deprecated;
use super::scalar;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Diagnostics, Reported, quoted, suggest};
use crate::span::{Span, Spanned};
use crate::syntax::{Encoding, EnumValue, ListStyle, Text, Wire};
use crate::text::calendar;
use crate::yaml::{Node, Scalar};

/// The spellings that are words.
const SPELLINGS: [&str; 5] = ["string", "number", "rfc2822", "unix", "unix_ms"];

pub(super) fn decode_encoding(node: &Node, diags: &Diagnostics) -> Checked<Spanned<Encoding>> {
    let word = scalar::word(node, ENCODINGS, diags)?;
    let encoding = match word.value {
        "form" => Encoding::Form,
        _ => Encoding::Json,
    };
    Ok(Spanned::new(encoding, node.span))
}

pub(super) fn decode_list_style(node: &Node, diags: &Diagnostics) -> Checked<Spanned<ListStyle>> {
    let word = scalar::word(node, LIST_STYLES, diags)?;
    let style = match word.value {
        "repeat" => ListStyle::Repeat,
        "brackets" => ListStyle::Brackets,
        "indexed" => ListStyle::Indexed,
        "comma" => ListStyle::Comma,
        "pipe" => ListStyle::Pipe,
        "space" => ListStyle::Space,
        _ => ListStyle::Quoted,
    };
    Ok(Spanned::new(style, node.span))
}

pub(super) fn decode_pattern(node: &Node, diags: &Diagnostics) -> Checked<Text> {
    let pattern = scalar::text(node, diags)?;
    match regex_lite::Regex::new(&pattern.value) {
        Ok(_) => Ok(pattern),
        Err(error) => {
            let message = format!("{} is no regular expression: {error}", quoted(&pattern.value));
            let help = "the syntax is that of Rust's regex, without look-around, back-references and Unicode classes";
            Err(diags.report(Diagnostic::new(Code::BadPattern, node.span, message, "cannot be compiled").help(help)))
        }
    }
}

pub(super) fn decode_zone(node: &Node, diags: &Diagnostics) -> Checked<Text> {
    let zone = scalar::text(node, diags)?;
    let fits = zone.value.starts_with(|c: char| c.is_ascii_alphabetic())
        && zone
            .value
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+' | b'/'));
    if fits {
        return Ok(zone);
    }
    let message = format!("{} is no name of a time zone", quoted(&zone.value));
    let help = "write `UTC`, or a name such as `Europe/Madrid`";
    Err(diags.report(Diagnostic::new(Code::BadWire, node.span, message, "not a zone").help(help)))
}

/// `None`: the spelling that JSON has anyway.
pub(super) fn decode_wire(node: &Node, diags: &Diagnostics) -> Checked<Option<Wire>> {
    if node.entries().is_some() {
        let mapping = Mapping::new(node, Table::WireBoolean, diags)?;
        let side = |name| mapping.need(name).and_then(|value| decode_spelling(value, diags));
        let (yes, no) = (side("true"), side("false"));
        return Ok(Some(Wire::Boolean {
            span: node.span,
            yes: yes?,
            no: no?,
        }));
    }
    let wire = scalar::text(node, diags)?;
    let text = wire.value.as_str();
    Ok(Some(match text {
        "string" => Wire::Text(node.span),
        "number" => return Ok(None),
        "rfc2822" => Wire::Rfc2822(node.span),
        "unix" => Wire::Unix(node.span),
        "unix_ms" => Wire::UnixMillis(node.span),
        _ if text.contains('%') => {
            if let Err(fault) = calendar::check_format(text) {
                return Err(scalar::report_fault(&wire, 0, Code::BadWire, fault, diags));
            }
            Wire::Strftime(wire)
        }
        _ if text.contains('{') => {
            let message = "templates as spellings of values are reserved for a later version of the language";
            let help = "read the value as text";
            return Err(diags.report(Diagnostic::new(Code::Later, node.span, message, "not built yet").help(help)));
        }
        _ => {
            let message = format!("{} is no spelling", quoted(text));
            let help = match suggest(text, SPELLINGS) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "spellings are {}, a format such as `\"%Y-%m-%d\"`, or `{{ true: …, false: … }}`",
                    SPELLINGS.join(", ")
                ),
            };
            return Err(diags.report(Diagnostic::new(Code::BadWire, node.span, message, "not a spelling").help(help)));
        }
    }))
}

/// How a boolean is written: a scalar of JSON.
fn decode_spelling(node: &Node, diags: &Diagnostics) -> Checked<Node> {
    if node.text().is_none() || node.is_empty() {
        return Err(expected(node, "a text, number or boolean", diags));
    }
    scalar::json(node, diags)
}

/// A list of wire values, or a map from wire values to Rust names.
pub(super) fn decode_enum(node: &Node, diags: &Diagnostics) -> Checked<Vec<Checked<EnumValue>>> {
    if let Some(items) = node.items() {
        let value = |item: &Node| {
            if item.entries().is_some_and(|entries| !entries.is_empty()) {
                return Err(named_value(item, diags));
            }
            scalar::code(item, diags).map(|wire| EnumValue {
                wire,
                rust: None,
                doc: None,
                deprecated: None,
            })
        };
        return not_empty(node, items.iter().map(value).collect(), diags);
    }
    let Some(entries) = node.entries() else {
        // An enum whose values are poisoned, so that nobody asks for its type on top.
        return Ok(vec![Err(no_values(node, diags))]);
    };
    not_empty(
        node,
        entries
            .iter()
            .map(|(key, value)| decode_value(key, value, diags))
            .collect(),
        diags,
    )
}

/// `[{ value: a, name: low }]`: a value with something said of it, in a list.
fn named_value(item: &Node, diags: &Diagnostics) -> Reported {
    let message = "the values of an enum in a list are texts";
    let help = "what is said of a value needs a map: `enum: { a: low }`, or `enum: { a: { rust: low, doc: … } }`";
    diags.report(Diagnostic::new(Code::Shape, item.span, message, "a mapping").help(help))
}

/// `small | large`, `small, large`: values that are no list.
fn no_values(node: &Node, diags: &Diagnostics) -> Reported {
    let what = "a list of values, or a map from values to Rust names";
    let values = node.text().unwrap_or_default().split(['|', ',']).map(str::trim);
    let values: Vec<&str> = values.filter(|value| !value.is_empty()).collect();
    if values.len() < 2 {
        return expected(node, what, diags);
    }
    let message = format!("expected {what}, found {}", node.describe());
    let help = format!("write `[{}]`", values.join(", "));
    diags.report(Diagnostic::new(Code::Shape, node.span, message, "a text").help(help))
}

/// An enum without a value is one nevertheless: one whose values are poisoned.
fn not_empty<T>(node: &Node, values: Vec<Checked<T>>, diags: &Diagnostics) -> Checked<Vec<Checked<T>>> {
    if !values.is_empty() {
        return Ok(values);
    }
    let diagnostic = Diagnostic::new(Code::Shape, node.span, "an enum has at least one value", "empty");
    Ok(vec![Err(
        diags.report(diagnostic.help("list its values, or make it a `string`"))
    )])
}

fn decode_value(key: &Node, value: &Node, diags: &Diagnostics) -> Checked<EnumValue> {
    let wire = scalar::code(key, diags);
    if value.entries().is_some() {
        let mapping = Mapping::new(value, Table::EnumValue, diags)?;
        let (rust, doc) = (mapping.opt("rust", scalar::rust_name), mapping.opt("doc", scalar::text));
        let deprecated = mapping.opt("deprecated", decode_deprecated).flatten();
        return Ok(EnumValue {
            wire: wire?,
            rust,
            doc,
            deprecated,
        });
    }
    let rust = scalar::rust_name(value, diags);
    Ok(EnumValue {
        wire: wire?,
        rust: Some(rust?),
        doc: None,
        deprecated: None,
    })
}

/// `open: true`; a type is reserved.
pub(super) fn decode_open(key: &Node, value: &Node, diags: &Diagnostics) -> Option<Span> {
    match value.scalar() {
        Some(Scalar::Text) if scalar::type_expr(value, &Diagnostics::default()).is_ok() => {
            let message =
                "an enum that is open to values of another type is reserved for a later version of the language";
            let help = "`open: true` keeps any other text; `json` keeps anything";
            diags.report(Diagnostic::new(Code::Later, value.span, message, "not built yet").help(help));
            None
        }
        _ => scalar::boolean(value, diags)
            .ok()
            .filter(|open| *open)
            .map(|_| key.span),
    }
}
