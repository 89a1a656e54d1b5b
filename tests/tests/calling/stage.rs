//! Where scenarios play: a server, and clients of either kind behind one face.
//!
//! Input: the transport. Output: clients whose calls wait for their end, whichever client they run on.
//! **Invariant:** the async client's runtime runs on the thread that waits, so that what it logs is logged there.

use bindery::client::{Options, Reply, SetupError};
use bindery::endpoint::{Authenticate, BaseUrl, ErrorOf};
use bindery::{Api, CallError, Credentials, Endpoint, Page, blocking, nonblocking};
use bindery_loopback::{Loopback, Recorded, Vendor};
use bindery_vendors::{aceptabits, akinon, koibox, valomnia};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;

/// What a call gives.
pub type Called<E, T> = Result<T, CallError<ErrorOf<E>>>;

/// The transport that requests go over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    Ureq,
    Reqwest,
}

/// A server of one's own, and clients for it.
pub struct Stage {
    pub over: Over,
    pub server: Loopback,
    runtime: Arc<Runtime>,
}

/// A vendor's API that the server plays.
pub trait Played: Api + Sized {
    const LOOPBACK: Vendor;
    /// The server at a URL.
    fn server(url: String) -> impl BaseUrl<Api = Self>;
    /// A caller who is let in.
    fn auth() -> impl Authenticate<Api = Self>;
}

macro_rules! played {
    ($($vendor:ident $name:ident $auth:expr;)*) => {$(
        impl Played for $vendor::Api {
            const LOOPBACK: Vendor = Vendor::$name;
            fn server(url: String) -> impl BaseUrl<Api = Self> {
                $vendor::Server::Custom(url)
            }
            fn auth() -> impl Authenticate<Api = Self> {
                $auth
            }
        }
    )*};
}
played! {
    aceptabits Aceptabits aceptabits::Auth::token(bindery_loopback::aceptabits::TOKEN);
    akinon Akinon akinon::Auth::key(bindery_loopback::akinon::KEY);
    koibox Koibox koibox::Auth::key(bindery_loopback::koibox::KEY);
    valomnia Valomnia valomnia::Auth::session(bindery_loopback::valomnia::USERNAME, bindery_loopback::valomnia::PASSWORD);
}

/// A caller who shows nothing.
pub struct Nobody<A>(pub PhantomData<A>);

impl<A: Api> Authenticate for Nobody<A> {
    type Api = A;
    fn credentials(self) -> Credentials {
        Credentials::none()
    }
}

impl Stage {
    pub fn new(over: Over) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        Self {
            over,
            server: Loopback::start().unwrap(),
            runtime: Arc::new(runtime.unwrap()),
        }
    }

    /// A client that is let in.
    pub fn client<A: Played>(&self) -> Client<A> {
        self.client_as(A::auth())
    }

    /// A client of this caller.
    pub fn client_as<A: Played>(&self, auth: impl Authenticate<Api = A>) -> Client<A> {
        self.client_at(A::server(self.server.url(A::LOOPBACK)), auth).unwrap()
    }

    /// Why there is no client of this caller.
    pub fn client_as_error<A: Played>(&self, auth: impl Authenticate<Api = A>) -> SetupError {
        self.client_at(A::server(self.server.url(A::LOOPBACK)), auth)
            .unwrap_err()
    }

    /// A client of this caller, at this server.
    pub fn client_at<A: Api>(
        &self,
        server: impl BaseUrl<Api = A>,
        auth: impl Authenticate<Api = A>,
    ) -> Result<Client<A>, SetupError> {
        let client = match self.over {
            Over::Ureq => Client::Blocking(blocking::Client::new(server, auth)?),
            Over::Reqwest => Client::Async(nonblocking::Client::new(server, auth)?, Arc::clone(&self.runtime)),
        };
        // A failure is not to be a hang.
        Ok(client.with(|options| options.timeout = Duration::from_secs(20)))
    }

    /// The requests since this was asked last.
    pub fn sent(&self) -> Vec<Recorded> {
        self.server.take_requests()
    }

    /// The queries of the requests since this was asked last.
    pub fn queries(&self) -> Vec<String> {
        self.sent().into_iter().map(|request| request.query).collect()
    }
}

/// A client of either kind.
pub enum Client<A: Api> {
    Blocking(blocking::Client<A>),
    Async(nonblocking::Client<A>, Arc<Runtime>),
}

impl<A: Api> Client<A> {
    pub fn call<E: Endpoint<Api = A>>(&self, endpoint: &E) -> Called<E, E::Output> {
        match self {
            Self::Blocking(client) => client.call(endpoint),
            Self::Async(client, runtime) => runtime.block_on(client.call(endpoint)),
        }
    }

    pub fn reply<E: Endpoint<Api = A>>(&self, endpoint: &E) -> Called<E, Reply<E::Output>> {
        match self {
            Self::Blocking(client) => client.reply(endpoint),
            Self::Async(client, runtime) => runtime.block_on(client.reply(endpoint)),
        }
    }

    /// The errors of a call that must fail.
    pub fn refuse<E: Endpoint<Api = A, Output: fmt::Debug>>(&self, endpoint: &E) -> CallError<ErrorOf<E>> {
        self.call(endpoint).expect_err(E::SPEC.name)
    }

    /// Calls at the same time: on threads, or on one thread by turns.
    pub fn at_once<E>(&self, endpoints: &[E]) -> Vec<Called<E, E::Output>>
    where
        A: 'static,
        E: Endpoint<Api = A, Output: Send + 'static> + Sync + 'static,
        ErrorOf<E>: Send,
    {
        match self {
            Self::Blocking(client) => std::thread::scope(|scope| {
                let calls: Vec<_> = endpoints
                    .iter()
                    .map(|endpoint| scope.spawn(|| client.call(endpoint)))
                    .collect();
                calls.into_iter().map(|call| call.join().unwrap()).collect()
            }),
            Self::Async(client, runtime) => runtime.block_on(async {
                let calls: Vec<_> = endpoints
                    .iter()
                    .map(|endpoint| tokio::spawn(client.call(endpoint)))
                    .collect();
                let mut ends = Vec::new();
                for call in calls {
                    ends.push(call.await.unwrap());
                }
                ends
            }),
        }
    }

    pub fn pages<E: Endpoint<Api = A, Output = Page<I>> + 'static, I>(&self, endpoint: E) -> Pages<E> {
        match self {
            Self::Blocking(client) => Pages::Blocking(client.pages(endpoint)),
            Self::Async(client, runtime) => Pages::Async(client.pages(endpoint), Arc::clone(runtime)),
        }
    }

    pub fn items<E: Endpoint<Api = A, Output = Page<I>> + 'static, I>(&self, endpoint: E) -> Items<E, I> {
        self.pages(endpoint).items()
    }

    /// All items of a listing.
    pub fn all<E: Endpoint<Api = A, Output = Page<I>> + 'static, I>(&self, endpoint: E) -> Vec<I> {
        self.items(endpoint)
            .map(|item| item.unwrap_or_else(|error| panic!("{error}")))
            .collect()
    }

    pub fn with(&self, change: impl FnOnce(&mut Options)) -> Self {
        match self {
            Self::Blocking(client) => Self::Blocking(client.with(change)),
            Self::Async(client, runtime) => Self::Async(client.with(change), Arc::clone(runtime)),
        }
    }

    /// A client that sends what breaks rules, too.
    pub fn unchecked(&self) -> Self {
        self.with(|options| options.validate = false)
    }

    pub fn base_url(&self) -> &str {
        match self {
            Self::Blocking(client) => client.base_url(),
            Self::Async(client, _) => client.base_url(),
        }
    }
}

impl<A: Api> Clone for Client<A> {
    fn clone(&self) -> Self {
        match self {
            Self::Blocking(client) => Self::Blocking(client.clone()),
            Self::Async(client, runtime) => Self::Async(client.clone(), Arc::clone(runtime)),
        }
    }
}

impl<A: Api> fmt::Debug for Client<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blocking(client) => client.fmt(f),
            Self::Async(client, _) => client.fmt(f),
        }
    }
}

/// Pages of either client.
pub enum Pages<E: Endpoint> {
    Blocking(blocking::Pages<E>),
    Async(nonblocking::Pages<E>, Arc<Runtime>),
}

impl<E: Endpoint> Pages<E> {
    pub fn max_pages(self, pages: usize) -> Self {
        match self {
            Self::Blocking(these) => Self::Blocking(these.max_pages(pages)),
            Self::Async(these, runtime) => Self::Async(these.max_pages(pages), runtime),
        }
    }

    pub fn total(&self) -> Option<i64> {
        match self {
            Self::Blocking(these) => these.total(),
            Self::Async(these, _) => these.total(),
        }
    }
}

impl<E: Endpoint<Output = Page<I>> + 'static, I> Pages<E> {
    pub fn items(self) -> Items<E, I> {
        match self {
            Self::Blocking(these) => Items::Blocking(these.items()),
            Self::Async(these, runtime) => Items::Async(these.items(), runtime),
        }
    }
}

impl<E: Endpoint<Output = Page<I>> + 'static, I> Iterator for Pages<E> {
    type Item = Called<E, Page<I>>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Blocking(these) => these.next(),
            Self::Async(these, runtime) => runtime.block_on(these.next()),
        }
    }
}

/// Items of either client.
pub enum Items<E: Endpoint, I> {
    Blocking(blocking::Items<E, I>),
    Async(nonblocking::Items<E, I>, Arc<Runtime>),
}

impl<E: Endpoint, I> Items<E, I> {
    pub fn max_items(self, items: usize) -> Self {
        match self {
            Self::Blocking(these) => Self::Blocking(these.max_items(items)),
            Self::Async(these, runtime) => Self::Async(these.max_items(items), runtime),
        }
    }

    pub fn total(&self) -> Option<i64> {
        match self {
            Self::Blocking(these) => these.total(),
            Self::Async(these, _) => these.total(),
        }
    }
}

impl<E: Endpoint<Output = Page<I>> + 'static, I> Iterator for Items<E, I> {
    type Item = Called<E, I>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Blocking(these) => these.next(),
            Self::Async(these, runtime) => runtime.block_on(these.next()),
        }
    }
}

impl<E: Endpoint> fmt::Debug for Pages<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blocking(these) => these.fmt(f),
            Self::Async(these, _) => these.fmt(f),
        }
    }
}

impl<E: Endpoint, I> fmt::Debug for Items<E, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blocking(these) => these.fmt(f),
            Self::Async(these, _) => these.fmt(f),
        }
    }
}
