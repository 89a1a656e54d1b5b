//! Lowering: names resolved, dialect and vendor merged, directions split, Rust names chosen.
//!
//! Input: `syntax::Spec`s. Output: `ir::Api`. **Invariant:** a thing whose parts are poisoned is left out silently.

pub mod auth;
mod constant;
mod constraint;
mod convert;
pub mod directions;
pub mod docs;
pub mod endpoint;
pub mod envelope;
pub mod errors;
pub mod family;
pub mod filter;
mod formats;
mod headers;
mod inherited;
pub mod lookup;
pub mod models;
pub mod named;
pub mod paging;
pub mod parameter;
pub mod place;
mod recursion;
pub mod rules;
mod said;
pub mod scope;
pub mod server;
mod settings;
pub(crate) mod shape;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod types;
pub mod value;

pub(crate) use constraint::number;
pub(crate) use formats::pattern_of;

use crate::check::example::{ReadFile, check_examples};
use crate::ir;
use crate::names::{self, Names};
use endpoint::Call;
use errors::Known;
use models::Models;
use scope::Scope;

/// One vendor. What could not be lowered was reported and is missing from it. `read` reads the files of examples.
pub fn lower_api(scope: &Scope<'_>, read: &ReadFile<'_>) -> ir::Api {
    lower_with_calls(scope, read).api
}

/// One vendor, and what its answers are held against.
pub(crate) struct Whole<'a> {
    pub api: ir::Api,
    /// One for each endpoint of the API.
    pub calls: Vec<Call<'a>>,
    /// What makes an answer which error.
    pub known: Vec<Known<'a>>,
}

/// The same, with what answers are held against.
pub(crate) fn lower_with_calls<'a>(scope: &Scope<'a>, read: &ReadFile<'_>) -> Whole<'a> {
    let mut names = Names::of_module(scope.diags);
    let servers = server::lower_servers(scope, &mut names);
    let auth = auth::lower_auth(scope, &mut names);
    types::claim_types(scope, &mut names);
    formats::choose_formats(scope, &mut names);
    let models: Models = models::lower_models(scope, &mut names);
    let mut families = family::lower_families(scope);
    let errors = errors::lower_errors(scope);
    let endpoints = endpoint::lower_endpoints(scope, &mut names, &mut families, &models, &errors);
    let (families, operators) = families.finish();
    check_examples(scope, &endpoints.calls, &errors, read);
    let (vendor, title) = vendor_and_title(scope);
    let api = ir::Api {
        module: names::snake(&vendor, None),
        name: vendor,
        title,
        doc: scope.spec.doc.as_ref().map(|doc| doc.value.clone()),
        origin: scope.spec.span,
        in_folder: !scope.spec.parts.is_empty(),
        dialect: scope
            .spec
            .dialect
            .as_ref()
            .zip(scope.dialect)
            .map(|(name, dialect)| ir::Dialect {
                name: name.value.clone(),
                file: dialect.span.file,
            }),
        settings: settings::lower_settings(scope),
        sources: lower_sources(scope),
        servers,
        auth,
        operators,
        families,
        filters: endpoints.filters,
        catalogue: errors.catalogue,
        endpoints: endpoints.endpoints,
        envelope: endpoints.envelope,
        pagings: endpoints.pagings,
        models: models.all,
        // Last, when it is known which types of the dialect are in use.
        types: types::lower_types(scope),
    };
    Whole {
        api,
        calls: endpoints.calls,
        known: errors.known,
    }
}

fn vendor_and_title(scope: &Scope<'_>) -> (String, String) {
    let vendor = match &scope.spec.vendor {
        Some(Ok(vendor)) => vendor.value.clone(),
        // Reported when it was decoded; nothing is written under this name.
        _ => "vendor".to_owned(),
    };
    let title = scope
        .spec
        .title
        .as_ref()
        .map_or_else(|| vendor.clone(), |title| title.value.clone());
    (vendor, title)
}

fn lower_sources(scope: &Scope<'_>) -> Vec<ir::Source> {
    let sources = scope
        .sources()
        .iter()
        .filter_map(|(name, source)| Some((name, source.as_ref().ok()?)));
    let lower = sources.map(|(name, source)| ir::Source {
        name: name.value.clone(),
        url: source.url.value.clone(),
        read: source.read.value.clone(),
        doc: source.doc.as_ref().map(|doc| doc.value.clone()),
        origin: name.span,
    });
    lower.collect()
}
