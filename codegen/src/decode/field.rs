//! Fields: whatever holds a value, in the short form `TYPE WORD…` or as a mapping.
//!
//! Input: a node and the place it stands at. Output: a [`Field`]. **Invariant:** keys and words that do not belong to the
//! place were refused; the type is there wherever the place needs one.

use super::keys::{Place, Table, WORDS};
use super::mapping::{Mapping, expected, has_status_key};
use super::provenance::decode_provenance;
use super::scalar;
use super::value::{
    decode_encoding, decode_enum, decode_list_style, decode_open, decode_pattern, decode_wire, decode_zone,
};
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Diagnostics, one_of, quoted, suggest};
use crate::span::{Span, Spanned};
use crate::syntax::{Deprecated, Field, Inferred, Provenance, Text};
use crate::text::type_expr;
use crate::yaml::Node;

pub(super) fn decode_field(node: &Node, place: Place, diags: &Diagnostics) -> Checked<Field> {
    if node.text().is_some() && !node.is_empty() {
        let text = scalar::text(node, diags)?;
        return Ok(match place {
            Place::Send => {
                scalar::wire_name(node, diags)?;
                Field {
                    name: Some(text),
                    ..blank(node.span)
                }
            }
            _ => decode_short(&text, place, diags),
        });
    }
    if place == Place::Returns && has_status_key(node) {
        let message = "one type stands for all statuses of success";
        let help = "write the type alone; failures belong to `errors`";
        return Err(diags.report(Diagnostic::new(Code::Shape, node.span, message, "types by status").help(help)));
    }
    if node.entries().is_none() {
        return Err(expected(node, "a type, or a mapping with `type`", diags));
    }
    decode_long(node, place, diags)
}

/// `integer read_only`, `string exact in`.
fn decode_short(text: &Text, place: Place, diags: &Diagnostics) -> Field {
    let mut field = blank(text.span);
    let mut words = words_of(&text.value).into_iter();
    let ty = words.next().map_or((0, ""), |word| word);
    field.ty = Some(match type_expr::parse_type(ty.1) {
        Ok(value) => Ok(Spanned::new(value, text.part(ty.0..ty.0 + ty.1.len()))),
        Err(fault) => Err(scalar::report_fault(text, ty.0, Code::BadType, fault, diags)),
    });
    let mut seen: Vec<(&str, Span)> = Vec::new();
    for (at, word) in words {
        let span = text.part(at..at + word.len());
        if let Some((_, first)) = seen.iter().find(|(other, _)| *other == word) {
            let message = format!("{} stands twice after the type", quoted(word));
            let diagnostic = Diagnostic::new(Code::DuplicateKey, span, message, "again").other(*first, "first");
            diags.report(diagnostic.help("remove one"));
            continue;
        }
        seen.push((word, span));
        take_word(&mut field, word, span, place, diags);
    }
    field
}

/// The words of a text with their byte offsets.
fn words_of(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_whitespace(), start) {
            (true, Some(from)) => {
                words.extend(text.get(from..at).map(|word| (from, word)));
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    words
}

fn take_word(field: &mut Field, word: &str, span: Span, place: Place, diags: &Diagnostics) {
    let belongs = Table::Field
        .all_keys()
        .any(|key| key.name == word && key.is_word() && key.belongs(Some(place)));
    match word {
        "required" if belongs => field.required = Some(span),
        "optional" if belongs => field.optional = Some(span),
        "read_only" if belongs => field.read_only = Some(span),
        "write_only" if belongs => field.write_only = Some(span),
        "inferred" => field.provenance.inferred = Some(Inferred::Yes(span)),
        "deprecated" => field.provenance.deprecated = Some(Deprecated::Yes(span)),
        _ if place == Place::Query && !WORDS.contains(&word) => {
            field.lookups.push(Spanned::new(word.to_owned(), span));
        }
        _ => {
            let known = Table::Field
                .all_keys()
                .filter(|key| key.is_word() && key.belongs(Some(place)));
            let known: Vec<&str> = known.map(|key| key.name).collect();
            let message = if WORDS.contains(&word) {
                format!("the word {} does not belong to {}", quoted(word), place.title())
            } else {
                format!("{} is no word of {}", quoted(word), place.title())
            };
            let help = match suggest(word, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "after the type stand {}; anything else needs the long form `{{ type: … }}`",
                    one_of(known)
                ),
            };
            diags.report(Diagnostic::new(Code::UnknownWord, span, message, "unknown word").help(help));
        }
    }
}

fn decode_long(node: &Node, place: Place, diags: &Diagnostics) -> Checked<Field> {
    let mapping = Mapping::field(node, place, diags)?;
    check_reserved(&mapping, place);
    let values = mapping.opt("enum", decode_enum);
    let ty = match mapping.get("type") {
        Some(ty) => Some(scalar::type_expr(ty, diags)),
        None if place == Place::Send || node.entry("enum").is_some() => None,
        None => Some(mapping.need("type").and_then(|ty| scalar::type_expr(ty, diags))),
    };
    let flag = |name: &'static str| {
        let (key, value) = mapping.entry(name)?;
        scalar::boolean(value, diags).ok().filter(|yes| *yes).map(|_| key.span)
    };
    Ok(Field {
        span: node.span,
        ty,
        required: flag("required"),
        optional: flag("optional"),
        read_only: flag("read_only"),
        write_only: flag("write_only"),
        default: mapping.opt("default", scalar::json),
        example: mapping.opt("example", scalar::json),
        minimum: mapping.opt("minimum", scalar::number),
        maximum: mapping.opt("maximum", scalar::number),
        clamp: mapping.opt("clamp", scalar::count),
        min_length: mapping.opt("min_length", scalar::count),
        max_length: mapping.opt("max_length", scalar::count),
        pattern: mapping.opt("pattern", decode_pattern),
        min_items: mapping.opt("min_items", scalar::count),
        max_items: mapping.opt("max_items", scalar::count),
        wire: mapping
            .get("wire")
            .and_then(|wire| decode_wire(wire, diags).transpose()),
        zone: mapping.opt("zone", decode_zone),
        lists: mapping.opt("lists", decode_list_style),
        values,
        open: mapping
            .entry("open")
            .and_then(|(key, value)| decode_open(key, value, diags)),
        lookups: mapping.opt("lookups", scalar::name_or_names).unwrap_or_default(),
        name: mapping.opt("name", scalar::wire_name),
        at: mapping.opt("at", scalar::json_path).filter(|_| place == Place::Returns),
        encoding: mapping.opt("encoding", decode_encoding),
        provenance: decode_provenance(&mapping),
    })
}

/// Values of keys that are reserved although the key is built.
fn check_reserved(mapping: &Mapping<'_>, place: Place) {
    if place == Place::Body
        && let Some((key, _)) = mapping.entry("at")
    {
        let message = "`at` of a body is reserved for a later version of the language";
        let help = "declare a model with one field that holds the value";
        mapping
            .diags
            .report(Diagnostic::new(Code::Later, key.span, message, "not built yet").help(help));
    }
}

/// A field that says nothing.
fn blank(span: Span) -> Field {
    Field {
        span,
        ty: None,
        required: None,
        optional: None,
        read_only: None,
        write_only: None,
        default: None,
        example: None,
        minimum: None,
        maximum: None,
        clamp: None,
        min_length: None,
        max_length: None,
        pattern: None,
        min_items: None,
        max_items: None,
        wire: None,
        zone: None,
        lists: None,
        values: None,
        open: None,
        lookups: Vec::new(),
        name: None,
        at: None,
        encoding: None,
        provenance: Provenance::default(),
    }
}
