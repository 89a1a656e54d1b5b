//! What a call ends in when it does not end in its value.
//!
//! Input: what decoding found out. Output: an error that code can match on and a log reader understands.
//! **Invariant:** `Display` is one short line; neither it nor `Debug` shows headers, and bodies only in part.

use crate::{Catalogue, Error, ErrorKind};
use std::borrow::Cow;
use std::fmt;

/// Why an answer is no value.
#[derive(Debug, Clone)]
pub enum Failure<E> {
    /// The vendor refused, in its own words.
    Vendor(Box<VendorError<E>>),
    /// The answer does not fit what the spec says: a wrong type, a missing member, no JSON.
    Unfit(Error),
}

impl<E: Catalogue> Failure<E> {
    /// What the vendor said; `None` where the answer did not fit.
    #[must_use]
    pub fn vendor(&self) -> Option<&VendorError<E>> {
        match self {
            Self::Vendor(error) => Some(error),
            Self::Unfit(_) => None,
        }
    }

    /// Whether the same call may succeed later.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.vendor().is_some_and(VendorError::is_retryable)
    }
}

impl<E: Catalogue> fmt::Display for Failure<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Vendor(error) => error.fmt(f),
            Self::Unfit(error) => write!(f, "the answer does not fit: {error}"),
        }
    }
}

impl<E: Catalogue + fmt::Debug> std::error::Error for Failure<E> {}

/// A refusal of the vendor.
#[derive(Debug, Clone, PartialEq)]
pub struct VendorError<E> {
    /// The endpoint's name in the spec.
    pub endpoint: &'static str,
    /// The HTTP status; one of success where the body says that the call failed.
    pub status: u16,
    /// Which failure of the catalogue it is.
    pub error: E,
    /// The vendor's code, as it came. Where a body has only the code of a success, and it is not the endpoint's: that.
    pub code: Option<String>,
    /// The vendor's message, as it came.
    pub message: Option<String>,
    /// What it says of single fields.
    pub fields: Vec<FieldError>,
    /// The body, as it came.
    pub body: Body,
}

impl<E: Catalogue> VendorError<E> {
    /// The class of the failure.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.error.kind()
    }

    /// Whether the same call may succeed later.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.error.is_retryable()
    }
}

/// Field errors that one line shows.
const SHOWN: usize = 3;

impl<E: Catalogue> fmt::Display for VendorError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.error.name();
        write!(f, "{}: {} {name}", self.endpoint, self.status)?;
        if let Some(code) = self.code.as_deref().filter(|code| *code != name) {
            write!(f, " ({})", excerpt(code))?;
        }
        let mut separator = ": ";
        if let Some(message) = self
            .message
            .as_deref()
            .or(Some(self.error.doc()))
            .filter(|text| !text.is_empty())
        {
            write!(f, "{separator}{}", excerpt(message))?;
            separator = "; ";
        }
        for FieldError { name, message, code } in self.fields.iter().take(SHOWN) {
            let what = if message.is_empty() {
                code.as_deref().unwrap_or_default()
            } else {
                message
            };
            match name.as_str() {
                "" => write!(f, "{separator}{}", excerpt(what))?,
                name => write!(f, "{separator}{}: {}", excerpt(name), excerpt(what))?,
            }
            separator = "; ";
        }
        match self.fields.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, "{separator}{more} more"),
        }
    }
}

impl<E: Catalogue + fmt::Debug> std::error::Error for VendorError<E> {}

/// What a failure says of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field's wire name, nested ones as `items[0].name`; empty where the vendor names none.
    pub name: String,
    /// What is wrong with it, in the vendor's words.
    pub message: String,
    /// The code of it, where the vendor gives one.
    pub code: Option<String>,
}

/// The body of an answer that failed: its bytes, of a long one the first 64 KiB.
#[derive(Clone, PartialEq, Eq)]
pub struct Body {
    bytes: Vec<u8>,
    length: usize,
}

impl Body {
    /// Bytes that are kept.
    const KEPT: usize = 64 * 1024;

    /// Keeps a body, or its beginning.
    #[must_use]
    pub fn new(body: &[u8]) -> Self {
        Self {
            bytes: body.get(..Self::KEPT).unwrap_or(body).to_vec(),
            length: body.len(),
        }
    }

    /// The bytes that were kept.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The same as text; what is no UTF-8 is replaced.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }

    /// The bytes that came.
    #[must_use]
    pub fn length(&self) -> usize {
        self.length
    }

    /// Whether all that came was kept.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.bytes.len() == self.length
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Four bytes are the most that a character needs, and some are left for spaces that are joined.
        let start = self.bytes.get(..LONGEST * 8).unwrap_or(&self.bytes);
        write!(
            f,
            "{:?} ({} bytes)",
            excerpt(&String::from_utf8_lossy(start)),
            self.length
        )
    }
}

/// Characters of a vendor's text that one line shows.
const LONGEST: usize = 200;

/// The beginning of a text that came over the wire, on one line: runs of spaces and control characters are one space.
pub(crate) fn excerpt(text: &str) -> String {
    let mut out = String::new();
    let mut characters = text
        .chars()
        .map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c });
    let mut count = 0;
    for character in characters.by_ref().skip_while(|c| *c == ' ') {
        if character == ' ' && out.ends_with(' ') {
            continue;
        }
        if count == LONGEST {
            out.truncate(out.trim_end().len());
            out.push('…');
            return out;
        }
        count += 1;
        out.push(character);
    }
    out.truncate(out.trim_end().len());
    out
}
