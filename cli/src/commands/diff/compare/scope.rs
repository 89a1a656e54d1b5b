//! Two readings of one vendor, and which Rust types are the same in both.
//!
//! **Invariant:** an alias is what it stands for, and a type that only has another name is the same type: its own change
//! tells of the name.

use super::super::change::Places;
use super::super::matched::matched;
use super::{models, types};
use bindery_codegen::descriptor::{Api, Rule, Type, TypeKind};
use std::collections::BTreeMap;

type Names = BTreeMap<String, String>;

/// Both readings.
#[derive(Debug)]
pub struct Scope<'a> {
    /// The old one.
    pub old: &'a Api,
    /// The new one.
    pub new: &'a Api,
    old_aliases: Names,
    new_aliases: Names,
    renamed: Names,
}

impl<'a> Scope<'a> {
    /// Looks up the names.
    pub fn new(old: &'a Api, new: &'a Api) -> Self {
        let mut renamed = Names::new();
        let paired = matched(&old.types, &new.types, |ty| ty.name.as_str(), types::alike);
        for (old, new) in paired.both.iter().chain(&paired.renamed) {
            renamed.insert(old.rust.clone(), new.rust.clone());
        }
        let paired = matched(&old.models, &new.models, |model| model.name.as_str(), models::alike);
        for (old, new) in paired.both.iter().chain(&paired.renamed) {
            for (old, new) in models::pairs(old, new) {
                renamed.entry(old.rust.clone()).or_insert_with(|| new.rust.clone());
            }
        }
        Self {
            old,
            new,
            old_aliases: aliases(old),
            new_aliases: aliases(new),
            renamed,
        }
    }

    /// The whole of both.
    pub fn whole(&self) -> Places<'a> {
        Places::both(Some(&self.old.origin), Some(&self.new.origin))
    }

    /// An old type by the names of the new reading.
    pub fn old_type(&self, ty: &str) -> String {
        let resolved = with_names(ty, &self.old_aliases, 8);
        with_names(&resolved, &self.renamed, 1)
    }

    /// A new type, aliases resolved.
    pub fn new_type(&self, ty: &str) -> String {
        with_names(ty, &self.new_aliases, 8)
    }

    /// Whether only names changed from the one to the other, which their types tell.
    pub fn only_renamed(&self, old: &str, new: &str) -> bool {
        with_names(old, &self.renamed, 1) == new
    }

    /// The alias that both name in the words of the language: what it changed is told there.
    pub fn alias(&self, old: &str, new: &str) -> Option<(&Type, &Type)> {
        let (old, new) = (innermost(old), innermost(new));
        let find = |api: &'a Api, name: &str| -> Option<&'a Type> {
            let is = |ty: &&Type| ty.name == name && matches!(ty.kind, TypeKind::Scalar { .. });
            api.types.iter().find(is)
        };
        (old == new).then_some(())?;
        Some((find(self.old, old)?, find(self.new, new)?))
    }

    /// Whether values of the one are values of the other.
    pub fn same_type(&self, old: &str, new: &str) -> bool {
        self.old_type(old) == self.new_type(new)
    }
}

/// `Code` of `list<Code?>`.
fn innermost(ty: &str) -> &str {
    let inside = ty.rsplit('<').next().unwrap_or(ty);
    inside.trim_end_matches(['>', '?'])
}

/// The rules that are not those of the alias.
pub fn own_rules(rules: &[Rule], alias: Option<&Type>) -> Vec<Rule> {
    let inherited = match alias.map(|ty| &ty.kind) {
        Some(TypeKind::Scalar { rules, .. }) => rules.as_slice(),
        _ => &[],
    };
    rules.iter().filter(|rule| !inherited.contains(rule)).cloned().collect()
}

fn aliases(api: &Api) -> Names {
    let of = |ty: &bindery_codegen::descriptor::Type| match &ty.kind {
        TypeKind::Scalar { rust_type, .. } => Some((ty.rust.clone(), rust_type.clone())),
        TypeKind::Enum { .. } => None,
    };
    api.types.iter().filter_map(of).collect()
}

/// The type with other names in it; an alias of an alias takes as many rounds.
fn with_names(ty: &str, names: &Names, rounds: usize) -> String {
    let mut text = ty.to_owned();
    for _ in 0..rounds {
        let next = once(&text, names);
        if next == text {
            break;
        }
        text = next;
    }
    text
}

fn once(ty: &str, names: &Names) -> String {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == ':' || c == '#';
    let mut out = String::new();
    let mut rest = ty;
    while let Some(first) = rest.chars().next() {
        let end = match is_word(first) {
            true => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            false => first.len_utf8(),
        };
        let (word, after) = rest.split_at(end);
        out.push_str(names.get(word).map_or(word, String::as_str));
        rest = after;
    }
    out
}
