//! Members that no type knows.
//!
//! Input: the names and indices that a reader passes. Output: the JSON paths of unknown members.

use super::path;

/// The place of the reader, and what it found there.
#[derive(Debug, Default)]
pub(super) struct Report {
    path: String,
    unknown: Vec<String>,
}

impl Report {
    /// Enters a member; the length is for [`Report::leave`].
    pub(super) fn enter_name(&mut self, name: &str) -> usize {
        let length = self.path.len();
        path::push_name(&mut self.path, name);
        length
    }

    /// Enters an item.
    pub(super) fn enter_index(&mut self, index: usize) -> usize {
        let length = self.path.len();
        path::push_index(&mut self.path, index);
        length
    }

    /// Goes back to where the path was `length` long.
    pub(super) fn leave(&mut self, length: usize) {
        self.path.truncate(length);
    }

    /// Notes an unknown member of the object that the reader is in.
    pub(super) fn note(&mut self, name: &str) {
        let length = self.enter_name(name);
        self.unknown.push(self.path.clone());
        self.leave(length);
    }

    pub(super) fn into_unknown(self) -> Vec<String> {
        self.unknown
    }
}
