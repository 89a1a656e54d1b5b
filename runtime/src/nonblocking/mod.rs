//! The async client.
//!
//! Input: endpoints. Output: their values, as futures; pages and items as streams.
//! **Invariant:** this module sends and waits; what and when is decided in [`client`](crate::client).

mod client;
mod pages;
#[cfg(feature = "reqwest")]
mod reqwest;

pub use client::{Client, DefaultTransport};
pub use pages::{Items, Pages};
#[cfg(feature = "reqwest")]
pub use reqwest::Reqwest;

use crate::client::{Limits, TransportError};
use std::future::Future;
use std::time::Duration;

/// Brings requests to servers. Implemented by `Reqwest` (feature `reqwest`), and in twenty lines over anything else.
///
/// One that answers from memory, for tests:
///
/// ```
/// use bindery::client::{Limits, TransportError};
/// use bindery::nonblocking::Transport;
/// use bindery::http::{Request, Response};
///
/// struct Mock<F>(F);
///
/// impl<F> Transport for Mock<F>
/// where
///     F: Fn(Request<Vec<u8>>) -> Response<Vec<u8>> + Send + Sync + 'static,
/// {
///     async fn send(&self, request: Request<Vec<u8>>, limits: &Limits) -> Result<Response<Vec<u8>>, TransportError> {
///         let answer = (self.0)(request);
///         if answer.body().len() > limits.body {
///             return Err(TransportError::too_large(limits));
///         }
///         Ok(answer)
///     }
///
///     async fn wait(&self, _: std::time::Duration) {}
/// }
///
/// # use std::task::{Context, Poll, Waker};
/// let echo = Mock(|request: Request<Vec<u8>>| Response::new(request.into_body()));
/// let limits = Limits::new(std::time::Duration::from_secs(30), 1024);
/// let request = Request::post("https://api.shop.example/orders").body(b"{}".to_vec())?;
/// let answer = echo.send(request, &limits); // `.await` it, in an async function
/// # let Poll::Ready(answer) = std::pin::pin!(answer).poll(&mut Context::from_waker(Waker::noop())) else { panic!() };
/// # let answer = answer?;
/// assert_eq!((answer.status().as_u16(), answer.body().as_slice()), (200, b"{}".as_slice()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no transport of the async client",
    note = "`bindery::nonblocking::Reqwest` is one, with the feature `reqwest`; for your own: `impl bindery::nonblocking::Transport`"
)]
pub trait Transport: Send + Sync + 'static {
    /// Sends a request and reads its answer whole, whatever its status. Follows no redirect and keeps no cookie.
    ///
    /// # Errors
    /// No answer within the limits.
    fn send(
        &self,
        request: http::Request<Vec<u8>>,
        limits: &Limits,
    ) -> impl Future<Output = Result<http::Response<Vec<u8>>, TransportError>> + Send;

    /// Waits between two attempts.
    fn wait(&self, duration: Duration) -> impl Future<Output = ()> + Send;
}

impl<T: Transport> Transport for std::sync::Arc<T> {
    fn send(
        &self,
        request: http::Request<Vec<u8>>,
        limits: &Limits,
    ) -> impl Future<Output = Result<http::Response<Vec<u8>>, TransportError>> + Send {
        (**self).send(request, limits)
    }

    fn wait(&self, duration: Duration) -> impl Future<Output = ()> + Send {
        (**self).wait(duration)
    }
}
