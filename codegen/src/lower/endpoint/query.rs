//! The filters of endpoints: of parameters that are written out, and of those that are another endpoint's.
//!
//! Input: the drafts of all endpoints. Output: the filter of one. **Invariant:** where parameters, paging and rules are
//! the same, the filter is the same, and nothing is copied.

use super::{Draft, OwnQuery};
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, quoted, suggest};
use crate::ir;
use crate::lower::filter::{Source, lower_filter};
use crate::lower::lookup::template_text;
use crate::lower::scope::Scope;
use crate::names::Names;
use crate::span::Span;
use crate::syntax::{Query, Rule, Text};
use proc_macro2::Ident;

/// Parameters taken over from another endpoint.
pub(super) struct Taken<'a> {
    pub query: OwnQuery<'a>,
    /// A filter of its own, or the name of the other's.
    pub filter: Result<ir::Filter, Ident>,
}

impl<'a> Draft<'a> {
    pub(super) fn own_query(&self) -> Option<OwnQuery<'a>> {
        self.query.as_ref()?.as_ref().ok().cloned()
    }

    /// `GET /customers/{id}`
    fn method_and_path(&self) -> Checked<String> {
        let (method, path) = self.endpoint.method.as_ref().map_err(|reported| *reported)?;
        Ok(format!("{} {}", method.verb(), template_text(&path.value)))
    }

    /// The filter of parameters that are written here; `None` where there are none, or they are another endpoint's.
    pub(super) fn own_filter(&self, scope: &Scope<'a>, module: &mut Names<'_>) -> Option<Checked<ir::Filter>> {
        let query = match self.query.as_ref()? {
            Ok(query) => query,
            Err(reported) => return Some(Err(*reported)),
        };
        let sends = matches!(&self.paging, Ok(Some(paging)) if paging.in_query().next().is_some());
        if query.parameters.is_empty() && !sends && self.endpoint.rules.is_empty() && self.paging.is_ok() {
            return None;
        }
        Some(self.filter(scope, module, query, [Some(&self.endpoint.rules), None]))
    }

    fn filter(
        &self,
        scope: &Scope<'a>,
        module: &mut Names<'_>,
        query: &OwnQuery<'a>,
        rules: [Option<&'a [Checked<Rule>]>; 2],
    ) -> Checked<ir::Filter> {
        let (rust, paging, path) = (self.rust.clone()?, self.paging.clone()?, self.method_and_path()?);
        let source = Source {
            name: self.name,
            endpoint: self.endpoint,
            rust: &rust,
            method_and_path: &path,
            parameters: &query.parameters,
            constants: &query.constants,
            rules,
            paging: paging.as_deref(),
        };
        lower_filter(scope, module, source)
    }

    /// The filter of parameters that are another endpoint's: that one's where everything is the same.
    pub(super) fn other_filter(
        &self,
        scope: &Scope<'a>,
        module: &mut Names<'_>,
        drafts: &[Draft<'a>],
        filters: &[Option<Checked<ir::Filter>>],
    ) -> Option<Checked<Taken<'a>>> {
        let Some(Query::SameAs(wanted)) = &self.endpoint.query else {
            return None;
        };
        Some(self.take_over(scope, module, drafts, filters, wanted))
    }

    fn take_over(
        &self,
        scope: &Scope<'a>,
        module: &mut Names<'_>,
        drafts: &[Draft<'a>],
        filters: &[Option<Checked<ir::Filter>>],
        wanted: &Text,
    ) -> Checked<Taken<'a>> {
        let found = drafts
            .iter()
            .zip(filters)
            .find(|(draft, _)| draft.name.value == wanted.value);
        let Some((draft, filter)) = found else {
            // It may be there and not decoded.
            if let Some((_, Err(reported))) = scope.spec.endpoints.iter().find(|(name, _)| name.value == wanted.value) {
                return Err(*reported);
            }
            let names = drafts
                .iter()
                .filter(|draft| draft.query.is_some())
                .map(|draft| draft.name.value.as_str());
            let help = match suggest(&wanted.value, names) {
                Some(close) => format!("did you mean {}?", quoted(close)),
                None => "name an endpoint of this spec, or write the parameters out".to_owned(),
            };
            let message = format!("there is no endpoint {}", quoted(&wanted.value));
            let diagnostic = Diagnostic::new(Code::UnknownEndpoint, wanted.span, message, "unknown");
            return Err(scope.report_unknown_here(diagnostic.help(help)));
        };
        let refuse = |message: String, label: &str, other: Span, help: &str| {
            let diagnostic = Diagnostic::new(Code::UnknownEndpoint, wanted.span, message, label);
            Err(scope.diags.report(diagnostic.other(other, "that endpoint").help(help)))
        };
        let name = quoted(&wanted.value);
        let query = match &draft.query {
            None if std::ptr::eq(draft, self) => {
                return refuse(
                    format!("{name} takes its query from itself"),
                    "this endpoint",
                    draft.name.span,
                    "write the parameters out",
                );
            }
            None => {
                return refuse(
                    format!("{name} takes its query from another endpoint too"),
                    "has no parameters of its own",
                    draft.name.span,
                    "name the endpoint whose parameters are written out",
                );
            }
            Some(Err(reported)) => return Err(*reported),
            Some(Ok(query)) if query.parameters.is_empty() => {
                return refuse(
                    format!("{name} has no parameters"),
                    "nothing to take over",
                    draft.name.span,
                    "remove `query`, or write the parameters out",
                );
            }
            Some(Ok(query)) => query,
        };
        let filter = match filter {
            Some(Err(reported)) => return Err(*reported),
            Some(Ok(filter)) if self.endpoint.rules.is_empty() && self.same_paging(draft) => Err(filter.rust.clone()),
            _ => Ok(self.filter(
                scope,
                module,
                query,
                [Some(&draft.endpoint.rules), Some(&self.endpoint.rules)],
            )?),
        };
        Ok(Taken {
            query: query.clone(),
            filter,
        })
    }

    fn same_paging(&self, other: &Draft<'a>) -> bool {
        let sends = |draft: &Draft<'a>| {
            let paging = draft.paging.as_ref().ok()?.as_ref();
            let roles = paging.map(|paging| paging.in_query().map(|sent| sent.role.clone()).collect::<Vec<_>>());
            Some(roles.unwrap_or_default())
        };
        matches!((sends(self), sends(other)), (Some(a), Some(b)) if a == b)
    }
}
