//! What is tested: either transport, called in the same way.

use bindery::blocking::{Transport as _, Ureq};
use bindery::client::{Limits, TransportError};
use bindery::nonblocking::{Reqwest, Transport as _};
use http::{Request, Response};
use std::time::Duration;

pub enum Subject {
    Ureq(Ureq),
    Reqwest(Reqwest, tokio::runtime::Handle),
}

impl Subject {
    pub fn ureq() -> Self {
        Self::Ureq(Ureq::new())
    }

    pub fn reqwest() -> Self {
        Self::over(Reqwest::new().unwrap())
    }

    /// Over a client of one's own, in a runtime with a thread of its own: connections end after their call has.
    pub fn over(reqwest: Reqwest) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let handle = runtime.handle().clone();
        std::thread::spawn(move || runtime.block_on(std::future::pending::<()>()));
        Self::Reqwest(reqwest, handle)
    }

    pub fn send(&self, request: Request<Vec<u8>>, limits: &Limits) -> Result<Response<Vec<u8>>, TransportError> {
        match self {
            Self::Ureq(ureq) => ureq.send(request, limits),
            Self::Reqwest(reqwest, runtime) => runtime.block_on(reqwest.send(request, limits)),
        }
    }
}

/// A second megabyte is too much; time is plenty.
pub fn limits() -> Limits {
    Limits::new(Duration::from_secs(20), 1024 * 1024)
}

pub fn get(url: &str) -> Request<Vec<u8>> {
    Request::get(url).body(Vec::new()).unwrap()
}
