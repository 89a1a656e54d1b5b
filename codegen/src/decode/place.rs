//! Places: where something stands in an answer.
//!
//! Input: a path, a list of paths, or a mapping with header, link or cookie. Output: a [`Place`]. **Invariant:** a list of
//! paths is not empty.

use super::keys::Table;
use super::mapping::{Mapping, expected};
use super::scalar;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Diagnostics};
use crate::syntax::Place;
use crate::yaml::Node;

pub(super) fn decode_place(node: &Node, diags: &Diagnostics) -> Checked<Place> {
    if let Some(items) = node.items() {
        if items.is_empty() {
            return Err(expected(node, "a path, or a list of paths that is not empty", diags));
        }
        let paths: Vec<_> = items.iter().map(|item| scalar::json_path(item, diags)).collect();
        return paths.into_iter().collect::<Checked<Vec<_>>>().map(Place::Paths);
    }
    if node.entries().is_none() {
        return scalar::json_path(node, diags).map(|path| Place::Paths(vec![path]));
    }
    let mapping = Mapping::new(node, Table::Place, diags)?;
    let wire = mapping.opt("wire", scalar::template);
    let (name, value) = mapping.one_of()?;
    if let Some((key, _)) = mapping.entry("wire").filter(|_| name != "header") {
        let message = format!("`wire` cuts up a header; `{name}` has none");
        diags.report(Diagnostic::new(Code::Shape, key.span, message, "not here").help("leave `wire` out"));
    }
    let text = match name {
        "link" => scalar::wire_name(value, diags)?,
        _ => scalar::token(value, diags)?,
    };
    Ok(match name {
        "header" => Place::Header { name: text, wire },
        "link" => Place::Link(text),
        _ => Place::Cookie(text),
    })
}
