//! One client for both ways of calling.
//!
//! Input: a server, credentials, a transport. Output: what a call needs of them.
//! **Invariant:** copies share transport and session; nothing here sends or waits.

use super::core::Core;
use super::{CallError, Options, PagingError, SetupError};
use crate::endpoint::{Api, Authenticate, BaseUrl, Endpoint, ErrorOf};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// The mode of a client that waits for each answer.
#[derive(Debug, Clone, Copy)]
pub enum Blocking {}

/// The mode of a client whose calls are futures.
#[derive(Debug, Clone, Copy)]
pub enum Nonblocking {}

/// Calls the API `A` over the transport `T`. `M` is [`Blocking`] or [`Nonblocking`]:
/// [`blocking::Client`](crate::blocking::Client) and [`nonblocking::Client`](crate::nonblocking::Client) are this type.
///
/// Cheap to clone; copies share transport and session, and may be used on several threads at once.
pub struct Client<A, T, M> {
    pub(crate) core: Arc<Core>,
    pub(crate) transport: Arc<T>,
    pub(crate) options: Arc<Options>,
    of: PhantomData<fn() -> (A, M)>,
}

impl<A: Api, T, M> Client<A, T, M> {
    pub(crate) fn set_up<S, K>(transport: T, server: &S, auth: K) -> Result<Self, SetupError>
    where
        S: BaseUrl<Api = A>,
        K: Authenticate<Api = A>,
    {
        Ok(Self {
            core: Arc::new(Core::new(server, auth)?),
            transport: Arc::new(transport),
            options: Arc::default(),
            of: PhantomData,
        })
    }

    /// The request of an endpoint, checked as the options say; without what shows who calls.
    pub(crate) fn build<E>(&self, endpoint: &E) -> Result<http::Request<Vec<u8>>, CallError<ErrorOf<E>>>
    where
        E: Endpoint<Api = A>,
    {
        self.core.build(endpoint, &self.options)
    }

    /// The error of a listing whose pages do not lead on.
    pub(crate) fn paging_error<E>(&self, error: PagingError) -> CallError<E> {
        CallError::Paging(self.core.paging_error(error))
    }
}

impl<A, T, M> Client<A, T, M> {
    /// A copy with other options. It shares transport and session.
    #[must_use]
    pub fn with(&self, change: impl FnOnce(&mut Options)) -> Self {
        let mut options = Options::clone(&self.options);
        change(&mut options);
        Self {
            options: Arc::new(options),
            ..self.clone()
        }
    }

    /// How it calls.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The server's URL, without a slash at its end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        self.core.base_url()
    }
}

impl<A, T, M> Clone for Client<A, T, M> {
    fn clone(&self) -> Self {
        Self {
            core: Arc::clone(&self.core),
            transport: Arc::clone(&self.transport),
            options: Arc::clone(&self.options),
            of: PhantomData,
        }
    }
}

impl<A, T, M> fmt::Debug for Client<A, T, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("vendor", &self.core.vendor().name)
            .field("base_url", &self.base_url())
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
