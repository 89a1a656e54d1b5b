//! Values from JSON text.
//!
//! Input: a document, and what its types ask for. Output: calls with values. **Invariant:** each method consumes exactly
//! one value, or fails at the offset of what it could not take; no depth of nesting exhausts the stack.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::report::Report;
use super::{Json, number, scan, skip, string};
use crate::error::excerpt;
use crate::record::{Indexes, Table};
use crate::wire::{Entry, Item, Member, Reader};
use crate::{Decimal, Error, Result};

/// Arrays and objects may be nested less deep than this.
pub(super) const DEPTH: usize = 128;

/// A reader of JSON text.
#[derive(Debug)]
pub(super) struct TextReader<'a> {
    text: &'a str,
    /// What is read stands before it.
    offset: usize,
    /// How many arrays and objects stand around it.
    depth: usize,
    indexes: Indexes,
    report: Option<Box<Report>>,
}

impl<'a> TextReader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            offset: 0,
            depth: 0,
            indexes: Indexes::default(),
            report: None,
        }
    }

    /// A reader that notes unknown members.
    pub(super) fn reporting(text: &'a str) -> Self {
        Self {
            report: Some(Box::default()),
            ..Self::new(text)
        }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    pub(super) fn offset(&self) -> usize {
        self.offset
    }

    pub(super) fn into_unknown(self) -> Vec<String> {
        self.report.map(|report| report.into_unknown()).unwrap_or_default()
    }

    /// Refuses whatever stands behind the document.
    pub(super) fn finish(&mut self) -> Result<()> {
        self.peek();
        if self.offset < self.text.len() {
            return Err(self.unexpected("the end of the document"));
        }
        Ok(())
    }

    /// The first byte of the next token; 0, with which no token begins, at the end.
    #[inline]
    fn peek(&mut self) -> u8 {
        match self.text.as_bytes().get(self.offset) {
            Some(byte) if *byte > b' ' => *byte,
            _ => self.peek_behind_blanks(),
        }
    }

    fn peek_behind_blanks(&mut self) -> u8 {
        let bytes = self.text.as_bytes();
        self.offset = scan::blank_end(bytes, self.offset);
        bytes.get(self.offset).copied().unwrap_or(0)
    }

    /// Consumes one of the words of JSON.
    #[inline]
    fn word(&mut self, word: &'static str) -> Result<()> {
        match self.text.as_bytes().get(self.offset..) {
            Some(rest) if rest.starts_with(word.as_bytes()) => {
                self.offset += word.len();
                Ok(())
            }
            _ => Err(self.unexpected(&format!("`{word}`"))),
        }
    }

    /// Consumes an opening bracket.
    #[inline]
    fn open(&mut self, bracket: u8, expected: &'static str) -> Result<()> {
        if self.peek() != bracket {
            return Err(self.unfit(expected));
        }
        if self.depth + 1 >= DEPTH {
            return Err(too_deep().at_offset(self.offset));
        }
        self.depth += 1;
        self.offset += 1;
        Ok(())
    }

    /// Consumes the closing bracket, where it stands.
    #[inline]
    fn close(&mut self, bracket: u8) -> bool {
        let closes = self.peek() == bracket;
        if closes {
            self.depth -= 1;
            self.offset += 1;
        }
        closes
    }

    /// Consumes the comma between two members or items; `false` at the closing bracket, which is consumed too.
    #[inline]
    fn comma(&mut self, bracket: u8) -> Result<bool> {
        if self.peek() == b',' {
            self.offset += 1;
            return Ok(true);
        }
        if self.close(bracket) {
            return Ok(false);
        }
        Err(self.unexpected(if bracket == b'}' { "`,` or `}`" } else { "`,` or `]`" }))
    }

    /// Consumes the name of a member and its colon.
    #[inline]
    fn name(&mut self) -> Result<Cow<'a, str>> {
        if self.peek() != b'"' {
            return Err(self.unexpected("the name of a member, in quotes"));
        }
        let (name, end) = string::read(self.text, self.offset)?;
        self.offset = end;
        if self.peek() != b':' {
            return Err(self.unexpected("`:`"));
        }
        self.offset += 1;
        Ok(name)
    }

    /// Hands the next value to `load`, and skips it where that left it unread.
    #[inline]
    pub(super) fn value(&mut self, load: Item<'_>) -> Result<()> {
        self.peek();
        let start = self.offset;
        load(self).map_err(|error| error.at_offset(start))?;
        if self.offset == start {
            self.skip()?;
        }
        Ok(())
    }

    fn skip(&mut self) -> Result<()> {
        self.offset = skip::value(self.text, self.offset, self.depth)?;
        Ok(())
    }

    #[inline]
    fn number_text(&mut self, expected: &'static str) -> Result<&'a str> {
        if !matches!(self.peek(), b'-' | b'0'..=b'9') {
            return Err(self.unfit(expected));
        }
        let start = self.offset;
        let text = number::end(self.text.as_bytes(), start).and_then(|end| self.text.get(start..end));
        match text {
            Some(text) => {
                self.offset += text.len();
                Ok(text)
            }
            None => Err(self.unexpected("a number of JSON")),
        }
    }

    #[inline]
    fn text_value(&mut self, expected: &'static str) -> Result<Cow<'a, str>> {
        if self.peek() != b'"' {
            return Err(self.unfit(expected));
        }
        let (text, end) = string::read(self.text, self.offset)?;
        self.offset = end;
        Ok(text)
    }

    /// The error of a value of another kind.
    #[cold]
    fn unfit(&mut self, expected: &'static str) -> Error {
        let error = match self.peek() {
            b'n' if self
                .text
                .get(self.offset..)
                .is_some_and(|rest| rest.starts_with("null")) =>
            {
                Error::null(expected)
            }
            _ => Error::new(expected, self.found()),
        };
        error.at_offset(self.offset)
    }

    /// The error of a token that cannot stand here.
    #[cold]
    fn unexpected(&mut self, expected: &str) -> Error {
        self.peek();
        Error::new(expected.to_owned(), self.found()).at_offset(self.offset)
    }

    /// What stands at the offset, for a message.
    fn found(&self) -> String {
        let rest = self.text.get(self.offset..).unwrap_or_default();
        match rest.chars().next() {
            None => "the end of the document".to_owned(),
            Some('{') => "an object".to_owned(),
            Some('[') => "an array".to_owned(),
            Some('"') => match string::read(self.text, self.offset) {
                Ok((text, _)) => format!("the text {}", excerpt(&text)),
                Err(_) => "a text that is not well formed".to_owned(),
            },
            Some('-' | '0'..='9') => {
                let is_end = |c: char| !matches!(c, '0'..='9' | '+' | '-' | '.' | 'e' | 'E');
                let digits = rest.split(is_end).next().unwrap_or_default();
                // Digits are one byte each.
                match digits.get(..40) {
                    Some(first) if digits.len() > 40 => format!("the number {first}…"),
                    _ => format!("the number {digits}"),
                }
            }
            Some(_) if rest.starts_with("true") => "`true`".to_owned(),
            Some(_) if rest.starts_with("false") => "`false`".to_owned(),
            Some(_) if rest.starts_with("null") => "`null`".to_owned(),
            Some(other) => format!("`{}`", other.escape_debug()),
        }
    }
}

/// The error of nesting without end.
#[cold]
pub(super) fn too_deep() -> Error {
    Error::new(
        format!("arrays and objects nested less than {DEPTH} deep"),
        "deeper ones",
    )
}

impl Reader for TextReader<'_> {
    fn object(&mut self, table: &'static Table, member: Member<'_>, mut unknown: Option<Entry<'_>>) -> Result<()> {
        self.open(b'{', "an object")?;
        if self.close(b'}') {
            return Ok(());
        }
        let mut hint = 0;
        loop {
            let name = self.name()?;
            match (self.indexes.find(table, &name, &mut hint), &mut unknown) {
                (Some(index), _) => {
                    let outside = self.report.as_mut().map(|report| report.enter_name(&name));
                    self.peek();
                    let start = self.offset;
                    member(index, self).map_err(|error| error.at_offset(start))?;
                    if self.offset == start {
                        self.skip()?;
                    }
                    if let (Some(report), Some(outside)) = (&mut self.report, outside) {
                        report.leave(outside);
                    }
                }
                (None, Some(unknown)) => self.value(&mut |reader| unknown(&name, reader))?,
                (None, None) => {
                    if let Some(report) = &mut self.report {
                        report.note(&name);
                    }
                    self.skip().map_err(|error| error.inside(&name))?;
                }
            }
            if !self.comma(b'}')? {
                return Ok(());
            }
        }
    }

    fn entries(&mut self, entry: Entry<'_>) -> Result<()> {
        self.open(b'{', "an object")?;
        if self.close(b'}') {
            return Ok(());
        }
        loop {
            let name = self.name()?;
            let outside = self.report.as_mut().map(|report| report.enter_name(&name));
            self.value(&mut |reader| entry(&name, reader))?;
            if let (Some(report), Some(outside)) = (&mut self.report, outside) {
                report.leave(outside);
            }
            if !self.comma(b'}')? {
                return Ok(());
            }
        }
    }

    fn array(&mut self, item: Item<'_>) -> Result<()> {
        self.open(b'[', "an array")?;
        if self.close(b']') {
            return Ok(());
        }
        let mut index = 0;
        loop {
            let outside = self.report.as_mut().map(|report| report.enter_index(index));
            self.value(item)?;
            if let (Some(report), Some(outside)) = (&mut self.report, outside) {
                report.leave(outside);
            }
            if !self.comma(b']')? {
                return Ok(());
            }
            index += 1;
        }
    }

    fn option(&mut self, value: Item<'_>) -> Result<()> {
        if self.peek() == b'n' {
            self.word("null")
        } else {
            value(self)
        }
    }

    fn string(&mut self) -> Result<String> {
        self.text_value("a text").map(Cow::into_owned)
    }

    fn integer(&mut self) -> Result<i64> {
        let first = self.peek();
        if let Some((value, end)) = number::integer(self.text.as_bytes(), self.offset) {
            self.offset = end;
            return Ok(value);
        }
        Err(match first {
            b'-' | b'0'..=b'9' if number::end(self.text.as_bytes(), self.offset).is_none() => {
                self.unexpected("a number of JSON")
            }
            b'-' | b'0'..=b'9' => self.unexpected("an integer of 64 bits, without fraction and exponent"),
            _ => self.unfit("an integer"),
        })
    }

    fn number(&mut self) -> Result<String> {
        self.number_text("a number").map(str::to_owned)
    }

    fn float(&mut self) -> Result<f64> {
        let text = self.number_text("a number")?;
        match number::float_of(text) {
            Some(value) => Ok(value),
            None => {
                self.offset -= text.len();
                Err(self.unexpected("a number within the range of `f64`"))
            }
        }
    }

    fn boolean(&mut self) -> Result<bool> {
        match self.peek() {
            b't' => self.word("true").map(|()| true),
            b'f' => self.word("false").map(|()| false),
            _ => Err(self.unfit("a boolean")),
        }
    }

    fn json(&mut self) -> Result<Json> {
        match self.peek() {
            b'"' => self.string().map(Json::String),
            b'{' => {
                let mut members = BTreeMap::new();
                self.entries(&mut |name, reader| {
                    let value = reader.json().map_err(|error| error.inside(name))?;
                    members.insert(name.to_owned(), value);
                    Ok(())
                })?;
                Ok(Json::Object(members))
            }
            b'[' => {
                let mut items = Vec::new();
                self.array(&mut |reader| {
                    items.push(reader.json().map_err(|error| error.at_index(items.len()))?);
                    Ok(())
                })?;
                Ok(Json::Array(items))
            }
            b't' | b'f' => self.boolean().map(Json::Boolean),
            b'n' => self.word("null").map(|()| Json::Null),
            b'-' | b'0'..=b'9' => {
                let start = self.offset;
                let text = self.number_text("a number")?;
                let refused = || Error::new("a number of JSON", format!("the number {text}")).at_offset(start);
                Decimal::parse(text).map(Json::Number).ok_or_else(refused)
            }
            _ => Err(self.unexpected("a value")),
        }
    }
}
