//! What a call ends in when it does not end in its value.
//!
//! Input: what stopped a call. Output: an error that code can match on and a log reader understands.
//! **Invariant:** `Display` is one short line; nothing here shows a secret.

use super::retry::is_busy;
use super::{TransportError, retry_after};
use crate::endpoint::{Failure, FillError, RequestError, Unfit, VendorError};
use crate::{Catalogue, Violations};
use std::fmt;
use std::time::{Duration, SystemTime};

/// Why a call did not end in its value. `E` is the vendor's catalogue: `shop::ApiError`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum CallError<E> {
    /// Not sent: what breaks rules.
    Invalid(Violations),
    /// Not sent: no request can be built.
    Request(RequestError),
    /// No answer.
    Transport(TransportError),
    /// The vendor refused, in its own words.
    Vendor(Box<VendorError<E>>),
    /// The answer does not fit what the spec says.
    Unfit(Box<Unfit>),
    /// The answer leads elsewhere, and was not followed.
    Redirect(RedirectError),
    /// The pages do not lead on as the spec says.
    Paging(PagingError),
}

/// A redirect that is not followed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RedirectError {
    /// To another host; its name, or its origin where only scheme or port is another. The key stays here.
    OtherHost(String),
    /// More than the options allow.
    TooMany(u32),
    /// Without a place to go, or to one that is none.
    Nowhere(u16),
    /// Of a request that would be another one there: a `POST` with status 301 or 302, say.
    Changed(u16),
}

/// Pages that do not lead on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PagingError {
    /// The next page is on another host; its name, or its origin where only scheme or port is another. The key stays here.
    OtherHost(String),
    /// The next page has a URL that is none.
    Nowhere,
    /// This page, counted from 1, is one that came before, or leads to one.
    Repeated(usize),
    /// So many pages, and no end: as many as [`Options::max_pages`](super::Options::max_pages) allows, or too many empty ones
    /// in a row, each of which names a next one.
    Endless(usize),
}

/// Why there is no client.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SetupError {
    /// A value of the server's URL.
    Server(FillError),
    /// The URL is none that can be called.
    Url(&'static str),
    /// A secret that is not given, or that the scheme cannot carry; the name of the hole.
    Credentials(String),
    /// The transport.
    Transport(String),
}

impl<E: Catalogue> CallError<E> {
    /// What the vendor said.
    #[must_use]
    pub fn vendor(&self) -> Option<&VendorError<E>> {
        match self {
            Self::Vendor(error) => Some(error),
            _ => None,
        }
    }

    /// What breaks rules.
    #[must_use]
    pub fn violations(&self) -> Option<&Violations> {
        match self {
            Self::Invalid(violations) => Some(violations),
            _ => None,
        }
    }

    /// The HTTP status of a refusal, or of an answer that does not fit.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Vendor(error) => Some(error.status),
            Self::Unfit(unfit) => Some(unfit.status),
            _ => None,
        }
    }

    /// Whether the same call may succeed later: what a client tries again by itself, where the method and
    /// [`Retry`](super::Retry) allow it.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Vendor(error) => error.is_retryable() || is_busy(error.status),
            Self::Transport(error) => error.kind().is_retryable(),
            _ => false,
        }
    }

    /// How long the answer asks to wait, `Retry-After`; zero where it names a time that has passed.
    #[must_use]
    pub fn retry_after(&self, now: SystemTime) -> Option<Duration> {
        match self {
            Self::Vendor(error) => retry_after(&error.headers, now),
            Self::Unfit(unfit) => retry_after(&unfit.headers, now),
            _ => None,
        }
    }
}

impl<E> From<Failure<E>> for CallError<E> {
    fn from(failure: Failure<E>) -> Self {
        match failure {
            Failure::Vendor(error) => Self::Vendor(error),
            Failure::Unfit(unfit) => Self::Unfit(unfit),
        }
    }
}

impl<E: Catalogue> fmt::Display for CallError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(violations) => write_violations(violations, f),
            Self::Request(error) => write!(f, "not sent: {error}"),
            Self::Transport(error) => error.fmt(f),
            Self::Vendor(error) => error.fmt(f),
            Self::Unfit(unfit) => unfit.fmt(f),
            Self::Redirect(error) => error.fmt(f),
            Self::Paging(error) => error.fmt(f),
        }
    }
}

/// On one line: the first three, and how many more.
fn write_violations(violations: &Violations, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    const SHOWN: usize = 3;
    f.write_str("not sent")?;
    for (index, violation) in violations.iter().take(SHOWN).enumerate() {
        write!(f, "{}{violation}", if index == 0 { ": " } else { "; " })?;
    }
    match violations.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => write!(f, "; {more} more"),
    }
}

impl<E: Catalogue + fmt::Debug> std::error::Error for CallError<E> {}

impl fmt::Display for RedirectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherHost(host) => write!(
                f,
                "redirected to `{host}`, which is not the server; not followed, so that the key stays here (where the \
                 API has moved, call it there)"
            ),
            Self::TooMany(count) => write!(
                f,
                "redirected more than {count} times, which is what `max_redirects` allows"
            ),
            Self::Nowhere(status) => write!(
                f,
                "redirected (status {status}) to no place that can be called: its `Location` is missing, or no URL of HTTP"
            ),
            Self::Changed(status) => write!(
                f,
                "redirected (status {status}), after which it would be sent as a `GET` without its body; not followed"
            ),
        }
    }
}

impl std::error::Error for RedirectError {}

impl fmt::Display for PagingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherHost(host) => write!(
                f,
                "the next page is at `{host}`, which is not the server; not fetched, so that the key stays here"
            ),
            Self::Nowhere => f.write_str("the next page has no URL that can be called"),
            Self::Repeated(page) => write!(
                f,
                "page {page} is one that came before, or leads to one; not fetched again, since the pages would not end"
            ),
            Self::Endless(pages) => write!(
                f,
                "{pages} pages came, and no end: as many as `max_pages` allows, or too many empty ones in a row"
            ),
        }
    }
}

impl std::error::Error for PagingError {}

impl fmt::Display for SetupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Server(error) => write!(f, "the server's URL: {error}"),
            Self::Url(problem) => write!(f, "the server's URL {problem}"),
            Self::Credentials(hole) => write!(
                f,
                "the secret `{hole}` is not given, or holds what cannot be sent; look for a line break at its end, and for \
                 letters outside ASCII"
            ),
            Self::Transport(problem) => f.write_str(problem),
        }
    }
}

impl std::error::Error for SetupError {}

#[cfg(test)]
mod tests;
