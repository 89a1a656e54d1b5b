//! What every definition may say of itself: `doc`, `source`, `inferred`, `rust`, `deprecated`.
//!
//! Input: a mapping that defines something. Output: its [`Provenance`]. **Invariant:** nothing is inherited here.

use super::mapping::{Mapping, expected};
use super::scalar;
use crate::diag::{Checked, Diagnostics};
use crate::syntax::{Deprecated, Inferred, Provenance};
use crate::yaml::{Node, Scalar};

pub(super) fn decode_provenance(mapping: &Mapping<'_>) -> Provenance {
    Provenance {
        doc: mapping.opt("doc", scalar::text),
        source: mapping.opt("source", scalar::name_or_names).unwrap_or_default(),
        inferred: mapping.opt("inferred", decode_inferred).flatten(),
        rust: mapping.opt("rust", scalar::rust_name),
        deprecated: mapping.opt("deprecated", decode_deprecated).flatten(),
    }
}

fn decode_inferred(node: &Node, diags: &Diagnostics) -> Checked<Option<Inferred>> {
    match node.scalar() {
        Some(Scalar::Boolean(true)) => Ok(Some(Inferred::Yes(node.span))),
        Some(Scalar::Boolean(false)) => Ok(None),
        Some(_) => scalar::text(node, diags).map(|why| Some(Inferred::Why(why))),
        None if node.items().is_some() => scalar::names(node, diags).map(|names| Some(Inferred::Of(names))),
        None => Err(expected(node, "`true`, text, or a list of names", diags)),
    }
}

pub(super) fn decode_deprecated(node: &Node, diags: &Diagnostics) -> Checked<Option<Deprecated>> {
    match node.scalar() {
        Some(Scalar::Boolean(true)) => Ok(Some(Deprecated::Yes(node.span))),
        Some(Scalar::Boolean(false)) => Ok(None),
        Some(_) => scalar::text(node, diags).map(|why| Some(Deprecated::Why(why))),
        None => Err(expected(node, "`true` or text", diags)),
    }
}
