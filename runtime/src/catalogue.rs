//! Error catalogues: the failures a vendor documents, by name.
//!
//! Input: the endpoint, status and code of an answer that failed. Output: a variant of the vendor's enum.
//! **Invariant:** every failure has a variant; what the vendor does not document is kept, with its status and code.

use std::fmt;

#[cfg(test)]
mod tests;

/// The class of a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The vendor does not know who calls.
    Auth,
    /// The caller may not do this.
    Forbidden,
    /// What the call names does not exist.
    NotFound,
    /// The vendor does not accept what was sent.
    Validation,
    /// What was sent does not go together with what the vendor holds.
    Conflict,
    /// Too many calls.
    RateLimit,
    /// The vendor failed.
    Server,
    /// The vendor is not there for the moment.
    Unavailable,
    /// Anything else.
    Other,
}

impl ErrorKind {
    /// The class that an HTTP status stands for where the vendor says nothing else.
    #[must_use]
    pub fn of_status(status: u16) -> Self {
        match status {
            401 => Self::Auth,
            403 => Self::Forbidden,
            404 => Self::NotFound,
            409 => Self::Conflict,
            400 | 422 => Self::Validation,
            429 => Self::RateLimit,
            503 => Self::Unavailable,
            500..=599 => Self::Server,
            _ => Self::Other,
        }
    }

    /// Whether the same call may succeed later, where the vendor says nothing else.
    #[must_use]
    pub fn is_retryable(self) -> bool {
        matches!(self, Self::RateLimit | Self::Unavailable)
    }

    /// Its name in a spec: `not_found`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auth => "auth",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not_found",
            Self::Validation => "validation",
            Self::Conflict => "conflict",
            Self::RateLimit => "rate_limit",
            Self::Server => "server",
            Self::Unavailable => "unavailable",
            Self::Other => "other",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// HTTP statuses: one, or a class such as 4xx.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// One status.
    Exact(u16),
    /// A class: 4 for `4xx`.
    Class(u8),
}

impl Status {
    /// Whether a status is meant.
    #[must_use]
    pub fn covers(self, status: u16) -> bool {
        match self {
            Self::Exact(exact) => exact == status,
            Self::Class(class) => u16::from(class) == status / 100,
        }
    }
}

/// What makes an answer this failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// This code.
    Code(&'static str),
    /// A code that begins so.
    Prefix(&'static str),
    /// The status alone: one of [`Entry::statuses`].
    Status,
}

/// A failure the vendor documents.
#[derive(Debug)]
pub struct Entry {
    /// Its name in the spec.
    pub name: &'static str,
    /// What it means, in words; empty where the vendor says nothing.
    pub doc: &'static str,
    /// Its class.
    pub kind: ErrorKind,
    /// Whether the same call may succeed later.
    pub retryable: bool,
    /// Empty: any. Takes part in [`Match::Status`] only: codes are found whatever the status.
    pub statuses: &'static [Status],
    /// What makes an answer this failure, and in which endpoint (`None`: in all).
    pub matches: &'static [(Option<&'static str>, Match)],
}

/// The failures of a vendor. Derived with `bindery::Catalogue` on an enum whose last variant is
/// `Unknown { status: u16, code: Option<String> }`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no catalogue of failures",
    note = "derive `bindery::Catalogue`"
)]
pub trait Catalogue: Sized + Clone + 'static {
    /// The documented failures, in the order of the variants.
    const ENTRIES: &'static [Entry];

    /// The variant of `ENTRIES[index]`; `None` past the end.
    fn variant(index: usize) -> Option<Self>;

    /// A failure that the vendor does not document.
    fn unknown(status: u16, code: Option<String>) -> Self;

    /// The index in `ENTRIES`; `None` where the vendor does not document it.
    fn index(&self) -> Option<usize>;

    /// The status and code of a failure that the vendor does not document; `None` of every other.
    fn undocumented(&self) -> Option<(u16, Option<&str>)>;

    /// The failure of an answer: by the endpoint's codes, then the API's, then the endpoint's statuses, then the API's.
    /// A whole code goes before the beginning of one, a longer beginning before a shorter one, one status before a
    /// class, a class before any. The status does not take part in finding a code.
    #[must_use]
    fn resolve(endpoint: &str, status: u16, code: Option<&str>) -> Self {
        find(Self::ENTRIES, endpoint, status, code)
            .and_then(Self::variant)
            .unwrap_or_else(|| Self::unknown(status, code.map(str::to_owned)))
    }

    /// What the vendor says of it; `None` where it does not document it.
    #[must_use]
    fn entry(&self) -> Option<&'static Entry> {
        Self::ENTRIES.get(self.index()?)
    }

    /// Its name in the spec; `unknown` where the vendor does not document it.
    #[must_use]
    fn name(&self) -> &'static str {
        self.entry().map_or("unknown", |entry| entry.name)
    }

    /// What it means, in words; empty where the vendor says nothing.
    #[must_use]
    fn doc(&self) -> &'static str {
        self.entry().map_or("", |entry| entry.doc)
    }

    /// Its class; by the status where the vendor does not document it.
    #[must_use]
    fn kind(&self) -> ErrorKind {
        match (self.entry(), self.undocumented()) {
            (Some(entry), _) => entry.kind,
            (None, Some((status, _))) => ErrorKind::of_status(status),
            (None, None) => ErrorKind::Other,
        }
    }

    /// Whether the same call may succeed later.
    #[must_use]
    fn is_retryable(&self) -> bool {
        match self.entry() {
            Some(entry) => entry.retryable,
            None => self.kind().is_retryable(),
        }
    }
}

/// The index of the entry that an answer is, by the order that [`Catalogue::resolve`] states.
fn find(entries: &[Entry], endpoint: &str, status: u16, code: Option<&str>) -> Option<usize> {
    let scopes = [Some(endpoint), None];
    let by_code = |scope| best(entries, scope, |_, found| code_rank(found, code?));
    let by_status = |scope| best(entries, scope, |entry, found| status_rank(entry, found, status));
    scopes
        .into_iter()
        .find_map(by_code)
        .or_else(|| scopes.into_iter().find_map(by_status))
}

/// The entry with the highest rank in one scope, the first of equals.
fn best(entries: &[Entry], scope: Option<&str>, rank: impl Fn(&Entry, Match) -> Option<usize>) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (index, entry) in entries.iter().enumerate() {
        for (of, found) in entry.matches {
            if *of == scope
                && let Some(rank) = rank(entry, *found)
                && best.is_none_or(|(_, highest)| rank > highest)
            {
                best = Some((index, rank));
            }
        }
    }
    best.map(|(index, _)| index)
}

/// A whole code above every beginning, beginnings by their length.
fn code_rank(found: Match, code: &str) -> Option<usize> {
    match found {
        Match::Code(whole) => (whole == code).then_some(usize::MAX),
        Match::Prefix(start) => code.starts_with(start).then_some(start.len()),
        Match::Status => None,
    }
}

/// One status above a class, a class above any.
fn status_rank(entry: &Entry, found: Match, status: u16) -> Option<usize> {
    if found != Match::Status {
        return None;
    }
    let covering = entry.statuses.iter().filter(|one| one.covers(status));
    let rank = covering
        .map(|one| if matches!(one, Status::Exact(_)) { 2 } else { 1 })
        .max();
    rank.or_else(|| entry.statuses.is_empty().then_some(0))
}

/// `Display` and `Error` of a catalogue; the derive calls it with the enum's name.
#[doc(hidden)]
#[macro_export]
macro_rules! __catalogue {
    ($name:ident) => {
        #[automatically_derived]
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let name = $crate::Catalogue::name(self);
                let doc = $crate::Catalogue::doc(self);
                $crate::catalogue::__display(name, doc, $crate::Catalogue::undocumented(self), f)
            }
        }
        #[automatically_derived]
        impl ::std::error::Error for $name {}
    };
}

/// `page_required: The page is missing.`, `unknown (status 418, code 9999)`.
#[doc(hidden)]
pub fn __display(
    name: &str,
    doc: &str,
    undocumented: Option<(u16, Option<&str>)>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    f.write_str(name)?;
    match undocumented {
        Some((status, Some(code))) => write!(f, " (status {status}, code {})", crate::endpoint::excerpt(code)),
        Some((status, None)) => write!(f, " (status {status})"),
        None if doc.is_empty() => Ok(()),
        None => write!(f, ": {doc}"),
    }
}
