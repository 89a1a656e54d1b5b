//! A deserializer as a reader.
//!
//! **Invariant:** an error of ours that passes through the format comes out as itself, with what the format added: the
//! visitor keeps it aside, since the format would keep only its text.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::found::{Anything, Found};
use crate::json::Json;
use crate::record::{Table, find};
use crate::wire::{Entry, Item, Member, Reader};
use crate::{Error, Result};

/// A reader over one value of a foreign format.
pub(super) struct Bridge<D> {
    /// `None` once the value is consumed.
    deserializer: Option<D>,
}

impl<D> Bridge<D> {
    pub(super) fn new(deserializer: D) -> Self {
        Self {
            deserializer: Some(deserializer),
        }
    }

    fn take(&mut self) -> Result<D> {
        self.deserializer
            .take()
            .ok_or_else(|| Error::new("a value", "one that is read already"))
    }
}

/// Our error of a callback, kept aside while the format's own travels.
type Aside<'a> = &'a mut Option<Error>;

/// Runs `load` over a nested value; skips the value where it stays unread.
fn nested<'de, D: Deserializer<'de>>(
    deserializer: D,
    aside: Aside<'_>,
    load: &mut dyn FnMut(&mut dyn Reader) -> Result<()>,
) -> std::result::Result<(), D::Error> {
    let mut bridge = Bridge::new(deserializer);
    match load(&mut bridge) {
        Ok(()) => match bridge.deserializer {
            Some(unread) => de::Deserialize::deserialize(unread).map(|IgnoredAny| ()),
            None => Ok(()),
        },
        Err(error) => {
            let foreign = de::Error::custom(&error);
            *aside = Some(error);
            Err(foreign)
        }
    }
}

/// The error of a call: ours where a callback failed, else the format's.
fn unwrap<T, E: fmt::Display>(result: std::result::Result<T, E>, aside: Option<Error>) -> Result<T> {
    result.map_err(|foreign| match aside {
        Some(error) => error.placed_by(&foreign.to_string()),
        None => Error::foreign(foreign),
    })
}

impl<'de, D: Deserializer<'de>> Reader for Bridge<D> {
    fn object(&mut self, table: &'static Table, member: Member<'_>, unknown: Option<Entry<'_>>) -> Result<()> {
        let mut aside = None;
        let visitor = ObjectVisitor {
            table,
            member,
            unknown,
            aside: &mut aside,
        };
        let result = self.take()?.deserialize_map(visitor);
        unwrap(result, aside)
    }
    fn entries(&mut self, entry: Entry<'_>) -> Result<()> {
        let mut aside = None;
        let result = self.take()?.deserialize_map(EntriesVisitor {
            entry,
            aside: &mut aside,
        });
        unwrap(result, aside)
    }
    fn array(&mut self, item: Item<'_>) -> Result<()> {
        let mut aside = None;
        let result = self.take()?.deserialize_seq(ArrayVisitor {
            item,
            aside: &mut aside,
        });
        unwrap(result, aside)
    }
    fn option(&mut self, value: Item<'_>) -> Result<()> {
        let mut aside = None;
        let result = self.take()?.deserialize_option(OptionVisitor {
            value,
            aside: &mut aside,
        });
        unwrap(result, aside)
    }
    fn string(&mut self) -> Result<String> {
        let expected = "a text";
        self.found(expected, |d, any| d.deserialize_string(any))?
            .into_string(expected)
    }
    fn integer(&mut self) -> Result<i64> {
        let expected = "an integer of 64 bits, without fraction and exponent";
        self.found(expected, |d, any| d.deserialize_i64(any))?
            .into_integer(expected)
    }
    fn number(&mut self) -> Result<String> {
        let expected = "a number";
        self.found(expected, |d, any| d.deserialize_any(any))?
            .into_number(expected)
    }
    fn float(&mut self) -> Result<f64> {
        let expected = "a number";
        self.found(expected, |d, any| d.deserialize_f64(any))?
            .into_float(expected)
    }
    fn boolean(&mut self) -> Result<bool> {
        let expected = "a boolean";
        self.found(expected, |d, any| d.deserialize_bool(any))?
            .into_boolean(expected)
    }
    fn json(&mut self) -> Result<Json> {
        self.found("a value", |d, any| d.deserialize_any(any))?.into_json()
    }
}

impl<'de, D: Deserializer<'de>> Bridge<D> {
    /// Asks the format for a value of one kind, and takes whatever it hands out.
    fn found(
        &mut self,
        expected: &'static str,
        ask: impl FnOnce(D, Anything) -> std::result::Result<Found, D::Error>,
    ) -> Result<Found> {
        ask(self.take()?, Anything { expected }).map_err(Error::foreign)
    }
}

struct ObjectVisitor<'a, 'u> {
    table: &'static Table,
    member: Member<'a>,
    unknown: Option<Entry<'u>>,
    aside: Aside<'a>,
}

impl<'de> Visitor<'de> for ObjectVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }
    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> std::result::Result<(), A::Error> {
        let mut hint = 0;
        loop {
            let seed = NameSeed {
                table: self.table,
                hint: &mut hint,
                keep_unknown: self.unknown.is_some(),
            };
            match (members.next_key_seed(seed)?, &mut self.unknown) {
                (None, _) => return Ok(()),
                (Some(Name::Known(index)), _) => members.next_value_seed(ValueSeed {
                    load: &mut |reader| (self.member)(index, reader),
                    aside: self.aside,
                })?,
                (Some(Name::Unknown(name)), Some(unknown)) => members.next_value_seed(ValueSeed {
                    load: &mut |reader| unknown(&name, reader),
                    aside: self.aside,
                })?,
                (Some(Name::Unknown(_)), None) => {
                    members.next_value::<IgnoredAny>()?;
                }
            }
        }
    }
}

/// The name of a member.
enum Name {
    Known(usize),
    /// Empty where nobody asks for it.
    Unknown(String),
}

struct NameSeed<'a> {
    table: &'static Table,
    hint: &'a mut usize,
    keep_unknown: bool,
}

impl<'de> DeserializeSeed<'de> for NameSeed<'_> {
    type Value = Name;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> std::result::Result<Name, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for NameSeed<'_> {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }
    fn visit_str<E>(self, name: &str) -> std::result::Result<Name, E> {
        Ok(match find(self.table.names, name, self.hint) {
            Some(index) => Name::Known(index),
            None if self.keep_unknown => Name::Unknown(name.to_owned()),
            None => Name::Unknown(String::new()),
        })
    }
}

struct ValueSeed<'a> {
    load: &'a mut dyn FnMut(&mut dyn Reader) -> Result<()>,
    aside: Aside<'a>,
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> std::result::Result<(), D::Error> {
        nested(deserializer, self.aside, self.load)
    }
}

struct EntriesVisitor<'a> {
    entry: Entry<'a>,
    aside: Aside<'a>,
}

impl<'de> Visitor<'de> for EntriesVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> std::result::Result<(), A::Error> {
        while let Some(name) = members.next_key::<String>()? {
            members.next_value_seed(ValueSeed {
                load: &mut |reader| (self.entry)(&name, reader),
                aside: self.aside,
            })?;
        }
        Ok(())
    }
}

struct ArrayVisitor<'a> {
    item: Item<'a>,
    aside: Aside<'a>,
}

impl<'de> Visitor<'de> for ArrayVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> std::result::Result<(), A::Error> {
        while items
            .next_element_seed(ValueSeed {
                load: &mut *self.item,
                aside: &mut *self.aside,
            })?
            .is_some()
        {}
        Ok(())
    }
}

struct OptionVisitor<'a> {
    value: Item<'a>,
    aside: Aside<'a>,
}

impl<'de> Visitor<'de> for OptionVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }
    fn visit_none<E>(self) -> std::result::Result<(), E> {
        Ok(())
    }
    fn visit_unit<E>(self) -> std::result::Result<(), E> {
        Ok(())
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> std::result::Result<(), D::Error> {
        nested(deserializer, self.aside, self.value)
    }
}
