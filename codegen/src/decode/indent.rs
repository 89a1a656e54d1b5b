//! Entries that stand beside the key they belong to, or inside one that they do not belong to.
//!
//! Input: the root of a spec. Output: the same tree as its author meant it, with one message for each slip.
//! **Invariant:** a tree without such a slip is not copied; what is moved was reported.

use super::keys::{Shape, Table};
use crate::codes::Code;
use crate::diag::{Diagnostic, Diagnostics, quoted};
use crate::yaml::{Kind, Node};
use std::borrow::Cow;

/// Sections that no spec is without: under another section they are no names.
const NEEDED: [&str; 3] = ["sources", "servers", "endpoints"];

/// Sections that map names to mappings with keys of their own.
const SECTIONS: [(&str, Table); 4] = [
    ("models", Table::Model),
    ("endpoints", Table::Endpoint),
    ("sources", Table::Source),
    ("errors", Table::Error),
];

/// The tree with its indentation put right.
pub(super) fn mend<'a>(root: &'a Node, table: Table, diags: &Diagnostics) -> Cow<'a, Node> {
    let mut root = Cow::Borrowed(root);
    if let Some(entries) = lifted(&root, table, diags) {
        root = Cow::Owned(with(&root, entries));
    }
    if let Some(entries) = nested(&root, table, diags) {
        root = Cow::Owned(with(&root, entries));
    }
    for (section, table) in SECTIONS {
        let Some((_, map)) = root.entry(section) else { continue };
        let mended: Vec<(usize, Node)> = map
            .entries()
            .unwrap_or_default()
            .iter()
            .enumerate()
            .filter_map(|(index, (_, value))| Some((index, with(value, nested(value, table, diags)?))))
            .collect();
        if mended.is_empty() {
            continue;
        }
        if let Kind::Mapping(entries) = &mut root.to_mut().kind
            && let Some((_, map)) = entries.iter_mut().find(|(key, _)| key.text() == Some(section))
            && let Kind::Mapping(map) = &mut map.kind
        {
            for (index, value) in mended {
                if let Some(entry) = map.get_mut(index) {
                    entry.1 = value;
                }
            }
        }
    }
    root
}

/// A section that stands inside another one: it is lifted out.
fn lifted(root: &Node, table: Table, diags: &Diagnostics) -> Option<Vec<(Node, Node)>> {
    let misplaced = |outer: &Node, key: &Node, value: &Node| {
        let name = key.text()?;
        let here = table == Table::Spec && NEEDED.contains(&name) && root.entry(name).is_none();
        let is_map = value.entries().is_some_and(|entries| !entries.is_empty());
        let inside = outer
            .text()
            .is_some_and(|outer| table.keys().iter().any(|key| key.name == outer));
        (here && is_map && inside).then(|| name.to_owned())
    };
    let mut entries = root.entries()?.to_vec();
    let mut out = Vec::new();
    for (outer, map) in &mut entries {
        let Kind::Mapping(inner) = &mut map.kind else { continue };
        let found = inner
            .iter()
            .position(|(key, value)| misplaced(outer, key, value).is_some());
        let Some(index) = found else { continue };
        let (key, value) = inner.remove(index);
        let (name, around) = (key.text().unwrap_or_default(), outer.text().unwrap_or_default());
        let message = format!("the section {} stands inside {}", quoted(name), quoted(around));
        let diagnostic = Diagnostic::new(Code::UnknownKey, key.span, message, "too far right");
        diags.report(
            diagnostic
                .other(outer.span, "read as an entry of this section")
                .help("begin it in the first column"),
        );
        out.push((key, value));
    }
    if out.is_empty() {
        return None;
    }
    entries.extend(out);
    Some(entries)
}

fn is_mapping(shape: &Shape) -> bool {
    match shape {
        Shape::Map(..) | Shape::Named(..) | Shape::Of(_) => true,
        Shape::Some(shape) => is_mapping(shape),
        _ => false,
    }
}

/// `fields:` without a value, followed by keys that are none: they are what it holds.
fn nested(node: &Node, table: Table, diags: &Diagnostics) -> Option<Vec<(Node, Node)>> {
    let entries = node.entries()?;
    let known = |key: &Node| table.all_keys().any(|known| Some(known.name) == key.text());
    let holds = |key: &Node| {
        let mut keys = table.all_keys().filter(|known| Some(known.name) == key.text());
        keys.any(|key| is_mapping(&key.shape))
    };
    let strange = |(key, value): &(Node, Node)| {
        !known(key) && !value.is_empty() && !key.text().unwrap_or_default().starts_with("x-")
    };
    let start = entries.windows(2).position(|pair| match pair {
        [(key, value), next] => value.is_empty() && holds(key) && strange(next),
        _ => false,
    })?;
    let (key, _) = entries.get(start)?;
    let rest = entries.get(start + 1..)?;
    let count = rest.iter().take_while(|entry| strange(entry)).count();
    let (inside, after) = rest.split_at_checked(count)?;
    let ((first, _), (_, last)) = (inside.first()?, inside.last()?);
    let name = key.text().unwrap_or_default();
    let message = format!(
        "{} stands beside {}, which is empty, and not inside it",
        quoted(first.text().unwrap_or_default()),
        quoted(name)
    );
    let help = match inside.len() {
        1 => format!("indent this entry further than `{name}`"),
        _ => format!("indent this line and those that belong to it further than `{name}`"),
    };
    let diagnostic = Diagnostic::new(Code::UnknownKey, first.span, message, "begins in the same column");
    diags.report(diagnostic.other(key.span, "holds nothing").help(help));
    let held = Node {
        span: first.span.to(last.span),
        kind: Kind::Mapping(inside.to_vec()),
    };
    let before = entries.get(..start)?.iter().cloned();
    Some(
        before
            .chain([(key.clone(), held)])
            .chain(after.iter().cloned())
            .collect(),
    )
}

fn with(node: &Node, entries: Vec<(Node, Node)>) -> Node {
    Node {
        span: node.span,
        kind: Kind::Mapping(entries),
    }
}
