//! Endpoints: the calls, and the filters of those that take parameters.
//!
//! Input: the section `endpoints`, with families, paging and envelope resolved. Output: [`ir::Endpoint`]s and
//! [`ir::Filter`]s in spec order, and what the examples are checked against. **Invariant:** the holes of a path are its
//! fields, a page has a paging, and endpoints with the same parameters share one filter.

mod docs;
mod fields;
mod query;
mod returns;

use crate::check;
use crate::check::spelling::{self, Ties};
use crate::diag::{Checked, quoted};
use crate::ir;
use crate::lower::constant::{Constant, constant_parameter};
use crate::lower::envelope::lower_envelope;
use crate::lower::errors::Errors;
use crate::lower::family::Families;
use crate::lower::headers::{self, Header, Headers};
use crate::lower::lookup::template_text;
use crate::lower::models::Models;
use crate::lower::paging::{Paging, Pagings, lower_paging};
use crate::lower::parameter::{Parameter, lower_parameter};
use crate::lower::scope::Scope;
use crate::lower::value::Value;
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

/// Names and texts that are sent by themselves.
type Pairs = Vec<(String, String)>;

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
    /// Parameters that are sent by themselves.
    pub constants: Vec<Constant<'a>>,
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
    let headers = headers::lower_shared(scope);
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
        let (filter, query) = match (own, other) {
            (Some(own), _) => (
                own.map(|filter| Some(keep(&mut out.filters, filter))),
                draft.own_query(),
            ),
            (None, Some(Ok(taken))) => match taken.filter {
                Ok(filter) => (Ok(Some(keep(&mut out.filters, filter))), Some(taken.query)),
                Err(name) => (Ok(Some(name)), Some(taken.query)),
            },
            (None, Some(Err(reported))) => (Err(reported), None),
            (None, None) => (Ok(None), draft.own_query()),
        };
        let (parameters, constants) = match query {
            Some(OwnQuery { parameters, constants }) => (Some(parameters), constants),
            None => (None, Vec::new()),
        };
        let call = draft.call(scope, &envelope, parameters, constants);
        let fields = draft.fields(scope, models, filter.clone().ok().flatten(), &headers);
        if let (Ok(rust), Ok(call), Ok((fields, headers)), Ok(_)) = (&draft.rust, call, fields, filter) {
            let paging = call
                .paging
                .as_ref()
                .map(|paging| constant(&mut out.pagings, module, paging));
            let output = draft.output(models);
            out.endpoints.push(ir::Endpoint {
                rust: rust.clone(),
                doc: draft.endpoint.provenance.doc.as_ref().map(|doc| doc.value.clone()),
                returns: draft.returned(scope),
                read: draft.read(),
                docs: docs::of(scope, &call, (&fields, &headers), &output, errors),
                attrs: draft.attributes(&call, out.envelope.as_ref(), paging, headers),
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
    /// `None`: that of another endpoint.
    query: Option<Checked<OwnQuery<'a>>>,
}

/// The parameters of an endpoint, as written.
#[derive(Debug, Clone, Default)]
struct OwnQuery<'a> {
    parameters: Vec<Rc<Parameter<'a>>>,
    constants: Vec<Constant<'a>>,
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
    let query = match &endpoint.query {
        Some(Query::SameAs(_)) => None,
        Some(Query::Fields(fields)) => {
            let mut query = OwnQuery::default();
            let mut poison = Ok(());
            for (name, field) in fields {
                let parameter = match field {
                    Ok(field) if field.constant.is_some() => {
                        match constant_parameter(scope, name, field) {
                            Ok(constant) => query.constants.extend(constant),
                            Err(reported) => poison = Err(reported),
                        }
                        continue;
                    }
                    Ok(field) => lower_parameter(scope, families, module, name, field),
                    Err(reported) => Err(*reported),
                };
                let checked = parameter.and_then(|parameter| {
                    spelling::within(scope.diags, &parameter, ties)?;
                    Ok(parameter)
                });
                match checked {
                    Ok(parameter) => query.parameters.push(Rc::new(parameter)),
                    Err(reported) => poison = Err(reported),
                }
            }
            Some(poison.map(|()| query))
        }
        None => Some(Ok(OwnQuery::default())),
    };
    let returns = returns::lower_returns(scope, endpoint);
    let paging = match &returns {
        Ok(Some((field, value))) if value.page => check::paging::declared(scope, name, field, pagings.of(endpoint)),
        Ok(_) => returns::unpaged(scope, endpoint),
        Err(reported) => Err(*reported),
    };
    Draft {
        name,
        endpoint,
        rust: claimed.map(|()| rust),
        returns,
        paging,
        query,
    }
}

impl<'a> Draft<'a> {
    /// How it is called, and how its answers are read.
    fn call(
        &self,
        scope: &Scope<'a>,
        envelope: &Checked<ir::Envelope>,
        parameters: Option<Vec<Rc<Parameter<'a>>>>,
        constants: Vec<Constant<'a>>,
    ) -> Checked<Call<'a>> {
        let endpoint = self.endpoint;
        let success_code = returns::lower_success_code(scope, endpoint, envelope);
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
                (None, Some((field, _))) => returns::steps(field),
                _ => Vec::new(),
            },
            paging,
            parameters,
            constants,
            sent: self.paging.clone()?,
        })
    }

    /// What is sent.
    fn fields(
        &self,
        scope: &Scope<'a>,
        models: &Models,
        filter: Option<Ident>,
        shared: &Checked<Vec<Header<'a>>>,
    ) -> Checked<(Vec<ir::EndpointField>, Pairs)> {
        let mut members = Names::of_endpoint(scope.diags, filter.is_some(), self.endpoint.body.is_some());
        let method = self.endpoint.method.as_ref().map_err(|reported| *reported);
        let path = method.and_then(|(_, path)| fields::lower_path(scope, self.endpoint, path, &mut members));
        let paging = self.paging.as_ref().ok().and_then(Option::as_deref);
        let headers = headers::lower_headers(scope, shared, (self.name, self.endpoint), paging, &mut members);
        let body = method.and_then(|(method, _)| fields::lower_body(scope, self.endpoint, *method, models));
        let mut all = path?;
        let Headers { constants, fields } = headers?;
        all.extend(fields);
        all.extend(filter.map(fields::filter_field));
        all.extend(body?);
        Ok((all, constants))
    }

    /// What the derive reads; the type of the answer is written beside it.
    fn attributes(
        &self,
        call: &Call<'_>,
        envelope: Option<&ir::Constant<ir::Envelope>>,
        paging: Option<Ident>,
        headers: Pairs,
    ) -> attributes::Endpoint {
        let path = self
            .endpoint
            .method
            .as_ref()
            .map(|(_, path)| template_text(&path.value));
        let constant = |name: &Ident| name.to_token_stream().into();
        let returns = self.returns.as_ref().ok().and_then(Option::as_ref);
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
            coding: returns.and_then(|(_, value)| value.coding.clone()),
            envelope: envelope.map(|envelope| constant(&envelope.rust)),
            paging: paging.as_ref().map(constant),
            headers,
            query: call
                .constants
                .iter()
                .map(|one| (one.wire.clone(), one.text.clone()))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests;
