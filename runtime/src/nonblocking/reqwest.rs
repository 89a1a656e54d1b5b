//! The async transport: reqwest, on tokio.
//!
//! Input: a request and its limits. Output: the whole answer, whatever its status.
//! **Invariant:** no redirect is followed; the body is bounded while it is read; no error quotes the request.

use super::Transport;
use crate::client::{Limits, SetupError, TransportError, TransportErrorKind, cause};
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Method};
use rustls::crypto::{CryptoProvider, ring};
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;
use std::{fmt, io, mem};

/// The transport over [`reqwest`]: async, HTTP/1.1, TLS by rustls.
///
/// Needs a tokio runtime with its IO and its timer enabled. Connections are kept and used again; clones share them. A
/// connection must be made within 10 seconds, and never takes longer than the whole call may. TLS trusts Mozilla's list
/// of authorities, which is compiled in, and uses the process's default crypto provider where one is installed, else
/// ring; it installs none. Proxies are those of the environment: `ALL_PROXY`, `HTTPS_PROXY`, `HTTP_PROXY` and
/// `NO_PROXY`. Nothing is compressed, and no cookie is kept. For other proxies, authorities or client certificates, see
/// [`with`](Self::with).
#[derive(Clone)]
pub struct Reqwest {
    client: reqwest::Client,
}

impl Reqwest {
    /// With settings that fit most.
    ///
    /// # Errors
    /// TLS cannot be set up, because the process's default crypto provider knows no version of TLS that is safe.
    pub fn new() -> Result<Self, SetupError> {
        Self::with(|builder| builder)
    }

    /// With settings of your own: proxies, a timeout of connecting, and by `tls_backend_preconfigured` authorities and
    /// client certificates. Leave cookies and default headers off.
    ///
    /// Whatever is set, redirects are not followed, nothing is decompressed, and the limits of each request hold.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let proxy = reqwest::Proxy::https("http://127.0.0.1:3128")?;
    /// let transport = bindery::nonblocking::Reqwest::with(|builder| builder.proxy(proxy))?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// TLS, or what you set, cannot be set up.
    pub fn with(change: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder) -> Result<Self, SetupError> {
        let usual = reqwest::Client::builder()
            .tls_backend_preconfigured(tls()?)
            .http1_only()
            .connect_timeout(cause::CONNECT_TIMEOUT);
        // What the client decides. Each is named, so that a feature which another crate switches on changes nothing.
        let client = change(usual)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .no_gzip()
            .no_brotli()
            .no_deflate()
            .no_zstd()
            .build()
            .map_err(|_| SetupError::Transport("reqwest cannot set up its HTTP client".to_owned()))?;
        Ok(Self { client })
    }
}

/// TLS without a global provider: reqwest by itself panics where none is installed.
fn tls() -> Result<rustls::ClientConfig, SetupError> {
    let provider = CryptoProvider::get_default().cloned();
    let provider = provider.unwrap_or_else(|| Arc::new(ring::default_provider()));
    let roots = rustls::RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    Ok(rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| SetupError::Transport(format!("TLS cannot be set up: {error}")))?
        .with_root_certificates(roots)
        .with_no_client_auth())
}

/// Nothing of the client: a proxy's URL may hold a password.
impl fmt::Debug for Reqwest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reqwest").finish_non_exhaustive()
    }
}

impl Transport for Reqwest {
    async fn send(
        &self,
        request: http::Request<Vec<u8>>,
        limits: &Limits,
    ) -> Result<http::Response<Vec<u8>>, TransportError> {
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(TransportError::new(
                TransportErrorKind::Other,
                "there is no tokio runtime here; call from a task of one",
            ));
        }
        let mut request = convert(request)?;
        *request.timeout_mut() = Some(limits.timeout);
        let mut answer = self
            .client
            .execute(request)
            .await
            .map_err(|error| failed(&error, limits))?;
        let body = read(&mut answer, limits).await?;
        let mut whole = http::Response::new(body);
        *whole.status_mut() = answer.status();
        *whole.version_mut() = answer.version();
        *whole.headers_mut() = mem::take(answer.headers_mut());
        Ok(whole)
    }

    async fn wait(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}

/// The request as reqwest's own, unless its URL would become another one: reqwest resolves `.` and `..`, even encoded.
fn convert(request: http::Request<Vec<u8>>) -> Result<reqwest::Request, TransportError> {
    let path = request.uri().path().to_owned();
    let lacks_body =
        request.body().is_empty() && matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH);
    let mut request = reqwest::Request::try_from(request).map_err(|_| cause::no_url())?;
    if request.url().path() != path {
        return Err(TransportError::new(
            TransportErrorKind::Other,
            "the URL's path has `.` or `..` as a part, or what a URL cannot hold",
        ));
    }
    // Where a body is expected, an empty one has a length of 0: servers ask for it (status 411), and hyper is silent.
    if lacks_body {
        request
            .headers_mut()
            .entry(CONTENT_LENGTH)
            .or_insert(HeaderValue::from_static("0"));
    }
    Ok(request)
}

/// The body, to the limit.
async fn read(answer: &mut reqwest::Response, limits: &Limits) -> Result<Vec<u8>, TransportError> {
    let limit = u64::try_from(limits.body).unwrap_or(u64::MAX);
    if answer.content_length().is_some_and(|length| length > limit) {
        return Err(TransportError::too_large(limits));
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = answer
        .chunk()
        .await
        .map_err(|error| cause::after_sending(failed(&error, limits)))?
    {
        if chunk.len() > limits.body - bytes.len() {
            return Err(TransportError::too_large(limits));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// What an error of reqwest means. Its own words quote the URL, so only its causes speak.
fn failed(error: &reqwest::Error, limits: &Limits) -> TransportError {
    use TransportErrorKind::{Connect, Other, Protocol};
    let connecting = error.is_connect();
    if error.is_timeout() {
        return match connecting {
            true => cause::no_connection_in_time(),
            false => cause::no_answer_in_time(limits.timeout),
        };
    }
    if error.is_dns() {
        return cause::host_not_found();
    }
    match innermost(error) {
        Some(cause) if !connecting => cause::after_sending(cause),
        Some(cause) if cause.kind() == Protocol => cause,
        Some(cause) => TransportError::new(Connect, cause.message()),
        None if connecting => TransportError::new(Connect, "no connection could be made"),
        None if error.is_builder() => cause::no_url(),
        None => TransportError::new(Other, "the request failed, for a reason that only reqwest knows"),
    }
}

/// The innermost cause that says something.
fn innermost(error: &reqwest::Error) -> Option<TransportError> {
    let mut found: Option<TransportError> = None;
    let mut next = error.source();
    while let Some(error) = next {
        next = error.source();
        let cause = if let Some(error) = error.downcast_ref::<io::Error>() {
            // The source of an IO error is that of the error in it, which would be passed over.
            next = error.get_ref().map(|inner| inner as &(dyn Error + 'static));
            Some(cause::io(error))
        } else if let Some(error) = error.downcast_ref::<rustls::Error>() {
            Some(cause::tls(error))
        } else {
            error.downcast_ref::<hyper::Error>().and_then(http)
        };
        if let Some(cause) = cause
            && (found.is_none() || cause.kind() != TransportErrorKind::Other)
        {
            found = Some(cause);
        }
    }
    found
}

/// What an error of HTTP means.
fn http(error: &hyper::Error) -> Option<TransportError> {
    if error.is_parse() {
        // The parser's words are fixed. Its question for a head that is too long is compiled for servers only.
        Some(match error.to_string() {
            words if words == "message head is too large" => cause::headers_too_long(),
            words => TransportError::new(TransportErrorKind::Protocol, format!("what came is no HTTP: {words}")),
        })
    } else if error.is_incomplete_message() || error.is_closed() || error.is_canceled() {
        Some(cause::interrupted())
    } else {
        None
    }
}
