//! Numbers as text without allocating.
//!
//! Input: an `i64` or an `f64` in its shortest form. Output: its text, on the stack.

use std::fmt::{self, Write};

/// A text on the stack, long enough for any `i64` or [`Shortest`](crate::scalar::number::Shortest) `f64`.
#[derive(Default)]
pub(super) struct Line {
    bytes: [u8; 32],
    length: usize,
}

impl Line {
    /// Cut off where `value` is longer than any number.
    pub(super) fn of(value: impl fmt::Display) -> Self {
        let mut line = Self::default();
        let _ = write!(line, "{value}");
        line
    }

    pub(super) fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..self.length).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

impl Write for Line {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.length + text.len();
        let room = self.bytes.get_mut(self.length..end).ok_or(fmt::Error)?;
        room.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}
