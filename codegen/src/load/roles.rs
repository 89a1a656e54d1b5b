//! Which file is what: a spec, a dialect, the head of a vendor or a part of one.
//!
//! Input: the trees of all files. Output: one [`Role`] each. **Invariant:** a file is told by its folder and its keys at
//! the top, never by its name; every part belongs to exactly one head.

use super::paths::{folder_of, resolve};
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, quoted};
use crate::source::Files;
use crate::span::{FileId, Span};
use crate::yaml::Node;
use std::collections::{BTreeMap, BTreeSet};

/// A file that may be a spec.
#[derive(Debug)]
pub(super) struct Tree {
    /// Its normalised path.
    pub(super) path: String,
    pub(super) file: FileId,
    pub(super) node: Checked<Node>,
}

/// What a file is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Some spec names it as its dialect, or one that could not be read may.
    Dialect,
    /// A vendor in one file.
    Spec,
    /// The file with `vendor` of several; these are its parts, in the byte order of their paths.
    Head(Vec<usize>),
    /// Its head is another file.
    Part,
    /// It looks like a part, and no file is its head.
    Orphan(Why),
}

/// Why a part has no head.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// No file of the folder has `vendor`.
    NoHead,
    /// Two or more have: these are the first.
    Heads(Span, Span),
}

impl Tree {
    /// Whether it has `vendor`, as far as that can be told.
    pub(super) fn is_head(&self, files: &Files) -> bool {
        match &self.node {
            Ok(node) => node.entry("vendor").is_some(),
            Err(_) => files.text(self.file).lines().any(|line| line.starts_with("vendor:")),
        }
    }

    /// The normalised path of the dialect it names, where that is a file.
    pub(super) fn dialect(&self) -> Option<String> {
        let (_, name) = self.node.as_ref().ok()?.entry("dialect")?;
        resolve(&self.path, name.text()?)
    }

    fn has(&self, key: &str) -> bool {
        self.node.as_ref().is_ok_and(|node| node.entry(key).is_some())
    }

    /// Has nothing that dialects have not.
    fn looks_like_dialect(&self) -> bool {
        self.node.is_ok()
            && ["vendor", "sources", "servers", "endpoints"]
                .iter()
                .all(|key| !self.has(key))
    }

    fn vendor(&self) -> Option<&str> {
        self.node.as_ref().ok()?.entry("vendor")?.1.text()
    }
}

/// The role of every file. `named`: the dialects that are files. `beside`: heads that are not among the files, by folder.
pub(super) fn of(
    trees: &[Tree],
    named: &BTreeSet<String>,
    beside: &BTreeMap<String, String>,
    files: &Files,
) -> Vec<Role> {
    let some_failed = trees.iter().any(|tree| tree.node.is_err());
    let mut folders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut roles = Vec::with_capacity(trees.len());
    for (index, tree) in trees.iter().enumerate() {
        if named.contains(&tree.path) {
            roles.push(Role::Dialect);
        } else {
            folders.entry(folder_of(&tree.path)).or_default().push(index);
            roles.push(Role::Spec);
        }
    }
    for (folder, members) in folders {
        let members: Vec<(usize, &Tree)> = members
            .into_iter()
            .filter_map(|index| Some((index, trees.get(index)?)))
            .collect();
        for (index, role) in roles_of_folder(&members, some_failed, beside.contains_key(folder), files) {
            if let Some(slot) = roles.get_mut(index) {
                *slot = role;
            }
        }
    }
    roles
}

/// The roles of the files of one folder that are more than a spec of their own.
fn roles_of_folder(
    members: &[(usize, &Tree)],
    some_failed: bool,
    head_beside: bool,
    files: &Files,
) -> Vec<(usize, Role)> {
    // A file that repeats the `vendor` of one with servers is a part with a key too many.
    let whole: BTreeSet<&str> = members
        .iter()
        .filter(|(_, tree)| tree.has("servers"))
        .filter_map(|(_, tree)| tree.vendor())
        .collect();
    let repeats = |tree: &Tree| !tree.has("servers") && tree.vendor().is_some_and(|vendor| whole.contains(vendor));
    let (heads, others): (Vec<_>, Vec<_>) = members
        .iter()
        .copied()
        .partition(|(_, tree)| tree.is_head(files) && !repeats(tree));
    // One with all that a spec needs has forgotten its `vendor`.
    let forgot = |tree: &Tree| {
        let needed = ["bindery", "sources", "servers", "endpoints"];
        needed.iter().all(|key| tree.has(key)) && !tree.has("vendor")
    };
    let mut parts: Vec<(usize, &Tree)> = others.into_iter().filter(|(_, tree)| !forgot(tree)).collect();
    // Of files that could not be read alone nobody knows what they are.
    let readable = |(_, tree): &(usize, &Tree)| tree.node.is_ok() || !files.text(tree.file).is_empty();
    if let [(head, of_head)] = heads.as_slice()
        && parts.iter().any(readable)
    {
        let may_be_dialect = |part: &Tree| of_head.node.is_err() && part.looks_like_dialect();
        let mut roles: Vec<(usize, Role)> = parts
            .iter()
            .map(|(index, part)| {
                let role = if may_be_dialect(part) {
                    Role::Dialect
                } else {
                    Role::Part
                };
                (*index, role)
            })
            .collect();
        parts.retain(|(_, part)| !may_be_dialect(part));
        if !parts.is_empty() {
            parts.sort_by(|(_, a), (_, b)| a.path.cmp(&b.path));
            let parts = parts.into_iter().map(|(index, _)| index).collect();
            roles.push((*head, Role::Head(parts)));
        }
        return roles;
    }
    let first_two = match heads.as_slice() {
        [(_, first), (_, second), ..] => Some((start(first), start(second))),
        _ => None,
    };
    let alone = members.len() == 1;
    parts
        .into_iter()
        .filter(|(_, tree)| tree.node.is_ok() && !tree.has("vendor"))
        .filter_map(|(index, tree)| {
            let role = match first_two {
                _ if some_failed && tree.looks_like_dialect() => Role::Dialect,
                None if head_beside => Role::Orphan(Why::NoHead),
                _ if tree.has("servers") || !looks_like_part(tree) => return None,
                Some((first, second)) => Role::Orphan(Why::Heads(first, second)),
                None if alone && tree.has("bindery") => return None,
                None => Role::Orphan(Why::NoHead),
            };
            Some((index, role))
        })
        .collect()
}

fn looks_like_part(tree: &Tree) -> bool {
    super::disk::SECTIONS.iter().any(|(section, _)| tree.has(section))
}

/// Where `vendor` stands.
fn start(tree: &Tree) -> Span {
    let vendor = tree.node.as_ref().ok().and_then(|node| node.entry("vendor"));
    vendor.map_or(Span::start_of(tree.file), |(key, _)| key.span)
}

impl Why {
    /// What is said of the part. `beside`: heads that were not among the files, by folder.
    pub(super) fn diagnostic(&self, part: &Tree, beside: &BTreeMap<String, String>, files: &Files) -> Diagnostic {
        let entries = part.node.as_ref().ok().and_then(Node::entries).unwrap_or_default();
        let at = entries.first().map_or(Span::start_of(part.file), |(key, _)| key.span);
        let report = |message: String| Diagnostic::new(Code::MissingKey, at, message, "it begins here");
        match (self, beside.get(folder_of(&part.path))) {
            (Self::Heads(first, second), _) => {
                let message = "`vendor` is missing, and several files beside this one have it: whose part is it?";
                report(message.to_owned())
                    .other(*first, "one vendor")
                    .other(*second, "another")
                    .help(
                        "a vendor in several files has a folder of its own; a vendor in one begins with `vendor: name`",
                    )
            }
            (Self::NoHead, Some(head)) => {
                let folder = folder_of(files.path(part.file));
                let folder = if folder.is_empty() { "." } else { folder };
                report(format!("this is a part of the vendor in {}", quoted(head))).help(format!(
                    "a part means nothing alone: name that file, or the folder `{folder}`"
                ))
            }
            (Self::NoHead, None) => report("`vendor` is missing in this file, and in those beside it".to_owned()).help(
                "one file of a vendor begins with `bindery: 1` and `vendor: name`, and has its servers; the others are \
                 its parts",
            ),
        }
    }
}
