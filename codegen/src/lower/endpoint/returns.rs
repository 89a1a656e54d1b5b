//! What an endpoint returns: its type, its pages, where both stand.
//!
//! Input: `returns`, `paging` and `success_code` as written. Output: their lowered parts. **Invariant:** only a page has a
//! paging, and where its items stand is said once.

use super::Draft;
use crate::check;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic};
use crate::ir::{self, ReadRole, Ty};
use crate::lower::docs::Enclosing;
use crate::lower::models::Models;
use crate::lower::paging::Paging;
use crate::lower::parameter::type_span;
use crate::lower::said::said;
use crate::lower::scope::Scope;
use crate::lower::value::{Value, lower_value};
use crate::span::Span;
use crate::syntax::{Endpoint, Field, Step};
use std::rc::Rc;

pub(super) fn lower_returns<'a>(scope: &Scope<'a>, endpoint: &'a Endpoint) -> Checked<Option<(&'a Field, Value)>> {
    match &endpoint.returns {
        Some(Ok(field)) => {
            let value = lower_value(scope, field)?;
            Ok(Some((field, value)))
        }
        Some(Err(reported)) => Err(*reported),
        None => Ok(None),
    }
}

/// Paging of an endpoint that returns no page would never be used.
pub(super) fn unpaged<'a>(scope: &Scope<'_>, endpoint: &Endpoint) -> Checked<Option<Rc<Paging<'a>>>> {
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
    /// The type of the answer.
    pub(super) fn output(&self, models: &Models) -> Ty {
        let Ok(Some((_, value))) = &self.returns else {
            return Ty::Unit;
        };
        let ty = models.ty(value, ir::Direction::Read);
        if value.nullable { Ty::Option(Box::new(ty)) } else { ty }
    }

    /// What the spec says of the answer.
    pub(super) fn returned(&self, scope: &Scope<'a>) -> Option<ir::Returns> {
        let Ok(Some((field, _))) = &self.returns else {
            return None;
        };
        let enclosing = Enclosing::Within(&self.endpoint.provenance, "returns", field.span);
        Some(ir::Returns {
            said: said(field, None),
            docs: scope.docs(&field.provenance, enclosing),
        })
    }

    /// Where each role that is read is declared, in the order of [`Draft::paged`].
    pub(super) fn read(&self) -> Vec<Span> {
        let (Ok(Some(paging)), Ok(Some((field, _)))) = (&self.paging, &self.returns) else {
            return Vec::new();
        };
        let stated = paging.read.iter().zip(paging.read_at.iter());
        match &field.at {
            None => stated.map(|(_, at)| *at).collect(),
            Some(items) => {
                let others = stated.filter(|((role, _), _)| *role != ReadRole::Items);
                std::iter::once(items.span).chain(others.map(|(_, at)| *at)).collect()
            }
        }
    }

    /// How pages are read, where it returns one.
    pub(super) fn paged(&self, scope: &Scope<'a>) -> Checked<Option<ir::Paging>> {
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

pub(super) fn steps(field: &Field) -> Vec<Step> {
    field.at.as_ref().map(|at| at.value.steps.clone()).unwrap_or_default()
}

/// A code of success is compared with what stands where the envelope says.
pub(super) fn lower_success_code(
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
