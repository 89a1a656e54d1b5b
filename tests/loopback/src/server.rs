//! The server: a thread, a runtime, a socket on 127.0.0.1.
//!
//! Input: HTTP. Output: what a vendor's file answers, spoiled where a fault was asked for. **Invariant:** every request is
//! recorded before it is answered; when the server is dropped, its thread and all connections end.

use crate::aceptabits::Aceptabits;
use crate::akinon::Akinon;
use crate::answer::{Call, Recorded};
use crate::fault::{Fault, Faults, spoil};
use crate::koibox::Koibox;
use crate::paging::Listing;
use crate::valomnia::Valomnia;
use crate::vendor::{Service, Vendor};
use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::response::Response;
use bindery::Json;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use tokio::sync::oneshot;

/// The most bytes of a request's body.
const BODY_LIMIT: usize = 1 << 20;

/// The vendors on 127.0.0.1, on a port of their own. Dropped, the server stops.
///
/// ```
/// use bindery_loopback::{Fault, Loopback, Vendor};
///
/// let server = Loopback::start()?;
/// assert!(server.url(Vendor::Koibox).ends_with("/koibox"));
/// server.fault(Vendor::Koibox, Fault::RetryAfter(429, "1".into()));
/// assert!(server.requests().is_empty());
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Loopback {
    address: SocketAddr,
    shared: Shared,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Loopback {
    /// Starts a server with customers of its own.
    ///
    /// # Errors
    /// There is no port, or no thread.
    pub fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build()?;
        let listener = {
            let _context = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        let shared = Shared::default();
        let router = Router::new().fallback(serve).with_state(shared.clone());
        let (stop, stopped) = oneshot::channel();
        let thread = thread::Builder::new().name("loopback".to_owned()).spawn(move || {
            runtime.block_on(async {
                tokio::spawn(async { axum::serve(listener, router).await });
                // Whether told to stop or left alone: the runtime goes, and every connection with it.
                let _ = stopped.await;
            });
        })?;
        Ok(Self {
            address,
            shared,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// A vendor's base URL, without a slash at its end.
    #[must_use]
    pub fn url(&self, vendor: Vendor) -> String {
        format!("http://{}{}", self.address, vendor.base())
    }

    /// Where the server listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The requests so far, oldest first.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        self.shared.lock().requests.clone()
    }

    /// The requests so far, oldest first; they are forgotten.
    #[must_use]
    pub fn take_requests(&self) -> Vec<Recorded> {
        std::mem::take(&mut self.shared.lock().requests)
    }

    /// The customers of a vendor as they stand, as JSON documents, in the order of a list that is not sorted. With the
    /// members that only filters and detailed answers know.
    #[must_use]
    pub fn customers(&self, vendor: Vendor) -> Vec<Json> {
        self.shared.lock().service(vendor).customers().clone()
    }

    /// Replaces the customers of a vendor.
    pub fn set_customers(&self, vendor: Vendor, customers: Vec<Json>) {
        *self.shared.lock().service(vendor).customers() = customers;
    }

    /// How many logins of a vendor succeeded.
    #[must_use]
    pub fn logins(&self, vendor: Vendor) -> usize {
        self.shared
            .lock()
            .service(vendor)
            .sessions()
            .map_or(0, |sessions| sessions.logins)
    }

    /// Ends all sessions of a vendor: who is logged in must log in again.
    pub fn expire_sessions(&self, vendor: Vendor) {
        if let Some(sessions) = self.shared.lock().service(vendor).sessions() {
            sessions.expire();
        }
    }

    /// Spoils the next request of a vendor, or of a path with its prefix: `/koibox/api/clientes/`. Faults are used up in the
    /// order in which they were asked for.
    pub fn fault(&self, prefix: impl Into<String>, fault: Fault) {
        self.fault_times(prefix, 1, fault);
    }

    /// Spoils the next so many requests.
    pub fn fault_times(&self, prefix: impl Into<String>, times: usize, fault: Fault) {
        self.shared.lock().faults.plan(prefix.into(), fault, Some(times));
    }

    /// Spoils every request from now on.
    pub fn fault_always(&self, prefix: impl Into<String>, fault: Fault) {
        self.shared.lock().faults.plan(prefix.into(), fault, None);
    }

    /// Forgets the faults that are left.
    pub fn clear_faults(&self) {
        self.shared.lock().faults.clear();
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has nothing left to be stopped.
            let _ = thread.join();
        }
    }
}

#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Inner>>);

struct Inner {
    aceptabits: Aceptabits,
    akinon: Akinon,
    koibox: Koibox,
    valomnia: Valomnia,
    requests: Vec<Recorded>,
    faults: Faults,
}

impl Default for Inner {
    fn default() -> Self {
        Self {
            aceptabits: Aceptabits::new(),
            akinon: Akinon::new(),
            koibox: Koibox::new(),
            valomnia: Valomnia::new(),
            requests: Vec::new(),
            faults: Faults::default(),
        }
    }
}

impl Inner {
    fn service(&mut self, vendor: Vendor) -> &mut dyn Service {
        match vendor {
            Vendor::Aceptabits => &mut self.aceptabits,
            Vendor::Akinon => &mut self.akinon,
            Vendor::Koibox => &mut self.koibox,
            Vendor::Valomnia => &mut self.valomnia,
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shared")
    }
}

async fn serve(State(shared): State<Shared>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_LIMIT).await else {
        return Fault::status(413).instead().unwrap_or_default();
    };
    let recorded = Recorded {
        method: parts.method,
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers,
        body: body.to_vec(),
    };
    let (fault, answer) = shared.lock().answer(recorded);
    match answer {
        Ok(answer) => spoil(fault, answer).await,
        Err(response) => response,
    }
}

impl Inner {
    /// The fault of a request, and the vendor's answer or what stands in for it.
    fn answer(&mut self, request: Recorded) -> (Option<Fault>, Result<crate::answer::Answer, Response>) {
        let fault = self.faults.take(&request.path);
        let instead = fault.as_ref().and_then(Fault::instead);
        let answer = match (instead, vendor_of(&request.path)) {
            (Some(response), _) => Err(response),
            (None, None) => Err(Fault::Html(404).instead().unwrap_or_default()),
            (None, Some(vendor)) => {
                let listing = fault.as_ref().map_or(Listing::Honest, Fault::listing);
                Ok(self
                    .service(vendor)
                    .answer(&Call::new(&request, vendor.prefix(), listing)))
            }
        };
        self.requests.push(request);
        (fault, answer)
    }
}

fn vendor_of(path: &str) -> Option<Vendor> {
    let below = |vendor: &Vendor| {
        path.strip_prefix(vendor.prefix())
            .is_some_and(|rest| rest.starts_with('/'))
    };
    Vendor::ALL.into_iter().find(below)
}
