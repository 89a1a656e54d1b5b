//! Where things stand in every body.
//!
//! Input: `envelope`. Output: an [`Envelope`]. **Invariant:** paths are parsed; nothing is merged with a dialect's.

use super::keys::Table;
use super::mapping::{Mapping, expected};
use super::place::decode_place;
use super::provenance::decode_provenance;
use super::scalar;
use crate::diag::{Checked, Diagnostics};
use crate::span::Spanned;
use crate::syntax::{Envelope, FieldErrors, Path};
use crate::yaml::Node;

pub(super) fn decode_envelope(node: &Node, diags: &Diagnostics) -> Checked<Envelope> {
    let mapping = Mapping::new(node, Table::Envelope, diags)?;
    let error = mapping
        .get("error")
        .and_then(|node| Mapping::new(node, Table::EnvelopeError, diags).ok());
    let place = |name| {
        let node = error.as_ref()?.get(name)?;
        Some(decode_place(node, diags))
    };
    Ok(Envelope {
        span: node.span,
        at: mapping.opt("at", scalar::json_path),
        success: mapping
            .get("success")
            .map(|node| decode_success(node, diags))
            .unwrap_or_default(),
        success_code: mapping.opt("success_code", scalar::json_path),
        code: place("code"),
        message: place("message"),
        fields: error
            .as_ref()
            .and_then(|error| error.get("fields"))
            .map(|node| decode_field_errors(node, diags)),
        provenance: decode_provenance(&mapping),
    })
}

fn decode_success(node: &Node, diags: &Diagnostics) -> Vec<(Spanned<Path>, Node)> {
    let Some(entries) = node.entries() else {
        expected(node, "a map from paths to JSON values", diags);
        return Vec::new();
    };
    let mut success = Vec::new();
    for (key, value) in entries {
        let path = scalar::json_path(key, diags);
        let value = match value.text() {
            Some(_) => scalar::json(value, diags),
            None => Err(expected(value, "a text, number or boolean", diags)),
        };
        success.extend(path.ok().zip(value.ok()));
    }
    success
}

/// A place, or where the list stands and what stands in its items.
fn decode_field_errors(node: &Node, diags: &Diagnostics) -> Checked<FieldErrors> {
    let list = ["at", "name", "message"].iter().any(|name| node.entry(name).is_some());
    if !list {
        return decode_place(node, diags).map(FieldErrors::Map);
    }
    let mapping = Mapping::new(node, Table::FieldErrors, diags)?;
    let at = mapping.need("at").and_then(|at| decode_place(at, diags));
    let path = |name| mapping.need(name).and_then(|node| scalar::json_path(node, diags));
    let (name, message) = (path("name"), path("message"));
    let code = mapping.opt("code", scalar::json_path);
    Ok(FieldErrors::List {
        at: at?,
        name: name?,
        message: message?,
        code,
    })
}
