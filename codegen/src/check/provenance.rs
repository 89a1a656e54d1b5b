//! Where facts are known from.

use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, one_of, quoted, suggest};
use crate::lower::scope::Scope;
use crate::syntax::{Endpoint, Field, Inferred, Map, Model, Provenance, Query, Spec, Text};
use std::collections::BTreeSet;

/// A `source` names an entry of `sources`.
pub(super) fn check_sources(scope: &Scope<'_>) {
    // A dialect has no sources, and decoding has refused to name one there.
    let known: BTreeSet<&str> = scope.source_names().collect();
    each_provenance(scope.spec, &mut |provenance| {
        for source in &provenance.source {
            if known.contains(source.value.as_str()) {
                continue;
            }
            let message = format!("there is no source {}", quoted(&source.value));
            let help = match suggest(&source.value, scope.source_names()) {
                Some(meant) => format!("did you mean {}?", quoted(meant)),
                None if scope.sources().is_empty() => "declare it in `sources`".to_owned(),
                None => format!("the sources are {}", one_of(scope.source_names())),
            };
            scope.report_unknown_here(Diagnostic::new(Code::UnknownSource, source.span, message, "unknown").help(help));
        }
    });
}

/// A list in `inferred` names fields of the model, or parameters of the endpoint.
pub(super) fn check_inferred(scope: &Scope<'_>) {
    for (name, model) in entries(&scope.spec.models) {
        let of = format!("the model {}", quoted(&name.value));
        check_list(scope, &model.provenance, &of, &names(&model.fields));
    }
    for (name, endpoint) in entries(&scope.spec.endpoints) {
        let of = format!("the endpoint {}", quoted(&name.value));
        check_list(scope, &endpoint.provenance, &of, &parameters(scope, endpoint));
    }
    if let Some(Ok(paging)) = &scope.spec.paging {
        let roles = [names(&paging.send), names(&paging.read)].concat();
        check_list(scope, &paging.provenance, "the paging", &roles);
    }
    for (name, ty) in entries(&scope.spec.types) {
        let values = ty.values.iter().flatten().filter_map(|value| value.as_ref().ok());
        let values: Vec<&str> = values.map(|value| value.wire.value.as_str()).collect();
        check_list(
            scope,
            &ty.provenance,
            &format!("the type {}", quoted(&name.value)),
            &values,
        );
    }
}

fn check_list(scope: &Scope<'_>, provenance: &Provenance, of: &str, known: &[&str]) {
    let Some(Inferred::Of(list)) = &provenance.inferred else {
        return;
    };
    for name in list {
        if known.contains(&name.value.as_str()) {
            continue;
        }
        let message = format!("{of} has no {}", quoted(&name.value));
        let help = match suggest(&name.value, known.iter().copied()) {
            Some(meant) => format!("did you mean {}?", quoted(meant)),
            None => "a list in `inferred` names what the page does not say; a text says why it is believed".to_owned(),
        };
        scope
            .diags
            .report(Diagnostic::new(Code::UnknownField, name.span, message, "unknown").help(help));
    }
}

/// The parameters of an endpoint; those of the endpoint it takes them from.
fn parameters<'a>(scope: &Scope<'a>, endpoint: &'a Endpoint) -> Vec<&'a str> {
    let query = match &endpoint.query {
        Some(Query::Fields(fields)) => names(fields),
        Some(Query::SameAs(other)) => {
            let other = scope.spec.endpoints.iter().find(|(name, _)| name.value == other.value);
            match other {
                Some((
                    _,
                    Ok(Endpoint {
                        query: Some(Query::Fields(fields)),
                        ..
                    }),
                )) => names(fields),
                _ => Vec::new(),
            }
        }
        None => Vec::new(),
    };
    [
        names(&endpoint.path),
        query,
        names(&endpoint.headers),
        names(&endpoint.errors),
        vec!["body", "returns", "path", "status"],
    ]
    .concat()
}

fn names<T>(map: &Map<T>) -> Vec<&str> {
    map.iter().map(|(name, _)| name.value.as_str()).collect()
}

/// Everything in a spec that says where it is known from.
fn each_provenance(spec: &Spec, visit: &mut dyn FnMut(&Provenance)) {
    visit(&spec.provenance);
    spec.parts.iter().flatten().for_each(|part| visit(&part.provenance));
    entries(&spec.servers).for_each(|(_, server)| {
        visit(&server.provenance);
        fields(&server.variables, visit);
    });
    entries(&spec.auth).for_each(|(_, auth)| visit(&auth.provenance));
    fields(&spec.headers, visit);
    entries(&spec.lookups).for_each(|(_, lookup)| visit(&lookup.provenance));
    fields(&spec.types, visit);
    for (
        _,
        Model {
            provenance,
            fields: inner,
            ..
        },
    ) in entries(&spec.models)
    {
        visit(provenance);
        fields(inner, visit);
    }
    paging(spec.paging.as_ref(), visit);
    if let Some(Ok(envelope)) = &spec.envelope {
        visit(&envelope.provenance);
    }
    errors(&spec.errors, visit);
    for (_, endpoint) in entries(&spec.endpoints) {
        visit(&endpoint.provenance);
        fields(&endpoint.path, visit);
        if let Some(Query::Fields(query)) = &endpoint.query {
            fields(query, visit);
        }
        fields(&endpoint.headers, visit);
        for field in [&endpoint.body, &endpoint.returns].into_iter().flatten().flatten() {
            visit(&field.provenance);
        }
        errors(&endpoint.errors, visit);
        paging(endpoint.paging.as_ref(), visit);
        entries(&endpoint.examples).for_each(|(_, example)| visit(&example.provenance));
    }
}

fn paging(paging: Option<&Checked<crate::syntax::Paging>>, visit: &mut dyn FnMut(&Provenance)) {
    if let Some(Ok(paging)) = paging {
        visit(&paging.provenance);
        fields(&paging.send, visit);
    }
}

fn errors(errors: &Map<crate::syntax::Error>, visit: &mut dyn FnMut(&Provenance)) {
    for (_, error) in entries(errors) {
        visit(&error.provenance);
        fields(&error.headers, visit);
    }
}

fn fields(map: &Map<Field>, visit: &mut dyn FnMut(&Provenance)) {
    entries(map).for_each(|(_, field)| visit(&field.provenance));
}

fn entries<T>(map: &Map<T>) -> impl Iterator<Item = (&Text, &T)> {
    map.iter()
        .filter_map(|(name, entry)| Some((name, entry.as_ref().ok()?)))
}
