//! Texts composed for a check.
//!
//! Input: what is written. Output: an answer about it. **Invariant:** nothing is allocated for a text of usual length.

use std::fmt::{self, Write};

/// Looks for a character in what is written.
pub(super) struct Search {
    pub(super) separator: char,
    pub(super) found: bool,
}

impl Write for Search {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.found |= text.contains(self.separator);
        Ok(())
    }
}

/// A text that stands on the stack while it is short.
pub(super) struct Scratch {
    short: [u8; 128],
    len: usize,
    long: String,
}

impl Default for Scratch {
    fn default() -> Self {
        Self {
            short: [0; 128],
            len: 0,
            long: String::new(),
        }
    }
}

impl Scratch {
    pub(super) fn as_str(&self) -> &str {
        if !self.long.is_empty() {
            return &self.long;
        }
        self.short
            .get(..self.len)
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
            .unwrap_or_default()
    }
}

impl Write for Scratch {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.len.saturating_add(text.len());
        if self.long.is_empty()
            && let Some(space) = self.short.get_mut(self.len..end)
        {
            space.copy_from_slice(text.as_bytes());
            self.len = end;
            return Ok(());
        }
        if self.long.is_empty() {
            self.long = self.as_str().to_owned();
        }
        self.long.push_str(text);
        Ok(())
    }
}
