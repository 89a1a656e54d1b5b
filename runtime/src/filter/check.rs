//! Validation: the rules of the parameters, and whether the query can carry what they hold.
//!
//! **Invariant:** a filter without violations is read back as it was from the query it writes. A valid one costs no
//! allocation, except for texts that must be composed because another lookup could have written them.

use super::Joint;
use super::kind::scalar_text;
use super::matching::{Signature, resolve};
use super::parameter::{Entries, Item, Parameter, Shown, View};
use super::scratch::{Scratch, Search};
use super::table::{FilterTable, Lookup, Template};
use super::write::{Part, pairs};
use crate::rule::{At, Fields, Rule, Violation, bounded, check_between, check_count, check_missing};
use crate::wire::Coding;
use std::fmt::Write as _;

/// Checks a whole filter.
pub(super) fn check(table: &FilterTable, params: &[&dyn Parameter], violations: &mut Vec<Violation>) {
    for (index, (spec, param)) in table.params.iter().zip(params).enumerate() {
        if spec.rules.contains(&Rule::Required) && !param.is_given() {
            check_missing(spec.rules, At::root().name(&spec.to_string()), violations);
        }
        let signature = param.signature(spec);
        param.visit(&mut |key, entries| {
            Scope {
                table,
                params,
                index,
                signature,
                key,
            }
            .check(entries, violations)
        });
    }
    check_between(table.between, &Siblings { table, params }, At::root(), violations);
}

/// One parameter, or one key of it, among its siblings.
struct Scope<'a> {
    table: &'a FilterTable,
    params: &'a [&'a dyn Parameter],
    index: usize,
    signature: Signature<'a>,
    key: Option<&'a dyn Item>,
}

impl<'a> Scope<'a> {
    fn check(&self, entries: &dyn Entries, violations: &mut Vec<Violation>) {
        if let Some(key) = self.key.filter(|key| !key.is_sendable()) {
            let (text, kind) = (text(key, None), self.signature.key);
            let message = format!("the key {:?} does not read as {kind}", bounded(&text));
            let name = self.signature.spec.to_string();
            violations.push(Violation::new(At::root().name(&name), "unsendable", message).with_value(&text));
            return;
        }
        for (nth, entry) in entries.iter().enumerate() {
            let Some(lookup) = self.signature.lookups.get(entry.lookup) else {
                let at = At::root();
                let message = format!("the family claims a lookup that it does not list: `{}`", entry.name);
                violations.push(Violation::new(
                    at.name(self.signature.spec.name),
                    "no_such_lookup",
                    message,
                ));
                continue;
            };
            if let Some((rule, message)) = self.shares(lookup, &entry, entries.iter().take(nth)) {
                violations.push(self.violation(lookup, 0, rule, message, ""));
            }
            let before = violations.len();
            self.check_operands(lookup, &entry, violations);
            if violations.len() == before {
                self.check_spelling(lookup, &entry, violations);
            }
        }
    }

    /// Whether an earlier entry is of the same lookup, or sends the same name where only one can be sent.
    fn shares<'v>(
        &self,
        lookup: &Lookup<'a>,
        entry: &View<'_>,
        mut earlier: impl Iterator<Item = View<'v>>,
    ) -> Option<(&'static str, String)> {
        earlier.find_map(|other| {
            if other.lookup == entry.lookup {
                return Some(("twice", format!("the lookup `{}` is set twice", lookup.name)));
            }
            if self.signature.spec.combine {
                return None;
            }
            let rival = self.signature.lookups.get(other.lookup)?;
            let message = || {
                format!(
                    "`{}` and `{}` share one name; only one can be sent",
                    rival.name, lookup.name
                )
            };
            self.signature.same_name(lookup, rival).then(|| ("combined", message()))
        })
    }

    /// The rules of the field, and whether each operand has a text.
    fn check_operands(&self, lookup: &Lookup<'a>, entry: &View<'_>, violations: &mut Vec<Violation>) {
        let spec = self.signature.spec;
        let (rules, coding) = if entry.own {
            (spec.rules, spec.coding)
        } else {
            (&[][..], None)
        };
        let mut item = |index, item: &dyn Item| {
            if self.named(lookup, index, violations, |at, violations| {
                item.check(rules, at, violations)
            }) {
                return;
            }
            if !item.is_sendable() {
                let (text, kind) = (text(item, coding), self.signature.operand(lookup).0);
                let message = format!("{:?} does not read as {kind}", bounded(&text));
                violations.push(self.violation(lookup, index, "unsendable", message, &text));
            }
        };
        match entry.operands {
            Shown::One(value) => item(0, value),
            Shown::Pair(from, to) => [from, to].into_iter().for_each(|end| item(0, end)),
            Shown::Many(items) => items.iter().enumerate().for_each(|(index, value)| item(index, value)),
            Shown::Flag => {}
        }
        if let Shown::Many(items) = entry.operands {
            if items.len() == 0 {
                let message = "an empty list cannot be sent; leave the parameter out, or list something";
                violations.push(self.violation(lookup, 0, "empty_list", message, ""));
            } else {
                self.named(lookup, 0, violations, |at, violations| {
                    check_count(items.len(), rules, at, violations)
                });
            }
        }
    }

    /// Whether a reader takes every pair for what it is.
    fn check_spelling(&self, lookup: &Lookup<'a>, entry: &View<'_>, violations: &mut Vec<Violation>) {
        let coding = self.signature.spec.coding.filter(|_| entry.own);
        let fits = pairs(&self.signature, lookup, entry, &mut |index, part| {
            let (rule, message) = if part.falls_apart(lookup, coding) {
                ("separator", "a value holds what separates values on the wire")
            } else if self.is_mistaken(lookup, entry.lookup, index, part, coding) {
                ("ambiguous", "the vendor would read it as another parameter or lookup")
            } else {
                return;
            };
            let mut value = String::new();
            let _ = part.write(lookup, coding, &mut value);
            let message = format!("{:?}: {message}", bounded(&value));
            violations.push(self.violation(lookup, index, rule, message, &value));
        });
        if !fits {
            let value = match entry.operands {
                Shown::One(item) => text(item, coding),
                _ => String::new(),
            };
            let message = format!("the vendor has no spelling of `{}` for this", lookup.name);
            violations.push(self.violation(lookup, 0, "inexpressible", message, &value));
        }
    }

    /// Reads a pair back, where something else than its own lookup can have its name.
    fn is_mistaken(
        &self,
        lookup: &Lookup<'a>,
        index: usize,
        nth: usize,
        part: Part<'_>,
        coding: Option<Coding>,
    ) -> bool {
        let siblings = || {
            self.table
                .params
                .iter()
                .zip(self.params)
                .map(|(spec, param)| param.signature(spec))
        };
        let mut name = Scratch::default();
        let _ = self.signature.write_name(lookup, self.key, nth, &mut name);
        let name = name.as_str();
        let mut key = Scratch::default();
        let _ = self.key.map(|own| own.write(None, &mut key));
        let key = self.key.map(|_| key.as_str());
        let mut own = false;
        let mut rivals = false;
        for (param, sibling) in siblings().enumerate() {
            for (other, spelling) in sibling.lookups.iter().enumerate() {
                if let Some(named) = sibling.name(spelling, name).filter(|named| sibling.takes(named.key)) {
                    let same = (param, other) == (self.index, index) && named.key == key;
                    own |= same;
                    rivals |= !same;
                }
            }
        }
        if own && !rivals {
            return false;
        }
        let mut value = Scratch::default();
        let _ = part.write(lookup, coding, &mut value);
        !resolve(siblings(), name, value.as_str())
            .is_ok_and(|matched| (matched.param, matched.lookup, matched.key) == (self.index, index, key))
    }

    /// Runs a check and names what it finds. The name is composed only where there is something to name.
    fn named(
        &self,
        lookup: &Lookup<'a>,
        index: usize,
        violations: &mut Vec<Violation>,
        check: impl Fn(At<'_>, &mut Vec<Violation>),
    ) -> bool {
        let before = violations.len();
        check(At::root(), violations);
        let found = violations.len() > before;
        if found {
            violations.truncate(before);
            check(At::root().name(&self.name(lookup, index)), violations);
        }
        found
    }

    fn violation(
        &self,
        lookup: &Lookup<'a>,
        index: usize,
        rule: &'static str,
        message: impl Into<String>,
        value: &str,
    ) -> Violation {
        let violation = Violation::new(At::root().name(&self.name(lookup, index)), rule, message);
        if value.is_empty() {
            violation
        } else {
            violation.with_value(value)
        }
    }

    fn name(&self, lookup: &Lookup<'a>, index: usize) -> String {
        let mut name = String::new();
        let _ = self.signature.write_name(lookup, self.key, index, &mut name);
        name
    }
}

impl Part<'_> {
    /// Whether an operand holds what stands between operands.
    fn falls_apart(self, lookup: &Lookup<'_>, coding: Option<Coding>) -> bool {
        match (self, lookup.value) {
            (Self::Joined(_, Joint::Quoted), _) => false,
            (Self::Joined(items, Joint::Plain(separator)), _) => items.iter().any(|item| {
                let mut search = Search {
                    separator,
                    found: false,
                };
                let _ = item.write(coding, &mut search);
                search.found
            }),
            (Self::Pair(from, to), Template::Pair { between, .. }) => {
                let (mut both, mut until) = (Scratch::default(), Scratch::default());
                let _ = from.write(coding, &mut both);
                let len = both.as_str().len();
                let _ = both.write_str(between);
                let _ = to.write(coding, &mut until);
                // The first `between` must be the one that was written, also where an end completes it.
                both.as_str().find(between) != Some(len) || until.as_str().contains(between)
            }
            _ => false,
        }
    }
}

fn text(item: &dyn Item, coding: Option<Coding>) -> String {
    let mut text = String::new();
    let _ = item.write(coding, &mut text);
    text
}

/// The parameters as rules between them see them. Given is what is not empty.
struct Siblings<'a> {
    table: &'a FilterTable,
    params: &'a [&'a dyn Parameter],
}

impl Fields for Siblings<'_> {
    fn name(&self, index: usize) -> &str {
        self.table.params.get(index).map_or("?", |spec| spec.name)
    }

    fn is_given(&self, index: usize) -> bool {
        self.params.get(index).is_some_and(|param| param.is_given())
    }

    fn equals(&self, index: usize, json: &str) -> bool {
        let found = self.table.params.get(index).zip(self.params.get(index));
        found.is_some_and(|(spec, param)| equals(*param, &scalar_text(json), spec.coding))
    }
}

/// Whether a parameter is set to exactly one value, this one.
fn equals(param: &dyn Parameter, text: &str, coding: Option<Coding>) -> bool {
    let mut equal = false;
    param.visit(&mut |_, entries| {
        equal |= entries.iter().any(|entry| {
            let lookup = param.lookups().get(entry.lookup);
            let exact = lookup.is_some_and(|lookup| matches!(lookup.means, super::Meaning::Exact | super::Meaning::In));
            let item = match entry.operands {
                Shown::One(item) => Some(item),
                Shown::Many(items) if items.len() == 1 => items.item(0),
                _ => None,
            };
            exact && entry.own && item.is_some_and(|item| item.is(text, coding))
        });
    });
    equal
}
