//! Fields: whatever holds a value, in the short form `TYPE WORD…` or as a mapping.
//!
//! Input: a node and the place it stands at. Output: a [`Field`]. **Invariant:** keys and words that do not belong to the
//! place were refused; the type is there wherever the place needs one.

use super::elsewhere::elsewhere;
use super::keys::{Place, Table, WORDS};
use super::mapping::{Mapping, expected, has_status_key};
use super::provenance::decode_provenance;
use super::scalar;
use super::value::{
    decode_encoding, decode_enum, decode_list_style, decode_open, decode_pattern, decode_wire, decode_zone,
};
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Diagnostics, Reported, one_of, quoted, suggest};
use crate::span::{Span, Spanned};
use crate::syntax::{Deprecated, Field, Inferred, Provenance, Text};
use crate::text::type_expr;
use crate::yaml::Node;
use bindery_attributes::family::Meaning;

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
    let Some(entries) = node.entries() else {
        return Err(no_field(node, place, diags));
    };
    if matches!(place, Place::Body | Place::Returns) && holds_fields(entries) {
        let message = format!("fields stand in {}, and not in a model", place.title());
        let help = "declare them as `fields` of an entry of `models`, and write its name here";
        let span = entries.first().map_or(node.span, |(key, _)| key.span);
        return Err(diags.report(Diagnostic::new(Code::Shape, span, message, "the first of them").help(help)));
    }
    if let Some(reported) = written_out(node, diags) {
        return Err(reported);
    }
    decode_long(node, place, diags)
}

/// `{ type: object, properties: … }`, `{ type: enum, values: … }`: an object or an enum where its name is due, as other
/// formats have it.
fn written_out(node: &Node, diags: &Diagnostics) -> Option<Reported> {
    let object = node.entry("properties").or_else(|| node.entry("fields"));
    if let Some((key, _)) = object {
        let message = "an object has a name here, and is not written out in a field";
        let help = "declare an entry of `models` with these `fields`, and write its name as the type";
        return Some(
            diags.report(Diagnostic::new(Code::UnknownKey, key.span, message, "fields of an object").help(help)),
        );
    }
    let (_, ty) = node.entry("type").filter(|(_, ty)| ty.text() == Some("enum"))?;
    let values = ["values", "choices", "enum"]
        .iter()
        .find_map(|key| node.entry(key)?.1.items());
    let values: Vec<&str> = values.unwrap_or_default().iter().filter_map(Node::text).collect();
    let shown = if values.is_empty() {
        "a, b".to_owned()
    } else {
        values.join(", ")
    };
    let message = "`enum` is no type: an enum is the list of its values";
    let help = format!("write an entry of `types` as `{{ enum: [{shown}] }}`");
    Some(diags.report(Diagnostic::new(Code::BadType, ty.span, message, "not a type").help(help)))
}

/// What is neither text nor mapping: `[string]`, `[open, paid]`, nothing.
fn no_field(node: &Node, place: Place, diags: &Diagnostics) -> Reported {
    let items: Option<Vec<&str>> = node.items().map(|items| items.iter().filter_map(Node::text).collect());
    let help = match items.as_deref() {
        Some(values) if place == Place::Types && !values.is_empty() => {
            format!("the values of an enum are `{{ enum: [{}] }}`", values.join(", "))
        }
        Some([item]) if type_expr::parse_type(item).is_ok() => format!("a list of them is `list<{item}>`"),
        _ => return expected(node, "a type, or a mapping with `type`", diags),
    };
    let message = "expected a type, or a mapping with `type`, found a list";
    diags.report(Diagnostic::new(Code::Shape, node.span, message, "a list").help(help))
}

/// Names with types where one type is due: someone writes a model out.
fn holds_fields(entries: &[(Node, Node)]) -> bool {
    let is_type = |node: &Node| {
        let word = node.text().and_then(|text| text.split_whitespace().next());
        word.is_some_and(|word| type_expr::parse_type(word).is_ok()) || node.entry("type").is_some()
    };
    let known = |key: &Node| {
        Table::Field
            .all_keys()
            .any(|known| Some(known.name) == key.text() && known.name != "name")
    };
    !entries.is_empty() && entries.iter().all(|(key, value)| !known(key) && is_type(value))
}

/// `integer read_only`, `string exact in`.
fn decode_short(text: &Text, place: Place, diags: &Diagnostics) -> Field {
    let mut field = blank(text.span);
    if let Some((message, help)) = foreign(&text.value) {
        let diagnostic = Diagnostic::new(Code::BadType, text.span, message, "not a type");
        field.ty = Some(Err(diags.report(diagnostic.help(help))));
        return field;
    }
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

/// `string | null`, `enum(a, b)`: types as other languages write them, over several words.
fn foreign(text: &str) -> Option<(String, String)> {
    if let Some((ty, rest)) = text.split_once('|') {
        let (ty, rest) = (ty.trim(), rest.trim());
        let message = format!("{} is no type: there are no unions", quoted(text));
        let help = match rest {
            "null" if type_expr::parse_type(ty).is_ok() => {
                format!("a value that may be null has a type with `?`: `{ty}?`")
            }
            _ => "`json` keeps a value that may be of several types; texts of a closed list are an enum of `types`"
                .to_owned(),
        };
        return Some((message, help));
    }
    let values = text.strip_prefix("enum")?.trim().strip_prefix(['(', '<', '['])?;
    let values = values.trim_end_matches([')', '>', ']']);
    let help = format!("declare an entry of `types` with `{{ enum: [{values}] }}`, and write its name");
    Some((format!("{} is no type", quoted(text)), help))
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
            let (label, help) = word_help(word, &known, place);
            diags.report(Diagnostic::new(Code::UnknownWord, span, message, label).help(help));
        }
    }
}

/// What stands under the caret of a word that does not belong, and the way out.
fn word_help(word: &str, known: &[&str], place: Place) -> (&'static str, String) {
    if Meaning::from_name(word).is_some() {
        let help = "lookups belong to the parameters of an endpoint's `query`";
        return ("a lookup", help.to_owned());
    }
    if let Some(help) = elsewhere(word) {
        return ("unknown word", help.to_owned());
    }
    if let Some(key) = Table::Field.all_keys().find(|key| key.name == word && key.is_word()) {
        let places: Vec<&str> = key.places.iter().map(|place| place.title()).collect();
        let rest = match word {
            "optional" if place == Place::Query => "; a parameter may be left out unless it is `required`",
            _ => "",
        };
        return ("not here", format!("it belongs to {}{rest}", places.join(", ")));
    }
    let help = match suggest(word, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "after the type stand {}; anything else needs the long form `{{ type: … }}`",
            one_of(known.iter().copied())
        ),
    };
    ("unknown word", help)
}

fn decode_long(node: &Node, place: Place, diags: &Diagnostics) -> Checked<Field> {
    let mapping = Mapping::field(node, place, diags)?;
    let values = mapping.opt("enum", decode_enum);
    let ty = match mapping.get("type") {
        Some(ty) => Some(scalar::type_expr(ty, diags)),
        None if place == Place::Send || ["enum", "const"].iter().any(|key| node.entry(key).is_some()) => None,
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
        constant: mapping.opt("const", scalar::json),
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
            .filter(|_| place != Place::Send)
            .and_then(|wire| decode_wire(wire, diags).transpose()),
        zone: mapping.opt("zone", decode_zone),
        lists: mapping.opt("lists", decode_list_style),
        values,
        open: mapping
            .entry("open")
            .and_then(|(key, value)| decode_open(key, value, diags)),
        lookups: mapping.opt("lookups", scalar::name_or_names).unwrap_or_default(),
        keys: mapping.opt("keys", scalar::type_expr),
        name: mapping.opt("name", scalar::wire_name),
        header: mapping.opt("header", scalar::token),
        range: match place {
            Place::Send => mapping.opt("wire", scalar::text),
            _ => None,
        },
        at: mapping.opt("at", scalar::json_path),
        encoding: mapping.opt("encoding", decode_encoding),
        provenance: decode_provenance(&mapping),
    })
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
        constant: None,
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
        keys: None,
        name: None,
        header: None,
        range: None,
        at: None,
        encoding: None,
        provenance: Provenance::default(),
    }
}
