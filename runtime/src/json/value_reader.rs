//! Values from parsed JSON.
//!
//! Input: a [`Json`]. Output: calls with values, the same that its text would lead to.

use super::{Json, number};
use crate::record::{Table, find};
use crate::wire::{Entry, Item, Member, Reader};
use crate::{Error, Result};

/// A reader of parsed JSON, so that it can be decoded into any [`Value`](crate::wire::Value).
#[must_use]
pub const fn value_reader(json: &Json) -> ValueReader<'_> {
    ValueReader { json }
}

/// See [`value_reader`].
#[derive(Debug, Clone, Copy)]
pub struct ValueReader<'a> {
    json: &'a Json,
}

impl ValueReader<'_> {
    #[cold]
    fn unfit<T>(&self, expected: &'static str) -> Result<T> {
        Err(match self.json {
            Json::Null => Error::null(expected),
            found => Error::new(expected, found.described()),
        })
    }

    fn number_text(&self) -> Result<&str> {
        match self.json {
            Json::Number(number) => Ok(number.as_str()),
            _ => self.unfit("a number"),
        }
    }
}

impl Reader for ValueReader<'_> {
    fn object(&mut self, table: &'static Table, member: Member<'_>, mut unknown: Option<Entry<'_>>) -> Result<()> {
        let Json::Object(members) = self.json else {
            return self.unfit("an object");
        };
        let mut hint = 0;
        for (name, value) in members {
            match (find(table.names, name, &mut hint), &mut unknown) {
                (Some(index), _) => member(index, &mut value_reader(value))?,
                (None, Some(unknown)) => unknown(name, &mut value_reader(value))?,
                (None, None) => {}
            }
        }
        Ok(())
    }

    fn entries(&mut self, entry: Entry<'_>) -> Result<()> {
        match self.json {
            Json::Object(members) => members
                .iter()
                .try_for_each(|(name, value)| entry(name, &mut value_reader(value))),
            _ => self.unfit("an object"),
        }
    }

    fn array(&mut self, item: Item<'_>) -> Result<()> {
        match self.json {
            Json::Array(items) => items.iter().try_for_each(|value| item(&mut value_reader(value))),
            _ => self.unfit("an array"),
        }
    }

    fn option(&mut self, value: Item<'_>) -> Result<()> {
        match self.json {
            Json::Null => Ok(()),
            _ => value(self),
        }
    }

    fn string(&mut self) -> Result<String> {
        match self.json {
            Json::String(text) => Ok(text.clone()),
            _ => self.unfit("a text"),
        }
    }

    fn integer(&mut self) -> Result<i64> {
        let Json::Number(number) = self.json else {
            return self.unfit("an integer");
        };
        match number::integer_of(number.as_str()) {
            Some(value) => Ok(value),
            None => self.unfit("an integer of 64 bits, without fraction and exponent"),
        }
    }

    fn number(&mut self) -> Result<String> {
        self.number_text().map(str::to_owned)
    }

    fn float(&mut self) -> Result<f64> {
        match number::float_of(self.number_text()?) {
            Some(value) => Ok(value),
            None => self.unfit("a number within the range of `f64`"),
        }
    }

    fn boolean(&mut self) -> Result<bool> {
        match self.json {
            Json::Boolean(value) => Ok(*value),
            _ => self.unfit("a boolean"),
        }
    }

    fn json(&mut self) -> Result<Json> {
        Ok(self.json.clone())
    }
}
