//! A vendor in several files: its parts decoded, and their sections joined to those of its head.
//!
//! Input: the roots of its files. Output: one [`Spec`]. **Invariant:** a map holds what the head says first, then what
//! each part says, in the order given; a name stands in it once.

use super::spec::{Document, decode_file};
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Diagnostics, quoted};
use crate::span::Span;
use crate::syntax::{Map, Spec, SpecPart};
use crate::yaml::Node;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Decodes the file that has `vendor`, and those that are its parts; `Err` is one that could not be read.
///
/// # Errors
/// There is nothing to go on with in the head, as for [`decode_spec`](super::decode_spec).
pub fn decode_vendor(head: &Node, parts: &[Checked<&Node>], diags: &Diagnostics) -> Checked<Spec> {
    // One that could not be read may have any section.
    let elsewhere = |section: &str| {
        let mut parts = parts.iter();
        parts.any(|part| part.is_err() || part.is_ok_and(|node| node.entry(section).is_some()))
    };
    let mut spec = decode_file(head, Document::Spec, &elsewhere, diags)?;
    if parts.is_empty() {
        return Ok(spec);
    }
    let decode = |part: &Checked<&Node>| part.and_then(|node| decode_file(node, Document::Part, &elsewhere, diags));
    let mut parts: Vec<Checked<Spec>> = parts.iter().map(decode).collect();
    let first_sources: Vec<_> = parts
        .iter()
        .map(|part| Some(part.as_ref().ok()?.sources.first()?.0.clone()))
        .collect();
    join("source", |spec| &mut spec.sources, &mut spec, &mut parts, diags);
    join("lookup", |spec| &mut spec.lookups, &mut spec, &mut parts, diags);
    join("family", |spec| &mut spec.families, &mut spec, &mut parts, diags);
    join("type", |spec| &mut spec.types, &mut spec, &mut parts, diags);
    join("model", |spec| &mut spec.models, &mut spec, &mut parts, diags);
    join("error", |spec| &mut spec.errors, &mut spec, &mut parts, diags);
    join("endpoint", |spec| &mut spec.endpoints, &mut spec, &mut parts, diags);
    let rest = parts.into_iter().zip(first_sources);
    spec.parts = rest
        .map(|(part, first_source)| {
            let Spec { span, provenance, .. } = part?;
            Ok(SpecPart {
                span,
                first_source,
                provenance,
            })
        })
        .collect();
    Ok(spec)
}

/// Moves one section of the parts to that of the head.
fn join<T>(
    of: &str,
    section: fn(&mut Spec) -> &mut Map<T>,
    head: &mut Spec,
    parts: &mut [Checked<Spec>],
    diags: &Diagnostics,
) {
    let joined = section(head);
    let mut first: BTreeMap<String, Span> = BTreeMap::new();
    for (name, _) in joined.iter() {
        first.entry(name.value.clone()).or_insert(name.span);
    }
    for part in parts.iter_mut().flatten() {
        for (name, value) in std::mem::take(section(part)) {
            match first.entry(name.value.clone()) {
                Entry::Vacant(slot) => {
                    slot.insert(name.span);
                    joined.push((name, value));
                }
                Entry::Occupied(earlier) => {
                    let message = format!("the {of} {} stands in two files", quoted(&name.value));
                    let diagnostic = Diagnostic::new(Code::DuplicateName, name.span, message, "again here");
                    let help = "the files of a folder are one vendor: rename one of them, or leave it out";
                    diags.report(diagnostic.other(*earlier.get(), "first here").help(help));
                }
            }
        }
    }
}
