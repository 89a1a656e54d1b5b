//! Parameters as the loops of this module see them: object safe, without field type and family.
//!
//! **Invariant:** what is compiled for each pair of field type and family is a handful of coercions; every loop is
//! compiled once.

use super::family::Family;
use super::lookups::{Entry, Fixed, Given, Operands, insert};
use super::matching::{Matched, Signature, Text};
use super::table::{Kind, ListStyle, Lookup, ParamSpec};
use super::{Keyed, Lookups, Operand};
use crate::rule::{At, Rule, Violation};
use crate::scalar::Decimal;
use crate::wire::Coding;
use std::fmt;

/// One parameter of a filter: [`Lookups`], or [`Keyed`] where its name is open.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no parameter",
    label = "a field of a filter cannot have this type",
    note = "a parameter is a `bindery::filter::Param<T>`, a `bindery::filter::ParamList<T>`, a `bindery::Lookups<T, Family>`, or a `bindery::filter::Keyed<T, Family>`"
)]
pub trait Parameter {
    /// The lookups of its family.
    fn lookups(&self) -> &'static [Lookup<'static>];
    /// What operands of its own type are read as.
    fn kind(&self) -> Kind<'static>;
    /// What the keys of an open name are read as.
    fn key(&self) -> Kind<'static> {
        Kind::Text
    }
    /// Visits what is set: once, or once for each key of an open name.
    fn visit(&self, visit: Visit<'_>);
    /// Takes in a pair that was matched with this parameter.
    fn accept(&mut self, spec: &ParamSpec<'_>, matched: &Matched<'_>) -> Result<(), Refusal>;
    /// Whether something is set.
    fn is_given(&self) -> bool;
    /// Formats what is set.
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl dyn Parameter + '_ {
    /// What matching needs to know of it.
    pub(super) fn signature<'a>(&self, spec: &'a ParamSpec<'a>) -> Signature<'a> {
        Signature {
            spec,
            lookups: self.lookups(),
            kind: self.kind(),
            key: self.key(),
        }
    }
}

/// Why a matched pair cannot be taken in.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The parameter has this pair already, or one of the same name that cannot be combined with it.
    Twice,
    /// An item of an indexed list came out of order; this index was due.
    Index(usize),
    /// The text is no operand.
    Value,
}

/// Takes the entries of one parameter, or of one key of it.
#[doc(hidden)]
pub type Visit<'v> = &'v mut dyn FnMut(Option<&dyn Item>, &dyn Entries);

/// The entries of one parameter, or of one key of it.
#[doc(hidden)]
pub trait Entries {
    /// The entry at an index, in the order they are written.
    fn entry(&self, index: usize) -> Option<View<'_>>;
}

impl dyn Entries + '_ {
    pub(super) fn iter(&self) -> impl Iterator<Item = View<'_>> {
        (0..).map_while(|index| self.entry(index))
    }
}

/// One entry.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// Index of its lookup.
    pub(super) lookup: usize,
    /// The name of its lookup.
    pub(super) name: &'static str,
    /// Whether its operands have the field's own type, which has the rules and the coding.
    pub(super) own: bool,
    pub(super) operands: Shown<'a>,
}

/// Operands of whatever type.
#[derive(Clone, Copy)]
pub(super) enum Shown<'a> {
    One(&'a dyn Item),
    Many(&'a dyn Items),
    Pair(&'a dyn Item, &'a dyn Item),
    Flag,
}

/// One operand of whatever type.
#[doc(hidden)]
pub trait Item {
    fn write(&self, coding: Option<Coding>, out: &mut dyn fmt::Write) -> fmt::Result;
    fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>);
    fn is_sendable(&self) -> bool;
    /// Whether it is the value of this text, spelled with the coding or without.
    fn is(&self, text: &str, coding: Option<Coding>) -> bool;
}

impl<T: Operand> Item for T {
    fn write(&self, coding: Option<Coding>, out: &mut dyn fmt::Write) -> fmt::Result {
        Operand::write(self, coding, out)
    }
    fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
        Operand::check(self, rules, at, violations);
    }
    fn is_sendable(&self) -> bool {
        Operand::is_sendable(self)
    }
    fn is(&self, text: &str, coding: Option<Coding>) -> bool {
        T::read(text, coding).or_else(|| T::read(text, None)).as_ref() == Some(self)
    }
}

impl Fixed {
    fn item(&self) -> &dyn Item {
        match self {
            Self::Text(value) => value,
            Self::Integer(value) => value,
            Self::Number(value) => value,
            Self::Decimal(value) => value,
            Self::Boolean(value) => value,
            Self::Date(value) => value,
            Self::DateTime(value) => value,
            Self::Time(value) => value,
        }
    }

    fn read(kind: Kind<'_>, text: &str) -> Option<Self> {
        Some(match kind {
            Kind::Text | Kind::Json | Kind::Enum { .. } => Self::Text(text.to_owned()),
            Kind::Integer => Self::Integer(Operand::read(text, None)?),
            Kind::Number => Self::Number(Operand::read(text, None)?),
            Kind::Decimal => Self::Decimal(<Decimal as Operand>::read(text, None)?),
            Kind::Boolean => Self::Boolean(Operand::read(text, None)?),
            Kind::Date(_) => Self::Date(Operand::read(text, None)?),
            Kind::DateTime(_) => Self::DateTime(Operand::read(text, None)?),
            Kind::Time => Self::Time(Operand::read(text, None)?),
        })
    }
}

impl Item for Fixed {
    fn write(&self, coding: Option<Coding>, out: &mut dyn fmt::Write) -> fmt::Result {
        self.item().write(coding, out)
    }
    fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
        self.item().check(rules, at, violations);
    }
    fn is_sendable(&self) -> bool {
        self.item().is_sendable()
    }
    fn is(&self, text: &str, coding: Option<Coding>) -> bool {
        self.item().is(text, coding)
    }
}

/// The operands of a list.
pub(super) trait Items {
    fn item(&self, index: usize) -> Option<&dyn Item>;
    fn len(&self) -> usize;
}

impl dyn Items + '_ {
    pub(super) fn iter(&self) -> impl Iterator<Item = &dyn Item> {
        (0..).map_while(|index| self.item(index))
    }
}

impl<I: Item> Items for Vec<I> {
    fn item(&self, index: usize) -> Option<&dyn Item> {
        self.get(index).map(|item| item as &dyn Item)
    }
    fn len(&self) -> usize {
        self.len()
    }
}

impl<T: Operand> Entries for Vec<Entry<T>> {
    fn entry(&self, index: usize) -> Option<View<'_>> {
        let entry = self.get(index)?;
        let (own, operands) = match &entry.given {
            Given::Own(operands) => (true, show(operands)),
            Given::Fixed(operands) => (false, show(operands)),
        };
        Some(View {
            lookup: entry.lookup,
            name: entry.name,
            own,
            operands,
        })
    }
}

fn show<I: Item>(operands: &Operands<I>) -> Shown<'_> {
    match operands {
        Operands::One(item) => Shown::One(item),
        Operands::Many(items) => Shown::Many(items),
        Operands::Pair(from, to) => Shown::Pair(from, to),
        Operands::Flag => Shown::Flag,
    }
}

impl<T: Operand, F: Family> Parameter for Lookups<T, F> {
    fn lookups(&self) -> &'static [Lookup<'static>] {
        F::LOOKUPS
    }
    fn kind(&self) -> Kind<'static> {
        T::KIND
    }
    fn visit(&self, visit: Visit<'_>) {
        visit(None, &self.entries);
    }
    fn accept(&mut self, spec: &ParamSpec<'_>, matched: &Matched<'_>) -> Result<(), Refusal> {
        accept(&mut self.entries, F::LOOKUPS, T::KIND, spec, matched)
    }
    fn is_given(&self) -> bool {
        !self.is_empty()
    }
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.entries.as_slice(), F::LOOKUPS) {
            ([entry], [_]) => fmt::Debug::fmt(&entry.given, f),
            _ => fmt::Debug::fmt(self, f),
        }
    }
}

impl<T: Operand, F: Family, K: Operand + Ord> Parameter for Keyed<T, F, K> {
    fn lookups(&self) -> &'static [Lookup<'static>] {
        F::LOOKUPS
    }
    fn kind(&self) -> Kind<'static> {
        T::KIND
    }
    fn key(&self) -> Kind<'static> {
        K::KIND
    }
    fn visit(&self, visit: Visit<'_>) {
        for (key, lookups) in &self.keys {
            visit(Some(key), &lookups.entries);
        }
    }
    fn accept(&mut self, spec: &ParamSpec<'_>, matched: &Matched<'_>) -> Result<(), Refusal> {
        // A refusal ends the reading, so a key left without lookups is never seen.
        let key = K::read(matched.key.unwrap_or_default(), None).ok_or(Refusal::Value)?;
        accept(
            &mut self.keys.entry(key).or_default().entries,
            F::LOOKUPS,
            T::KIND,
            spec,
            matched,
        )
    }
    fn is_given(&self) -> bool {
        !self.is_empty()
    }
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// Adds a matched pair to the entries: as an item of the list that it belongs to, else as an entry of its own.
fn accept<T: Operand>(
    entries: &mut Vec<Entry<T>>,
    lookups: &'static [Lookup<'static>],
    kind: Kind<'static>,
    spec: &ParamSpec<'_>,
    matched: &Matched<'_>,
) -> Result<(), Refusal> {
    let lookup = lookups.get(matched.lookup).ok_or(Refusal::Value)?;
    let given = match lookup.fixed() {
        None => read(matched.operand, |text| T::read(text, spec.coding)).map(Given::Own),
        Some(_) if matched.operand == Text::Flag => Some(Given::Own(Operands::Flag)),
        Some(fixed) => read(matched.operand, |text| Fixed::read(fixed, text)).map(Given::Fixed),
    };
    let given = given.ok_or(Refusal::Value)?;
    let signature = Signature {
        spec,
        lookups,
        kind,
        key: Kind::Text,
    };
    let rival = |entry: &&mut Entry<T>| {
        let other = lookups.get(entry.lookup).filter(|_| !spec.combine);
        entry.lookup == matched.lookup || other.is_some_and(|other| signature.same_name(lookup, other))
    };
    let due = match entries.iter_mut().find(rival) {
        None => 0,
        Some(entry) if entry.lookup == matched.lookup && matches!(matched.operand, Text::Item(_)) => {
            let len = entry.given.len();
            if matched.index.is_none_or(|index| index == len) {
                return if entry.given.append(given) {
                    Ok(())
                } else {
                    Err(Refusal::Value)
                };
            }
            len
        }
        Some(_) => return Err(Refusal::Twice),
    };
    if matched.index.is_some_and(|index| index != due) {
        return Err(Refusal::Index(due));
    }
    insert(
        entries,
        Entry {
            lookup: matched.lookup,
            name: lookup.name,
            given,
        },
    );
    Ok(())
}

fn read<I>(text: Text<'_>, read: impl Fn(&str) -> Option<I>) -> Option<Operands<I>> {
    Some(match text {
        Text::One(text) => Operands::One(read(text)?),
        Text::Item(text) => Operands::Many(vec![read(text)?]),
        Text::Items { text, joint } => {
            Operands::Many(joint.split(text).map(|item| read(&item?)).collect::<Option<_>>()?)
        }
        Text::Pair(from, to) => Operands::Pair(read(from)?, read(to)?),
        Text::Flag => Operands::Flag,
    })
}

impl<T> Given<T> {
    fn len(&self) -> usize {
        match self {
            Self::Own(Operands::Many(items)) => items.len(),
            Self::Fixed(Operands::Many(items)) => items.len(),
            _ => 1,
        }
    }

    /// Adds the items of another list of the same type.
    fn append(&mut self, other: Self) -> bool {
        match (self, other) {
            (Self::Own(Operands::Many(items)), Self::Own(Operands::Many(more))) => items.extend(more),
            (Self::Fixed(Operands::Many(items)), Self::Fixed(Operands::Many(more))) => items.extend(more),
            _ => return false,
        }
        true
    }
}

/// What a style adds to the name of a list's pair, apart from the index itself.
pub(super) fn suffix(style: Option<ListStyle>) -> &'static str {
    match style {
        Some(ListStyle::Brackets) => "[]",
        Some(ListStyle::Indexed) => "[",
        _ => "",
    }
}
