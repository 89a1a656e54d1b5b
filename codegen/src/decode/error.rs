//! Errors: what a failure is called, and how it is recognised.
//!
//! Input: an entry of `errors`: a mapping, a status, or a list of codes. Output: an [`Error`]. **Invariant:** codes are
//! quoted texts.

use super::field::decode_field;
use super::keys::{KINDS, Place, Table};
use super::mapping::{Mapping, Names, decode_map};
use super::provenance::decode_provenance;
use super::scalar;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Diagnostics, quoted};
use crate::span::Span;
use crate::syntax::{Error, Provenance, Text};
use crate::text::status;
use crate::yaml::Node;

pub(super) fn decode_error(node: &Node, diags: &Diagnostics) -> Checked<Error> {
    if node.items().is_some() {
        let codes = Some(decode_codes(node, diags)?);
        return Ok(Error {
            codes,
            adds: true,
            ..blank(node.span)
        });
    }
    if let Some(text) = node.text().filter(|_| !node.is_empty()) {
        if status::parse_status(text).is_err() {
            let message = format!("{} is no HTTP status, and codes are a list", quoted(text));
            let help = format!("write `[\"{text}\"]` if it is a code");
            return Err(diags.report(Diagnostic::new(Code::BadStatus, node.span, message, "not a status").help(help)));
        }
        return Ok(Error {
            status: scalar::statuses(node, diags)?,
            ..blank(node.span)
        });
    }
    let mapping = Mapping::new(node, Table::Error, diags)?;
    let kind = mapping
        .get("kind")
        .filter(|kind| scalar::word(kind, KINDS, diags).is_ok());
    let codes = mapping.get("codes").map(|node| decode_codes(node, diags)).transpose();
    let status = mapping
        .get("status")
        .map(|node| scalar::statuses(node, diags))
        .transpose();
    let error = Error {
        span: node.span,
        codes: None,
        status: Vec::new(),
        kind: kind.and_then(|kind| scalar::text(kind, diags).ok()),
        retryable: mapping.opt("retryable", scalar::boolean),
        headers: decode_map(mapping.get("headers"), Names::Header, diags, |_, node| {
            decode_field(node, Place::Headers, diags)
        }),
        adds: false,
        provenance: decode_provenance(&mapping),
    };
    // Without its codes or status it would be another error, so that they cannot be left out of it.
    if mapping.get("codes").is_none()
        && mapping.get("status").is_none()
        && let Some(reported) = mapping.excuse(&["codes", "status"])
    {
        return Err(reported);
    }
    Ok(Error {
        codes: codes?,
        status: status?.unwrap_or_default(),
        ..error
    })
}

/// Codes; `*` stands only at the end.
fn decode_codes(node: &Node, diags: &Diagnostics) -> Checked<Vec<Text>> {
    let codes = scalar::codes(node, diags)?;
    let star = |code: &Text| code.value.strip_suffix('*').unwrap_or(&code.value).contains('*');
    let mut result = Ok(());
    for code in codes.iter().filter(|code| star(code)) {
        let message = format!("in the code {} `*` stands before the end", quoted(&code.value));
        let help = "`*` at the end stands for any rest; nothing else does";
        result = Err(diags.report(Diagnostic::new(Code::BadTemplate, code.span, message, "not a prefix").help(help)));
    }
    result.map(|()| codes)
}

/// An error that says nothing.
fn blank(span: Span) -> Error {
    Error {
        span,
        codes: None,
        status: Vec::new(),
        kind: None,
        retryable: None,
        headers: Vec::new(),
        adds: false,
        provenance: Provenance::default(),
    }
}
