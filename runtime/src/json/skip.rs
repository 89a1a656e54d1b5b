//! Values that nobody asked for.
//!
//! Input: a document, and where a value stands. Output: where it ends. **Invariant:** what is skipped is checked to be
//! JSON, without recursion and without allocation.

use super::text_reader::{DEPTH, too_deep};
use super::{number, scan, string};
use crate::{Error, Result};

/// The offset behind the value at `start`, which stands inside `depth` arrays and objects.
pub(super) fn value(text: &str, start: usize, depth: usize) -> Result<usize> {
    let mut skipper = Skipper {
        text,
        at: start,
        objects: 0,
        open: 0,
        room: DEPTH.saturating_sub(depth + 1),
    };
    skipper.run()?;
    Ok(skipper.at)
}

struct Skipper<'a> {
    text: &'a str,
    at: usize,
    /// One bit for each open bracket, the innermost lowest: whether it is an object's.
    objects: u128,
    open: usize,
    room: usize,
}

impl Skipper<'_> {
    fn run(&mut self) -> Result<()> {
        loop {
            if self.begin()? {
                continue;
            }
            // A value has ended, and perhaps what stands around it.
            loop {
                if self.open == 0 {
                    return Ok(());
                }
                let in_object = self.objects & 1 == 1;
                match self.peek() {
                    b',' => {
                        self.at += 1;
                        if in_object {
                            self.name()?;
                        }
                        break;
                    }
                    b'}' if in_object => self.close(),
                    b']' if !in_object => self.close(),
                    _ if in_object => return Err(self.unexpected("`,` or `}`")),
                    _ => return Err(self.unexpected("`,` or `]`")),
                }
            }
        }
    }

    /// Takes a scalar, an empty array or an empty object, or goes into one; `true` where a value must follow.
    fn begin(&mut self) -> Result<bool> {
        match self.peek() {
            b'"' => self.at = string::skip(self.text, self.at)?,
            b'{' => {
                self.open(true)?;
                if self.peek() == b'}' {
                    self.close();
                } else {
                    self.name()?;
                    return Ok(true);
                }
            }
            b'[' => {
                self.open(false)?;
                if self.peek() == b']' {
                    self.close();
                } else {
                    return Ok(true);
                }
            }
            b'-' | b'0'..=b'9' => match number::end(self.text.as_bytes(), self.at) {
                Some(end) => self.at = end,
                None => return Err(self.unexpected("a number of JSON")),
            },
            b't' => self.word("true")?,
            b'f' => self.word("false")?,
            b'n' => self.word("null")?,
            _ => return Err(self.unexpected("a value")),
        }
        Ok(false)
    }

    fn open(&mut self, is_object: bool) -> Result<()> {
        if self.open >= self.room {
            return Err(too_deep().at_offset(self.at));
        }
        self.objects = self.objects << 1 | u128::from(is_object);
        self.open += 1;
        self.at += 1;
        Ok(())
    }

    fn close(&mut self) {
        self.objects >>= 1;
        self.open -= 1;
        self.at += 1;
    }

    fn name(&mut self) -> Result<()> {
        if self.peek() != b'"' {
            return Err(self.unexpected("the name of a member, in quotes"));
        }
        self.at = string::skip(self.text, self.at)?;
        if self.peek() != b':' {
            return Err(self.unexpected("`:`"));
        }
        self.at += 1;
        Ok(())
    }

    fn word(&mut self, word: &'static str) -> Result<()> {
        match self.text.as_bytes().get(self.at..) {
            Some(rest) if rest.starts_with(word.as_bytes()) => {
                self.at += word.len();
                Ok(())
            }
            _ => Err(self.unexpected("a value")),
        }
    }

    #[inline]
    fn peek(&mut self) -> u8 {
        let bytes = self.text.as_bytes();
        self.at = scan::blank_end(bytes, self.at);
        bytes.get(self.at).copied().unwrap_or(0)
    }

    #[cold]
    fn unexpected(&self, expected: &'static str) -> Error {
        let found = match self.text.get(self.at..).and_then(|rest| rest.chars().next()) {
            Some(found) => format!("`{}`", found.escape_debug()),
            None => "the end of the document".to_owned(),
        };
        Error::new(expected, found).at_offset(self.at)
    }
}
