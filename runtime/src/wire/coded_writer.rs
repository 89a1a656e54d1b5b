//! Writing values whose spelling differs from JSON's own: the reverse of reading them.

use std::fmt;

use super::{Coding, Presence, Reader, Slot, WriteEntry, WriteItem, Writer};
use crate::json::Json;
use crate::record::Table;
use crate::rule::{At, Rule, Violation};
use crate::{Error, Result};

/// A writer of coded values.
struct CodedWriter<'a> {
    inner: &'a mut dyn Writer,
    coding: Coding,
}

impl Writer for CodedWriter<'_> {
    fn object(&mut self, table: &'static Table, values: &[&dyn Slot]) -> Result<()> {
        self.inner.object(table, values)
    }
    fn entries(&mut self, len: usize, entry: WriteEntry<'_>) -> Result<()> {
        let coding = self.coding;
        self.inner.entries(len, &mut |index, emit| {
            entry(index, &mut |name, value| emit(name, &CodedSlot::new(value, coding)))
        })
    }
    fn array(&mut self, len: usize, item: WriteItem<'_>) -> Result<()> {
        let coding = self.coding;
        self.inner
            .array(len, &mut |index, inner| item(index, &mut CodedWriter { inner, coding }))
    }
    fn null(&mut self) -> Result<()> {
        self.inner.null()
    }
    fn string(&mut self, value: &str) -> Result<()> {
        self.inner.string(value)
    }
    fn integer(&mut self, value: i64) -> Result<()> {
        match self.coding {
            Coding::Boolean { .. } | Coding::Range(_) => self.inner.integer(value),
            Coding::Text => self.inner.string(&value.to_string()),
        }
    }
    fn number(&mut self, text: &str) -> Result<()> {
        match self.coding {
            Coding::Boolean { .. } | Coding::Range(_) => self.inner.number(text),
            Coding::Text => self.inner.string(text),
        }
    }
    fn plain_number(&mut self, text: &str) -> Result<()> {
        match self.coding {
            Coding::Boolean { .. } | Coding::Range(_) => self.inner.plain_number(text),
            Coding::Text => self.inner.string(text),
        }
    }
    fn float(&mut self, value: f64) -> Result<()> {
        match self.coding {
            Coding::Boolean { .. } | Coding::Range(_) => self.inner.float(value),
            Coding::Text if value.is_finite() => self.inner.string(&format!("{value:?}")),
            Coding::Text => Err(not_finite(value)),
        }
    }
    fn boolean(&mut self, value: bool) -> Result<()> {
        match self.coding {
            Coding::Boolean { yes, no } => {
                crate::json::from_str::<Json>(if value { yes } else { no })?.store(self.inner)
            }
            Coding::Text | Coding::Range(_) => self.inner.boolean(value),
        }
    }
}

/// The error of a float that no JSON number is.
#[cold]
pub(crate) fn not_finite(value: f64) -> Error {
    Error::new("a finite number", format!("`{value}`"))
}

/// A slot seen through a coding, to be written.
pub(crate) struct CodedSlot<'a> {
    slot: &'a dyn Slot,
    coding: Coding,
}

impl<'a> CodedSlot<'a> {
    pub(crate) fn new(slot: &'a dyn Slot, coding: Coding) -> Self {
        Self { slot, coding }
    }
}

impl Slot for CodedSlot<'_> {
    fn load(&mut self, _: &mut dyn Reader) -> Result<()> {
        Err(Error::new("a value to write", "a value to read"))
    }
    fn store(&self, writer: &mut dyn Writer) -> Result<()> {
        self.slot.store(&mut CodedWriter {
            inner: writer,
            coding: self.coding,
        })
    }
    fn presence(&self) -> Presence {
        self.slot.presence()
    }
    fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
        self.slot.check(rules, at, violations);
    }
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.slot.debug(f)
    }
}
