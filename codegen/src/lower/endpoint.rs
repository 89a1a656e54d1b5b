//! Endpoints: the calls, and the filters of those that take parameters.
//!
//! Input: the section `endpoints`, with families, paging and envelope resolved. Output: [`ir::Endpoint`]s and
//! [`ir::Filter`]s in spec order, and what the examples are checked against. **Invariant:** the holes of a path are its
//! fields, a page has a paging, and endpoints with the same parameters share one filter.

mod docs;
mod fields;
mod query;

use crate::check;
use crate::check::spelling::{self, Ties};
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, quoted};
use crate::ir::{self, ReadRole, Ty};
use crate::lower::envelope::lower_envelope;
use crate::lower::errors::Errors;
use crate::lower::family::Families;
use crate::lower::lookup::template_text;
use crate::lower::models::Models;
use crate::lower::paging::{Paging, Pagings, lower_paging};
use crate::lower::parameter::{Parameter, lower_parameter, type_span};
use crate::lower::scope::Scope;
use crate::lower::value::{Value, lower_value};
use crate::names::{self, Names};
use crate::syntax::{Endpoint, Field, Method, Query, Status, Step, Text};
use bindery_attributes::endpoint as attributes;
use proc_macro2::Ident;
use quote::ToTokens as _;
use std::rc::Rc;

/// Endpoints and filters, in spec order, and what they share.
#[derive(Debug, Default)]
pub struct Endpoints<'a> {
    /// For emission.
    pub endpoints: Vec<ir::Endpoint>,
    /// For emission.
    pub filters: Vec<ir::Filter>,
    /// For emission; `None` where the body is the value.
    pub envelope: Option<ir::Constant<ir::Envelope>>,
    /// For emission.
    pub pagings: Vec<ir::Constant<ir::Paging>>,
    /// For the examples: one for each of `endpoints`.
    pub calls: Vec<Call<'a>>,
}

/// What an example of an endpoint is checked against.
#[derive(Debug)]
pub struct Call<'a> {
    /// As written.
    pub name: &'a Text,
    /// As written.
    pub endpoint: &'a Endpoint,
    /// How it is called.
    pub method: Method,
    /// The statuses of success.
    pub statuses: Vec<Status>,
    /// The code of success.
    pub success_code: Option<String>,
    /// Where things stand in its answers.
    pub envelope: ir::Envelope,
    /// Where its value stands, from the payload.
    pub at: Vec<Step>,
    /// How its pages are read.
    pub paging: Option<ir::Paging>,
    /// Its parameters; `None` where they are poisoned.
    pub parameters: Option<Vec<Rc<Parameter<'a>>>>,
    /// The names of its paging parameters, with those they are sent under.
    pub sent: Option<Rc<Paging<'a>>>,
}

/// Lowers every endpoint.
pub fn lower_endpoints<'a>(
    scope: &Scope<'a>,
    module: &mut Names<'_>,
    families: &mut Families<'_, 'a>,
    models: &Models,
    errors: &Errors<'_>,
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
    let mut out = Endpoints {
        envelope: envelope_constant(&envelope),
        ..Endpoints::default()
    };
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
        let call = draft.call(scope, &envelope, parameters);
        let fields = draft.fields(scope, models, filter.clone().ok().flatten());
        if let (Ok(rust), Ok(call), Ok(fields), Ok(_)) = (&draft.rust, call, fields, filter) {
            let paging = call
                .paging
                .as_ref()
                .map(|paging| constant(&mut out.pagings, module, paging));
            let output = draft.output(models);
            out.endpoints.push(ir::Endpoint {
                rust: rust.clone(),
                attrs: draft.attributes(&call, out.envelope.as_ref(), paging),
                docs: docs::of(scope, &call, &fields, &output, errors),
                default: fields::is_default(&fields, models),
                output,
                fields,
            });
            out.calls.push(call);
        }
    }
    out
}

fn keep(filters: &mut Vec<ir::Filter>, filter: ir::Filter) -> Ident {
    let rust = filter.rust.clone();
    filters.push(filter);
    rust
}

fn envelope_constant(envelope: &Checked<ir::Envelope>) -> Option<ir::Constant<ir::Envelope>> {
    let value = envelope.as_ref().ok().filter(|it| **it != ir::Envelope::default())?;
    Some(ir::Constant {
        rust: names::fixed("ENVELOPE"),
        value: value.clone(),
    })
}

/// The name of a paging: that of an equal one, else the next that is free.
fn constant(known: &mut Vec<ir::Constant<ir::Paging>>, module: &Names<'_>, paging: &ir::Paging) -> Ident {
    if let Some(same) = known.iter().find(|known| known.value == *paging) {
        return same.rust.clone();
    }
    let is_taken = |name: &Ident| known.iter().any(|known| known.rust == *name);
    let rust = match known.as_slice() {
        [] => names::fixed("PAGING"),
        _ => (1..)
            .map(|index| names::numbered("PAGING", index))
            .find(|name| !is_taken(name) && !module.has(name))
            .unwrap_or_else(|| names::fixed("PAGING")),
    };
    known.push(ir::Constant {
        rust: rust.clone(),
        value: paging.clone(),
    });
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
        Some(Ok(field)) => {
            let value = lower_value(scope, field)?;
            refuse_coding(scope, field, &value)?;
            Ok(Some((field, value)))
        }
        Some(Err(reported)) => Err(*reported),
        None => Ok(None),
    }
}

/// A spelling is the table's of a model; an answer as a whole has none.
fn refuse_coding(scope: &Scope<'_>, field: &Field, value: &Value) -> Checked<()> {
    if value.coding.is_none() {
        return Ok(());
    }
    let span = type_span(field).unwrap_or(field.span);
    let message = "a spelling of an answer as a whole is reserved for a later version";
    let diagnostic = Diagnostic::new(Code::Later, span, message, "has a spelling of its own");
    let help = "return a model with a field of this spelling, or leave out `wire` and return what the wire has, such as `string`";
    Err(scope.diags.report(diagnostic.help(help)))
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
    /// How it is called, and how its answers are read.
    fn call(
        &self,
        scope: &Scope<'a>,
        envelope: &Checked<ir::Envelope>,
        parameters: Option<Vec<Rc<Parameter<'a>>>>,
    ) -> Checked<Call<'a>> {
        let endpoint = self.endpoint;
        let success_code = lower_success_code(scope, endpoint, envelope);
        let paging = self.paged(scope);
        let (method, _) = endpoint.method.as_ref().map_err(|reported| *reported)?;
        let returns = self.returns.as_ref().map_err(|reported| *reported)?;
        let paging = paging?;
        Ok(Call {
            name: self.name,
            endpoint,
            method: *method,
            statuses: match endpoint.status.as_slice() {
                [] => vec![Status::Class(2)],
                stated => stated.iter().map(|status| status.value).collect(),
            },
            success_code: success_code?,
            envelope: envelope.clone()?,
            // Of a page, the paging says it.
            at: match (&paging, returns) {
                (None, Some((field, _))) => steps(field),
                _ => Vec::new(),
            },
            paging,
            parameters,
            sent: self.paging.clone()?,
        })
    }

    /// What is sent.
    fn fields(&self, scope: &Scope<'a>, models: &Models, filter: Option<Ident>) -> Checked<Vec<ir::EndpointField>> {
        let method = self.endpoint.method.as_ref().map_err(|reported| *reported);
        let path = method.and_then(|(_, path)| fields::lower_path(scope, self.endpoint, path, filter.is_some()));
        let body = method.and_then(|(method, _)| fields::lower_body(scope, self.endpoint, *method, models));
        let mut fields = path?;
        fields.extend(filter.map(fields::filter_field));
        fields.extend(body?);
        Ok(fields)
    }

    /// What the derive reads; the type of the answer is written beside it.
    fn attributes(
        &self,
        call: &Call<'_>,
        envelope: Option<&ir::Constant<ir::Envelope>>,
        paging: Option<Ident>,
    ) -> attributes::Endpoint {
        let path = self
            .endpoint
            .method
            .as_ref()
            .map(|(_, path)| template_text(&path.value));
        let constant = |name: &Ident| name.to_token_stream().into();
        attributes::Endpoint {
            api: Some(constant(&names::fixed("Api"))),
            name: Some(call.name.value.clone()),
            call: Some((call.method, path.unwrap_or_default())),
            output: None,
            status: match call.statuses.as_slice() {
                [Status::Class(2)] => Vec::new(),
                stated => stated.to_vec(),
            },
            success_code: call.success_code.clone(),
            at: attributes::Path { steps: call.at.clone() },
            envelope: envelope.map(|envelope| constant(&envelope.rust)),
            paging: paging.as_ref().map(constant),
        }
    }

    /// The type of the answer.
    fn output(&self, models: &Models) -> Ty {
        let Ok(Some((_, value))) = &self.returns else {
            return Ty::Unit;
        };
        let ty = models.ty(value, ir::Direction::Read);
        if value.nullable { Ty::Option(Box::new(ty)) } else { ty }
    }

    /// How pages are read, where it returns one.
    fn paged(&self, scope: &Scope<'a>) -> Checked<Option<ir::Paging>> {
        let Some((field, _)) = self.returns.as_ref().map_err(|reported| *reported)? else {
            return Ok(None);
        };
        let Some(paging) = self.paging.clone()? else {
            return Ok(None);
        };
        let mut paging = paging.ir();
        // Where the items stand is said once: `at` of the page replaces what the paging says.
        if let Some(at) = &field.at {
            let items = ir::Place::Paths(vec![at.value.steps.clone()]);
            paging.read.retain(|(role, _)| *role != ReadRole::Items);
            paging.read.insert(0, (ReadRole::Items, items));
        }
        check::paging::items(scope, &paging, type_span(field).unwrap_or(field.span))?;
        Ok(Some(paging))
    }
}

fn steps(field: &Field) -> Vec<Step> {
    field.at.as_ref().map(|at| at.value.steps.clone()).unwrap_or_default()
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
