//! The fields of an endpoint: what a caller gives.
//!
//! Input: `path` and `body` as written, the filter lowered. Output: [`ir::EndpointField`]s: the holes of the path in
//! their order, the filter, the body. **Invariant:** every hole has its field, and no two fields have one name.

use crate::check;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, quoted};
use crate::ir::{self, Ty};
use crate::lower::directions::direction_of;
use crate::lower::docs::Enclosing;
use crate::lower::family::lower_lists;
use crate::lower::models::Models;
use crate::lower::parameter::type_span;
use crate::lower::said::said;
use crate::lower::scope::Scope;
use crate::lower::value::{lower_value, refuse_page};
use crate::names::{self, Names};
use crate::span::{Span, Spanned};
use crate::syntax::{Encoding, Endpoint, Field, ListStyle, Method, Step, Template};
use bindery_attributes::common::Rule;
use bindery_attributes::endpoint::{self as attributes, Part};
use proc_macro2::Ident;

/// What fills the holes of the path, in the order of the path, which is the order of the arguments.
pub(super) fn lower_path(
    scope: &Scope<'_>,
    endpoint: &Endpoint,
    path: &Spanned<Template>,
    members: &mut Names<'_>,
) -> Checked<Vec<ir::EndpointField>> {
    let holes = check::path::once(scope.diags, path)
        .and_then(|()| check::path::one_to_one(scope.diags, path, &endpoint.path, "the path", "path"));
    let mut poison = Ok(());
    let mut fields = Vec::new();
    for (name, field) in &endpoint.path {
        let field = field.as_ref().map_err(|reported| *reported);
        let lowered = field.and_then(|field| {
            let value = check::path::scalar(scope, name, field, "path field")?;
            let rust = names::snake(&name.value, field.provenance.rust.as_ref());
            members.claim(&rust, name.span, format!("the path field {}", quoted(&name.value)))?;
            let enclosing = Enclosing::Within(&endpoint.provenance, &name.value, name.span);
            let mut docs = scope.docs(&field.provenance, enclosing);
            docs.facts.push(format!("In the path: `{{{}}}`.", name.value));
            docs.facts.extend(value.facts.iter().cloned());
            Ok(ir::EndpointField {
                attrs: attributes::Field {
                    part: Some(Part::Path),
                    wire: (rust != name.value).then(|| name.value.clone()),
                    rules: value.sent_rules(),
                    coding: value.coding,
                    ..attributes::Field::default()
                },
                rust,
                title: None,
                ty: value.ty,
                said: said(field, None),
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
        title: Some("The parameters.".to_owned()),
        ty: Ty::Named(filter),
        said: ir::Said::default(),
        attrs: attributes::Field {
            part: Some(Part::Query),
            ..attributes::Field::default()
        },
        docs: ir::Docs::default(),
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
    let form = stated.filter(|encoding| encoding.value == Encoding::Form);
    let at = wrapped(scope, field, form.as_ref().map(|encoding| encoding.span))?;
    let (part, how) = match &form {
        Some(encoding) => {
            check::form::sendable(scope, field, &value, &ty, models, encoding.span)?;
            (Part::Form, "as a form".to_owned())
        }
        None => {
            check::form::no_lists(scope, field)?;
            match at.steps.is_empty() {
                true => (Part::Body, "as JSON".to_owned()),
                false => (Part::Body, format!("as JSON, in {}", quoted(&at.to_string()))),
            }
        }
    };
    let lists = field.lists.as_ref().map_or_else(|| scope.lists(), |lists| lists.value);
    let has_choice = part == Part::Form && lists != ListStyle::Repeat;
    let enclosing = Enclosing::Within(&endpoint.provenance, "body", field.span);
    let mut docs = scope.docs(&field.provenance, enclosing);
    let title = docs.text.is_none().then(|| format!("The body, {how}."));
    if title.is_none() {
        docs.facts.push(format!("Sent {how}."));
    }
    let rules = value.sent_rules();
    docs.facts.extend(value.facts);
    Ok(Some(ir::EndpointField {
        rust: names::fixed("body"),
        title,
        ty: if value.nullable { Ty::Option(Box::new(ty)) } else { ty },
        said: said(field, None),
        attrs: attributes::Field {
            part: Some(part),
            lists: has_choice.then(|| lower_lists(lists)),
            rules,
            coding: value.coding,
            wire: None,
            at,
        },
        docs,
    }))
}

/// The names that the body is wrapped in. `form` says that it is one.
fn wrapped(scope: &Scope<'_>, field: &Field, form: Option<Span>) -> Checked<attributes::Path> {
    let Some(at) = &field.at else {
        return Ok(attributes::Path::default());
    };
    if let Some(form) = form {
        let message = "a form is not wrapped in anything";
        let diagnostic = Diagnostic::new(Code::Senseless, at.span, message, "of JSON alone").other(form, "a form");
        let help =
            "name the fields of its model as they are sent, such as `order[note]`, or write `encoding: json` beside it";
        return Err(scope.diags.report(diagnostic.help(help)));
    }
    if at.value.steps.iter().all(|step| matches!(step, Step::Name(_))) {
        return Ok(at.value.clone());
    }
    let message = format!("what is sent cannot be wrapped in {}", quoted(&at.value.to_string()));
    let diagnostic = Diagnostic::new(Code::BadPath, at.span, message, "not names alone");
    let help =
        "a body is wrapped in objects: write their names, such as `order` or `data.order`; a list is a type, `list<…>`";
    Err(scope.diags.report(diagnostic.help(help)))
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
        Some(Part::Header) => matches!(field.ty, Ty::Option(_)),
        Some(Part::Body | Part::Form) => empty(field) || models.get(&field.ty).is_some_and(|model| model.default),
        _ => false,
    })
}
