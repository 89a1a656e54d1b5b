//! How a value meets the wire: one object-safe reader, one object-safe writer, and the slots between them.
//!
//! **Invariant:** no trait method here is generic, so that what the derives emit is tables and coercions, and a format
//! (JSON text, any serde format, a parsed [`Json`](crate::Json)) is one implementation of [`Reader`] or [`Writer`].

mod coded_reader;
mod coded_writer;
mod coding;
mod containers;
mod scalars;

pub(crate) use coded_reader::CodedReader;
pub(crate) use coded_writer::{CodedSlot, not_finite};
pub use coding::Coding;

use crate::Result;
use crate::record::Table;
use crate::rule::{At, Rule, Violation};

/// Called by [`Reader::object`] for each member the table knows: its index, and the reader at its value.
pub type Member<'a> = &'a mut dyn FnMut(usize, &mut dyn Reader) -> Result<()>;
/// Called by [`Reader::entries`] for each member: its name, and the reader at its value.
pub type Entry<'a> = &'a mut dyn FnMut(&str, &mut dyn Reader) -> Result<()>;
/// Called by [`Reader::array`] for each item.
pub type Item<'a> = &'a mut dyn FnMut(&mut dyn Reader) -> Result<()>;

/// Takes the name and the value of one member.
pub type Emit<'a> = &'a mut dyn FnMut(&str, &dyn Slot) -> Result<()>;
/// Called by [`Writer::entries`] for each member: its index, and what takes it.
pub type WriteEntry<'a> = &'a mut dyn FnMut(usize, Emit<'_>) -> Result<()>;
/// Called by [`Writer::array`] for each item: its index, and what it is written to.
pub type WriteItem<'a> = &'a mut dyn FnMut(usize, &mut dyn Writer) -> Result<()>;

/// A source of one value. A method consumes the value; an error names what was expected and found.
///
/// A callback that leaves its value unread leaves it to be skipped.
pub trait Reader {
    /// An object with known members, in any order; the table's order is the fast one. Unknown members go to `unknown`,
    /// or are skipped where it is `None`. Which members came, and whether one came twice, is the callback's to see.
    fn object(&mut self, table: &'static Table, member: Member<'_>, unknown: Option<Entry<'_>>) -> Result<()>;
    /// An object whose names are data.
    fn entries(&mut self, entry: Entry<'_>) -> Result<()>;
    /// An array.
    fn array(&mut self, item: Item<'_>) -> Result<()>;
    /// A value that may be null: `value` is called only when it is not.
    fn option(&mut self, value: Item<'_>) -> Result<()>;
    /// A text.
    fn string(&mut self) -> Result<String>;
    /// An integer: a JSON number without fraction or exponent that fits.
    fn integer(&mut self) -> Result<i64>;
    /// A number, as the shortest or original text of it: exact wherever the source is.
    fn number(&mut self) -> Result<String>;
    /// A floating-point number.
    fn float(&mut self) -> Result<f64>;
    /// A boolean.
    fn boolean(&mut self) -> Result<bool>;
    /// Whatever stands there.
    fn json(&mut self) -> Result<crate::Json>;
}

/// A sink for one value.
pub trait Writer {
    /// An object: the table's names with `values` of the same length. Leaves out what is absent, and null unless the
    /// table says to write it; applies the table's codings; `extra` members follow.
    fn object(&mut self, table: &'static Table, values: &[&dyn Slot]) -> Result<()>;
    /// An object whose names are data: `entry(i)`, called once for each `i` below `len` in order, gives a name and value.
    fn entries(&mut self, len: usize, entry: WriteEntry<'_>) -> Result<()>;
    /// An array of `len` items, each written by `item`.
    fn array(&mut self, len: usize, item: WriteItem<'_>) -> Result<()>;
    /// Null.
    fn null(&mut self) -> Result<()>;
    /// A text.
    fn string(&mut self, value: &str) -> Result<()>;
    /// An integer.
    fn integer(&mut self, value: i64) -> Result<()>;
    /// A number given as its JSON text. Formats without exact numbers write it as text.
    fn number(&mut self, text: &str) -> Result<()>;
    /// A number given as its JSON text, whose digits matter less than that it is a number: Unix times, numbers of a
    /// [`Json`](crate::Json). Formats without exact numbers write it as text only where they have none of the same value.
    fn plain_number(&mut self, text: &str) -> Result<()> {
        self.number(text)
    }
    /// A floating-point number; one that is not finite is an error.
    fn float(&mut self, value: f64) -> Result<()>;
    /// A boolean.
    fn boolean(&mut self, value: bool) -> Result<()>;
}

/// Whether a slot holds something to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// A value (also an explicit null of a patch).
    Given,
    /// `None`: left out, or written as null where the table says so.
    Null,
    /// Never written: a patch that keeps what is there.
    Absent,
}

/// A place of a record that holds one value. Implemented by every type a field can have.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no type of the wire",
    label = "`{Self}` cannot be read and written here",
    note = "types of the wire are i64, f64, bool, String, those of `bindery::scalar`, `bindery::Json`, and `Option`, `Vec`, `Box`, `Patch` and `BTreeMap<String, _>` of them",
    note = "a struct becomes one by deriving `bindery::Model` and `bindery::Validate`, an enum by deriving `bindery::WireEnum`"
)]
pub trait Slot {
    /// Loads what the reader holds into a blank value. After an error the value is of no use.
    fn load(&mut self, reader: &mut dyn Reader) -> Result<()>;
    /// Writes the value.
    fn store(&self, writer: &mut dyn Writer) -> Result<()>;
    /// Whether there is something to write.
    fn presence(&self) -> Presence {
        Presence::Given
    }
    /// Checks the value against its rules, and everything inside it against theirs.
    fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>);
    /// Formats the value for `Debug`.
    fn debug(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result;
}

/// Takes the fields of a record, in order. No closure: one that stands in a function of any record is compiled, with what
/// calls it, once a record.
pub trait Visit {
    /// Takes the fields.
    fn fields(&mut self, fields: &[&dyn Slot]);
}

/// What stands in a field before it is read. A constant, so that a record of sixty fields starts as one copy.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a model's field",
    label = "no type of the wire, or a `Box` that nothing holds",
    note = "a `Box` stands inside an `Option`, a `Vec` or a map; every other type of the wire stands in a field as it is"
)]
pub trait Blank {
    /// The blank value.
    const BLANK: Self;
}

/// A slot that can stand inside a list, a map or an option, where each is made as it is read.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no type of the wire",
    label = "`{Self}` cannot be read and written here",
    note = "types of the wire are i64, f64, bool, String, those of `bindery::scalar`, `bindery::Json`, and `Option`, `Vec`, `Box`, `Patch` and `BTreeMap<String, _>` of them",
    note = "a struct becomes one by deriving `bindery::Model` and `bindery::Validate`, an enum by deriving `bindery::WireEnum`"
)]
pub trait Value: Slot + Sized + 'static {
    /// A value to load into.
    fn fresh() -> Self;
}

#[cfg(test)]
mod tests;
