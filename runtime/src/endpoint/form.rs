//! Forms: an object as `application/x-www-form-urlencoded`.
//!
//! Input: a value that is an object of scalars and of lists of scalars. Output: its pairs, in the order of the members.
//! **Invariant:** nothing is dropped that the caller gave: what a form cannot say is an error that names the member.
//!
//! A list repeats its name for each item, and an empty one is no pair at all. Scalars are spelled as in JSON, texts without
//! quotes. A form has no null: `None` is left out, also where JSON would say null, and an explicit null (of a
//! [`Patch`](crate::Patch), in a list) is an error.

use crate::filter::Query;
use crate::record::{Table, each_member};
use crate::wire::{Presence, Slot, WriteEntry, WriteItem, Writer, not_finite};
use crate::{Error, Result};

/// A value as a form.
///
/// # Errors
/// It is no object, or holds what a form cannot.
pub(super) fn write(value: &dyn Slot) -> Result<Query> {
    let mut form = Form { query: Query::new() };
    value.store(&mut form)?;
    Ok(form.query)
}

/// Takes the object.
struct Form {
    query: Query,
}

impl Form {
    fn member(&mut self, name: &str, value: &dyn Slot) -> Result<()> {
        if value.presence() != Presence::Given {
            return Ok(());
        }
        value.store(&mut Member {
            query: &mut self.query,
            name,
            is_item: false,
        })
    }

    fn refuse(found: &'static str) -> Result<()> {
        Err(Error::new("an object, whose members are the names of the form", found))
    }
}

impl Writer for Form {
    fn object(&mut self, table: &'static Table, values: &[&dyn Slot]) -> Result<()> {
        each_member(table, values, |name, value| self.member(name, value))
    }
    fn entries(&mut self, len: usize, entry: WriteEntry<'_>) -> Result<()> {
        for index in 0..len {
            entry(index, &mut |name, value| {
                self.member(name, value).map_err(|error| error.inside(name))
            })?;
        }
        Ok(())
    }
    fn array(&mut self, _: usize, _: WriteItem<'_>) -> Result<()> {
        Self::refuse("a list")
    }
    fn null(&mut self) -> Result<()> {
        Self::refuse("null")
    }
    fn string(&mut self, _: &str) -> Result<()> {
        Self::refuse("a text")
    }
    fn integer(&mut self, _: i64) -> Result<()> {
        Self::refuse("a number")
    }
    fn number(&mut self, _: &str) -> Result<()> {
        Self::refuse("a number")
    }
    fn float(&mut self, _: f64) -> Result<()> {
        Self::refuse("a number")
    }
    fn boolean(&mut self, _: bool) -> Result<()> {
        Self::refuse("a boolean")
    }
}

/// Takes the value of one member, or one item of its list.
struct Member<'a> {
    query: &'a mut Query,
    name: &'a str,
    is_item: bool,
}

impl Member<'_> {
    fn refuse(&self, found: &'static str) -> Result<()> {
        let expected = if self.is_item {
            "a text, a number or a boolean: the lists of a form hold nothing else"
        } else {
            "a text, a number, a boolean or a list of them: a form holds nothing else"
        };
        Err(Error::new(expected, found))
    }

    fn push(&mut self, value: impl std::fmt::Display) -> Result<()> {
        self.query.push(self.name, value);
        Ok(())
    }
}

impl Writer for Member<'_> {
    fn object(&mut self, _: &'static Table, _: &[&dyn Slot]) -> Result<()> {
        self.refuse("an object")
    }
    fn entries(&mut self, _: usize, _: WriteEntry<'_>) -> Result<()> {
        self.refuse("an object")
    }
    fn array(&mut self, len: usize, item: WriteItem<'_>) -> Result<()> {
        if self.is_item {
            return self.refuse("a list");
        }
        for index in 0..len {
            let mut one = Member {
                query: self.query,
                name: self.name,
                is_item: true,
            };
            item(index, &mut one)?;
        }
        Ok(())
    }
    fn null(&mut self) -> Result<()> {
        self.refuse("null")
    }
    fn string(&mut self, value: &str) -> Result<()> {
        self.push(value)
    }
    fn integer(&mut self, value: i64) -> Result<()> {
        self.push(value)
    }
    fn number(&mut self, text: &str) -> Result<()> {
        self.push(text)
    }
    fn float(&mut self, value: f64) -> Result<()> {
        if value.is_finite() {
            self.push(value)
        } else {
            Err(not_finite(value))
        }
    }
    fn boolean(&mut self, value: bool) -> Result<()> {
        self.push(value)
    }
}
