//! What a transport is told, and how it fails.
//!
//! Input: the limits of one request. Output: why it brought no answer.
//! **Invariant:** an error holds words and a kind, never the error of a library: those quote URLs, and a URL may hold a key.

use std::fmt;
use std::time::Duration;

/// The limits of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// From the connection, where one must be made, to the last byte read.
    pub timeout: Duration,
    /// Bytes of the answer's body, at most.
    pub body: usize,
}

impl Limits {
    /// Limits for one request.
    #[must_use]
    pub const fn new(timeout: Duration, body: usize) -> Self {
        Self { timeout, body }
    }
}

/// Why a request brought no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransportError {
    kind: TransportErrorKind,
    message: String,
    call: Option<(&'static str, u32)>,
}

/// The class of a transport's failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection: the name is not found, nothing listens, the certificate is not trusted. Nothing was sent.
    Connect,
    /// The answer was not complete in time.
    Timeout,
    /// The connection ended before the answer did.
    Interrupted,
    /// The body is longer than the limit.
    TooLarge,
    /// What came is no HTTP.
    Protocol,
    /// Anything else.
    Other,
}

impl TransportErrorKind {
    /// Whether the same request may get an answer later.
    #[must_use]
    pub fn is_retryable(self) -> bool {
        matches!(self, Self::Connect | Self::Timeout | Self::Interrupted)
    }
}

impl TransportError {
    /// `message` says what happened, for people: `"the connection was refused"`.
    #[must_use]
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            call: None,
        }
    }

    /// The same with other words.
    pub(crate) fn reworded(self, reword: impl FnOnce(&str) -> String) -> Self {
        Self {
            message: reword(&self.message),
            ..self
        }
    }

    /// Of the call of an endpoint, which was sent so often.
    pub(crate) fn of(self, endpoint: &'static str, attempts: u32) -> Self {
        Self {
            call: Some((endpoint, attempts)),
            ..self
        }
    }

    /// The body is longer than the limit.
    #[must_use]
    pub fn too_large(limits: &Limits) -> Self {
        Self::new(
            TransportErrorKind::TooLarge,
            format!(
                "the answer is longer than {} bytes, which is what `max_body` allows",
                limits.body
            ),
        )
    }

    /// The class of the failure.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// What happened, for people.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The endpoint's name in the spec, in what a client returns; `login` where it did not get further.
    #[must_use]
    pub fn endpoint(&self) -> Option<&'static str> {
        self.call.map(|(endpoint, _)| endpoint)
    }

    /// How often the request was sent, in what a client returns.
    #[must_use]
    pub fn attempts(&self) -> Option<u32> {
        self.call.map(|(_, attempts)| attempts)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { message, call, .. } = self;
        match call {
            None => f.write_str(message),
            Some((endpoint, 0 | 1)) => write!(f, "{endpoint}: {message}"),
            Some((endpoint, attempts)) => write!(f, "{endpoint}: {message}, in {attempts} attempts"),
        }
    }
}

impl std::error::Error for TransportError {}
