//! Values to JSON text.
//!
//! Input: calls with values. Output: JSON text without blanks. **Invariant:** whatever is written is JSON; what JSON
//! cannot hold is an error.

use std::fmt::Write as _;

use super::{digits, scan};
use crate::Result;
use crate::record::{Table, each_member};
use crate::wire::{Slot, WriteEntry, WriteItem, Writer, not_finite};

/// A writer of JSON text.
#[derive(Debug, Default)]
pub(super) struct TextWriter {
    out: String,
}

impl TextWriter {
    pub(super) fn into_text(self) -> String {
        self.out
    }
}

/// Appends a text between quotes.
#[inline]
pub(crate) fn push_text(out: &mut String, text: &str) {
    // Room for the quotes and a separator as well.
    out.reserve(text.len() + 4);
    out.push('"');
    if scan::is_plain(text.as_bytes()) {
        out.push_str(text);
    } else {
        push_escaped(out, text);
    }
    out.push('"');
}

fn push_escaped(out: &mut String, text: &str) {
    let mut start = 0;
    loop {
        let end = scan::plain_end(text.as_bytes(), start);
        out.push_str(text.get(start..end).unwrap_or_default());
        match text.as_bytes().get(end) {
            None => return,
            Some(b'"') => out.push_str("\\\""),
            Some(b'\\') => out.push_str("\\\\"),
            Some(b'\n') => out.push_str("\\n"),
            Some(b'\r') => out.push_str("\\r"),
            Some(b'\t') => out.push_str("\\t"),
            Some(8) => out.push_str("\\b"),
            Some(12) => out.push_str("\\f"),
            // Writing to a String cannot fail.
            Some(control) => drop(write!(out, "\\u{control:04x}")),
        }
        start = end + 1;
    }
}

impl Writer for TextWriter {
    fn object(&mut self, table: &'static Table, values: &[&dyn Slot]) -> Result<()> {
        let mut is_first = true;
        self.out.push('{');
        each_member(table, values, |name, value| {
            if !is_first {
                self.out.push(',');
            }
            is_first = false;
            push_text(&mut self.out, name);
            self.out.push(':');
            value.store(self)
        })?;
        self.out.push('}');
        Ok(())
    }

    fn entries(&mut self, len: usize, entry: WriteEntry<'_>) -> Result<()> {
        self.out.push('{');
        for index in 0..len {
            if index > 0 {
                self.out.push(',');
            }
            entry(index, &mut |name, value| {
                push_text(&mut self.out, name);
                self.out.push(':');
                value.store(self).map_err(|error| error.inside(name))
            })?;
        }
        self.out.push('}');
        Ok(())
    }

    fn array(&mut self, len: usize, item: WriteItem<'_>) -> Result<()> {
        self.out.push('[');
        for index in 0..len {
            if index > 0 {
                self.out.push(',');
            }
            item(index, self)?;
        }
        self.out.push(']');
        Ok(())
    }

    fn null(&mut self) -> Result<()> {
        self.out.push_str("null");
        Ok(())
    }

    fn string(&mut self, value: &str) -> Result<()> {
        push_text(&mut self.out, value);
        Ok(())
    }

    fn integer(&mut self, value: i64) -> Result<()> {
        digits::push_integer(&mut self.out, value);
        Ok(())
    }

    fn number(&mut self, text: &str) -> Result<()> {
        self.out.push_str(text);
        Ok(())
    }

    fn float(&mut self, value: f64) -> Result<()> {
        if !value.is_finite() {
            return Err(not_finite(value));
        }
        digits::push_float(&mut self.out, value);
        Ok(())
    }

    fn boolean(&mut self, value: bool) -> Result<()> {
        self.out.push_str(if value { "true" } else { "false" });
        Ok(())
    }
}
