//! The fields of an endpoint: what a caller gives.
//!
//! Input: `path`, `query` and `body` as written, the filter lowered. Output: [`ir::EndpointField`]s: the holes of the
//! path in their order, the filter, the body. **Invariant:** every hole has its field, and no two fields have one name.

use crate::check;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, quoted};
use crate::ir::{self, Ty};
use crate::lower::directions::direction_of;
use crate::lower::docs::Enclosing;
use crate::lower::models::Models;
use crate::lower::parameter::type_span;
use crate::lower::scope::Scope;
use crate::lower::value::{lower_value, refuse_page};
use crate::names::{self, Names};
use crate::span::Spanned;
use crate::syntax::{Encoding, Endpoint, Field, Method, Template};
use bindery_attributes::common::Rule;
use bindery_attributes::endpoint::{self as attributes, Part};
use proc_macro2::Ident;

/// What fills the holes of the path, in the order of the path, which is the order of the arguments.
pub(super) fn lower_path(
    scope: &Scope<'_>,
    endpoint: &Endpoint,
    path: &Spanned<Template>,
    filter: bool,
) -> Checked<Vec<ir::EndpointField>> {
    let holes = check::path::once(scope.diags, path)
        .and_then(|()| check::path::one_to_one(scope.diags, path, &endpoint.path, "the path", "path"));
    let mut members = Names::of_endpoint(scope.diags, filter, endpoint.body.is_some());
    let mut poison = Ok(());
    let mut fields = Vec::new();
    for (name, field) in &endpoint.path {
        let field = field.as_ref().map_err(|reported| *reported);
        let lowered = field.and_then(|field| {
            let value = check::path::scalar(scope, name, field, "path field")?;
            let rust = names::snake(&name.value, field.provenance.rust.as_ref());
            members.claim(&rust, name.span, format!("the path field {}", quoted(&name.value)))?;
            let mut docs = scope.docs(&field.provenance, Enclosing::Within(&endpoint.provenance, &name.value));
            docs.facts.push(format!("In the path: `{{{}}}`.", name.value));
            docs.facts.extend(value.facts.iter().cloned());
            Ok(ir::EndpointField {
                attrs: attributes::Field {
                    part: Some(Part::Path),
                    wire: (rust != name.value).then(|| name.value.clone()),
                    rules: value.sent_rules(),
                    coding: value.coding,
                },
                rust,
                ty: value.ty,
                docs,
            })
        });
        match lowered {
            Ok(field) => fields.push((&name.value, field)),
            Err(reported) => poison = Err(reported),
        }
    }
    let holes = holes?;
    poison?;
    fields.sort_by_key(|(name, _)| holes.iter().position(|hole| hole == name));
    Ok(fields.into_iter().map(|(_, field)| field).collect())
}

/// The parameters, as one field.
pub(super) fn filter_field(filter: Ident) -> ir::EndpointField {
    ir::EndpointField {
        rust: names::fixed("filter"),
        ty: Ty::Named(filter),
        attrs: attributes::Field {
            part: Some(Part::Query),
            ..attributes::Field::default()
        },
        docs: ir::Docs {
            text: Some("The parameters.".to_owned()),
            ..ir::Docs::default()
        },
    }
}

/// What is sent behind the headers.
pub(super) fn lower_body(
    scope: &Scope<'_>,
    endpoint: &Endpoint,
    method: Method,
    models: &Models,
) -> Checked<Option<ir::EndpointField>> {
    let Some(field) = &endpoint.body else { return Ok(None) };
    let field = field.as_ref().map_err(|reported| *reported)?;
    refuse_without_body(scope, field, method)?;
    let value = lower_value(scope, field).and_then(|value| refuse_page(scope, field, value))?;
    let stated = field.encoding.clone().or_else(|| scope.encoding());
    let ty = models.ty(&value, direction_of(method));
    let (part, how) = match &stated {
        Some(encoding) if encoding.value == Encoding::Form => {
            check::form::flat(scope, field, &value, models.get(&ty), encoding.span)?;
            (Part::Form, "as a form")
        }
        _ => (Part::Body, "as JSON"),
    };
    let mut docs = scope.docs(&field.provenance, Enclosing::Within(&endpoint.provenance, "body"));
    match &docs.text {
        Some(_) => docs.facts.push(format!("Sent {how}.")),
        None => docs.text = Some(format!("The body, {how}.")),
    }
    let rules = value.sent_rules();
    docs.facts.extend(value.facts);
    Ok(Some(ir::EndpointField {
        rust: names::fixed("body"),
        ty: if value.nullable { Ty::Option(Box::new(ty)) } else { ty },
        attrs: attributes::Field {
            part: Some(part),
            rules,
            coding: value.coding,
            wire: None,
        },
        docs,
    }))
}

fn refuse_without_body(scope: &Scope<'_>, field: &Field, method: Method) -> Checked<()> {
    if !matches!(method, Method::Get | Method::Head) {
        return Ok(());
    }
    let span = type_span(field).unwrap_or(field.span);
    let message = format!("a {} carries no body", method.verb());
    let diagnostic = Diagnostic::new(Code::Senseless, span, message, "never sent");
    Err(scope
        .diags
        .report(diagnostic.help("declare its fields under `query`, or correct the method")))
}

/// Whether nothing needs a value: a path does, and so does a body with something required, or a list that has items.
pub(super) fn is_default(fields: &[ir::EndpointField], models: &Models) -> bool {
    let has_items = |rule: &Rule| matches!(rule, Rule::MinItems(1..));
    let empty = |field: &ir::EndpointField| match field.ty {
        Ty::Option(_) | Ty::Map(_) => true,
        Ty::List(_) => !field.attrs.rules.iter().any(has_items),
        _ => false,
    };
    fields.iter().all(|field| match field.attrs.part {
        Some(Part::Query) => true,
        Some(Part::Body | Part::Form) => empty(field) || models.get(&field.ty).is_some_and(|model| model.default),
        _ => false,
    })
}
