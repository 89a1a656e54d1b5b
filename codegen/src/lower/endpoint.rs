//! Endpoints: the calls, and the filters of those that take parameters.
//!
//! Input: the section `endpoints`, with families, paging and envelope resolved. Output: [`ir::Endpoint`]s and
//! [`ir::Filter`]s in spec order, and what the examples are checked against. **Invariant:** the holes of a path are its
//! fields, a page has a paging, and endpoints with the same parameters share one filter.

mod query;

use crate::check;
use crate::check::spelling::{self, Ties};
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, quoted};
use crate::ir::{self, ReadRole, Ty};
use crate::lower::directions::direction_of;
use crate::lower::docs::Enclosing;
use crate::lower::envelope::lower_envelope;
use crate::lower::family::Families;
use crate::lower::lookup::template_text;
use crate::lower::models::Models;
use crate::lower::paging::{Paging, Pagings, lower_paging};
use crate::lower::parameter::{Parameter, lower_parameter, type_span};
use crate::lower::scope::Scope;
use crate::lower::value::{Value, lower_value, refuse_page};
use crate::names::{self, Names};
use crate::span::Spanned;
use crate::syntax::{Endpoint, Field, Method, Query, Status, Step, Template, Text};
use proc_macro2::Ident;
use std::rc::Rc;

/// Endpoints and filters, in spec order.
#[derive(Debug, Default)]
pub struct Endpoints<'a> {
    /// For emission.
    pub endpoints: Vec<ir::Endpoint>,
    /// For emission.
    pub filters: Vec<ir::Filter>,
    /// For the examples: one for each of `endpoints`.
    pub calls: Vec<Call<'a>>,
}

/// What an example of an endpoint is checked against.
#[derive(Debug)]
pub struct Call<'a> {
    /// As written.
    pub endpoint: &'a Endpoint,
    /// Its parameters; `None` where they are poisoned.
    pub parameters: Option<Vec<Rc<Parameter<'a>>>>,
    /// The names of its paging parameters, with those they are sent under.
    pub paging: Option<Rc<Paging<'a>>>,
}

/// Lowers every endpoint.
pub fn lower_endpoints<'a>(
    scope: &Scope<'a>,
    module: &mut Names<'_>,
    families: &mut Families<'_, 'a>,
    models: &Models,
) -> Endpoints<'a> {
    let envelope = lower_envelope(scope);
    let pagings = lower_paging(scope);
    let mut ties = Ties::new();
    let mut drafts = Vec::new();
    for (name, endpoint) in &scope.spec.endpoints {
        if let Ok(endpoint) = endpoint {
            let draft = lower_draft(scope, module, families, &pagings, &mut ties, name, endpoint);
            drafts.push(draft);
        }
    }
    let mut filters: Vec<Option<Checked<ir::Filter>>> = Vec::new();
    for draft in &drafts {
        filters.push(draft.own_filter(scope, module));
    }
    let mut shared = Vec::new();
    for draft in &drafts {
        shared.push(draft.other_filter(scope, module, &drafts, &filters));
    }
    let mut out = Endpoints::default();
    for ((draft, own), other) in drafts.iter().zip(filters).zip(shared) {
        let (filter, parameters) = match (own, other) {
            (Some(own), _) => (
                own.map(|filter| Some(keep(&mut out.filters, filter))),
                draft.own_parameters(),
            ),
            (None, Some(Ok(taken))) => match taken.filter {
                Ok(filter) => (Ok(Some(keep(&mut out.filters, filter))), Some(taken.parameters)),
                Err(name) => (Ok(Some(name)), Some(taken.parameters)),
            },
            (None, Some(Err(reported))) => (Err(reported), None),
            (None, None) => (Ok(None), draft.own_parameters()),
        };
        let lowered = draft.lower(scope, &envelope, models, filter.clone().ok().flatten());
        if let (Ok(ir), Ok(_)) = (lowered, filter) {
            out.endpoints.push(ir);
            let paging = draft.paging.clone().ok().flatten();
            out.calls.push(Call {
                endpoint: draft.endpoint,
                parameters,
                paging,
            });
        }
    }
    out
}

fn keep(filters: &mut Vec<ir::Filter>, filter: ir::Filter) -> Ident {
    let rust = filter.rust.clone();
    filters.push(filter);
    rust
}

/// An endpoint whose parts are resolved as far as they do not need other endpoints.
struct Draft<'a> {
    name: &'a Text,
    endpoint: &'a Endpoint,
    rust: Checked<Ident>,
    returns: Checked<Option<(&'a Field, Value)>>,
    /// Of an endpoint that returns pages.
    paging: Checked<Option<Rc<Paging<'a>>>>,
    /// `None`: those of another endpoint.
    parameters: Option<Checked<Vec<Rc<Parameter<'a>>>>>,
}

fn lower_draft<'a>(
    scope: &Scope<'a>,
    module: &mut Names<'_>,
    families: &mut Families<'_, 'a>,
    pagings: &Pagings<'_, 'a>,
    ties: &mut Ties,
    name: &'a Text,
    endpoint: &'a Endpoint,
) -> Draft<'a> {
    let rust = names::camel(&name.value, endpoint.provenance.rust.as_ref());
    let claimed = module.claim(&rust, name.span, format!("the endpoint {}", quoted(&name.value)));
    let parameters = match &endpoint.query {
        Some(Query::SameAs(_)) => None,
        Some(Query::Fields(fields)) => {
            let mut parameters = Vec::new();
            let mut poison = Ok(());
            for (name, field) in fields {
                let parameter = match field {
                    Ok(field) => lower_parameter(scope, families, module, name, field),
                    Err(reported) => Err(*reported),
                };
                let checked = parameter.and_then(|parameter| {
                    spelling::within(scope.diags, &parameter, ties)?;
                    Ok(parameter)
                });
                match checked {
                    Ok(parameter) => parameters.push(Rc::new(parameter)),
                    Err(reported) => poison = Err(reported),
                }
            }
            Some(poison.map(|()| parameters))
        }
        None => Some(Ok(Vec::new())),
    };
    let returns = lower_returns(scope, endpoint);
    let paging = match &returns {
        Ok(Some((field, value))) if value.page => check::paging::declared(scope, name, field, pagings.of(endpoint)),
        Ok(_) => unpaged(scope, endpoint),
        Err(reported) => Err(*reported),
    };
    Draft {
        name,
        endpoint,
        rust: claimed.map(|()| rust),
        returns,
        paging,
        parameters,
    }
}

fn lower_returns<'a>(scope: &Scope<'a>, endpoint: &'a Endpoint) -> Checked<Option<(&'a Field, Value)>> {
    match &endpoint.returns {
        Some(Ok(field)) => lower_value(scope, field).map(|value| Some((field, value))),
        Some(Err(reported)) => Err(*reported),
        None => Ok(None),
    }
}

/// Paging of an endpoint that returns no page would never be used.
fn unpaged<'a>(scope: &Scope<'_>, endpoint: &Endpoint) -> Checked<Option<Rc<Paging<'a>>>> {
    match &endpoint.paging {
        Some(Ok(paging)) => {
            let message = "the endpoint has a paging but returns no page";
            let diagnostic = Diagnostic::new(Code::Senseless, paging.span, message, "never used");
            Err(scope.diags.report(diagnostic.help("remove it, or return `page<T>`")))
        }
        Some(Err(reported)) => Err(*reported),
        None => Ok(None),
    }
}

impl<'a> Draft<'a> {
    fn lower(
        &self,
        scope: &Scope<'a>,
        envelope: &Checked<ir::Envelope>,
        models: &Models,
        filter: Option<Ident>,
    ) -> Checked<ir::Endpoint> {
        let endpoint = self.endpoint;
        let method = endpoint.method.as_ref().map_err(|reported| *reported);
        let path_fields = method.and_then(|(_, path)| lower_path(scope, endpoint, path));
        let body = match (&endpoint.body, method) {
            (Some(Ok(field)), Ok((method, _))) => lower_body(scope, field, *method, models).map(Some),
            (Some(Err(reported)), _) => Err(*reported),
            (Some(_), Err(reported)) => Err(reported),
            (None, _) => Ok(None),
        };
        let output = self.output(scope, models);
        let success_code = lower_success_code(scope, endpoint, envelope);
        let statuses = match endpoint.status.as_slice() {
            [] => vec![Status::Class(2)],
            stated => stated.iter().map(|status| status.value).collect(),
        };
        let (method, path) = method?;
        let (output, at, paging) = output?;
        let body_at = endpoint
            .body
            .as_ref()
            .and_then(|body| body.as_ref().ok())
            .map(steps)
            .unwrap_or_default();
        Ok(ir::Endpoint {
            rust: self.rust.clone()?,
            name: self.name.value.clone(),
            method: *method,
            path: template_text(&path.value),
            path_fields: path_fields?,
            filter,
            body: body?,
            body_at,
            output,
            at,
            statuses,
            success_code: success_code?,
            envelope: envelope.clone()?,
            paging,
            docs: scope.docs(&endpoint.provenance, Enclosing::Top(self.name)),
        })
    }

    /// The type of the answer, where it stands in the payload, and how it is paged.
    fn output(&self, scope: &Scope<'a>, models: &Models) -> Checked<(Ty, Vec<Step>, Option<ir::Paging>)> {
        let Some((field, value)) = self.returns.as_ref().map_err(|reported| *reported)? else {
            return Ok((Ty::Unit, Vec::new(), None));
        };
        let ty = models.ty(value, ir::Direction::Read);
        let ty = if value.nullable { Ty::Option(Box::new(ty)) } else { ty };
        let Some(paging) = self.paging.clone()? else {
            return Ok((ty, steps(field), None));
        };
        let mut paging = paging.ir();
        // Where the items stand is said once: `at` of the page replaces what the paging says.
        if let Some(at) = &field.at {
            let items = ir::Place::Paths(vec![at.value.steps.clone()]);
            paging.read.retain(|(role, _)| *role != ReadRole::Items);
            paging.read.insert(0, (ReadRole::Items, items));
        }
        check::paging::items(scope, &paging, type_span(field).unwrap_or(field.span))?;
        Ok((ty, Vec::new(), Some(paging)))
    }
}

fn steps(field: &Field) -> Vec<Step> {
    field.at.as_ref().map(|at| at.value.steps.clone()).unwrap_or_default()
}

fn lower_path(scope: &Scope<'_>, endpoint: &Endpoint, path: &Spanned<Template>) -> Checked<Vec<ir::PathField>> {
    let holes = check::path::one_to_one(scope.diags, path, &endpoint.path, "the path", "path");
    let mut members = Names::of_members(scope.diags);
    let mut poison = Ok(());
    let mut fields = Vec::new();
    for (name, field) in &endpoint.path {
        let field = field.as_ref().map_err(|reported| *reported);
        let lowered = field.and_then(|field| {
            let value = check::path::scalar(scope, name, field, "path field")?;
            let rust = names::snake(&name.value, field.provenance.rust.as_ref());
            members.claim(&rust, name.span, format!("the path field {}", quoted(&name.value)))?;
            let mut docs = scope.docs(&field.provenance, Enclosing::Within(&endpoint.provenance, &name.value));
            docs.facts.extend(value.facts);
            Ok(ir::PathField {
                hole: name.value.clone(),
                ty: value.ty,
                docs,
            })
        });
        match lowered {
            Ok(field) => fields.push(field),
            Err(reported) => poison = Err(reported),
        }
    }
    // In the order of the path, which is the order of the arguments.
    let holes = holes?;
    fields.sort_by_key(|field| holes.iter().position(|hole| *hole == field.hole));
    poison.map(|()| fields)
}

fn lower_body(scope: &Scope<'_>, field: &Field, method: Method, models: &Models) -> Checked<Ty> {
    let span = type_span(field).unwrap_or(field.span);
    if matches!(method, Method::Get | Method::Head) {
        let message = format!("a {} carries no body", method.verb());
        let diagnostic = Diagnostic::new(Code::Senseless, span, message, "never sent");
        return Err(scope
            .diags
            .report(diagnostic.help("declare its fields under `query`, or correct the method")));
    }
    let value = lower_value(scope, field).and_then(|value| refuse_page(scope, field, value))?;
    let ty = models.ty(&value, direction_of(method));
    Ok(if value.nullable { Ty::Option(Box::new(ty)) } else { ty })
}

/// A code of success is compared with what stands where the envelope says.
fn lower_success_code(
    scope: &Scope<'_>,
    endpoint: &Endpoint,
    envelope: &Checked<ir::Envelope>,
) -> Checked<Option<String>> {
    let Some(code) = &endpoint.success_code else {
        return Ok(None);
    };
    if envelope.as_ref().map_err(|reported| *reported)?.success_code.is_none() {
        let message = "nothing says where the code of a success stands";
        let diagnostic = Diagnostic::new(Code::MissingKey, code.span, message, "compared with nothing");
        return Err(scope
            .diags
            .report(diagnostic.help("add `success_code` with a path to `envelope`")));
    }
    Ok(Some(code.value.clone()))
}

#[cfg(test)]
mod tests;
