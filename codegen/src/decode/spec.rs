//! The top of a file: a spec, a dialect, or a part of a vendor.
//!
//! Input: the root of a file. Output: a [`Spec`]. **Invariant:** the versions asked for are checked before anything else,
//! so that a newer spec gets one message and not one for every new key.

use super::auth::decode_auth;
use super::endpoint::decode_endpoint;
use super::envelope::decode_envelope;
use super::error::decode_error;
use super::field::decode_field;
use super::indent;
use super::keys::{Place, Table};
use super::lookup::decode_lookup;
use super::mapping::{Mapping, Names, decode_map};
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
    /// Sections of a vendor whose head is another file.
    Part,
}

/// Decodes a file.
///
/// # Errors
/// Where there is nothing to go on with: no mapping, or one that asks for another version. All else is reported and
/// left out of the spec.
pub fn decode_spec(node: &Node, document: Document, diags: &Diagnostics) -> Checked<Spec> {
    decode_file(node, document, &|_| false, diags)
}

/// [`decode_spec`], of a vendor in several files: `elsewhere` says whether another one may have a section.
pub(super) fn decode_file(
    node: &Node,
    document: Document,
    elsewhere: &dyn Fn(&str) -> bool,
    diags: &Diagnostics,
) -> Checked<Spec> {
    let table = match document {
        Document::Spec => Table::Spec,
        Document::Dialect => Table::Dialect,
        Document::Part => Table::Part,
    };
    check_document(node, table, diags)?;
    check_versions(node, diags)?;
    let node = &*indent::mend(node, table, diags);
    let mapping = Mapping::new(node, table, diags)?;
    if document != Document::Part {
        // Reported where it is missing; its value was checked above.
        let _ = mapping.need("bindery");
    }
    mapping.opt("version", scalar::count);
    let own = |name: &'static str| match document {
        Document::Spec if mapping.get(name).is_some() || !elsewhere(name) => need_some(&mapping, name),
        Document::Part if mapping.get(name).is_some() => need_some(&mapping, name),
        _ => None,
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
        servers: decode_map(
            (document == Document::Spec)
                .then(|| need_some(&mapping, "servers"))
                .flatten(),
            Names::Own,
            diags,
            |_, node| decode_server(node, diags),
        ),
        auth: decode_map(mapping.get("auth"), Names::Own, diags, |_, node| {
            decode_auth(node, diags)
        }),
        headers: decode_map(mapping.get("headers"), Names::Header, diags, |_, node| {
            decode_field(node, Place::Headers, diags)
        }),
        encoding: mapping.opt("encoding", decode_encoding),
        lists: mapping.opt("lists", decode_list_style),
        combine: mapping.opt("combine", scalar::boolean),
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
        parts: Vec::new(),
    })
}

/// What is no spec at all gets one message, and not one for every key.
fn check_document(node: &Node, table: Table, diags: &Diagnostics) -> Checked<()> {
    const BEGIN: &str = "a spec begins with `bindery: 1` and `vendor: name`, and says what the page of a vendor says";
    let report = |span, message: String, label, help| {
        Err(diags.report(Diagnostic::new(Code::Shape, span, message, label).help(help)))
    };
    let Some(entries) = node.entries() else {
        let message = format!(
            "expected a mapping that begins with `bindery: 1`, found {}",
            node.describe()
        );
        return report(node.span, message, "no spec", BEGIN);
    };
    let Some((first, _)) = entries.first() else {
        return Ok(());
    };
    if let Some((key, _)) = ["openapi", "swagger"].iter().find_map(|name| node.entry(name)) {
        let message = "this is an OpenAPI document, not a spec".to_owned();
        let help = "a spec is a file of its own, with `models` and `endpoints` for what stands here in `components` and `paths`; \
                    it begins with `bindery: 1` and `vendor: name`";
        return report(key.span, message, "another format", help);
    }
    let known = |key: &Node| table.all_keys().any(|known| Some(known.name) == key.text());
    if entries.iter().any(|(key, _)| known(key)) {
        return Ok(());
    }
    if table == Table::Spec {
        let message = "this is no spec: none of its keys is one of a spec".to_owned();
        return report(first.span, message, "it begins here", BEGIN);
    }
    if table == Table::Part {
        let message = "this is no part of a vendor: none of its keys is one of a part".to_owned();
        let help = "keep other files in a folder of their own: those beside the file with `vendor` are its parts";
        return report(first.span, message, "it begins here", help);
    }
    Ok(())
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

fn decode_source(node: &Node, diags: &Diagnostics) -> Checked<Source> {
    if let Some(url) = node.text().filter(|text| text.starts_with("http")) {
        let message = "a source is its page and the day it was read";
        let help = format!("write `{{ url: \"{url}\", read: 2026-11-21 }}`, with the day");
        return Err(diags.report(Diagnostic::new(Code::Shape, node.span, message, "the page alone").help(help)));
    }
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
