//! Whether a slot holds a JSON scalar.
//!
//! Input: a slot and the text of a scalar. Output: yes or no. **Invariant:** nothing is allocated: the slot writes itself
//! into a writer that compares.

use super::line::Line;
use crate::Result;
use crate::record::Table;
use crate::scalar::number::{Parts, Shortest};
use crate::wire::{Slot, Writer};

/// Whether a slot holds the value of a JSON scalar: `true`, `12.5` (equal to `12.50`), `"abc"` (escapes undone), `null`.
/// An object or an array equals none.
#[must_use]
pub(crate) fn equals(slot: &dyn Slot, json: &str) -> bool {
    let mut comparer = Comparer {
        wanted: json,
        equal: false,
    };
    slot.store(&mut comparer).is_ok() && comparer.equal
}

struct Comparer<'a> {
    wanted: &'a str,
    equal: bool,
}

impl Comparer<'_> {
    fn found(&mut self, equal: bool) -> Result<()> {
        self.equal = equal;
        Ok(())
    }
}

impl Writer for Comparer<'_> {
    fn object(&mut self, _: &'static Table, _: &[&dyn Slot]) -> Result<()> {
        self.found(false)
    }

    fn entries(
        &mut self,
        _: usize,
        _: &mut dyn FnMut(usize, &mut dyn FnMut(&str, &dyn Slot) -> Result<()>) -> Result<()>,
    ) -> Result<()> {
        self.found(false)
    }

    fn array(&mut self, _: usize, _: &mut dyn FnMut(usize, &mut dyn Writer) -> Result<()>) -> Result<()> {
        self.found(false)
    }

    fn null(&mut self) -> Result<()> {
        self.found(self.wanted == "null")
    }

    fn string(&mut self, value: &str) -> Result<()> {
        let text = self.wanted.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        self.found(text.is_some_and(|text| Unescaped(text).eq(value.chars().map(Some))))
    }

    fn integer(&mut self, value: i64) -> Result<()> {
        self.number(Line::of(value).as_str())
    }

    fn number(&mut self, text: &str) -> Result<()> {
        let equal = matches!((Parts::new(text), Parts::new(self.wanted)), (Some(a), Some(b)) if a == b);
        self.found(equal)
    }

    fn float(&mut self, value: f64) -> Result<()> {
        self.number(Line::of(Shortest(value)).as_str())
    }

    fn boolean(&mut self, value: bool) -> Result<()> {
        self.found(self.wanted == if value { "true" } else { "false" })
    }
}

/// The text between the quotes of a JSON string; `None` where an escape is none.
pub(crate) fn unescape(text: &str) -> Option<String> {
    Unescaped(text).collect()
}

/// The characters of a JSON text between its quotes; `None` for an escape that is none.
struct Unescaped<'a>(&'a str);

impl Iterator for Unescaped<'_> {
    type Item = Option<char>;

    fn next(&mut self) -> Option<Option<char>> {
        let mut chars = self.0.chars();
        let first = chars.next()?;
        self.0 = chars.as_str();
        Some(if first == '\\' { self.escape() } else { Some(first) })
    }
}

impl Unescaped<'_> {
    fn escape(&mut self) -> Option<char> {
        let mut chars = self.0.chars();
        let escape = chars.next()?;
        self.0 = chars.as_str();
        Some(match escape {
            '"' | '\\' | '/' => escape,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let unit = self.unit()?;
                if !(0xD800..0xDC00).contains(&unit) {
                    return char::from_u32(u32::from(unit));
                }
                self.0 = self.0.strip_prefix("\\u")?;
                let low = self.unit()?;
                return char::decode_utf16([unit, low]).next()?.ok();
            }
            _ => return None,
        })
    }

    fn unit(&mut self) -> Option<u16> {
        let (digits, rest) = self.0.split_at_checked(4)?;
        self.0 = rest;
        digits
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit())
            .then(|| u16::from_str_radix(digits, 16).ok())
            .flatten()
    }
}
