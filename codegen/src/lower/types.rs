//! Entries of `types`: enums, aliases and spellings of dates.
//!
//! Input: fields of the section `types`. Output: [`ir::Type`]s, in the order of the spec. **Invariant:** a value of an
//! enum has one wire text and one Rust name; what is inherited from the dialect and named by nothing is left out.

use crate::check::value::check_values;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, quoted};
use crate::ir::{self, Ty};
use crate::lower::docs::{self, Enclosing};
use crate::lower::formats::{docs_of, pattern_of};
use crate::lower::named::named_value;
use crate::lower::said::said;
use crate::lower::scope::{Scope, Section};
use crate::lower::value::{Core, Value, format_of, rust_of};
use crate::names::{self, Names};
use crate::span::Span;
use crate::syntax::{Builtin, EnumValue, Field, Text, TypeExpr};
use bindery_attributes::wire_enum;
use proc_macro2::Ident;
use std::collections::BTreeMap;

/// Takes the Rust names of all types.
pub(super) fn claim_types(scope: &Scope<'_>, names: &mut Names<'_>) {
    for (name, field) in scope.types() {
        if let Ok(field) = field {
            let rust = rust_of(&name.value, &field.provenance);
            // The collision is reported; the type goes on under the name, so that nothing else is.
            let _ = names.claim(&rust, name.span, format!("the type {}", quoted(&name.value)));
        }
    }
}

/// Every type in use, then the spellings of fields. Called last, when it is known what is in use.
pub(super) fn lower_types(scope: &Scope<'_>) -> Vec<ir::Type> {
    let mut types = Vec::new();
    for (name, field) in scope.types() {
        let (Ok(field), Ok(value)) = (field, named_value(scope, &name.value)) else {
            continue;
        };
        if !scope.is_of_dialect(name) || scope.is_used(Section::Type, &name.value) {
            lower_type(scope, name, field, value, &mut types);
        }
    }
    types.append(&mut scope.formats.borrow_mut().take_inline());
    types
}

fn lower_type(scope: &Scope<'_>, name: &Text, field: &Field, value: Value, types: &mut Vec<ir::Type>) {
    let mut docs = scope.docs(&field.provenance, Enclosing::Top(name));
    let rust = rust_of(&name.value, &field.provenance);
    if field.values.is_some() {
        types.push(ir::Type::Enum(lower_enum(scope, name, field, rust, docs)));
        return;
    }
    if let (Some(pattern), Some(format)) = (pattern_of(field), format_of(scope, field)) {
        let docs = docs_of(&name.value, &pattern, name.span);
        types.push(ir::Type::Format {
            rust: format,
            pattern,
            docs,
        });
    }
    docs.facts = value.facts;
    types.push(ir::Type::Alias {
        rust,
        name: name.value.clone(),
        ty: value.ty,
        said: said(field, None),
        rules: value.rules,
        coding: value.coding,
        docs,
    });
}

/// The value of an enum; reports what is wrong with its entries.
pub(super) fn lower_enum_value(scope: &Scope<'_>, name: &Text, field: &Field) -> Checked<Value> {
    let integer = is_integer(scope, field)?;
    let values: Vec<&EnumValue> = field
        .values
        .iter()
        .flatten()
        .filter_map(|value| value.as_ref().ok())
        .collect();
    refuse_constraints(scope, field);
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for value in &values {
        let wire = value.wire.value.as_str();
        if integer && wire.parse::<i64>().map(|number| number.to_string()).as_deref() != Ok(wire) {
            let message = format!("{} is no integer, and the enum is of integers", quoted(wire));
            let diagnostic = Diagnostic::new(Code::Senseless, value.wire.span, message, "no integer");
            scope
                .diags
                .report(diagnostic.help("leave out `type: integer`, or write digits without zeros before them"));
        }
        if let Some(first) = seen.insert(wire, value.wire.span) {
            let message = format!("the enum {} has the value {} twice", quoted(&name.value), quoted(wire));
            let diagnostic = Diagnostic::new(Code::DuplicateWire, value.wire.span, message, "again");
            scope
                .diags
                .report(diagnostic.other(first, "first").help("leave one out"));
            seen.insert(wire, first);
        }
    }
    let texts = values.iter().map(|value| value.wire.value.clone()).collect();
    let ty = Ty::Named(rust_of(&name.value, &field.provenance));
    let core = Core::Enum {
        texts,
        open: field.open.is_some(),
        integer,
    };
    let value = Value::of(ty, core);
    let complete = field.values.iter().flatten().all(Result::is_ok);
    if complete {
        check_values(scope, field, &value);
    }
    Ok(value)
}

/// An enum is of texts, or of integers.
fn is_integer(scope: &Scope<'_>, field: &Field) -> Checked<bool> {
    let Some(ty) = &field.ty else { return Ok(false) };
    let ty = ty.as_ref().map_err(|reported| *reported)?;
    match &ty.value {
        TypeExpr::Builtin(Builtin::String) => Ok(false),
        TypeExpr::Builtin(Builtin::Integer) => Ok(true),
        _ => {
            let message = "the values of an enum are texts or integers";
            let diagnostic = Diagnostic::new(Code::Senseless, ty.span, message, "neither `string` nor `integer`");
            Err(scope
                .diags
                .report(diagnostic.help("leave the type out for texts, or write `type: integer`")))
        }
    }
}

fn refuse_constraints(scope: &Scope<'_>, field: &Field) {
    let constraints = [
        ("minimum", field.minimum.as_ref().map(|it| it.span)),
        ("maximum", field.maximum.as_ref().map(|it| it.span)),
        ("min_length", field.min_length.as_ref().map(|it| it.span)),
        ("max_length", field.max_length.as_ref().map(|it| it.span)),
        ("pattern", field.pattern.as_ref().map(|it| it.span)),
        ("min_items", field.min_items.as_ref().map(|it| it.span)),
        ("max_items", field.max_items.as_ref().map(|it| it.span)),
        ("zone", field.zone.as_ref().map(|it| it.span)),
    ];
    for (key, span) in constraints {
        if let Some(span) = span {
            let message = format!("the values of an enum are listed, so that {} says nothing", quoted(key));
            scope
                .diags
                .report(Diagnostic::new(Code::Senseless, span, message, "says nothing").help("leave it out"));
        }
    }
    if let Some(Ok(_)) = &field.wire {
        let message = "the values of an enum are their spelling, so that `wire` says nothing";
        let help = "leave it out; for integers write `type: integer`";
        scope
            .diags
            .report(Diagnostic::new(Code::BadWire, field.span, message, "says nothing").help(help));
    }
}

fn lower_enum(scope: &Scope<'_>, name: &Text, field: &Field, rust: Ident, docs: ir::Docs) -> ir::Enum {
    let mut names = Names::of_members(scope.diags);
    let mut seen: Vec<&str> = Vec::new();
    let mut variants = Vec::new();
    for value in field.values.iter().flatten().filter_map(|value| value.as_ref().ok()) {
        let wire = value.wire.value.as_str();
        if seen.contains(&wire) {
            continue;
        }
        seen.push(wire);
        let variant = names::variant(wire, value.rust.as_ref());
        let span = value.rust.as_ref().map_or(value.wire.span, |rust| rust.span);
        let _ = names.claim(&variant, span, format!("the value {}", quoted(wire)));
        variants.push(ir::Variant {
            rust: variant,
            wire: wire.to_owned(),
            attrs: wire_enum::Variant {
                wire: Some(wire.to_owned()),
                unknown: false,
            },
            docs: ir::Docs {
                text: value.doc.as_ref().map(|doc| doc.value.clone()),
                deprecated: value.deprecated.as_ref().map(docs::deprecated),
                origin: Some(value.wire.span),
                ..ir::Docs::default()
            },
        });
    }
    let unknown = ["Unknown", "Unlisted", "Undocumented"].map(names::fixed);
    let unknown = unknown
        .iter()
        .find(|name| !names.has(name))
        .cloned()
        .unwrap_or_else(|| names::fixed("OtherValue"));
    let _ = names.claim(&unknown, field.span, "what keeps any other value");
    let integer = matches!(is_integer(scope, field), Ok(true));
    let mut docs = docs;
    if field.open.is_some() {
        docs.facts.push("The vendor takes other values too.".to_owned());
    }
    let attrs = wire_enum::WireEnum {
        open: field.open.is_some(),
        integer,
    };
    ir::Enum {
        rust,
        name: name.value.clone(),
        attrs,
        variants,
        unknown,
        docs,
    }
}
