//! Endpoints and their examples.
//!
//! Input: an entry of `endpoints`. Output: an [`Endpoint`]. **Invariant:** one method; names in `query` are templates
//! with at most the hole `{key}`.

use super::error::decode_error;
use super::field::decode_field;
use super::keys::{Place, Table};
use super::mapping::{Mapping, Names, decode_map};
use super::model::decode_rules;
use super::paging::decode_paging;
use super::provenance::decode_provenance;
use super::scalar;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Diagnostics, quoted};
use crate::span::Spanned;
use crate::syntax::{Endpoint, Example, Field, Method, Query, Status, Template, Text};
use crate::text::{status, template};
use crate::yaml::Node;

pub(super) fn decode_endpoint(node: &Node, diags: &Diagnostics) -> Checked<Endpoint> {
    if let Some((method, path)) = node.text().and_then(|text| text.split_once(char::is_whitespace)) {
        let message = "an endpoint is a mapping, with its method as the key of its path";
        let help = format!("write `{{ {}: {} }}`", method.to_lowercase(), flow_text(path.trim()));
        return Err(diags.report(Diagnostic::new(Code::Shape, node.span, message, "a text").help(help)));
    }
    let mapping = Mapping::new(node, Table::Endpoint, diags)?;
    let field = |name, place| mapping.get(name).map(|node| decode_field(node, place, diags));
    Ok(Endpoint {
        span: node.span,
        method: decode_method(&mapping),
        path: decode_map(mapping.get("path"), Names::Own, diags, |_, node| {
            decode_field(node, Place::Path, diags)
        }),
        query: mapping.opt("query", decode_query),
        headers: decode_map(mapping.get("headers"), Names::Header, diags, |_, node| {
            decode_field(node, Place::Headers, diags)
        }),
        body: field("body", Place::Body),
        returns: field("returns", Place::Returns),
        status: mapping.opt("status", scalar::statuses).unwrap_or_default(),
        success_code: mapping.opt("success_code", scalar::code),
        errors: decode_map(mapping.get("errors"), Names::Own, diags, |_, node| {
            decode_error(node, diags)
        }),
        paging: mapping.get("paging").map(|node| decode_paging(node, diags)),
        rules: decode_rules(mapping.get("rules"), diags),
        examples: decode_map(mapping.get("examples"), Names::Own, diags, |_, node| {
            decode_example(node, diags)
        }),
        provenance: decode_provenance(&mapping),
    })
}

/// A path as it stands in `{ }`: in quotes where it has holes.
fn flow_text(path: &str) -> String {
    if path.contains('{') {
        format!("\"{path}\"")
    } else {
        path.to_owned()
    }
}

fn decode_method(mapping: &Mapping<'_>) -> Checked<(Method, Spanned<Template>)> {
    let (name, node) = mapping.one_of()?;
    let method = match name {
        "get" => Method::Get,
        "post" => Method::Post,
        "put" => Method::Put,
        "patch" => Method::Patch,
        "delete" => Method::Delete,
        _ => Method::Head,
    };
    scalar::call(node, mapping.diags).map(|path| (method, path))
}

fn decode_query(node: &Node, diags: &Diagnostics) -> Checked<Query> {
    if node.text().is_some() {
        return scalar::wire_name(node, diags).map(Query::SameAs);
    }
    Ok(Query::Fields(decode_map(
        Some(node),
        Names::Wire,
        diags,
        |name, node| decode_parameter(name, node, diags),
    )))
}

fn decode_parameter(name: &Text, node: &Node, diags: &Diagnostics) -> Checked<Field> {
    let field = decode_field(node, Place::Query, diags);
    match template::parse_template(&name.value) {
        Ok(open) if open.holes().all(|hole| hole == "key") && open.holes().count() <= 1 => field,
        Ok(_) => {
            let message = format!("the open name {} holds one hole, {{key}}", quoted(&name.value));
            let help = "braces of the name itself are written `{{` and `}}`";
            Err(diags.report(Diagnostic::new(Code::BadTemplate, name.span, message, "another hole").help(help)))
        }
        Err(fault) => Err(scalar::report_fault(name, 0, Code::BadTemplate, fault, diags)),
    }
}

fn decode_example(node: &Node, diags: &Diagnostics) -> Checked<Example> {
    let mapping = Mapping::new(node, Table::Example, diags)?;
    let _ = mapping.one_of(); // reported; what is there is decoded all the same
    let status = mapping.get("status").map(|node| decode_exact(node, diags)).transpose();
    let example = Example {
        span: node.span,
        query: mapping.opt("query", scalar::text),
        body: mapping.opt("body", scalar::json),
        file: mapping.opt("file", scalar::wire_name),
        status: None,
        provenance: decode_provenance(&mapping),
    };
    // With a status it is an answer, without one a request.
    match (mapping.get("status"), mapping.excuse(&["status"])) {
        (None, Some(reported)) => Err(reported),
        _ => Ok(Example {
            status: status?,
            ..example
        }),
    }
}

/// One status of an answer.
fn decode_exact(node: &Node, diags: &Diagnostics) -> Checked<Spanned<u16>> {
    let status = scalar::parsed(node, Code::BadStatus, diags, status::parse_status)?;
    match status.value {
        Status::Exact(exact) => Ok(Spanned::new(exact, node.span)),
        Status::Class(_) => {
            let message = "an answer has one status, not a class of them";
            Err(diags.report(Diagnostic::new(Code::BadStatus, node.span, message, "a class").help("write `200`")))
        }
    }
}
