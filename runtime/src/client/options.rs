//! How a client calls.
//!
//! Input: nothing; the defaults are what most want. Output: limits, and what is checked.
//! **Invariant:** nothing here is a secret.

use super::{Limits, Retry};
use std::time::Duration;

/// How a client calls. [`Client::with`](crate::blocking::Client::with) changes them, for one call or for all.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Options {
    /// Whether what breaks a rule is refused before it is sent.
    pub validate: bool,
    /// For one attempt, from its connection to the last byte read.
    pub timeout: Duration,
    /// Bytes of an answer's body, at most.
    pub max_body: usize,
    /// When to try again.
    pub retry: Retry,
    /// Redirects that one call follows, at most. They are followed on the same host only.
    pub max_redirects: u32,
    /// Pages that one listing fetches before it is held to be endless.
    pub max_pages: usize,
    /// The header `User-Agent`.
    pub user_agent: String,
}

impl Default for Options {
    /// Validates; 30 seconds; 16 MiB; two more attempts; 5 redirects; 10,000 pages.
    fn default() -> Self {
        Self {
            validate: true,
            timeout: Duration::from_secs(30),
            max_body: 16 * 1024 * 1024,
            retry: Retry::default(),
            max_redirects: 5,
            max_pages: 10_000,
            user_agent: concat!("bindery/", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

impl Options {
    /// The limits of one request.
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits::new(self.timeout, self.max_body)
    }
}
