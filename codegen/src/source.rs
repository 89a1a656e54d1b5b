//! The files of one compilation: path as the user knows it, text, and where its lines begin.
//!
//! Input: paths and texts. Output: [`FileId`]s, and line and column of a [`Span`]. **Invariant:** no lookup fails; a
//! place outside a file counts as its end.

use crate::span::{FileId, Span};

/// All files of one compilation, in the order they were added.
#[derive(Debug, Default)]
pub struct Files {
    list: Vec<File>,
}

/// One file.
#[derive(Debug)]
pub struct File {
    /// As shown to users: as the caller gave it, with forward slashes.
    pub path: String,
    /// Its text, without a byte-order mark; empty where the file could not be read.
    pub text: String,
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
}

impl Files {
    /// Adds a file. A byte-order mark is dropped.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let mut text = text.into();
        if let Some(rest) = text.strip_prefix('\u{feff}') {
            text = rest.to_owned();
        }
        let lines = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        let id = FileId(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        self.list.push(File {
            path: path.into(),
            text,
            lines,
        });
        id
    }

    /// A file; `None` for an id of another compilation.
    #[must_use]
    pub fn get(&self, id: FileId) -> Option<&File> {
        self.list.get(id.0 as usize)
    }

    /// The path as shown to users.
    #[must_use]
    pub fn path(&self, id: FileId) -> &str {
        self.get(id).map_or("", |file| &file.path)
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, id: FileId) -> &str {
        self.get(id).map_or("", |file| &file.text)
    }

    /// Puts stars in the place of secrets. Every place stays where it is.
    pub(crate) fn mask(&mut self, secrets: &[Span]) {
        for span in secrets {
            let Some(file) = self.list.get_mut(span.file.0 as usize) else {
                continue;
            };
            let (start, end) = (
                floor_boundary(&file.text, span.start as usize),
                floor_boundary(&file.text, span.end as usize),
            );
            let Some(secret) = file.text.get(start..end) else {
                continue;
            };
            let stars: String = secret
                .chars()
                .flat_map(|c| match c {
                    '\n' | '\r' => std::iter::repeat_n(c, 1),
                    c => std::iter::repeat_n('*', c.len_utf8()),
                })
                .collect();
            file.text.replace_range(start..end, &stars);
        }
    }

    /// All files with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &File)> {
        (0u32..).map(FileId).zip(&self.list)
    }

    /// The line and column where a span begins, both from 1; columns count characters.
    #[must_use]
    pub fn line_column(&self, span: Span) -> (usize, usize) {
        let Some(file) = self.get(span.file) else { return (1, 1) };
        let at = floor_boundary(&file.text, span.start as usize);
        let line = file.lines.partition_point(|start| *start <= at).max(1);
        let start = file.lines.get(line - 1).copied().unwrap_or(0);
        (
            line,
            file.text.get(start..at).map_or(0, |before| before.chars().count()) + 1,
        )
    }
}

/// The nearest character boundary at or before a byte offset.
pub(crate) fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: u32) -> Span {
        Span {
            file: FileId(0),
            start,
            end: start,
        }
    }

    #[test]
    fn lines_and_columns_count_from_one_and_in_characters() {
        let mut files = Files::default();
        let id = files.add("shop.yaml", "\u{feff}a: é\r\nb: 2\n");
        assert_eq!(
            (id, files.path(id), files.text(id)),
            (FileId(0), "shop.yaml", "a: é\r\nb: 2\n")
        );
        assert_eq!(files.line_column(span(0)), (1, 1));
        assert_eq!(files.line_column(span(4)), (1, 4)); // inside é: its start
        assert_eq!(files.line_column(span(7)), (2, 1));
        assert_eq!(files.line_column(span(99)), (3, 1));
        assert_eq!(
            files.line_column(Span {
                file: FileId(7),
                start: 0,
                end: 0
            }),
            (1, 1)
        );
    }
}
