//! What values are, summed up: enough to say what type would hold them all.
//!
//! Input: values, one after the other. Output: counts. **Invariant:** members are in the order in which they first came; no
//! value is kept.

use crate::lower::value::Core;
use crate::yaml::{Kind, Node, Scalar};
use std::collections::BTreeMap;

/// A sum of values.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    pub count: usize,
    pub nulls: usize,
    pub booleans: usize,
    /// Of 64 bits.
    pub integers: usize,
    /// All others.
    pub numbers: usize,
    /// Of those, what is beyond every `f64`.
    huge: usize,
    pub texts: usize,
    pub formats: [usize; FORMATS.len()],
    pub lists: usize,
    /// Of all lists.
    pub items: Option<Box<Seen>>,
    pub objects: usize,
    members: BTreeMap<String, (usize, Seen)>,
}

type Format = (&'static str, fn(&str) -> bool);

/// The formats that are recognised, the narrowest first.
pub(super) const FORMATS: [Format; 5] = [
    ("date", bindery::scalar::is_date),
    ("date-time", bindery::scalar::is_date_time),
    ("uuid", bindery::rule::format::is_uuid),
    ("email", bindery::rule::format::is_email),
    ("uri", is_link),
];

/// Texts such as `note:this` are URIs by the letter.
fn is_link(text: &str) -> bool {
    text.contains("://") && bindery::rule::format::is_uri(text)
}

impl Seen {
    pub(super) fn add(&mut self, node: &Node) {
        self.count += 1;
        match (&node.kind, node.scalar()) {
            (Kind::Sequence(items), _) => {
                self.lists += 1;
                let seen = self.items.get_or_insert_default();
                items.iter().for_each(|item| seen.add(item));
            }
            (Kind::Mapping(entries), _) => {
                self.objects += 1;
                for (key, value) in entries {
                    let next = self.members.len();
                    let name = key.text().unwrap_or_default();
                    let (_, seen) = self
                        .members
                        .entry(name.to_owned())
                        .or_insert_with(|| (next, Self::default()));
                    seen.add(value);
                }
            }
            (_, Some(Scalar::Null)) => self.nulls += 1,
            (_, Some(Scalar::Boolean(_))) => self.booleans += 1,
            (_, Some(Scalar::Integer)) if node.to_json().parse::<i64>().is_ok() => self.integers += 1,
            (_, Some(Scalar::Integer | Scalar::Number)) => {
                self.numbers += 1;
                let finite = node.to_json().parse::<f64>().is_ok_and(f64::is_finite);
                self.huge += usize::from(!finite);
            }
            _ => {
                self.texts += 1;
                let text = node.text().unwrap_or_default();
                for (count, (_, fits)) in self.formats.iter_mut().zip(FORMATS) {
                    *count += usize::from(fits(text));
                }
            }
        }
    }

    /// In the order in which they came.
    pub(super) fn members(&self) -> Vec<(&str, &Seen)> {
        let mut members: Vec<_> = self.members.iter().map(|(name, (at, seen))| (at, name, seen)).collect();
        members.sort_by_key(|(at, ..)| **at);
        members
            .into_iter()
            .map(|(_, name, seen)| (name.as_str(), seen))
            .collect()
    }

    pub(super) fn member(&self, name: &str) -> Option<&Seen> {
        self.members.get(name).map(|(_, seen)| seen)
    }

    /// The values of all members as one.
    pub(super) fn values(&self) -> Seen {
        let mut all = Seen::default();
        self.members.values().for_each(|(_, seen)| all.join(seen));
        all
    }

    fn join(&mut self, other: &Seen) {
        self.count += other.count;
        self.nulls += other.nulls;
        self.booleans += other.booleans;
        self.integers += other.integers;
        self.numbers += other.numbers;
        self.huge += other.huge;
        self.texts += other.texts;
        self.lists += other.lists;
        self.objects += other.objects;
        for (own, other) in self.formats.iter_mut().zip(other.formats) {
            *own += other;
        }
        if let Some(items) = &other.items {
            self.items.get_or_insert_default().join(items);
        }
        for (name, seen) in other.members() {
            let next = self.members.len();
            let (_, own) = self
                .members
                .entry(name.to_owned())
                .or_insert_with(|| (next, Self::default()));
            own.join(seen);
        }
    }

    /// All that is not null.
    pub(super) fn there(&self) -> usize {
        self.count - self.nulls
    }

    /// The format that every text has.
    pub(super) fn format(&self) -> Option<&'static str> {
        let all = |(count, _): &(usize, Format)| *count == self.texts && self.texts > 0;
        let found = self.formats.into_iter().zip(FORMATS).find(all);
        found.map(|(_, (name, _))| name)
    }

    /// Whether a type whose core this is, in JSON's own spelling, reads every value.
    pub(super) fn suits(&self, core: &Core) -> bool {
        let there = self.there();
        match core {
            Core::Json => true,
            Core::Boolean => self.booleans == there,
            Core::Integer | Core::Enum { integer: true, .. } => self.integers == there,
            Core::Number if self.huge > 0 => false,
            Core::Number | Core::Decimal => self.integers + self.numbers == there,
            Core::Model(_) => self.objects == there,
            Core::Text | Core::Date | Core::DateTime | Core::Time | Core::Enum { .. } => self.texts == there,
        }
    }
}
