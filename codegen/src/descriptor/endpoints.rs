//! Endpoints: what is sent, what comes back, what may go wrong.
//!
//! Input: the calls of an API, and the filters and pagings they name. Output: [`Endpoint`]s. **Invariant:** every name on
//! the wire that a parameter can have is there, those of the paging included.

use super::describe::Describe;
use super::models::{Parts, constants, field};
use super::words::{between, rules, rust_type, spelling, statuses};
use super::{Docs, Endpoint, Field, Filter, Paging, Parameter, Payload, Role, WireParameter};
use crate::ir::{self, FilterKind, PageRole, ReadRole, Ty};
use crate::lower::place::place_words;
use crate::syntax::Step;
use bindery_attributes::common::{ListStyle, Rule};
use bindery_attributes::endpoint::{Part, spell};
use quote::ToTokens as _;

/// Every call.
pub(super) fn describe(of: Describe<'_>) -> Vec<Endpoint> {
    of.api.endpoints.iter().map(|it| endpoint(of, it)).collect()
}

fn endpoint(of: Describe<'_>, item: &ir::Endpoint) -> Endpoint {
    let attrs = &item.attrs;
    let name = attrs.name.clone().unwrap_or_default();
    let (method, path) = attrs
        .call
        .as_ref()
        .map(|(method, path)| (method.verb().to_owned(), path.clone()))
        .unwrap_or_default();
    let filter = part(item, Part::Query).and_then(|it| filter_of(of.api, &it.ty));
    let paging = paging_of(of.api, item);
    Endpoint {
        rust: item.rust.to_string(),
        default: item.default,
        method,
        path,
        path_fields: fields(of, item, Part::Path),
        headers: fields(of, item, Part::Header),
        constants: [constants("header", &attrs.headers), constants("query", &attrs.query)].concat(),
        filter: filter.map(|filter| describe_filter(of, filter)),
        body: body(of, item),
        returns: returns(of, item, paging),
        statuses: match attrs.status.as_slice() {
            [] => vec!["2xx".to_owned()],
            stated => statuses(stated),
        },
        success_code: attrs.success_code.clone(),
        paging: paging.map(|paging| describe_paging(of, item, filter, paging)),
        errors: errors(of.api, &name),
        docs: Docs {
            // The docs of the struct begin with the call.
            text: item.doc.clone(),
            ..of.docs(&item.docs)
        },
        name,
    }
}

fn part(item: &ir::Endpoint, part: Part) -> Option<&ir::EndpointField> {
    item.fields.iter().find(|field| field.attrs.part == Some(part))
}

fn fields(of: Describe<'_>, item: &ir::Endpoint, part: Part) -> Vec<Field> {
    let fields = item.fields.iter().filter(|field| field.attrs.part == Some(part));
    let described = fields.map(|it| {
        let rust = it.rust.to_string();
        field(
            of,
            &Parts {
                wire: it.attrs.wire.as_deref().unwrap_or(&rust),
                rust: rust.clone(),
                rust_type: rust_type(&it.ty),
                ty: &it.ty,
                said: &it.said,
                required: !matches!(it.ty, Ty::Option(_)),
                writes_null: false,
                coding: it.attrs.coding.as_ref(),
                rules: &it.attrs.rules,
                docs: &it.docs,
                above: &item.docs,
            },
        )
    });
    described.collect()
}

fn filter_of<'a>(api: &'a ir::Api, ty: &Ty) -> Option<&'a ir::Filter> {
    let Ty::Named(rust) = ty else { return None };
    api.filters.iter().find(|filter| filter.rust == *rust)
}

fn describe_filter(of: Describe<'_>, filter: &ir::Filter) -> Filter {
    Filter {
        rust: filter.rust.to_string(),
        parameters: filter.fields.iter().map(|it| parameter(of, it, &filter.docs)).collect(),
        rules: filter.attrs.between.iter().map(between).collect(),
    }
}

fn parameter(of: Describe<'_>, it: &ir::FilterField, above: &ir::Docs) -> Parameter {
    let rust = it.rust.to_string();
    let wire = it.parameters.iter().map(|(name, lookup)| WireParameter {
        name: name.clone(),
        lookup: (!lookup.is_empty()).then(|| lookup.clone()),
    });
    Parameter {
        field: field(
            of,
            &Parts {
                wire: it.attrs.wire.as_deref().unwrap_or(&rust),
                rust: rust.clone(),
                rust_type: kind(it),
                ty: &it.ty,
                said: &it.said,
                required: it.attrs.rules.contains(&Rule::Required),
                writes_null: false,
                coding: it.attrs.coding.as_ref(),
                rules: &it.attrs.rules,
                docs: &it.docs,
                above,
            },
        ),
        family: match &it.kind {
            FilterKind::Family { alias, .. } => {
                let family = of.api.families.iter().find(|family| family.alias == *alias);
                family.map(|family| family.name.clone())
            }
            FilterKind::Bare | FilterKind::List => None,
        },
        operand: rust_type(&it.ty),
        lists: it.attrs.lists.map(|lists| lists.name().to_owned()),
        wire: wire.collect(),
        keys: it.key.as_ref().map(|key| keys(of.api, key)),
        combine: it.attrs.combine,
    }
}

/// The type of the keys of an open name.
fn keys(api: &ir::Api, ty: &Ty) -> String {
    let Ty::Named(rust) = ty else {
        return if *ty == Ty::Integer { "integer" } else { "string" }.to_owned();
    };
    let mut enums = api.types.iter().filter_map(|ty| match ty {
        ir::Type::Enum(item) => Some(item),
        _ => None,
    });
    let named = enums.find(|item| item.rust == *rust);
    named.map_or_else(|| rust.to_string(), |item| item.name.clone())
}

/// The type of a parameter, as printed.
fn kind(field: &ir::FilterField) -> String {
    let ty = rust_type(&field.ty);
    let Some(key) = &field.key else {
        return match &field.kind {
            FilterKind::Bare => format!("bindery::filter::Param<{ty}>"),
            FilterKind::List => format!("bindery::filter::ParamList<{ty}>"),
            FilterKind::Family { alias, .. } => format!("{alias}<{ty}>"),
        };
    };
    let family = match &field.kind {
        FilterKind::Bare => "bindery::filter::Bare".to_owned(),
        FilterKind::List => "bindery::filter::List".to_owned(),
        FilterKind::Family { marker, .. } => marker.to_string(),
    };
    let key = match key {
        ir::Ty::String => String::new(),
        key => format!(", {}", rust_type(key)),
    };
    format!("bindery::filter::Keyed<{ty}, {family}{key}>")
}

fn body(of: Describe<'_>, item: &ir::Endpoint) -> Option<Payload> {
    let form = part(item, Part::Form);
    let field = form.or_else(|| part(item, Part::Body))?;
    Some(Payload {
        ty: field.said.ty.clone(),
        rust_type: rust_type(&field.ty),
        encoding: if form.is_some() { "form" } else { "json" }.to_owned(),
        spelling: spelling(of.api, &field.ty, field.attrs.coding.as_ref()),
        rules: rules(&field.attrs.rules),
        at: match field.attrs.at.steps.as_slice() {
            [] => String::new(),
            names => spell(names),
        },
        lists: form.map(|form| form.attrs.lists.unwrap_or(ListStyle::Repeat).name().to_owned()),
        docs: of.docs_within(&field.docs, &item.docs),
    })
}

fn returns(of: Describe<'_>, item: &ir::Endpoint, paging: Option<&ir::Paging>) -> Option<Payload> {
    let stated = item.returns.as_ref()?;
    let payload = of.api.envelope.as_ref().map_or(&[][..], |envelope| &envelope.value.at);
    let items = paging.and_then(|paging| paging.read.iter().find(|(role, _)| *role == ReadRole::Items));
    let within: Vec<&[Step]> = match items {
        Some((_, ir::Place::Paths(paths))) => paths.iter().map(Vec::as_slice).collect(),
        _ => vec![item.attrs.at.steps.as_slice()],
    };
    let paths = within.iter().map(|path| [payload, path].concat());
    let spelled: Vec<String> = paths.filter(|path| !path.is_empty()).map(|path| spell(&path)).collect();
    Some(Payload {
        ty: stated.said.ty.clone(),
        rust_type: rust_type(&item.output),
        encoding: "json".to_owned(),
        spelling: spelling(of.api, &item.output, item.attrs.coding.as_ref()),
        rules: Vec::new(),
        at: spelled.join(" or "),
        lists: None,
        docs: of.docs_within(&stated.docs, &item.docs),
    })
}

fn paging_of<'a>(api: &'a ir::Api, item: &ir::Endpoint) -> Option<&'a ir::Paging> {
    let rust = item.attrs.paging.as_ref()?.to_token_stream().to_string();
    let paging = api.pagings.iter().find(|paging| paging.rust == rust)?;
    Some(&paging.value)
}

fn describe_paging(of: Describe<'_>, item: &ir::Endpoint, filter: Option<&ir::Filter>, paging: &ir::Paging) -> Paging {
    let declared = |name: &str| {
        let mut fields = filter?.fields.iter();
        let field = fields.find(|field| field.parameters.iter().any(|(wire, _)| wire == name))?;
        Some(of.origin(field.docs.origin?))
    };
    let in_header = |name: &str| {
        let mut fields = item
            .fields
            .iter()
            .filter(|field| field.attrs.part == Some(Part::Header));
        let field = fields.find(|field| field.attrs.wire.as_deref() == Some(name))?;
        Some(of.origin(field.docs.origin?))
    };
    let send = paging.send.iter().map(|sent| Role {
        name: page_role(sent.role).to_owned(),
        place: sent_words(sent),
        origin: if sent.header {
            in_header(&sent.name)
        } else {
            declared(&sent.name)
        },
    });
    let read = paging.read.iter().enumerate().map(|(index, (role, place))| Role {
        name: role.as_str().to_owned(),
        place: place_words(place),
        origin: item.read.get(index).map(|at| of.origin(*at)),
    });
    Paging {
        send: send.collect(),
        read: read.collect(),
    }
}

/// Where a request says what page it asks for.
fn sent_words(sent: &ir::SendRole) -> String {
    let name = &sent.name;
    let range = (sent.role == PageRole::Range).then(|| sent.wire.as_deref().unwrap_or("{first}-{last}"));
    match (sent.header, range) {
        (true, None) => format!("header {name}"),
        (true, Some(range)) => format!("header {name}: {range}"),
        (false, None) => name.clone(),
        (false, Some(range)) => format!("{name}={range}"),
    }
}

fn page_role(role: PageRole) -> &'static str {
    match role {
        PageRole::Limit => "limit",
        PageRole::Offset => "offset",
        PageRole::Page => "page",
        PageRole::Cursor => "cursor",
        PageRole::Range => "range",
    }
}

/// Those that hold for every endpoint, then those of this one.
fn errors(api: &ir::Api, endpoint: &str) -> Vec<String> {
    let holds = |error: &&ir::ErrorVariant, of: Option<&str>| {
        let mut matches = error.attrs.matches.iter();
        matches.any(|it| it.endpoint.as_deref() == of)
    };
    let variants = || api.catalogue.variants.iter();
    let everywhere = variants().filter(|error| holds(error, None));
    let here = variants().filter(|error| !holds(error, None) && holds(error, Some(endpoint)));
    everywhere.chain(here).map(|error| error.name.clone()).collect()
}
