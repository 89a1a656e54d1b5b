//! Slots that hold other values: options, lists, maps, boxes.
//!
//! **Invariant:** item counts are checked of the collection, every other rule of each item under its index or key; what
//! is not given breaks no rule but `Required`.

use std::collections::BTreeMap;
use std::fmt;

use super::{Blank, Presence, Reader, Slot, Value, Writer};
use crate::Result;
use crate::record::Shown;
use crate::rule::{self, At, Rule, Violation};

impl<T> Blank for Option<T> {
    const BLANK: Self = None;
}

impl<T: Value> Value for Option<T> {
    fn fresh() -> Self {
        None
    }
}

impl<T: Value> Slot for Option<T> {
    fn load(&mut self, reader: &mut dyn Reader) -> Result<()> {
        *self = None;
        reader.option(&mut |reader| self.insert(T::fresh()).load(reader))
    }
    fn store(&self, writer: &mut dyn Writer) -> Result<()> {
        match self {
            Some(value) => value.store(writer),
            None => writer.null(),
        }
    }
    fn presence(&self) -> Presence {
        match self {
            Some(value) => value.presence(),
            None => Presence::Null,
        }
    }
    fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
        match self {
            Some(value) => value.check(rules, at, violations),
            None => rule::check_missing(rules, at, violations),
        }
    }
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Some(value) => f.debug_tuple("Some").field(&Shown(value)).finish(),
            None => f.write_str("None"),
        }
    }
}

/// Whether a rule is about a collection as a whole.
fn is_of_collection(rule: &Rule) -> bool {
    matches!(rule, Rule::MinItems(_) | Rule::MaxItems(_) | Rule::Required)
}

/// Hands each item the rules that are its own. Counts and bounds are rarely mixed, so that there is nearly always one
/// run of them; an item without rules is still checked inside, once.
fn check_items(rules: &[Rule], mut check: impl FnMut(&[Rule])) {
    let mut runs = rules.split(is_of_collection).filter(|run| !run.is_empty());
    check(runs.next().unwrap_or_default());
    runs.for_each(check);
}

impl<T> Blank for Vec<T> {
    const BLANK: Self = Vec::new();
}

impl<T: Value> Value for Vec<T> {
    fn fresh() -> Self {
        Vec::new()
    }
}

/// A list, seen from a loop that does not know its items: the loop is compiled once, not once a type of item.
trait Grow {
    /// Adds an item, to be loaded.
    fn grow(&mut self) -> Option<&mut dyn Slot>;
}

impl<T: Value> Grow for Vec<T> {
    fn grow(&mut self) -> Option<&mut dyn Slot> {
        self.push(T::fresh());
        match self.last_mut() {
            Some(item) => Some(item),
            None => None,
        }
    }
}

fn load_items(list: &mut dyn Grow, reader: &mut dyn Reader) -> Result<()> {
    let mut index = 0;
    reader.array(&mut |reader| {
        if let Some(item) = list.grow() {
            item.load(reader).map_err(|error| error.at_index(index))?;
        }
        index += 1;
        Ok(())
    })
}

impl<T: Value> Slot for Vec<T> {
    fn load(&mut self, reader: &mut dyn Reader) -> Result<()> {
        self.clear();
        load_items(self, reader)
    }
    fn store(&self, writer: &mut dyn Writer) -> Result<()> {
        let mut items = self.iter();
        writer.array(self.len(), &mut |index, writer| match items.next() {
            Some(item) => item.store(writer).map_err(|error| error.at_index(index)),
            None => Ok(()),
        })
    }
    fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
        rule::check_count(self.len(), rules, at, violations);
        for (index, item) in self.iter().enumerate() {
            check_items(rules, |rules| item.check(rules, at.index(index), violations));
        }
    }
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().map(|item| Shown(item))).finish()
    }
}

impl<T> Blank for BTreeMap<String, T> {
    const BLANK: Self = BTreeMap::new();
}

impl<T: Value> Value for BTreeMap<String, T> {
    fn fresh() -> Self {
        BTreeMap::new()
    }
}

/// Of a name that comes twice the last value stays, as with every JSON reader of Rust.
impl<T: Value> Slot for BTreeMap<String, T> {
    fn load(&mut self, reader: &mut dyn Reader) -> Result<()> {
        self.clear();
        reader.entries(&mut |name, reader| {
            let mut value = T::fresh();
            value.load(reader).map_err(|error| error.inside(name))?;
            self.insert(name.to_owned(), value);
            Ok(())
        })
    }
    fn store(&self, writer: &mut dyn Writer) -> Result<()> {
        let mut entries = self.iter();
        writer.entries(self.len(), &mut |_, emit| match entries.next() {
            Some((name, value)) => emit(name, value),
            None => Ok(()),
        })
    }
    fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
        rule::check_count(self.len(), rules, at, violations);
        for (name, value) in self {
            check_items(rules, |rules| value.check(rules, at.name(name), violations));
        }
    }
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.iter().map(|(name, value)| (name, Shown(value))))
            .finish()
    }
}

/// A box cannot be blank, so it stands inside an option, a list or a map.
impl<T: Value> Value for Box<T> {
    fn fresh() -> Self {
        Box::new(T::fresh())
    }
}

impl<T: Value> Slot for Box<T> {
    fn load(&mut self, reader: &mut dyn Reader) -> Result<()> {
        T::load(self, reader)
    }
    fn store(&self, writer: &mut dyn Writer) -> Result<()> {
        T::store(self, writer)
    }
    fn presence(&self) -> Presence {
        T::presence(self)
    }
    fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
        T::check(self, rules, at, violations);
    }
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::debug(self, f)
    }
}
