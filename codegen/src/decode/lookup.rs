//! Lookups: the pair as it stands on the wire.
//!
//! Input: an entry of `lookups`. Output: a [`Lookup`]. **Invariant:** the first `=` divides; `{field}` stands once, in the
//! name; the value holds `{value}`, `{values}`, `{from}` and `{to}`, or no hole.

use super::keys::Table;
use super::mapping::Mapping;
use super::provenance::decode_provenance;
use super::scalar;
use super::value::decode_list_style;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Diagnostics, quoted, suggest};
use crate::span::Spanned;
use crate::syntax::{Lookup, Part, Provenance, Template};
use crate::yaml::Node;

const HOLES: [&str; 5] = ["field", "value", "values", "from", "to"];

const EXAMPLE: &str = "a lookup is a pair such as `\"{field}__gte={value}\"`";

pub(super) fn decode_lookup(node: &Node, diags: &Diagnostics) -> Checked<Lookup> {
    if node.text().is_some() {
        let wire = decode_pair(node, diags)?;
        return Ok(Lookup {
            wire,
            means: None,
            of: None,
            lists: None,
            provenance: Provenance::default(),
        });
    }
    let mapping = Mapping::new(node, Table::Lookup, diags)?;
    let wire = mapping.need("wire").and_then(|wire| decode_pair(wire, diags));
    let means = mapping.opt("means", scalar::wire_name);
    let of = mapping.opt("of", scalar::type_expr);
    let lists = mapping.opt("lists", decode_list_style);
    let provenance = decode_provenance(&mapping);
    Ok(Lookup {
        wire: wire?,
        means,
        of,
        lists,
        provenance,
    })
}

fn decode_pair(node: &Node, diags: &Diagnostics) -> Checked<Spanned<Template>> {
    let template = scalar::template(node, diags)?;
    let Err((code, message, help)) = check_pair(&template.value) else {
        return Ok(template);
    };
    Err(diags.report(Diagnostic::new(code, node.span, message, "in this pair").help(help)))
}

fn check_pair(template: &Template) -> Result<(), (Code, String, String)> {
    let bad = |message: &str, help: &str| Err((Code::BadTemplate, message.to_owned(), help.to_owned()));
    if let Some(unknown) = template.holes().find(|hole| !HOLES.contains(hole)) {
        let help = match suggest(unknown, HOLES) {
            Some(near) => format!("did you mean `{{{near}}}`?"),
            None => "the holes are {field} in the name; {value}, {values}, or {from} and {to} in the value".to_owned(),
        };
        return Err((
            Code::BadTemplate,
            format!("a lookup has no hole {}", quoted(&format!("{{{unknown}}}"))),
            help,
        ));
    }
    let Some((name, value)) = divide(template) else {
        return bad("`=` is missing: a lookup is NAME=VALUE", EXAMPLE);
    };
    if value.contains(&"field") {
        let message = "{field} stands in the name of a parameter; expressions are not in version 1".to_owned();
        return Err((
            Code::LookupFieldInValue,
            message,
            "declare the parameter as a string".to_owned(),
        ));
    }
    match name.as_slice() {
        ["field"] => {}
        [] => return bad("{field} is missing in the name, before the `=`", EXAMPLE),
        ["field", "field", ..] => return bad("{field} stands twice in the name", EXAMPLE),
        _ => return bad("the name, before the `=`, holds {field} and no other hole", EXAMPLE),
    }
    match value.as_slice() {
        [] | ["value"] | ["values"] | ["from", "to"] | ["to", "from"] => Ok(()),
        ["from" | "to"] => bad("{from} and {to} go together", "write both, or {value}"),
        _ => bad(
            "the value holds one {value}, one {values}, {from} and {to}, or no hole",
            EXAMPLE,
        ),
    }
}

/// The holes before and after the first `=`.
fn divide(template: &Template) -> Option<(Vec<&str>, Vec<&str>)> {
    let (mut name, mut value) = (Vec::new(), Vec::new());
    let mut divided = false;
    for part in &template.parts {
        match part {
            Part::Literal(text) => divided |= text.contains('='),
            Part::Hole(hole) if divided => value.push(hole.as_str()),
            Part::Hole(hole) => name.push(hole.as_str()),
        }
    }
    divided.then_some((name, value))
}
