//! Calling: what the blocking and the async client share. No IO.
//!
//! Input: an endpoint, a server, credentials, and the answers that a transport brings. Output: the next request, a wait,
//! or the end of the call.
//! **Invariant:** what to do next is decided here, by values alone; a client only sends, waits and asks again. No error,
//! `Debug` or span shows a secret.

mod auth;
#[cfg(any(feature = "ureq", feature = "reqwest"))]
pub(crate) mod cause;
pub(crate) mod core;
mod error;
pub(crate) mod exchange;
mod generic;
mod options;
pub(crate) mod pager;
mod redirect;
mod retry;
mod scrub;
mod session;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod trace;
mod transport;
pub(crate) mod url;

pub use core::NoTransport;
#[cfg(not(all(feature = "ureq", feature = "reqwest")))]
pub(crate) use core::Shipped;
pub use error::{CallError, PagingError, RedirectError, SetupError};
pub use generic::{Blocking, Client, Nonblocking};
pub use options::Options;
pub use retry::{Decision, Outcome, Retry, retry_after};
pub use transport::{Limits, TransportError, TransportErrorKind};

use crate::endpoint::HeaderList;
use std::fmt;

/// The value of an answer, and the answer itself.
///
/// `Debug` shows the value, the names of the headers and the body's length: a header may hold a session, and a body whatever
/// the vendor quotes.
#[derive(Clone)]
#[non_exhaustive]
pub struct Reply<T> {
    /// The value.
    pub value: T,
    /// The HTTP status.
    pub status: http::StatusCode,
    /// The headers.
    pub headers: http::HeaderMap,
    /// The body.
    pub body: Vec<u8>,
    /// How often the request was sent.
    pub attempts: u32,
}

impl<T: fmt::Debug> fmt::Debug for Reply<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("value", &self.value)
            .field("status", &self.status)
            .field("headers", &HeaderList::of(&self.headers))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("attempts", &self.attempts)
            .finish()
    }
}
