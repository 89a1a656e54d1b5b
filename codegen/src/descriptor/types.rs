//! Declared types.
//!
//! Input: types of the bindings. Output: [`Type`]s. **Invariant:** one for each entry of the spec; the Rust type of a
//! spelling is part of the type it spells.

use super::describe::Describe;
use super::words::{rules, rust_type, spelling};
use super::{Type, TypeKind, Value};
use crate::ir;

/// Every type that is used.
pub(super) fn describe(of: Describe<'_>) -> Vec<Type> {
    let described = |ty: &ir::Type| match ty {
        ir::Type::Enum(item) => Some(Type {
            name: item.name.clone(),
            rust: item.rust.to_string(),
            kind: TypeKind::Enum {
                open: item.attrs.open,
                integer: item.attrs.integer,
                values: item.variants.iter().map(|it| value(of, it, &item.docs)).collect(),
                unknown: item.unknown.to_string(),
            },
            docs: of.docs(&item.docs),
        }),
        ir::Type::Alias {
            rust,
            name,
            ty,
            said,
            rules: stated,
            coding,
            docs,
        } => Some(Type {
            name: name.clone(),
            rust: rust.to_string(),
            kind: TypeKind::Scalar {
                ty: said.ty.clone(),
                rust_type: rust_type(ty),
                wire: spelling(of.api, ty, coding.as_ref()),
                rules: rules(stated),
            },
            docs: of.docs(docs),
        }),
        ir::Type::Format { .. } => None,
    };
    of.api.types.iter().filter_map(described).collect()
}

fn value(of: Describe<'_>, variant: &ir::Variant, above: &ir::Docs) -> Value {
    Value {
        wire: variant.wire.clone(),
        rust: variant.rust.to_string(),
        docs: of.docs_within(&variant.docs, above),
    }
}
