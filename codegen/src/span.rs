//! Places in source files.
//!
//! Input: byte offsets. Output: spans, also of parts of a text. **Invariant:** a span never leaves its file; where a
//! text was written with escapes, its parts have the span of the whole.

use std::ops::Range;

/// A file of one compilation: an index into [`Files`](crate::source::Files).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A byte range of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Span,
}

impl Span {
    /// The first place of a file: for what concerns all of it.
    #[must_use]
    pub fn start_of(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }

    /// From the start of this to the end of `other`.
    #[must_use]
    pub fn to(self, other: Span) -> Self {
        Self {
            end: other.end.max(self.end),
            ..self
        }
    }

    /// Its length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Nothing stands there.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether `other` lies in this.
    #[must_use]
    pub fn holds(self, other: Span) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }

    /// The place of `part`, a byte range of a text of `length` bytes that stands here; all of it where the text was
    /// written with escapes or over several lines, so that its bytes are not those of the file.
    #[must_use]
    pub fn part(self, length: usize, part: Range<usize>) -> Self {
        let (Ok(start), Ok(end)) = (u32::try_from(part.start), u32::try_from(part.end)) else {
            return self;
        };
        if self.len() != length || part.start > part.end || part.end > length {
            return self;
        }
        Self {
            file: self.file,
            start: self.start + start,
            end: self.start + end,
        }
    }
}

impl<T> Spanned<T> {
    /// A value at a place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl Spanned<String> {
    /// The place of a byte range of the text; see [`Span::part`].
    #[must_use]
    pub fn part(&self, part: Range<usize>) -> Span {
        self.span.part(self.value.len(), part)
    }
}
