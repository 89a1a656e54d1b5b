//! The blocking client.
//!
//! Input: endpoints. Output: their values; pages and items as iterators.
//! **Invariant:** this module sends and waits; what and when is decided in [`client`](crate::client).

mod client;
mod pages;
#[cfg(feature = "ureq")]
mod ureq;

pub use client::{Client, DefaultTransport};
pub use pages::{Items, Pages};
#[cfg(feature = "ureq")]
pub use ureq::Ureq;

use crate::client::{Limits, TransportError};
use std::time::Duration;

/// Brings requests to servers. Implemented by `Ureq` (feature `ureq`), and in twenty lines over anything else.
///
/// One that answers from memory, for tests:
///
/// ```
/// use bindery::blocking::Transport;
/// use bindery::client::{Limits, TransportError};
/// use bindery::http::{Request, Response};
///
/// struct Mock<F>(F);
///
/// impl<F> Transport for Mock<F>
/// where
///     F: Fn(Request<Vec<u8>>) -> Response<Vec<u8>> + Send + Sync,
/// {
///     fn send(&self, request: Request<Vec<u8>>, limits: &Limits) -> Result<Response<Vec<u8>>, TransportError> {
///         let answer = (self.0)(request);
///         if answer.body().len() > limits.body {
///             return Err(TransportError::too_large(limits));
///         }
///         Ok(answer)
///     }
/// }
///
/// let echo = Mock(|request: Request<Vec<u8>>| Response::new(request.into_body()));
/// let limits = Limits::new(std::time::Duration::from_secs(30), 1024);
/// let answer = echo.send(Request::post("https://api.shop.example/orders").body(b"{}".to_vec())?, &limits)?;
/// assert_eq!((answer.status().as_u16(), answer.body().as_slice()), (200, b"{}".as_slice()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no transport of the blocking client",
    note = "`bindery::blocking::Ureq` is one, with the feature `ureq`; for your own: `impl bindery::blocking::Transport`"
)]
pub trait Transport: Send + Sync {
    /// Sends a request and reads its answer whole, whatever its status. Follows no redirect and keeps no cookie.
    ///
    /// # Errors
    /// No answer within the limits.
    fn send(&self, request: http::Request<Vec<u8>>, limits: &Limits)
    -> Result<http::Response<Vec<u8>>, TransportError>;

    /// Waits between two attempts.
    fn wait(&self, duration: Duration) {
        std::thread::sleep(duration);
    }
}

impl<T: Transport + ?Sized> Transport for std::sync::Arc<T> {
    fn send(
        &self,
        request: http::Request<Vec<u8>>,
        limits: &Limits,
    ) -> Result<http::Response<Vec<u8>>, TransportError> {
        (**self).send(request, limits)
    }

    fn wait(&self, duration: Duration) {
        (**self).wait(duration);
    }
}
