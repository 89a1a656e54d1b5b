//! The lookups set on one parameter: one storage type for every field type and family.
//!
//! **Invariant:** entries stand in the order of the family's lookups, so that what was said first does not matter for
//! equality, for `Debug` and on the wire.

use super::family::{self, Bare, Family, List};
use super::table::{Kind, Meaning};
use crate::scalar::{Date, DateTime, Decimal, Time};
use std::fmt::{self, Debug as _};
use std::marker::PhantomData;

/// The lookups set on one parameter of type `T` whose lookups are those of the family `F`.
///
/// Made by `.into()` from values, ranges and lists, and by the functions of [`filter`](super):
///
/// ```
/// use bindery::filter::Param;
///
/// let page: Param<i64> = 3.into();
/// assert_eq!(page.value(), Some(&3));
/// assert!(Param::<i64>::default().is_empty());
/// ```
///
/// An operator that the family lacks does not compile:
///
/// ```compile_fail,E0277
/// let page: bindery::filter::Param<i64> = (3..).into();
/// ```
///
/// ```compile_fail,E0277
/// let name: bindery::filter::Param<String> = bindery::filter::contains("ana");
/// ```
pub struct Lookups<T, F> {
    pub(super) entries: Vec<Entry<T>>,
    family: PhantomData<fn() -> F>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry<T> {
    /// Index in the family's lookups.
    pub(super) lookup: usize,
    /// Its name, so that showing an entry needs no family.
    pub(super) name: &'static str,
    pub(super) given: Given<T>,
}

/// What a lookup was given: operands of the field's own type, or of the type that the lookup fixes.
#[derive(Clone, PartialEq)]
pub enum Given<T> {
    /// Of the field's type; also a lookup without operand.
    Own(Operands<T>),
    /// Of a fixed type: texts to search for, the boolean of `is_null`, the dates of a `date_gte` on a date with time.
    Fixed(Operands<Fixed>),
}

/// The operands of one lookup.
#[derive(Debug, Clone, PartialEq)]
pub enum Operands<T> {
    /// `{value}`
    One(T),
    /// `{values}`
    Many(Vec<T>),
    /// `{from}` and `{to}`
    Pair(T, T),
    /// None: the lookup says it all.
    Flag,
}

/// An operand of a type that the lookup fixes.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "each is the type of its name")]
pub enum Fixed {
    Text(String),
    Integer(i64),
    Number(f64),
    Decimal(Decimal),
    Boolean(bool),
    Date(Date),
    DateTime(DateTime),
    Time(Time),
}

macro_rules! fixed {
    ($($ty:ty => $variant:ident;)*) => {$(
        impl From<$ty> for Fixed {
            fn from(value: $ty) -> Self {
                Self::$variant(value.into())
            }
        }
    )*};
}
fixed! {
    String => Text; &str => Text; i64 => Integer; f64 => Number; Decimal => Decimal; bool => Boolean; Date => Date;
    DateTime => DateTime; Time => Time;
}

impl<T> Operands<T> {
    /// A list.
    pub fn many(items: impl IntoIterator<Item = T>) -> Self {
        Self::Many(items.into_iter().collect())
    }

    /// The same operands as another type.
    pub fn map<U>(self, mut to: impl FnMut(T) -> U) -> Operands<U> {
        match self {
            Self::One(value) => Operands::One(to(value)),
            Self::Many(items) => Operands::Many(items.into_iter().map(to).collect()),
            Self::Pair(from, until) => Operands::Pair(to(from), to(until)),
            Self::Flag => Operands::Flag,
        }
    }
}

impl<T, F> Lookups<T, F> {
    /// Adds the lookups of `other`: all of them hold.
    ///
    /// A lookup that is set twice is a violation, as are two that share one wire name, unless the vendor combines them.
    #[must_use]
    pub fn and(mut self, other: impl Into<Self>) -> Self {
        for entry in other.into().entries {
            insert(&mut self.entries, entry);
        }
        self
    }

    /// Whether nothing is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What is set: each lookup by its name in the spec, in the order of the family.
    pub fn entries(&self) -> impl Iterator<Item = (&'static str, &Given<T>)> {
        self.entries.iter().map(|entry| (entry.name, &entry.given))
    }

    /// What the lookup of this name was given.
    #[must_use]
    pub fn get(&self, lookup: &str) -> Option<&Given<T>> {
        self.entries()
            .find_map(|(name, given)| (name == lookup).then_some(given))
    }
}

impl<T> Lookups<T, Bare> {
    /// The value, where it is set.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        self.entries().find_map(|(_, given)| match given {
            Given::Own(Operands::One(value)) => Some(value),
            _ => None,
        })
    }
}

impl<T> Lookups<T, List> {
    /// The items, where they are set.
    #[must_use]
    pub fn values(&self) -> Option<&[T]> {
        self.entries().find_map(|(_, given)| match given {
            Given::Own(Operands::Many(items)) => Some(items.as_slice()),
            _ => None,
        })
    }
}

impl<T, F: Family> Lookups<T, F> {
    /// One lookup. `name` is that of an own operator, `of` the type of fixed operands where it picks the lookup.
    pub(super) fn of(means: Meaning, name: &str, of: Option<Kind<'static>>, given: Given<T>) -> Self {
        Self::at(family::index(F::LOOKUPS, means, name, of), given)
    }

    pub(super) fn at(lookup: usize, given: Given<T>) -> Self {
        let name = F::LOOKUPS.get(lookup).map_or("?", |lookup| lookup.name);
        Self {
            entries: vec![Entry { lookup, name, given }],
            family: PhantomData,
        }
    }
}

/// Keeps the order of the family; equal lookups stay in the order they came.
pub(super) fn insert<T>(entries: &mut Vec<Entry<T>>, entry: Entry<T>) {
    let place = entries.partition_point(|other| other.lookup <= entry.lookup);
    entries.insert(place, entry);
}

impl<T, F> Default for Lookups<T, F> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            family: PhantomData,
        }
    }
}

impl<T: Clone, F> Clone for Lookups<T, F> {
    fn clone(&self) -> Self {
        Self {
            entries: self.entries.clone(),
            family: PhantomData,
        }
    }
}

impl<T: PartialEq, F> PartialEq for Lookups<T, F> {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

/// `{gte: 10, lt: 20}`
impl<T: fmt::Debug, F> fmt::Debug for Lookups<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entries = self.entries.iter().map(|entry| (Verbatim(entry.name), &entry.given));
        f.debug_map().entries(entries).finish()
    }
}

/// A name without quotes.
struct Verbatim<'a>(&'a str);

impl fmt::Debug for Verbatim<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl<T: fmt::Debug> fmt::Debug for Given<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own(operands) => debug(operands, f),
            Self::Fixed(operands) => debug(operands, f),
        }
    }
}

fn debug<T: fmt::Debug>(operands: &Operands<T>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match operands {
        Operands::One(value) => value.fmt(f),
        Operands::Many(items) => items.fmt(f),
        Operands::Pair(from, to) => (from, to).fmt(f),
        Operands::Flag => f.write_str("set"),
    }
}

impl fmt::Debug for Fixed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(value) => value.fmt(f),
            Self::Integer(value) => value.fmt(f),
            Self::Number(value) => value.fmt(f),
            Self::Decimal(value) => value.fmt(f),
            Self::Boolean(value) => value.fmt(f),
            Self::Date(value) => value.fmt(f),
            Self::DateTime(value) => value.fmt(f),
            Self::Time(value) => value.fmt(f),
        }
    }
}
