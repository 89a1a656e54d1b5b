//! Writing: which pairs an entry becomes, and what stands in each.
//!
//! **Invariant:** the checks compose pairs with this same code, so that what they judge is what is sent.

use super::matching::Signature;
use super::parameter::{Item, Items, Parameter, Shown, View};
use super::table::{FilterTable, ListStyle, Lookup, Template};
use super::{Joint, Query};
use crate::wire::Coding;
use std::fmt;

/// Writes all parameters, in the order of the table.
pub(super) fn write(table: &FilterTable, params: &[&dyn Parameter], query: &mut Query) {
    for (spec, param) in table.params.iter().zip(params) {
        let signature = param.signature(spec);
        param.visit(&mut |key, entries| {
            for entry in entries.iter() {
                let Some(lookup) = signature.lookups.get(entry.lookup) else {
                    continue;
                };
                let coding = spec.coding.filter(|_| entry.own);
                pairs(&signature, lookup, &entry, &mut |index, part| {
                    // Writing to a String cannot fail.
                    let _ = query.pair(
                        |out| signature.write_name(lookup, key, index, out),
                        |out| part.write(lookup, coding, out),
                    );
                });
            }
        });
    }
}

/// What one pair holds of an entry.
#[derive(Clone, Copy)]
pub(super) enum Part<'a> {
    One(&'a dyn Item),
    Joined(&'a dyn Items, Joint),
    Pair(&'a dyn Item, &'a dyn Item),
    /// No operand: a flag, or a list without items, which must not vanish from the query.
    Nothing,
}

impl Part<'_> {
    /// Writes the value of the pair.
    pub(super) fn write(self, lookup: &Lookup<'_>, coding: Option<Coding>, out: &mut dyn fmt::Write) -> fmt::Result {
        let [before, between, after] = lookup.value.literals();
        out.write_str(before)?;
        match self {
            Self::One(item) => item.write(coding, out)?,
            Self::Joined(items, joint) => joint.write(items, coding, out)?,
            Self::Pair(from, to) => {
                from.write(coding, out)?;
                out.write_str(between)?;
                to.write(coding, out)?;
            }
            Self::Nothing => {}
        }
        out.write_str(after)
    }
}

/// Visits the pairs of an entry with their index. `false`: the lookup has no place for such operands.
pub(super) fn pairs(
    signature: &Signature<'_>,
    lookup: &Lookup<'_>,
    entry: &View<'_>,
    visit: &mut dyn FnMut(usize, Part<'_>),
) -> bool {
    match (lookup.value, entry.operands) {
        (Template::One { .. }, Shown::One(item)) => visit(0, Part::One(item)),
        (Template::Pair { .. }, Shown::Pair(from, to)) => visit(0, Part::Pair(from, to)),
        (Template::Flag(_), Shown::Flag) => visit(0, Part::Nothing),
        (Template::Many { .. }, Shown::Many(items)) if items.len() == 0 => visit(0, Part::Nothing),
        (Template::Many { .. }, Shown::Many(items)) => match signature.spec.lists(lookup).and_then(ListStyle::joint) {
            Some(joint) => visit(0, Part::Joined(items, joint)),
            None => items
                .iter()
                .enumerate()
                .for_each(|(index, item)| visit(index, Part::One(item))),
        },
        _ => return false,
    }
    true
}
