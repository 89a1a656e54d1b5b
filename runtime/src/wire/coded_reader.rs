//! Reading values whose spelling differs from JSON's own.
//!
//! Input: a reader, and a coding. Output: a reader that speaks JSON's own spelling. **Invariant:** a coding goes through
//! options, lists and maps, and stops at records: their fields have codings of their own.

use super::{Coding, Entry, Item, Member, Reader};
use crate::json::{Json, number};
use crate::record::Table;
use crate::{Error, Result};

/// A reader of coded values.
pub(crate) struct CodedReader<'a> {
    inner: &'a mut dyn Reader,
    coding: Coding,
}

impl<'a> CodedReader<'a> {
    pub(crate) fn new(inner: &'a mut dyn Reader, coding: Coding) -> Self {
        Self { inner, coding }
    }

    /// The number that the next value spells as text.
    fn number_text(&mut self) -> Result<String> {
        let expected = "a number spelled as text";
        match self.inner.json()? {
            Json::String(text) if number::is_number(&text) => Ok(text),
            Json::Null => Err(Error::null(expected)),
            found => Err(Error::new(expected, found.described())),
        }
    }
}

impl Reader for CodedReader<'_> {
    fn object(&mut self, table: &'static Table, member: Member<'_>, unknown: Option<Entry<'_>>) -> Result<()> {
        self.inner.object(table, member, unknown)
    }
    fn entries(&mut self, entry: Entry<'_>) -> Result<()> {
        let coding = self.coding;
        self.inner
            .entries(&mut |name, reader| entry(name, &mut CodedReader::new(reader, coding)))
    }
    fn array(&mut self, item: Item<'_>) -> Result<()> {
        let coding = self.coding;
        self.inner
            .array(&mut |reader| item(&mut CodedReader::new(reader, coding)))
    }
    fn option(&mut self, value: Item<'_>) -> Result<()> {
        let coding = self.coding;
        self.inner
            .option(&mut |reader| value(&mut CodedReader::new(reader, coding)))
    }
    fn string(&mut self) -> Result<String> {
        self.inner.string()
    }
    fn integer(&mut self) -> Result<i64> {
        match self.coding {
            Coding::Boolean { .. } | Coding::Range(_) => self.inner.integer(),
            Coding::Text => {
                let text = self.number_text()?;
                number::integer_of(&text)
                    .ok_or_else(|| Error::new("an integer of 64 bits, spelled as text", Json::String(text).described()))
            }
        }
    }
    fn number(&mut self) -> Result<String> {
        match self.coding {
            Coding::Boolean { .. } | Coding::Range(_) => self.inner.number(),
            Coding::Text => self.number_text(),
        }
    }
    fn float(&mut self) -> Result<f64> {
        match self.coding {
            Coding::Boolean { .. } | Coding::Range(_) => self.inner.float(),
            Coding::Text => {
                let text = self.number_text()?;
                number::float_of(&text)
                    .ok_or_else(|| Error::new("a number within the range of `f64`", Json::String(text).described()))
            }
        }
    }
    fn boolean(&mut self) -> Result<bool> {
        let Coding::Boolean { yes, no } = self.coding else {
            return self.inner.boolean();
        };
        let found = self.inner.json()?;
        if found.is_scalar(yes) {
            Ok(true)
        } else if found.is_scalar(no) {
            Ok(false)
        } else {
            let expected = format!("`{yes}` for true or `{no}` for false");
            Err(match found {
                Json::Null => Error::null(expected),
                found => Error::new(expected, found.described()),
            })
        }
    }
    fn json(&mut self) -> Result<Json> {
        self.inner.json()
    }
}
