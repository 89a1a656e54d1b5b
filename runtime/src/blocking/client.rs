//! The blocking client.
//!
//! Input: endpoints. Output: their values.
//! **Invariant:** it sends and waits as an exchange says, and decides nothing.

use super::Transport;
#[cfg(not(feature = "ureq"))]
use crate::client::Shipped;
use crate::client::exchange::{Exchange, Next};
use crate::client::{Blocking, CallError, Reply, SetupError};
use crate::endpoint::{Api, Authenticate, BaseUrl, Endpoint, ErrorOf};
use std::time::SystemTime;

/// The transport of a client that was given none: [`Ureq`](super::Ureq).
#[cfg(feature = "ureq")]
pub type DefaultTransport = super::Ureq;
/// The transport of a client that was given none: there is none without the feature `ureq`.
#[cfg(not(feature = "ureq"))]
pub type DefaultTransport = crate::client::NoTransport;

/// Calls the API `A` over the transport `T`, and waits for each answer.
///
/// Cheap to clone; clones share transport and session, and may be used on several threads at once. The
/// methods of both modes ([`with`](crate::client::Client::with) for other options) are those of
/// [`client::Client`](crate::client::Client).
///
/// ```
/// # use bindery::http;
/// # use bindery::endpoint::*;
/// # use bindery::client::{Limits, TransportError};
/// # #[derive(Clone, Debug, bindery::Catalogue)]
/// # enum ShopError { #[bindery(unknown)] Unknown { status: u16, code: Option<String> } }
/// # enum Shop {}
/// # impl Api for Shop {
/// #     type Error = ShopError;
/// #     const VENDOR: &'static Vendor = &Vendor { name: "shop", ..Vendor::DEFAULT };
/// # }
/// # struct Server;
/// # impl BaseUrl for Server {
/// #     type Api = Shop;
/// #     fn base_url(&self) -> Result<String, FillError> { Ok("https://api.shop.example".to_owned()) }
/// # }
/// # struct Anyone;
/// # impl Authenticate for Anyone {
/// #     type Api = Shop;
/// #     fn credentials(self) -> Credentials { Credentials::none() }
/// # }
/// # struct CountOrders;
/// # impl Endpoint for CountOrders {
/// #     type Api = Shop;
/// #     type Output = i64;
/// #     const SPEC: &'static EndpointSpec = &EndpointSpec { name: "count_orders", path: "/orders/count", ..EndpointSpec::DEFAULT };
/// #     fn parts(&self, visit: &mut dyn FnMut(&Parts<'_>)) { visit(&Parts::default()) }
/// # }
/// use bindery::blocking::{Client, Transport};
/// # struct Mock;
/// # impl Transport for Mock {
/// #     fn send(&self, _: http::Request<Vec<u8>>, _: &Limits) -> Result<http::Response<Vec<u8>>, TransportError> {
/// #         Ok(http::Response::new(b"12".to_vec()))
/// #     }
/// # }
///
/// let client = Client::over(Mock, Server, Anyone)?; // `Client::new(Server, Anyone)?` with the feature `ureq`
/// assert_eq!(client.call(&CountOrders)?, 12);
///
/// // A copy with options of its own, for one call or for all that follow.
/// let patient = client.with(|options| options.timeout = std::time::Duration::from_secs(300));
/// assert_eq!(patient.reply(&CountOrders)?.status, 200);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// An endpoint of another API does not compile, and neither do a server and a caller of two APIs:
///
/// ```compile_fail,E0271
/// use bindery::blocking::{Client, Transport};
/// use bindery::endpoint::{Api, Endpoint};
///
/// fn call<Shop: Api, Bank: Api, E: Endpoint<Api = Bank>, T: Transport>(client: Client<Shop, T>, transfer: E) {
///     let _ = client.call(&transfer);
/// }
/// ```
///
/// ```compile_fail,E0271
/// use bindery::endpoint::{Api, Authenticate, BaseUrl};
/// use bindery::blocking::{Client, Transport};
///
/// fn connect<Shop: Api, Bank: Api, S, K>(transport: impl Transport, server: S, auth: K)
/// where
///     S: BaseUrl<Api = Shop>,
///     K: Authenticate<Api = Bank>,
/// {
///     let _ = Client::over(transport, server, auth);
/// }
/// ```
pub type Client<A, T = DefaultTransport> = crate::client::Client<A, T, Blocking>;

#[cfg(feature = "ureq")]
impl<A: Api> Client<A> {
    /// A client of the API at `server`, for the caller that `auth` names.
    ///
    /// # Errors
    /// A server whose URL cannot be called; a secret that its header cannot carry.
    pub fn new<S, K>(server: S, auth: K) -> Result<Self, SetupError>
    where
        S: BaseUrl<Api = A>,
        K: Authenticate<Api = A>,
    {
        Self::over(super::Ureq::new(), server, auth)
    }
}

/// Where there is no transport to call over, the compiler says what is missing.
#[cfg(not(feature = "ureq"))]
impl<A: Api> Client<A> {
    #[doc(hidden)]
    pub fn new<S, K>(_: S, _: K) -> Result<Self, SetupError>
    where
        S: BaseUrl<Api = A>,
        K: Authenticate<Api = A>,
        DefaultTransport: Shipped<A>,
    {
        Err(<DefaultTransport as Shipped<A>>::none())
    }
}

impl<A: Api, T: Transport> Client<A, T> {
    /// As `new`, over a transport of one's own.
    ///
    /// # Errors
    /// A server whose URL cannot be called; a secret that its header cannot carry.
    pub fn over<S, K>(transport: T, server: S, auth: K) -> Result<Self, SetupError>
    where
        S: BaseUrl<Api = A>,
        K: Authenticate<Api = A>,
    {
        Self::set_up(transport, &server, auth)
    }

    /// Calls an endpoint.
    ///
    /// # Errors
    /// Not sent, no answer, refused by the vendor, or an answer that does not fit: see [`CallError`].
    pub fn call<E>(&self, endpoint: &E) -> Result<E::Output, CallError<ErrorOf<E>>>
    where
        E: Endpoint<Api = A>,
    {
        self.reply(endpoint).map(|reply| reply.value)
    }

    /// Calls an endpoint; status, headers and body come along.
    ///
    /// # Errors
    /// As [`call`](Self::call).
    pub fn reply<E>(&self, endpoint: &E) -> Result<Reply<E::Output>, CallError<ErrorOf<E>>>
    where
        E: Endpoint<Api = A>,
    {
        self.run::<E>(self.build(endpoint)?)
    }

    /// Sends a request until there is an answer that counts.
    pub(crate) fn run<E>(&self, request: http::Request<Vec<u8>>) -> Result<Reply<E::Output>, CallError<ErrorOf<E>>>
    where
        E: Endpoint<Api = A>,
    {
        let mut exchange = Exchange::new(&self.core, &self.options, E::SPEC, request);
        exchange.span().scope(|| {
            loop {
                self.advance(&mut exchange);
                if let Some(end) = exchange.settle::<E>(SystemTime::now()) {
                    return end;
                }
            }
        })
    }

    /// Sends and waits until there is something to settle.
    fn advance(&self, exchange: &mut Exchange<'_>) {
        loop {
            match exchange.next() {
                Next::Send(request) => {
                    let came = self.transport.send(request, &self.options.limits());
                    exchange.arrived(came, SystemTime::now());
                }
                Next::Wait(duration) => self.transport.wait(duration),
                Next::Settle => return,
            }
        }
    }
}
