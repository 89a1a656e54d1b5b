//! Models, and rules between fields.
//!
//! Input: an entry of `models`, an item of `rules`. Output: a [`Model`], a [`Rule`]. **Invariant:** a rule is of one kind.

use super::field::decode_field;
use super::keys::{Place, Table};
use super::mapping::{Mapping, Names, decode_map, expected};
use super::provenance::decode_provenance;
use super::scalar;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Diagnostics};
use crate::span::{Span, Spanned};
use crate::syntax::{Model, Rule, Text};
use crate::yaml::Node;

pub(super) fn decode_model(node: &Node, diags: &Diagnostics) -> Checked<Model> {
    if let Some(place) = type_of_its_own(node) {
        let message = "an entry of `models` is an object with `fields`, and this is a type";
        let help = "declare it under `types`, or name the type where it is used";
        return Err(diags.report(Diagnostic::new(Code::Shape, place, message, "a type").help(help)));
    }
    let mapping = Mapping::new(node, Table::Model, diags)?;
    let fields = mapping.need("fields");
    Ok(Model {
        span: node.span,
        rules: decode_rules(mapping.get("rules"), diags),
        open: mapping.opt("open", scalar::boolean).unwrap_or(false),
        provenance: decode_provenance(&mapping),
        fields: decode_map(Some(fields?), Names::Wire, diags, |_, node| {
            decode_field(node, Place::Model, diags)
        }),
    })
}

/// `Name: string`, `Note: { type: string }`: where the type stands.
fn type_of_its_own(node: &Node) -> Option<Span> {
    match node.text() {
        Some(_) => (!node.is_empty()).then_some(node.span),
        None if node.entry("fields").is_none() => node.entry("type").map(|(key, _)| key.span),
        None => None,
    }
}

pub(super) fn decode_rules(node: Option<&Node>, diags: &Diagnostics) -> Vec<Checked<Rule>> {
    let Some(node) = node else { return Vec::new() };
    match node.items() {
        Some(items) => items.iter().map(|item| decode_rule(item, diags)).collect(),
        None => vec![Err(expected(node, "a list of rules", diags))],
    }
}

fn decode_rule(node: &Node, diags: &Diagnostics) -> Checked<Rule> {
    let mapping = Mapping::new(node, Table::Rule, diags)?;
    decode_provenance(&mapping); // checked; the docs of rules are those of their owner
    let (kind, value) = mapping.one_of()?;
    let stray = if kind == "require" { "of" } else { "when" };
    if let Some((key, _)) = mapping.entry(stray) {
        let message = format!("`{stray}` does not go with `{kind}`");
        let help = "rules are `{ require: […], when: … }` and `{ at_most: 1, of: […] }`";
        diags.report(Diagnostic::new(Code::Shape, key.span, message, "not here").help(help));
    }
    if kind == "require" {
        let fields = scalar::names(value, diags);
        let when = mapping.need("when").and_then(|when| decode_when(when, diags));
        return Ok(Rule::Require {
            span: node.span,
            fields: fields?,
            when: when?,
        });
    }
    let number = scalar::count(value, diags);
    let fields = mapping.need("of").and_then(|of| scalar::names(of, diags));
    let number = number?.value;
    let (min, max) = match kind {
        "exactly" => (number, Some(number)),
        "at_least" => (number, None),
        _ => (0, Some(number)),
    };
    Ok(Rule::Count {
        span: node.span,
        fields: fields?,
        min,
        max,
    })
}

/// A field that is given, a list of them, or fields with the values they have.
fn decode_when(node: &Node, diags: &Diagnostics) -> Checked<Vec<(Text, Option<Node>)>> {
    if node.text().is_some() || node.items().is_some() {
        let fields = scalar::name_or_names(node, diags)?;
        return Ok(fields.into_iter().map(|field| (field, None)).collect());
    }
    let Some(entries) = node.entries() else {
        return Err(expected(
            node,
            "a field, a list of fields, or a map from fields to values",
            diags,
        ));
    };
    let condition = |(key, value): &(Node, Node)| {
        let field = Spanned::new(key.text().unwrap_or_default().to_owned(), key.span);
        scalar::json(value, diags).map(|value| (field, Some(value)))
    };
    entries.iter().map(condition).collect::<Vec<_>>().into_iter().collect()
}
