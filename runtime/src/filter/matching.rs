//! Which parameter and lookup a pair belongs to, by one rule for readers, writers and the spec compiler.
//!
//! Of the lookups that can have written a pair, the one wins that has a literal name before one with a key; then the
//! one with the most literal text in its name; then in its value; then the one named first. Its operand must parse.
//! **Invariant:** works on data alone, so that a spec is judged by the very code that its bindings run.

use super::Joint;
use super::parameter::{Item, suffix};
use super::table::{Kind, ListStyle, Lookup, ParamSpec, Template};
use crate::wire::Coding;
use std::fmt;

/// What matching knows of one parameter.
#[derive(Debug, Clone, Copy)]
pub struct Signature<'a> {
    /// Its name and codings.
    pub spec: &'a ParamSpec<'a>,
    /// The lookups of its family.
    pub lookups: &'a [Lookup<'a>],
    /// What operands of its own type are read as.
    pub kind: Kind<'a>,
    /// What the keys of an open name are read as.
    pub key: Kind<'a>,
}

/// The parameter and lookup that a pair belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matched<'q> {
    /// Index of the parameter.
    pub param: usize,
    /// Index of the lookup.
    pub lookup: usize,
    /// What stands for the hole of an open name; not empty.
    pub key: Option<&'q str>,
    /// The index of an item of an indexed list.
    pub index: Option<usize>,
    /// The operand.
    pub operand: Text<'q>,
}

/// Operands as they stand in a decoded value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text<'q> {
    /// The operand.
    One(&'q str),
    /// One item of a list; the others are pairs of their own.
    Item(&'q str),
    /// All items of a list.
    Items {
        /// The items, joined.
        text: &'q str,
        /// What joins them.
        joint: Joint,
    },
    /// Both ends.
    Pair(&'q str, &'q str),
    /// No operand.
    Flag,
}

/// Why a pair belongs to no parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mismatch {
    /// No parameter has this name; [`nearest`] finds the one that was meant.
    Unknown,
    /// The name is known, the value does not fit: this lookup came nearest.
    Value {
        /// Index of the parameter.
        param: usize,
        /// Index of the lookup.
        lookup: usize,
    },
    /// The name is an open one of this lookup, with something that is no key.
    Key {
        /// Index of the parameter.
        param: usize,
        /// Index of the lookup.
        lookup: usize,
    },
}

/// Two lookups whose spellings can yield the same pair with nothing to tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conflict {
    /// Indices of the parameter and the lookup that a reader would take.
    pub first: (usize, usize),
    /// Indices of the parameter and the lookup that a reader would never take.
    pub second: (usize, usize),
}

/// Greater wins: a literal name, literal text in the name, literal text in the value.
type Rank = (bool, usize, usize);

/// Finds the parameter and lookup of a pair, both halves decoded.
///
/// # Errors
/// [`Mismatch`] where no lookup can have written it.
pub fn resolve<'a, 'q>(
    signatures: impl IntoIterator<Item = Signature<'a>>,
    name: &'q str,
    value: &'q str,
) -> Result<Matched<'q>, Mismatch> {
    let mut best: Option<(Rank, Matched<'q>)> = None;
    // What was meant: the best of the lookups whose literal texts fit, else the first of the best by name.
    let mut nearest: Option<((bool, Rank), Mismatch)> = None;
    let mut open: Option<(Rank, Mismatch)> = None;
    for (param, signature) in signatures.into_iter().enumerate() {
        for (lookup, spelling) in signature.lookups.iter().enumerate() {
            let Some(named) = signature.name(spelling, name) else {
                continue;
            };
            let rank = signature.rank(spelling);
            if !signature.takes(named.key) {
                if open.is_none_or(|(other, _)| rank > other) {
                    open = Some((rank, Mismatch::Key { param, lookup }));
                }
                continue;
            }
            let cut = signature.cut(spelling, value);
            match cut.filter(|operand| signature.parses(spelling, *operand)) {
                Some(operand) if best.is_none_or(|(other, _)| rank > other) => {
                    best = Some((
                        rank,
                        Matched {
                            param,
                            lookup,
                            key: named.key,
                            index: named.index,
                            operand,
                        },
                    ));
                }
                Some(_) => {}
                None => {
                    let fit = (cut.is_some(), if cut.is_some() { rank } else { (rank.0, rank.1, 0) });
                    if nearest.is_none_or(|(other, _)| fit > other) {
                        nearest = Some((fit, Mismatch::Value { param, lookup }));
                    }
                }
            }
        }
    }
    let mismatch = nearest
        .map(|(_, mismatch)| mismatch)
        .or(open.map(|(_, mismatch)| mismatch));
    match best {
        Some((_, matched)) => Ok(matched),
        None => Err(mismatch.unwrap_or(Mismatch::Unknown)),
    }
}

/// The name of a parameter, as it stands on the wire, that is most like an unknown one.
pub fn nearest<'a>(signatures: impl IntoIterator<Item = Signature<'a>>, name: &str) -> Option<String> {
    let mut best: Option<(usize, String)> = None;
    let len = name.chars().count();
    let limit = len.max(3) / 3;
    for signature in signatures.into_iter().filter(|signature| signature.spec.key.is_none()) {
        for lookup in signature.lookups {
            let mut candidate = String::new();
            let written = signature.write_name(lookup, None, 0, &mut candidate);
            // Names of very different length are never near; so a long unknown name costs no more than a short one.
            if written.is_err() || candidate.chars().count().abs_diff(len) > limit {
                continue;
            }
            let far = distance(name, &candidate);
            if far <= limit && best.as_ref().is_none_or(|(other, _)| far < *other) {
                best = Some((far, candidate));
            }
        }
    }
    best.map(|(_, name)| name)
}

/// Every two lookups that can yield the same pair: same name, same literal text in the value, and some text that both
/// read as operands. Lookups that differ in literal text are told apart by it, and the writer refuses the operands that
/// would be mistaken.
#[must_use]
pub fn conflicts(signatures: &[Signature<'_>]) -> Vec<Conflict> {
    let all = || {
        signatures.iter().enumerate().flat_map(|(param, signature)| {
            signature
                .lookups
                .iter()
                .enumerate()
                .map(move |(index, lookup)| ((param, index), *signature, lookup))
        })
    };
    let mut conflicts = Vec::new();
    for (nth, (first, signature, lookup)) in all().enumerate() {
        for (second, other, rival) in all().skip(nth + 1) {
            let same_name = signature.name_pieces(lookup).eq(other.name_pieces(rival));
            let same_value = match (lookup.value, rival.value) {
                (Template::Flag(text), Template::Flag(same)) => text == same,
                (Template::Flag(_), _) | (_, Template::Flag(_)) => false,
                (one, two) => {
                    let ((kind, coding), (kinds, codings)) = (signature.operand(lookup), other.operand(rival));
                    one.literals() == two.literals() && kind.overlaps(coding, &kinds, codings)
                }
            };
            if same_name && same_value {
                conflicts.push(Conflict { first, second });
            }
        }
    }
    conflicts
}

/// What a name holds besides literal text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named<'q> {
    pub(super) key: Option<&'q str>,
    pub(super) index: Option<usize>,
}

impl<'a> Signature<'a> {
    /// Writes the name of a lookup's pair. `index` counts where a list is indexed.
    pub(super) fn write_name(
        &self,
        lookup: &Lookup<'_>,
        key: Option<&dyn Item>,
        index: usize,
        out: &mut dyn fmt::Write,
    ) -> fmt::Result {
        out.write_str(lookup.name_parts.0)?;
        out.write_str(self.spec.name)?;
        if let Some(after) = self.spec.key {
            if let Some(key) = key {
                key.write(None, out)?;
            }
            out.write_str(after)?;
        }
        out.write_str(lookup.name_parts.1)?;
        match self.spec.lists(lookup) {
            Some(ListStyle::Brackets) => out.write_str("[]"),
            Some(ListStyle::Indexed) => write!(out, "[{index}]"),
            _ => Ok(()),
        }
    }

    /// Whether the lookup's pairs can have this name, but for what its key must be: see [`Self::takes`].
    pub(super) fn name<'q>(&self, lookup: &Lookup<'_>, name: &'q str) -> Option<Named<'q>> {
        let (name, index) = match self.spec.lists(lookup) {
            Some(ListStyle::Brackets) => (name.strip_suffix("[]")?, None),
            Some(ListStyle::Indexed) => {
                let (name, index) = name.strip_suffix(']')?.rsplit_once('[')?;
                (name, Some(position(index)?))
            }
            _ => (name, None),
        };
        let rest = name.strip_prefix(lookup.name_parts.0)?.strip_prefix(self.spec.name)?;
        let rest = rest.strip_suffix(lookup.name_parts.1)?;
        let key = match self.spec.key {
            Some(after) => Some(rest.strip_suffix(after).filter(|key| !key.is_empty())?),
            None if rest.is_empty() => None,
            None => return None,
        };
        Some(Named { key, index })
    }

    /// Whether this is a key, where the name has one.
    pub(super) fn takes(&self, key: Option<&str>) -> bool {
        key.is_none_or(|key| self.key.accepts(key, None))
    }

    /// Whether two lookups of this parameter send the same name.
    pub(super) fn same_name(&self, lookup: &Lookup<'a>, other: &Lookup<'a>) -> bool {
        self.name_pieces(lookup).eq(self.name_pieces(other))
    }

    /// The bytes of a name; `None` stands for the key.
    fn name_pieces(&self, lookup: &Lookup<'a>) -> impl Iterator<Item = Option<u8>> + use<'a> {
        let hole = self.spec.key.map(|_| None);
        let before = [lookup.name_parts.0.bytes(), self.spec.name.bytes()];
        let after = self.spec.key.unwrap_or_default().bytes();
        let last = [lookup.name_parts.1.bytes(), suffix(self.spec.lists(lookup)).bytes()];
        before
            .into_iter()
            .flatten()
            .map(Some)
            .chain(hole)
            .chain(after.chain(last.into_iter().flatten()).map(Some))
    }

    fn rank(&self, lookup: &Lookup<'a>) -> Rank {
        let literal = self.name_pieces(lookup).flatten().count();
        (
            self.spec.key.is_none(),
            literal,
            lookup.value.literals().iter().map(|text| text.len()).sum(),
        )
    }

    /// Cuts a value at the literal texts of the lookup; whether the operands parse is another question.
    fn cut<'q>(&self, lookup: &Lookup<'_>, value: &'q str) -> Option<Text<'q>> {
        let inner = |before: &str, after: &str| value.strip_prefix(before)?.strip_suffix(after);
        match lookup.value {
            Template::One { before, after } => inner(before, after).map(Text::One),
            Template::Many { before, after } => {
                let text = inner(before, after)?;
                Some(match self.spec.lists(lookup).and_then(ListStyle::joint) {
                    Some(joint) => Text::Items { text, joint },
                    None => Text::Item(text),
                })
            }
            Template::Pair { before, between, after } => {
                let (from, to) = inner(before, after)
                    .filter(|_| !between.is_empty())?
                    .split_once(between)?;
                Some(Text::Pair(from, to))
            }
            Template::Flag(text) => (value == text).then_some(Text::Flag),
        }
    }

    fn parses(&self, lookup: &Lookup<'a>, operand: Text<'_>) -> bool {
        let (kind, coding) = self.operand(lookup);
        let parses = |text: &str| kind.accepts(text, coding);
        match operand {
            Text::One(text) | Text::Item(text) => parses(text),
            Text::Items { text, joint } => joint.split(text).all(|item| item.is_some_and(|item| parses(&item))),
            Text::Pair(from, to) => parses(from) && parses(to),
            Text::Flag => true,
        }
    }

    /// What the lookup's operands are read as; the coding is that of the field's own type.
    pub(super) fn operand(&self, lookup: &Lookup<'a>) -> (Kind<'a>, Option<Coding>) {
        match lookup.fixed() {
            Some(kind) => (kind, None),
            None => (self.kind, self.spec.coding),
        }
    }
}

/// A position as the writer spells it: no sign, no leading zero.
fn position(text: &str) -> Option<usize> {
    let canonical = text == "0" || (!text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit()));
    if canonical { text.parse().ok() } else { None }
}

/// Levenshtein's distance.
fn distance(one: &str, two: &str) -> usize {
    let mut row: Vec<usize> = (0..=two.chars().count()).collect();
    for (above, char) in one.chars().enumerate() {
        let (mut diagonal, mut left) = (above, above + 1);
        let mut cells = row.iter_mut();
        if let Some(first) = cells.next() {
            *first = left;
        }
        for (cell, other) in cells.zip(two.chars()) {
            let changed = diagonal + usize::from(char != other);
            diagonal = *cell;
            left = changed.min(left + 1).min(diagonal + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}
