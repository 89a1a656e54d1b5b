//! Records: structs that are JSON objects, driven by the table their derive emitted.
//!
//! Input: a [`Table`] and the slots of one value. Output: the value loaded, stored, checked or shown. **Invariant:** the
//! loops over a table are here and compiled once; what is generic only hands out slots.

mod load;
mod macros;
mod names;
mod store;

use std::fmt;

pub use load::load;
pub(crate) use names::{Indexes, find};
pub use store::Store;
pub(crate) use store::{count_members, each_member};

use crate::Result;
use crate::wire::{Blank, Coding, Reader, Slot, Visit};

/// What a derive knows of a struct's wire side. Indices are positions of fields.
#[derive(Debug)]
pub struct Table {
    /// The Rust name of the struct, for `Debug` and errors.
    pub name: &'static str,
    /// Wire names, in the order of the fields.
    pub names: &'static [&'static str],
    /// Bit `i % 64` of word `i / 64`: member `i` must be there when read.
    pub required: &'static [u64],
    /// Likewise: `None` of member `i` is written as null instead of being left out.
    pub null: &'static [u64],
    /// Fields whose spelling differs from JSON's own, in the order of the fields.
    pub codings: &'static [(usize, Coding)],
    /// The field that keeps unknown members (a `BTreeMap<String, Json>`); it has the last index and is no member.
    pub extra: Option<usize>,
    /// Members that are written by themselves, before all others, and are no fields: name and JSON scalar.
    pub constants: &'static [(&'static str, &'static str)],
}

impl Table {
    /// Whether a member of this name is written by itself.
    fn is_constant(&self, name: &str) -> bool {
        self.constants.iter().any(|(constant, _)| *constant == name)
    }

    /// How field `index` is spelled, where that differs from JSON's own.
    fn coding(&self, index: usize) -> Option<Coding> {
        let found = self.codings.binary_search_by_key(&index, |(field, _)| *field).ok()?;
        self.codings.get(found).map(|(_, coding)| *coding)
    }
}

/// Whether bit `index` is set.
fn bit(words: &[u64], index: usize) -> bool {
    words.get(index / 64).is_some_and(|word| word >> (index % 64) & 1 == 1)
}

/// A struct that is a JSON object. Derived with `bindery::Model`; every model also derives `bindery::Validate`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no model",
    note = "a model is a struct that derives `bindery::Model` and `bindery::Validate`"
)]
pub trait Record: crate::Validate + Blank + Sized + 'static {
    /// The table of this record.
    const TABLE: &'static Table;
    /// Calls [`load`] with all fields, in order.
    ///
    /// # Errors
    /// Those of [`load`].
    fn load_fields(&mut self, reader: &mut dyn Reader) -> Result<()>;
    /// Hands out all fields, in order.
    fn fields(&self, visit: &mut dyn Visit);
}

/// Formats the fields that a record hands out like a derived `Debug`, under its wire names.
#[doc(hidden)]
pub struct Show<'a, 'f> {
    table: &'static Table,
    f: &'a mut fmt::Formatter<'f>,
    result: fmt::Result,
}

impl<'a, 'f> Show<'a, 'f> {
    /// Before the fields.
    pub fn new(table: &'static Table, f: &'a mut fmt::Formatter<'f>) -> Self {
        let result = Ok(());
        Self { table, f, result }
    }

    /// Behind them.
    ///
    /// # Errors
    /// The formatter's.
    pub fn finish(self) -> fmt::Result {
        self.result
    }
}

impl Visit for Show<'_, '_> {
    fn fields(&mut self, fields: &[&dyn Slot]) {
        self.result = debug_fields(self.table, fields, self.f);
    }
}

fn debug_fields(table: &Table, values: &[&dyn Slot], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut shown = f.debug_struct(table.name);
    for (name, value) in table.names.iter().zip(values) {
        shown.field(name, &Shown(*value));
    }
    if let Some(extra) = table.extra.and_then(|index| values.get(index)) {
        shown.field("extra", &Shown(*extra));
    }
    shown.finish()
}

/// A slot, for `Debug`.
pub(crate) struct Shown<'a>(pub(crate) &'a dyn Slot);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.debug(f)
    }
}

#[cfg(test)]
mod tests;
