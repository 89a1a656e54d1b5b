//! Forms: an object as `application/x-www-form-urlencoded`.
//!
//! Input: a value that is an object, and how lists are written. Output: its pairs, in the order of the members.
//! **Invariant:** nothing is dropped that the caller gave: what a form cannot say is an error that names the member.
//!
//! Scalars are spelled as in JSON, texts without quotes. A member of an object in the object is `a[b]`. A list of scalars
//! is written in the style of the form, and an empty one is no pair at all; objects in a list are numbered whatever the
//! style, since nothing else tells one from the next: `a[0][b]`. A form has no null: `None` is left out, also where JSON
//! would say null, and an explicit null (of a [`Patch`](crate::Patch), in a list) is an error.

use crate::filter::{Joint, ListStyle, Query};
use crate::record::{Table, each_member};
use crate::wire::{Presence, Slot, WriteEntry, WriteItem, Writer, not_finite};
use crate::{Error, Result};
use std::fmt::Display;

/// A value as a form.
///
/// # Errors
/// It is no object, or holds what a form cannot.
pub(super) fn write(value: &dyn Slot, lists: ListStyle) -> Result<Query> {
    let mut form = Form {
        query: Query::new(),
        lists,
    };
    value.store(&mut form)?;
    Ok(form.query)
}

/// Takes the object.
struct Form {
    query: Query,
    lists: ListStyle,
}

impl Form {
    fn member(&mut self, name: &str, value: &dyn Slot) -> Result<()> {
        write_member(&mut self.query, self.lists, name, value)
    }

    fn refuse(found: &'static str) -> Result<()> {
        Err(Error::new("an object, whose members are the names of the form", found))
    }
}

fn write_member(query: &mut Query, lists: ListStyle, name: &str, value: &dyn Slot) -> Result<()> {
    if value.presence() != Presence::Given {
        return Ok(());
    }
    value.store(&mut Member {
        query,
        lists,
        name,
        item: None,
    })
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
    lists: ListStyle,
    name: &'a str,
    item: Option<Item<'a>>,
}

/// Which item it is.
struct Item<'a> {
    index: usize,
    /// Those that stand in one pair, and what joins them.
    joined: Option<(Joint, &'a mut Vec<String>)>,
}

impl Member<'_> {
    fn refuse(&self, found: &'static str) -> Result<()> {
        let expected = match self.item {
            Some(_) => "a text, a number, a boolean or an object: the lists of a form hold nothing else",
            None => "a text, a number, a boolean, an object or a list: a form holds nothing else",
        };
        Err(Error::new(expected, found))
    }

    fn push(&mut self, value: impl Display) -> Result<()> {
        let Self {
            query,
            name,
            lists,
            item,
        } = self;
        match item {
            None => query.push(name, value),
            Some(Item {
                joined: Some((joint, items)),
                ..
            }) => {
                let text = value.to_string();
                if let Joint::Plain(separator) = joint
                    && text.contains(*separator)
                {
                    let expected = format!("a text without `{separator}`, which stands between the items of a list");
                    return Err(Error::new(expected, "one that holds it"));
                }
                items.push(text);
                return Ok(());
            }
            Some(Item { index, .. }) => match lists {
                ListStyle::Brackets => query.push(&format!("{name}[]"), value),
                ListStyle::Indexed => query.push(&format!("{name}[{index}]"), value),
                _ => query.push(name, value),
            },
        };
        Ok(())
    }

    /// A member of the object that stands here.
    fn member(&mut self, inner: &str, value: &dyn Slot) -> Result<()> {
        let name = match &self.item {
            None => format!("{}[{inner}]", self.name),
            Some(item) => format!("{}[{}][{inner}]", self.name, item.index),
        };
        write_member(self.query, self.lists, &name, value)
    }
}

impl Writer for Member<'_> {
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
    fn array(&mut self, len: usize, item: WriteItem<'_>) -> Result<()> {
        if self.item.is_some() {
            return self.refuse("a list");
        }
        let joint = self.lists.joint();
        let mut items = Vec::new();
        for index in 0..len {
            let mut one = Member {
                query: self.query,
                lists: self.lists,
                name: self.name,
                item: Some(Item {
                    index,
                    joined: joint.map(|joint| (joint, &mut items)),
                }),
            };
            item(index, &mut one)?;
        }
        match joint.filter(|_| !items.is_empty()) {
            Some(joint) => self.push(joint.join(items)),
            None => Ok(()),
        }
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
