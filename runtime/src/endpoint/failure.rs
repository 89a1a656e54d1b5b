//! What a call ends in when it does not end in its value.
//!
//! Input: what decoding found out. Output: an error that code can match on and a log reader understands.
//! **Invariant:** `Display` is one short line; neither it nor `Debug` shows headers but the request's id, and bodies only
//! in part.

use super::{Headers, headers, source};
use crate::{Catalogue, Error, ErrorKind};
use std::borrow::Cow;
use std::fmt;

/// Why an answer is no value.
#[derive(Debug, Clone)]
pub enum Failure<E> {
    /// The vendor refused, in its own words.
    Vendor(Box<VendorError<E>>),
    /// The answer does not fit what the spec says: a wrong type, a missing member, no JSON.
    Unfit(Box<Unfit>),
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

#[cfg(feature = "client")]
impl<E: Catalogue> Failure<E> {
    /// Edits everything that came over the wire: secrets are cut out. `edit` is told whether the end of a text was cut.
    pub(crate) fn edit(&mut self, edit: &dyn Fn(&mut Vec<u8>, bool)) {
        let text = |text: &mut String| {
            let mut bytes = std::mem::take(text).into_bytes();
            edit(&mut bytes, false);
            *text = String::from_utf8_lossy(&bytes).into_owned();
        };
        match self {
            Self::Vendor(error) => {
                error.code.iter_mut().chain(&mut error.message).for_each(text);
                for field in &mut error.fields {
                    text(&mut field.name);
                    text(&mut field.message);
                    field.code.iter_mut().for_each(text);
                }
                if let Some((status, Some(code))) = error.error.undocumented() {
                    let mut code = code.to_owned();
                    text(&mut code);
                    error.error = E::unknown(status, Some(code));
                }
                error.headers.edit(&text);
                error.body.edit(edit);
            }
            Self::Unfit(unfit) => {
                unfit.error.edit(&text);
                unfit.headers.edit(&text);
                unfit.body.edit(edit);
            }
        }
    }
}

impl<E: Catalogue> fmt::Display for Failure<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Vendor(error) => error.fmt(f),
            Self::Unfit(unfit) => unfit.fmt(f),
        }
    }
}

impl<E: Catalogue + fmt::Debug> std::error::Error for Failure<E> {}

/// An answer that does not fit what the spec says.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Unfit {
    /// The endpoint's name in the spec.
    pub endpoint: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What does not fit: where, expected, found.
    pub error: Error,
    /// The headers, as they came.
    pub headers: HeaderList,
    /// The body, as it came.
    pub body: Body,
}

impl Unfit {
    /// What the vendor's support asks for: the text of the header `X-Request-Id` or one like it.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        headers::request_id(&self.headers)
    }

    /// The beginning of the body, on one line: 200 characters at most.
    #[must_use]
    pub fn excerpt(&self) -> String {
        self.body.excerpt()
    }
}

/// `get_order: 200, the answer does not fit: data.id: expected an integer, found the text "x" (line 1, column 15)`. A body
/// that is no JSON at all is quoted, in part.
impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            endpoint,
            status,
            error,
            ..
        } = self;
        // Names of members may be data, of any length.
        let error = shorten(&error.to_string(), 3 * LONGEST);
        write!(f, "{endpoint}: {status}, the answer does not fit: {error}")?;
        write_request_id(self.request_id(), f)
    }
}

impl std::error::Error for Unfit {}

/// A refusal of the vendor.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
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
    /// The headers, as they came.
    pub headers: HeaderList,
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

    /// What the vendor's support asks for: the text of the header `X-Request-Id` or one like it.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        headers::request_id(&self.headers)
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
            let message = excerpt(message);
            let end = if self.fields.is_empty() { "" } else { "." };
            write!(f, "{separator}{}", message.strip_suffix(end).unwrap_or(&message))?;
            separator = "; ";
        } else if self.fields.is_empty() && self.code.is_none() && self.error.undocumented().is_some() {
            f.write_str(": the spec does not name this answer")?;
            // A gateway's page; JSON may hold what is personal.
            if let Some(text) = source::no_json(self.body.as_bytes()) {
                write!(f, ", and the body is {text}")?;
            }
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
        if let Some(more) = self.fields.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            write!(f, "{separator}{more} more")?;
        }
        if let Some(when) = self.headers.get("retry-after") {
            let unit = if when.trim().parse::<u64>().is_ok() { " s" } else { "" };
            write!(f, " [retry after {}{unit}]", shorten(when, 40))?;
        }
        write_request_id(self.request_id(), f)
    }
}

/// ` [request id 7f3a]`, where there is one.
fn write_request_id(id: Option<&str>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match id {
        Some(id) => write!(f, " [request id {}]", shorten(id, 80)),
        None => Ok(()),
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

/// The headers of an answer that failed. `Debug` shows their names only: a header may hold a session.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct HeaderList(Vec<(String, String)>);

impl HeaderList {
    /// A copy of what came.
    #[must_use]
    pub fn of(headers: &dyn Headers) -> Self {
        let owned = |(name, text): (&str, &str)| (name.to_owned(), text.to_owned());
        Self(headers.all().into_iter().map(owned).collect())
    }

    #[cfg(feature = "client")]
    fn edit(&mut self, edit: &dyn Fn(&mut String)) {
        self.0.iter_mut().for_each(|(_, text)| edit(text));
    }
}

impl Headers for HeaderList {
    fn get_all(&self, name: &str) -> Vec<&str> {
        self.0.get_all(name)
    }

    fn all(&self) -> Vec<(&str, &str)> {
        self.0.all()
    }
}

impl fmt::Debug for HeaderList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

/// The body of an answer that failed: its bytes, of a long one the first 64 KiB.
#[derive(Clone, PartialEq, Eq)]
pub struct Body {
    bytes: Vec<u8>,
    length: usize,
    is_complete: bool,
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
            is_complete: body.len() <= Self::KEPT,
        }
    }

    /// A body that is not shown: nothing of it is kept.
    #[cfg(feature = "client")]
    pub(super) fn withheld(body: &[u8]) -> Self {
        Self {
            bytes: Vec::new(),
            length: body.len(),
            is_complete: false,
        }
    }

    #[cfg(feature = "client")]
    fn edit(&mut self, edit: &dyn Fn(&mut Vec<u8>, bool)) {
        edit(&mut self.bytes, !self.is_complete);
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
        self.is_complete
    }

    /// The beginning, on one line.
    fn excerpt(&self) -> String {
        // Four bytes are the most that a character needs, and some are left for spaces that are joined.
        let start = self.bytes.get(..LONGEST * 8).unwrap_or(&self.bytes);
        excerpt(&String::from_utf8_lossy(start))
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} ({} bytes)", self.excerpt(), self.length)
    }
}

/// Characters of a vendor's text that one line shows.
const LONGEST: usize = 200;

/// The beginning of a text that came over the wire, on one line: runs of spaces and control characters are one space.
pub(crate) fn excerpt(text: &str) -> String {
    shorten(text, LONGEST)
}

/// Likewise, of so many characters.
fn shorten(text: &str, longest: usize) -> String {
    let mut out = String::new();
    let mut characters = text
        .chars()
        .map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c });
    let mut count = 0;
    for character in characters.by_ref().skip_while(|c| *c == ' ') {
        if character == ' ' && out.ends_with(' ') {
            continue;
        }
        if count == longest {
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
