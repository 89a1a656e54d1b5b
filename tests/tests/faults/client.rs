//! One client for both transports, so that each fault is written down once.
//!
//! Input: calls. Output: what came of them. **Invariant:** nothing is done here but calling; the options are those of a
//! user, but for a short wait between attempts.

use bindery::blocking::{self, Ureq};
use bindery::client::{CallError, Options, Reply};
use bindery::endpoint::{Authenticate, BaseUrl, ErrorOf};
use bindery::nonblocking::{self, Reqwest};
use bindery::{Api, Endpoint, Page};
use bindery_loopback::{Fault, Loopback, Vendor, aceptabits as aceptabits_server, akinon as akinon_server};
use bindery_loopback::{koibox as koibox_server, valomnia as valomnia_server};
use bindery_vendors::{aceptabits, akinon, koibox, valomnia};
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;

/// Which transport.
#[derive(Clone, Copy, Debug)]
pub enum Over {
    Ureq,
    Reqwest,
}

/// A client over one of them.
pub enum Client<A, B = Ureq, N = Reqwest> {
    Blocking(blocking::Client<A, B>),
    Async(nonblocking::Client<A, N>, Arc<Runtime>),
}

/// What came of a call.
pub type Came<E> = Result<Reply<<E as Endpoint>::Output>, CallError<ErrorOf<E>>>;

impl Over {
    pub fn client<A, S, K>(self, server: S, auth: K) -> Client<A>
    where
        A: Api,
        S: BaseUrl<Api = A>,
        K: Authenticate<Api = A>,
    {
        self.client_over(Ureq::new(), Reqwest::new().unwrap(), server, auth)
    }

    pub fn client_over<A, B, N, S, K>(self, blocking: B, nonblocking: N, server: S, auth: K) -> Client<A, B, N>
    where
        A: Api,
        B: blocking::Transport,
        N: nonblocking::Transport,
        S: BaseUrl<Api = A>,
        K: Authenticate<Api = A>,
    {
        let client = match self {
            Self::Ureq => Client::Blocking(blocking::Client::over(blocking, server, auth).unwrap()),
            Self::Reqwest => {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build()
                    .unwrap();
                let client = nonblocking::Client::over(nonblocking, server, auth).unwrap();
                Client::Async(client, Arc::new(runtime))
            }
        };
        client.with(|options| {
            options.retry.base = Duration::from_millis(2);
            options.timeout = Duration::from_secs(30);
        })
    }

    pub fn koibox(self, url: impl Into<String>) -> Client<koibox::Api> {
        let auth = koibox::Auth::key(koibox_server::KEY);
        self.client(koibox::Server::Custom(url.into()), auth)
    }

    pub fn akinon(self, url: impl Into<String>) -> Client<akinon::Api> {
        let auth = akinon::Auth::key(akinon_server::KEY);
        self.client(akinon::Server::Custom(url.into()), auth)
    }

    /// With a login.
    pub fn akinon_login(self, url: impl Into<String>) -> Client<akinon::Api> {
        let auth = akinon::Auth::login(akinon_server::USERNAME, akinon_server::PASSWORD);
        self.client(akinon::Server::Custom(url.into()), auth)
    }

    pub fn aceptabits(self, url: impl Into<String>) -> Client<aceptabits::Api> {
        let auth = aceptabits::Auth::token(aceptabits_server::TOKEN);
        self.client(aceptabits::Server::Custom(url.into()), auth)
    }

    /// With a login.
    pub fn valomnia(self, url: impl Into<String>) -> Client<valomnia::Api> {
        let auth = valomnia::Auth::session(valomnia_server::USERNAME, valomnia_server::PASSWORD);
        self.client(valomnia::Server::Custom(url.into()), auth)
    }
}

impl<A: Api, B: blocking::Transport, N: nonblocking::Transport> Client<A, B, N> {
    pub fn with(&self, change: impl FnOnce(&mut Options)) -> Self {
        match self {
            Self::Blocking(client) => Self::Blocking(client.with(change)),
            Self::Async(client, runtime) => Self::Async(client.with(change), Arc::clone(runtime)),
        }
    }

    /// In one attempt.
    pub fn once(&self) -> Self {
        self.with(|options| options.retry.attempts = 1)
    }

    /// With so much time for an attempt.
    pub fn within(&self, timeout: Duration) -> Self {
        self.with(|options| options.timeout = timeout)
    }

    pub fn reply<E: Endpoint<Api = A>>(&self, endpoint: &E) -> Came<E> {
        let (shown, came) = match self {
            Self::Blocking(client) => (format!("{client:?}"), client.reply(endpoint)),
            Self::Async(client, runtime) => (format!("{client:?}"), runtime.block_on(client.reply(endpoint))),
        };
        crate::seen::assert_no_secret(&shown);
        came
    }

    /// The items of all pages, and the error that ended them.
    pub fn items<E, I>(&self, endpoint: E) -> (Vec<I>, Option<CallError<ErrorOf<E>>>)
    where
        E: Endpoint<Api = A, Output = Page<I>> + 'static,
    {
        let mut items = Vec::new();
        match self {
            Self::Blocking(client) => {
                for item in client.items(endpoint) {
                    match item {
                        Ok(item) => items.push(item),
                        Err(error) => return (items, Some(error)),
                    }
                }
            }
            Self::Async(client, runtime) => {
                let mut stream = client.items(endpoint);
                while let Some(item) = runtime.block_on(stream.next()) {
                    match item {
                        Ok(item) => items.push(item),
                        Err(error) => return (items, Some(error)),
                    }
                }
            }
        }
        (items, None)
    }
}

/// The list that most faults spoil.
pub fn list() -> koibox::ListCustomers {
    koibox::ListCustomers {
        filter: koibox::ListCustomersFilter::default().limit(10),
    }
}

/// The creation that faults spoil.
pub fn create() -> koibox::CreateCustomer {
    koibox::CreateCustomer {
        body: koibox::NewCustomer::new("Ana"),
    }
}

/// A server that spoils every answer of Koibox, and a client of it.
pub fn spoiled(over: Over, fault: Fault) -> (Loopback, Client<koibox::Api>) {
    let server = Loopback::start().unwrap();
    server.fault_always(Vendor::Koibox, fault);
    let client = over.koibox(server.url(Vendor::Koibox));
    (server, client)
}
