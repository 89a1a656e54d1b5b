//! One error for reading and writing values: where (a JSON path), what was expected, what was found.
//!
//! Input: what a reader, a writer or a slot noticed. Output: one message a person can act on.
//! **Invariant:** the path is pushed from the inside out while the error travels; a value that fits pays nothing for it.

use std::borrow::Cow;
use std::fmt;

use crate::json::path;

/// The result of reading or writing a value.
pub type Result<T> = std::result::Result<T, Error>;

/// A value that does not fit its type.
///
/// Displays as `results[3].province.id: expected an integer, found the text "abc" (line 1, column 42)`.
///
/// One pointer wide, so that the road that succeeds pays nothing for it.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    /// From the innermost to the outermost: pushed while the error travels outwards.
    path: Vec<Segment>,
    problem: Problem,
    place: Place,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Segment {
    Name(String),
    Index(usize),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Problem {
    Unfit {
        expected: Cow<'static, str>,
        found: Cow<'static, str>,
        remedy: Option<&'static str>,
    },
    /// The message of a foreign serde format.
    Foreign(String),
}

/// Where the value stands in the text it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Unknown,
    /// Bytes from the start; turned into line and column once, where the text is at hand.
    Offset(usize),
    Position {
        line: usize,
        column: usize,
    },
    /// What a foreign format adds to a message: ` at line 1 column 5`.
    Words(String),
}

/// What to do about a null that the type does not allow.
const DECLARE_NULLABLE: &str = "where null is allowed, declare the field nullable: `T?` in a spec, `Option<T>` in Rust";
/// What to do about a member that is not there.
const DECLARE_OPTIONAL: &str =
    "where it may be left out, declare the field optional: `optional` or `T?` in a spec, `Option<T>` in Rust";

impl Error {
    /// `expected` and `found` complete "expected …, found …": `"an integer"`, `"the text \"abc\""`.
    #[must_use]
    #[cold]
    pub fn new(expected: impl Into<Cow<'static, str>>, found: impl Into<Cow<'static, str>>) -> Self {
        Self::of(Problem::Unfit {
            expected: expected.into(),
            found: found.into(),
            remedy: None,
        })
    }

    /// A null where the type has none.
    #[must_use]
    #[cold]
    pub(crate) fn null(expected: impl Into<Cow<'static, str>>) -> Self {
        Self::of(Problem::Unfit {
            expected: expected.into(),
            found: Cow::Borrowed("null"),
            remedy: Some(DECLARE_NULLABLE),
        })
    }

    /// A member that must be there and is not. The caller adds its name with [`Error::inside`].
    #[must_use]
    #[cold]
    pub(crate) fn missing() -> Self {
        Self::of(Problem::Unfit {
            expected: Cow::Borrowed("a value"),
            found: Cow::Borrowed("no member of this name"),
            remedy: Some(DECLARE_OPTIONAL),
        })
    }

    /// What a foreign serde format said.
    #[must_use]
    #[cold]
    pub(crate) fn foreign(message: impl fmt::Display) -> Self {
        Self::of(Problem::Foreign(message.to_string()))
    }

    fn of(problem: Problem) -> Self {
        Self(Box::new(Inner {
            path: Vec::new(),
            problem,
            place: Place::Unknown,
        }))
    }

    /// The same error, seen from the object whose member `name` holds the value.
    #[must_use]
    #[cold]
    pub fn inside(mut self, name: &str) -> Self {
        self.0.path.push(Segment::Name(name.to_owned()));
        self
    }

    /// The same error, seen from the array whose item `index` holds the value.
    #[must_use]
    #[cold]
    pub fn at_index(mut self, index: usize) -> Self {
        self.0.path.push(Segment::Index(index));
        self
    }

    /// Notes the byte offset of the value, unless a place nearer to the mistake is known.
    #[must_use]
    #[cold]
    pub(crate) fn at_offset(mut self, offset: usize) -> Self {
        if self.0.place == Place::Unknown {
            self.0.place = Place::Offset(offset);
        }
        self
    }

    /// Turns the byte offset into line and column of `text`.
    #[must_use]
    #[cold]
    pub(crate) fn located(mut self, text: &[u8]) -> Self {
        if let Place::Offset(offset) = self.0.place {
            let before = text.get(..offset).unwrap_or(text);
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            let start = before
                .iter()
                .rposition(|byte| *byte == b'\n')
                .map_or(0, |newline| newline + 1);
            // Characters, not bytes: every byte that does not continue one.
            let column = before.iter().skip(start).filter(|byte| **byte & 0xC0 != 0x80).count() + 1;
            self.0.place = Place::Position { line, column };
        }
        self
    }

    /// Keeps what a foreign format added to this error's message on its way out, such as ` at line 1 column 5`.
    #[must_use]
    #[cold]
    pub(crate) fn placed_by(mut self, foreign: &str) -> Self {
        if self.0.place == Place::Unknown
            && let Some(words) = foreign.strip_prefix(&self.to_string())
            && !words.is_empty()
        {
            self.0.place = Place::Words(words.to_owned());
        }
        self
    }

    /// The same error with every text in it edited: secrets cut out.
    #[cfg(feature = "client")]
    pub(crate) fn edit(&mut self, edit: &dyn Fn(&mut String)) {
        let text = |text: &mut Cow<'static, str>| {
            let mut edited = text.clone().into_owned();
            edit(&mut edited);
            if *text != edited {
                *text = Cow::Owned(edited);
            }
        };
        for segment in &mut self.0.path {
            if let Segment::Name(name) = segment {
                edit(name);
            }
        }
        match &mut self.0.problem {
            Problem::Unfit { expected, found, .. } => {
                text(expected);
                text(found);
            }
            Problem::Foreign(message) => edit(message),
        }
    }

    /// The JSON path of the value, `results[3].province.id`; empty for the whole document.
    #[must_use]
    pub fn path(&self) -> String {
        let mut text = String::new();
        for segment in self.0.path.iter().rev() {
            match segment {
                Segment::Name(name) => path::push_name(&mut text, name),
                Segment::Index(index) => path::push_index(&mut text, *index),
            }
        }
        text
    }

    /// What the type asks for, `an integer`. `None` where a foreign serde format found the mistake.
    #[must_use]
    pub fn expected(&self) -> Option<&str> {
        match &self.0.problem {
            Problem::Unfit { expected, .. } => Some(expected),
            Problem::Foreign(_) => None,
        }
    }

    /// What stands there instead, `the text "abc"`; long values are cut. `None` where a foreign serde format found the
    /// mistake.
    #[must_use]
    pub fn found(&self) -> Option<&str> {
        match &self.0.problem {
            Problem::Unfit { found, .. } => Some(found),
            Problem::Foreign(_) => None,
        }
    }

    /// The line in the JSON text, from 1.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        match self.0.place {
            Place::Position { line, .. } => Some(line),
            _ => None,
        }
    }

    /// The column in the JSON text, in characters from 1.
    #[must_use]
    pub fn column(&self) -> Option<usize> {
        match self.0.place {
            Place::Position { column, .. } => Some(column),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.path.is_empty() {
            write!(f, "{}: ", cut_path(&self.path()))?;
        }
        match &self.0.problem {
            Problem::Unfit {
                expected,
                found,
                remedy,
            } => {
                write!(f, "expected {expected}, found {found}")?;
                if let Some(remedy) = remedy {
                    write!(f, "; {remedy}")?;
                }
            }
            Problem::Foreign(message) => f.write_str(message)?,
        }
        match &self.0.place {
            Place::Position { line, column } => write!(f, " (line {line}, column {column})"),
            Place::Words(words) => f.write_str(words),
            Place::Unknown | Place::Offset(_) => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({:?})", self.to_string())
    }
}

impl std::error::Error for Error {}

/// A path as a message shows it: of one that is very long the beginning and the end.
fn cut_path(path: &str) -> Cow<'_, str> {
    const START: usize = 140;
    const END: usize = 60;
    let length = path.chars().count();
    if length <= START + END {
        return Cow::Borrowed(path);
    }
    let characters = path.chars().take(START).chain(['…']);
    Cow::Owned(characters.chain(path.chars().skip(length - END)).collect())
}

/// A text as a message shows it: quoted, at most forty characters of it.
pub(crate) fn excerpt(text: &str) -> String {
    const SHOWN: usize = 40;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{:?}…", text.get(..end).unwrap_or_default()),
        None => format!("{text:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_where_what_was_expected_and_what_was_found() {
        let error = Error::new("an integer", "the text \"abc\"")
            .inside("id")
            .inside("province")
            .at_index(3)
            .inside("results");
        assert_eq!(error.path(), "results[3].province.id");
        assert_eq!(
            error.to_string(),
            "results[3].province.id: expected an integer, found the text \"abc\""
        );
    }

    #[test]
    fn a_very_long_path_is_cut_in_the_middle() {
        let nested = (0..500).fold(Error::new("a", "b"), |error, _| error.inside("ñ"));
        let message = nested.to_string();
        assert!(message.starts_with("ñ.ñ.") && message.contains('…'), "{message}");
        assert!(
            message.ends_with("ñ.ñ: expected a, found b") && message.chars().count() < 250,
            "{message}"
        );
        assert_eq!(nested.path().chars().count(), 999);
    }

    #[test]
    fn counts_lines_and_characters_from_one() {
        let text = "{\n \"ñandú\": x".as_bytes();
        let error = Error::new("a value", "`x`").at_offset(text.len() - 1).located(text);
        assert_eq!((error.line(), error.column()), (Some(2), Some(11)));
        assert!(error.to_string().ends_with("(line 2, column 11)"), "{error}");
    }

    #[test]
    fn the_place_nearest_to_the_mistake_stays() {
        let error = Error::new("a", "b").at_offset(3).at_offset(0).located(b"0123");
        assert_eq!(error.column(), Some(4));
    }

    #[test]
    fn null_names_the_remedy() {
        let message = Error::null("an integer").to_string();
        assert!(message.contains("declare the field nullable"), "{message}");
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(excerpt("abc"), "\"abc\"");
        assert_eq!(excerpt(&"é".repeat(100)), format!("\"{}\"…", "é".repeat(40)));
    }
}
