//! From the name of a member to the index of its field.
//!
//! Input: a table and a name. Output: the index. **Invariant:** the answer never depends on the order of the members;
//! only its price does: one comparison in the table's order, a hash and a comparison in any other.

use crate::record::Table;

/// The index of `name`; `hint` is where it is looked for first, and is set behind what was found.
pub(crate) fn find(names: &[&str], name: &str, hint: &mut usize) -> Option<usize> {
    if names.get(*hint).is_some_and(|expected| *expected == name) {
        *hint += 1;
        return Some(*hint - 1);
    }
    let index = names.iter().position(|candidate| *candidate == name)?;
    *hint = index + 1;
    Some(index)
}

/// Tables up to this size are searched one name after the other.
const SMALL: usize = 8;

/// The hash indexes of the tables that one document asked for out of order.
#[derive(Debug, Default)]
pub(crate) struct Indexes(Vec<Index>);

impl Indexes {
    /// Like [`find`], for many members of many objects.
    #[inline]
    pub(crate) fn find(&mut self, table: &'static Table, name: &str, hint: &mut usize) -> Option<usize> {
        if let Some(expected) = table.names.get(*hint)
            && *expected == name
        {
            *hint += 1;
            return Some(*hint - 1);
        }
        let index = self.find_anywhere(table, name)?;
        *hint = index + 1;
        Some(index)
    }

    fn find_anywhere(&mut self, table: &'static Table, name: &str) -> Option<usize> {
        if table.names.len() <= SMALL {
            return table.names.iter().position(|candidate| *candidate == name);
        }
        match self.0.iter().find(|index| std::ptr::eq(index.table, table)) {
            Some(index) => index.find(name),
            None => {
                let index = Index::new(table);
                let found = index.find(name);
                self.0.push(index);
                found
            }
        }
    }
}

/// A table of `index + 1` by hash, zero where empty, at most half full.
#[derive(Debug)]
struct Index {
    table: &'static Table,
    cells: Box<[u32]>,
}

impl Index {
    fn new(table: &'static Table) -> Self {
        let size = (table.names.len() * 2).next_power_of_two();
        let mut cells = vec![0_u32; size].into_boxed_slice();
        for (number, name) in (1_u32..).zip(table.names) {
            let mut at = hash(name);
            while let Some(cell) = cells.get_mut(at & (size - 1)) {
                if *cell == 0 {
                    *cell = number;
                    break;
                }
                at = at.wrapping_add(1);
            }
        }
        Self { table, cells }
    }

    fn find(&self, name: &str) -> Option<usize> {
        let mask = self.cells.len() - 1;
        let mut at = hash(name);
        loop {
            let index = (*self.cells.get(at & mask)? as usize).checked_sub(1)?;
            if self.table.names.get(index).is_some_and(|candidate| *candidate == name) {
                return Some(index);
            }
            at = at.wrapping_add(1);
        }
    }
}

/// Length, first and last eight bytes, mixed: wire names that differ, differ there nearly always.
#[inline]
fn hash(name: &str) -> usize {
    let bytes = name.as_bytes();
    let (first, last) = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (Some(first), Some(last)) => (
                u64::from(u32::from_le_bytes(*first)),
                u64::from(u32::from_le_bytes(*last)),
            ),
            _ => (bytes.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte)), 0),
        },
    };
    let mixed =
        (first ^ last.rotate_left(29) ^ (bytes.len() as u64).rotate_left(57)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    // The high bits are the mixed ones; a table never has more than 2^32 names.
    (mixed >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaked(names: Vec<String>) -> &'static Table {
        let names: Vec<&'static str> = names.into_iter().map(|name| &*name.leak()).collect();
        Box::leak(Box::new(Table {
            name: "Leaked",
            names: names.leak(),
            required: &[],
            null: &[],
            codings: &[],
            extra: None,
            constants: &[],
        }))
    }

    #[test]
    fn every_name_is_found_in_any_order_and_no_other() {
        for count in [0, 1, 3, 8, 9, 60, 200, 1000] {
            let table = leaked(
                (0..count)
                    .map(|i| format!("field_with_a_long_name_{i}_of_one_table"))
                    .collect(),
            );
            let mut indexes = Indexes::default();
            let mut hint = 0;
            for step in [1, 7, 11] {
                for i in (0..count).map(|i| i * step % count) {
                    assert_eq!(indexes.find(table, table.names[i], &mut hint), Some(i));
                    assert_eq!(find(table.names, table.names[i], &mut hint), Some(i));
                    assert_eq!(hint, i + 1);
                }
            }
            assert_eq!(indexes.find(table, "field", &mut hint), None);
            assert_eq!(find(table.names, "", &mut hint), None);
        }
    }

    #[test]
    fn names_that_hash_alike_are_told_apart() {
        let table = leaked((10..99).map(|i| format!("12345678{i}12345678")).collect());
        let mut indexes = Indexes::default();
        for (i, name) in table.names.iter().enumerate() {
            assert_eq!(hash(name), hash(table.names[0]));
            assert_eq!(indexes.find(table, name, &mut 1000), Some(i));
        }
        assert_eq!(indexes.find(table, "123456780012345678", &mut 0), None);
    }
}
