//! Reading a record.
//!
//! Input: a reader at an object. Output: the slots loaded. **Invariant:** on success every required member was there,
//! none came twice, and every error names its member.

use std::collections::BTreeMap;

use super::Table;
use crate::json::{Json, value_reader};
use crate::wire::{CodedReader, Reader, Slot};
use crate::{Error, Result};

/// Loads every member that the reader holds; fields whose member is not there stay as they are.
///
/// # Errors
/// A value does not fit its field, a required member is not there, or one came twice.
pub fn load(table: &'static Table, fields: &mut [&mut dyn Slot], reader: &mut dyn Reader) -> Result<()> {
    // Records of up to 256 fields, so nearly all, need no allocation.
    let mut few = [0_u64; 4];
    let mut many = Vec::new();
    let words = table.names.len().div_ceil(64);
    let seen: &mut [u64] = if words <= few.len() {
        &mut few
    } else {
        many.resize(words, 0);
        &mut many
    };
    let mut member = |index: usize, reader: &mut dyn Reader| {
        let (Some(word), Some(field)) = (seen.get_mut(index / 64), fields.get_mut(index)) else {
            return Ok(());
        };
        let result = if *word >> (index % 64) & 1 == 1 {
            Err(Error::new("one member of this name", "a second one"))
        } else {
            *word |= 1 << (index % 64);
            match table.coding(index) {
                None => field.load(reader),
                Some(coding) => field.load(&mut CodedReader::new(reader, coding)),
            }
        };
        result.map_err(|error| error.inside(name(table, index)))
    };
    match table.extra {
        None => reader.object(table, &mut member, None)?,
        Some(extra) => {
            let mut unknown = BTreeMap::new();
            reader.object(
                table,
                &mut member,
                Some(&mut |name, reader| {
                    let value = reader.json().map_err(|error| error.inside(name))?;
                    // Written by itself again.
                    if !table.is_constant(name) {
                        unknown.insert(name.to_owned(), value);
                    }
                    Ok(())
                }),
            )?;
            if let Some(extra) = fields.get_mut(extra) {
                extra.load(&mut value_reader(&Json::Object(unknown)))?;
            }
        }
    }
    for (word, (required, seen)) in table.required.iter().zip(&*seen).enumerate() {
        let missing = required & !seen;
        if missing != 0 {
            let index = word * 64 + missing.trailing_zeros() as usize;
            return Err(Error::missing().inside(name(table, index)));
        }
    }
    Ok(())
}

fn name(table: &Table, index: usize) -> &'static str {
    table.names.get(index).copied().unwrap_or_default()
}
