//! What a spec says of a value, in the words of the language: for those who read specs, not for emission.
//!
//! Input: a field as written. Output: [`ir::Said`]. **Invariant:** nothing is decided by it.

use crate::ir::{self, Ty};
use crate::syntax::Field;
use crate::yaml::Node;

/// What a field says; `untyped` is the type of one that may leave it out.
#[must_use]
pub(super) fn said(field: &Field, untyped: Option<&Ty>) -> ir::Said {
    let json = |node: &Option<Node>| node.as_ref().map(Node::to_json);
    let ty = match (&field.ty, untyped) {
        (Some(Ok(ty)), _) => ty.value.source(),
        (_, Some(Ty::String)) => "string".to_owned(),
        _ if field.constant.is_some() => "string".to_owned(),
        _ => "integer".to_owned(),
    };
    ir::Said {
        ty,
        default: json(&field.default),
        example: json(&field.example),
        clamp: field.clamp.as_ref().map(|clamp| clamp.value),
    }
}
