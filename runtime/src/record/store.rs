//! Writing a record.
//!
//! Input: a table and the values of all fields. Output: the members to write, in order. **Invariant:** what is absent is
//! left out, a null is written only where the table says so, and no name comes twice.

use super::{Table, bit};
use crate::wire::{CodedSlot, Emit, Presence, Slot, Visit, WriteEntry, WriteItem, Writer};
use crate::{Error, Json, Result, json};

/// Writes the fields that a record hands out as an object. No function is generic over the record: it would be compiled
/// for each.
#[doc(hidden)]
pub struct Store<'a> {
    table: &'static Table,
    writer: &'a mut dyn Writer,
    result: Result<()>,
}

impl<'a> Store<'a> {
    /// Before the fields.
    pub fn new(table: &'static Table, writer: &'a mut dyn Writer) -> Self {
        let result = Ok(());
        Self { table, writer, result }
    }

    /// Behind them.
    ///
    /// # Errors
    /// A value cannot be written.
    pub fn finish(self) -> Result<()> {
        self.result
    }
}

impl Visit for Store<'_> {
    fn fields(&mut self, fields: &[&dyn Slot]) {
        self.result = self.writer.object(self.table, fields);
    }
}

/// Hands the members that are to be written to `emit`: those that are constant, the table's own, spelled as it says, then
/// the unknown ones.
#[inline]
pub(crate) fn each_member(
    table: &Table,
    values: &[&dyn Slot],
    mut emit: impl FnMut(&str, &dyn Slot) -> Result<()>,
) -> Result<()> {
    for (name, json) in table.constants {
        let value: Json = json::from_str(json).map_err(|error| error.inside(name))?;
        emit(name, &value).map_err(|error| error.inside(name))?;
    }
    let mut codings = table.codings.iter().peekable();
    for (index, (name, value)) in table.names.iter().zip(values).enumerate() {
        let coding = codings.next_if(|(field, _)| *field == index).map(|(_, coding)| *coding);
        if !is_written(table, index, *value) {
            continue;
        }
        match coding {
            None => emit(name, *value),
            Some(coding) => emit(name, &CodedSlot::new(*value, coding)),
        }
        .map_err(|error| error.inside(name))?;
    }
    match table.extra.and_then(|index| values.get(index)) {
        Some(extra) => extra.store(&mut Members { table, emit: &mut emit }),
        None => Ok(()),
    }
}

/// How many members [`each_member`] hands out.
pub(crate) fn count_members(table: &Table, values: &[&dyn Slot]) -> Result<usize> {
    let mut count = table.constants.len();
    for (index, (_, value)) in table.names.iter().zip(values).enumerate() {
        count += usize::from(is_written(table, index, *value));
    }
    if let Some(extra) = table.extra.and_then(|index| values.get(index)) {
        extra.store(&mut Members {
            table,
            emit: &mut |_, _| {
                count += 1;
                Ok(())
            },
        })?;
    }
    Ok(count)
}

#[inline]
fn is_written(table: &Table, index: usize, value: &dyn Slot) -> bool {
    match value.presence() {
        Presence::Given => true,
        Presence::Null => bit(table.null, index),
        Presence::Absent => false,
    }
}

/// Takes the members of the field that keeps unknown ones; they stand beside the table's own.
struct Members<'a, 'b> {
    table: &'a Table,
    emit: Emit<'b>,
}

impl Members<'_, '_> {
    fn refuse(&self) -> Result<()> {
        Err(Error::new("a map of unknown members", "something else"))
    }
}

impl Writer for Members<'_, '_> {
    fn entries(&mut self, len: usize, entry: WriteEntry<'_>) -> Result<()> {
        let Self { table, emit } = self;
        for index in 0..len {
            entry(index, &mut |name, value| {
                if table.names.contains(&name) || table.is_constant(name) {
                    return Err(
                        Error::new("a name that the model has no field for", "the name of a field").inside(name),
                    );
                }
                emit(name, value).map_err(|error| error.inside(name))
            })?;
        }
        Ok(())
    }
    fn object(&mut self, _: &'static Table, _: &[&dyn Slot]) -> Result<()> {
        self.refuse()
    }
    fn array(&mut self, _: usize, _: WriteItem<'_>) -> Result<()> {
        self.refuse()
    }
    fn null(&mut self) -> Result<()> {
        self.refuse()
    }
    fn string(&mut self, _: &str) -> Result<()> {
        self.refuse()
    }
    fn integer(&mut self, _: i64) -> Result<()> {
        self.refuse()
    }
    fn number(&mut self, _: &str) -> Result<()> {
        self.refuse()
    }
    fn float(&mut self, _: f64) -> Result<()> {
        self.refuse()
    }
    fn boolean(&mut self, _: bool) -> Result<()> {
        self.refuse()
    }
}
