//! The top of a file: a spec or a dialect.
//!
//! Input: the root of a file. Output: a [`Spec`]. **Invariant:** the versions asked for are checked before anything else,
//! so that a newer spec gets one message and not one for every new key.

use super::auth::decode_auth;
use super::endpoint::decode_endpoint;
use super::envelope::decode_envelope;
use super::error::decode_error;
use super::field::decode_field;
use super::keys::{Place, Table};
use super::lookup::decode_lookup;
use super::mapping::{Mapping, Names, decode_map, expected};
use super::model::decode_model;
use super::paging::decode_paging;
use super::provenance::decode_provenance;
use super::scalar;
use super::value::{decode_encoding, decode_list_style};
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Diagnostics, quoted};
use crate::syntax::{Provenance, Server, Source, Spec};
use crate::yaml::{Node, Scalar};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document {
    /// A vendor.
    Spec,
    /// Conventions that specs take over.
    Dialect,
}

/// Decodes a file.
///
/// # Errors
/// Where there is nothing to go on with: no mapping, or one that asks for another version. All else is reported and
/// left out of the spec.
pub fn decode_spec(node: &Node, document: Document, diags: &Diagnostics) -> Checked<Spec> {
    if node.entries().is_none() {
        return Err(expected(node, "a mapping that begins with `bindery: 1`", diags));
    }
    check_versions(node, diags)?;
    let table = match document {
        Document::Spec => Table::Spec,
        Document::Dialect => Table::Dialect,
    };
    let mapping = Mapping::new(node, table, diags)?;
    // Reported where it is missing; its value was checked above.
    let _ = mapping.need("bindery");
    mapping.opt("version", scalar::count);
    check_reserved(&mapping);
    let own = |name: &'static str| match document {
        Document::Spec => need_some(&mapping, name),
        Document::Dialect => None,
    };
    let vendor = (document == Document::Spec).then(|| {
        mapping
            .need("vendor")
            .and_then(|vendor| scalar::snake_case(vendor, diags))
    });
    let provenance = decode_provenance(&mapping);
    let list = |node: &Node| scalar::names(node, diags);
    Ok(Spec {
        span: node.span,
        vendor,
        title: mapping.opt("title", scalar::text),
        doc: provenance.doc.clone(),
        sources: decode_map(own("sources"), Names::Own, diags, |_, node| decode_source(node, diags)),
        dialect: mapping.opt("dialect", scalar::wire_name),
        servers: decode_map(own("servers"), Names::Own, diags, |_, node| decode_server(node, diags)),
        auth: decode_map(mapping.get("auth"), Names::Own, diags, |_, node| {
            decode_auth(node, diags)
        }),
        encoding: mapping.opt("encoding", decode_encoding),
        lists: mapping.opt("lists", decode_list_style),
        lookups: decode_map(mapping.get("lookups"), Names::Operator, diags, |_, node| {
            decode_lookup(node, diags)
        }),
        families: decode_map(mapping.get("families"), Names::Operator, diags, |_, node| list(node)),
        types: decode_map(mapping.get("types"), Names::Type, diags, |_, node| {
            decode_field(node, Place::Types, diags)
        }),
        models: decode_map(mapping.get("models"), Names::Type, diags, |_, node| {
            decode_model(node, diags)
        }),
        paging: mapping.get("paging").map(|node| decode_paging(node, diags)),
        envelope: mapping.get("envelope").map(|node| decode_envelope(node, diags)),
        errors: decode_map(mapping.get("errors"), Names::Own, diags, |_, node| {
            decode_error(node, diags)
        }),
        endpoints: decode_map(own("endpoints"), Names::Own, diags, |_, node| {
            decode_endpoint(node, diags)
        }),
        provenance,
    })
}

/// A map that must be there and hold something.
fn need_some<'a>(mapping: &Mapping<'a>, name: &'static str) -> Option<&'a Node> {
    let node = mapping.need(name).ok()?;
    if node.entries().is_some_and(<[_]>::is_empty) {
        let message = format!("`{name}` has at least one entry");
        mapping
            .diags
            .report(Diagnostic::new(Code::Shape, node.span, message, "empty"));
    }
    Some(node)
}

fn check_versions(node: &Node, diags: &Diagnostics) -> Checked<()> {
    let language = match node.entry("bindery") {
        Some((_, value)) if value.text() != Some("1") => {
            let given = value.text().filter(|_| !value.is_empty());
            let message = match given {
                Some(text) => format!("this compiler reads version 1 of the language, not {}", quoted(text)),
                None => "`bindery` is the version of the language: 1".to_owned(),
            };
            let diagnostic = Diagnostic::new(Code::Version, value.span, message, "not 1");
            Err(diags.report(diagnostic.help("write `bindery: 1`, or update the compiler")))
        }
        _ => Ok(()),
    };
    let compiler = match node.entry("requires") {
        Some((_, value)) => check_requires(value, diags),
        None => Ok(()),
    };
    language.and(compiler)
}

/// `requires: "1.3"`: this compiler is at least that.
fn check_requires(node: &Node, diags: &Diagnostics) -> Checked<()> {
    let wanted = scalar::text(node, diags)?;
    let here = env!("CARGO_PKG_VERSION");
    let Some(version) = parse_version(&wanted.value) else {
        let message = format!("{} is no version", quoted(&wanted.value));
        let help = format!("write `requires: \"{here}\"`");
        return Err(diags.report(Diagnostic::new(Code::Version, node.span, message, "not a version").help(help)));
    };
    if parse_version(here).is_some_and(|here| version <= here) {
        return Ok(());
    }
    let message = format!(
        "the spec needs version {} of the compiler; this is {here}",
        wanted.value
    );
    let diagnostic = Diagnostic::new(Code::Version, node.span, message, "newer than this compiler");
    Err(diags.report(diagnostic.help("update the compiler")))
}

/// One to three numbers with points between.
fn parse_version(text: &str) -> Option<[u32; 3]> {
    let mut version = [0; 3];
    let mut parts = text.split('.');
    for slot in &mut version {
        let Some(part) = parts.next() else { break };
        if !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        *slot = part.parse().ok()?;
    }
    parts.next().is_none().then_some(version)
}

/// Values that are reserved although the key is built.
fn check_reserved(mapping: &Mapping<'_>) {
    if let Some(node) = mapping.get("combine")
        && scalar::boolean(node, mapping.diags) == Ok(true)
    {
        let message = "`combine: true` is reserved for a later version of the language";
        let help = "leave it out: of the lookups that share one wire name one is sent at a time";
        mapping
            .diags
            .report(Diagnostic::new(Code::Later, node.span, message, "not built yet").help(help));
    }
}

fn decode_source(node: &Node, diags: &Diagnostics) -> Checked<Source> {
    let mapping = Mapping::new(node, Table::Source, diags)?;
    let url = mapping.need("url").and_then(|url| scalar::page(url, diags));
    let read = mapping.need("read").and_then(|read| scalar::date(read, diags));
    let doc = mapping.opt("doc", scalar::text);
    Ok(Source {
        url: url?,
        read: read?,
        doc,
    })
}

fn decode_server(node: &Node, diags: &Diagnostics) -> Checked<Server> {
    if node.scalar().is_some_and(|scalar| scalar == Scalar::Text) {
        let url = scalar::server(node, diags)?;
        return Ok(Server {
            url,
            variables: Vec::new(),
            provenance: Provenance::default(),
        });
    }
    let mapping = Mapping::new(node, Table::Server, diags)?;
    let url = mapping.need("url").and_then(|url| scalar::server(url, diags));
    let variables = decode_map(mapping.get("variables"), Names::Own, diags, |_, node| {
        decode_field(node, Place::Path, diags)
    });
    let provenance = decode_provenance(&mapping);
    Ok(Server {
        url: url?,
        variables,
        provenance,
    })
}
