//! A serializer as a writer.
//!
//! **Invariant:** exactly one value is written; an error of ours comes out as itself, with its path.

use std::cell::RefCell;
use std::fmt;

use serde::ser::{self, Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::json::number;
use crate::record::{Table, count_members, each_member};
use crate::rule::equals;
use crate::wire::{Slot, WriteEntry, WriteItem, Writer, not_finite};
use crate::{Error, Result};

/// A writer of one value into a foreign format.
pub(super) enum Bridge<S: Serializer> {
    Empty(S),
    Written(S::Ok),
    /// Between the two, and after an error.
    Broken,
}

impl<S: Serializer> Bridge<S> {
    pub(super) fn new(serializer: S) -> Self {
        Self::Empty(serializer)
    }

    pub(super) fn finish(self) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Self::Written(ok) => Ok(ok),
            Self::Empty(_) | Self::Broken => Err(ser::Error::custom("expected one value to be written, found none")),
        }
    }

    fn write(&mut self, write: impl FnOnce(S, &Aside) -> std::result::Result<S::Ok, S::Error>) -> Result<()> {
        let Self::Empty(serializer) = std::mem::replace(self, Self::Broken) else {
            return Err(Error::new("one value to be written", "a second one"));
        };
        let aside = Aside::default();
        match write(serializer, &aside) {
            Ok(ok) => {
                *self = Self::Written(ok);
                Ok(())
            }
            Err(foreign) => Err(aside.0.into_inner().unwrap_or_else(|| Error::foreign(foreign))),
        }
    }
}

/// Our error of a nested value, kept aside while the format's own travels.
#[derive(Default)]
struct Aside(RefCell<Option<Error>>);

impl Aside {
    fn keep<E: ser::Error>(&self, error: Error) -> E {
        let foreign = E::custom(&error);
        self.0.replace(Some(error));
        foreign
    }
}

/// The same for callbacks that have no format's error to return.
fn nested<T, E: fmt::Display>(result: std::result::Result<T, E>, aside: &Aside) -> Result<T> {
    result.map_err(|foreign| aside.0.take().unwrap_or_else(|| Error::foreign(foreign)))
}

/// A slot inside a map or a sequence.
struct Nested<'a> {
    value: &'a dyn Slot,
    aside: &'a Aside,
}

impl Serialize for Nested<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut bridge = Bridge::new(serializer);
        match self.value.store(&mut bridge) {
            Ok(()) => bridge.finish(),
            Err(error) => Err(self.aside.keep(error)),
        }
    }
}

/// One item of an array.
struct ArrayItem<'a, 'b> {
    index: usize,
    /// Serde serializes through a shared reference.
    item: &'a RefCell<WriteItem<'b>>,
    aside: &'a Aside,
}

impl Serialize for ArrayItem<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut bridge = Bridge::new(serializer);
        let written = match self.item.try_borrow_mut() {
            Ok(mut item) => item(self.index, &mut bridge),
            Err(_) => Err(Error::new("one item at a time", "an item inside itself")),
        };
        match written {
            Ok(()) => bridge.finish(),
            Err(error) => Err(self.aside.keep(error)),
        }
    }
}

impl<S: Serializer> Writer for Bridge<S> {
    fn object(&mut self, table: &'static Table, values: &[&dyn Slot]) -> Result<()> {
        // Formats such as MessagePack write the length first.
        let count = count_members(table, values)?;
        self.write(|serializer, aside| {
            let mut map = serializer.serialize_map(Some(count))?;
            let written = each_member(table, values, |name, value| {
                nested(map.serialize_entry(name, &Nested { value, aside }), aside)
            });
            written.map_err(|error| aside.keep::<S::Error>(error))?;
            map.end()
        })
    }

    fn entries(&mut self, len: usize, entry: WriteEntry<'_>) -> Result<()> {
        self.write(|serializer, aside| {
            let mut map = serializer.serialize_map(Some(len))?;
            for index in 0..len {
                entry(index, &mut |name, value| {
                    nested(map.serialize_entry(name, &Nested { value, aside }), aside)
                        .map_err(|error| error.inside(name))
                })
                .map_err(|error| aside.keep::<S::Error>(error))?;
            }
            map.end()
        })
    }

    fn array(&mut self, len: usize, item: WriteItem<'_>) -> Result<()> {
        self.write(|serializer, aside| {
            let mut seq = serializer.serialize_seq(Some(len))?;
            let item = RefCell::new(item);
            for index in 0..len {
                seq.serialize_element(&ArrayItem {
                    index,
                    item: &item,
                    aside,
                })?;
            }
            seq.end()
        })
    }

    fn null(&mut self) -> Result<()> {
        self.write(|serializer, _| serializer.serialize_none())
    }
    fn string(&mut self, value: &str) -> Result<()> {
        self.write(|serializer, _| serializer.serialize_str(value))
    }
    fn integer(&mut self, value: i64) -> Result<()> {
        self.write(|serializer, _| serializer.serialize_i64(value))
    }
    fn number(&mut self, text: &str) -> Result<()> {
        self.write(|serializer, _| serializer.serialize_str(text))
    }
    fn plain_number(&mut self, text: &str) -> Result<()> {
        if let Some(integer) = number::integer_of(text) {
            return self.integer(integer);
        }
        if let Ok(integer) = text.parse::<u64>() {
            return self.write(|serializer, _| serializer.serialize_u64(integer));
        }
        match number::float_of(text) {
            Some(float) if equals(&float, text) => self.float(float),
            _ => self.number(text),
        }
    }
    fn float(&mut self, value: f64) -> Result<()> {
        if !value.is_finite() {
            return Err(not_finite(value));
        }
        self.write(|serializer, _| serializer.serialize_f64(value))
    }
    fn boolean(&mut self, value: bool) -> Result<()> {
        self.write(|serializer, _| serializer.serialize_bool(value))
    }
}
