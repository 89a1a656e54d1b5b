//! HTTPS without TLS: what ends it in front of a server that speaks plain HTTP.
//!
//! Input: requests to `https://api.test`. Output: what the server on 127.0.0.1 answers to them. **Invariant:** the client
//! believes in HTTPS; only what is sent to this one host is let through.

use bindery::client::{Limits, TransportError, TransportErrorKind};
use bindery::{blocking, nonblocking};
use http::{Request, Response, Uri};
use std::net::SocketAddr;
use std::time::Duration;

pub const URL: &str = "https://api.test";

pub struct Tunnel<T> {
    pub transport: T,
    pub to: SocketAddr,
}

impl<T> Tunnel<T> {
    fn through(&self, mut request: Request<Vec<u8>>) -> Result<Request<Vec<u8>>, TransportError> {
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
        let host = request.uri().host().unwrap_or_default();
        if request.uri().scheme_str() != Some("https") || !host.eq_ignore_ascii_case("api.test") {
            return Err(TransportError::new(TransportErrorKind::Other, "the tunnel was left"));
        }
        let url: Uri = format!("http://{}{path}", self.to).parse().unwrap();
        *request.uri_mut() = url;
        Ok(request)
    }
}

impl<T: blocking::Transport> blocking::Transport for Tunnel<T> {
    fn send(&self, request: Request<Vec<u8>>, limits: &Limits) -> Result<Response<Vec<u8>>, TransportError> {
        self.transport.send(self.through(request)?, limits)
    }
}

impl<T: nonblocking::Transport> nonblocking::Transport for Tunnel<T> {
    async fn send(&self, request: Request<Vec<u8>>, limits: &Limits) -> Result<Response<Vec<u8>>, TransportError> {
        self.transport.send(self.through(request)?, limits).await
    }

    async fn wait(&self, duration: Duration) {
        self.transport.wait(duration).await;
    }
}
