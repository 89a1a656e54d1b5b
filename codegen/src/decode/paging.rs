//! How pages are asked for and read.
//!
//! Input: `paging` of a spec or endpoint. Output: a [`Paging`]. **Invariant:** roles are names; whether they exist is
//! known to lowering.

use super::field::decode_field;
use super::keys::{Place, Table};
use super::mapping::{Mapping, Names, decode_map};
use super::place::decode_place;
use super::provenance::decode_provenance;
use crate::diag::{Checked, Diagnostics};
use crate::syntax::Paging;
use crate::yaml::Node;

pub(super) fn decode_paging(node: &Node, diags: &Diagnostics) -> Checked<Paging> {
    let mapping = Mapping::new(node, Table::Paging, diags)?;
    Ok(Paging {
        span: node.span,
        send: decode_map(mapping.get("send"), Names::Own, diags, |_, node| {
            decode_field(node, Place::Send, diags)
        }),
        read: decode_map(mapping.get("read"), Names::Own, diags, |_, node| {
            decode_place(node, diags)
        }),
        provenance: decode_provenance(&mapping),
    })
}
