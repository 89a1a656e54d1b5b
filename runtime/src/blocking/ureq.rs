//! The blocking transport: ureq.
//!
//! Input: a request and its limits. Output: the whole answer, whatever its status.
//! **Invariant:** no redirect is followed; the body is bounded while it is read; no error quotes the request.

use super::Transport;
use crate::client::{Limits, TransportError, TransportErrorKind, cause};
use http::Method;
use std::fmt;
use std::io::Read;
use std::time::Duration;
use ureq::Timeout;
use ureq::config::AutoHeaderValue;

/// A timeout that never passes. ureq adds timeouts to the present, which has an end.
const LONGEST: Duration = Duration::from_secs(60 * 60 * 24 * 365);

/// The transport over [`ureq`]: blocking, HTTP/1.1, TLS by rustls.
///
/// Connections are kept and used again; clones share them. A connection must be made within 10 seconds (the name found
/// within 10 as well), and never takes longer than the whole call may. TLS trusts Mozilla's list of authorities, which is
/// compiled in, and uses the process's default crypto provider where one is installed, else ring. Proxies are those of
/// the environment: `ALL_PROXY`, `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`. Nothing is compressed. For other proxies,
/// authorities or client certificates, see [`from_agent`](Self::from_agent).
///
/// At the level TRACE, ureq itself logs every byte that it sends, keys included (target `ureq_proto`): leave that off where
/// logs are kept.
///
/// Where another crate of the program switches on ureq's feature `cookies`, agents keep cookies, and this cannot be
/// switched off again.
#[derive(Clone)]
pub struct Ureq {
    agent: ureq::Agent,
}

impl Ureq {
    /// With settings that fit most.
    #[must_use]
    pub fn new() -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_resolve(Some(cause::CONNECT_TIMEOUT))
            .timeout_connect(Some(cause::CONNECT_TIMEOUT))
            .user_agent(AutoHeaderValue::None)
            .accept_encoding(AutoHeaderValue::None)
            .build();
        Self::from_agent(config.into())
    }

    /// Over an agent of your own, with its proxies, authorities and timeouts of connecting.
    ///
    /// Whatever its settings, statuses are no errors, redirects are not followed, and the limits of each request hold.
    #[must_use]
    pub fn from_agent(agent: ureq::Agent) -> Self {
        Self { agent }
    }
}

impl Default for Ureq {
    fn default() -> Self {
        Self::new()
    }
}

/// Nothing of the agent: a proxy's URL may hold a password.
impl fmt::Debug for Ureq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ureq").finish_non_exhaustive()
    }
}

impl Transport for Ureq {
    fn send(
        &self,
        request: http::Request<Vec<u8>>,
        limits: &Limits,
    ) -> Result<http::Response<Vec<u8>>, TransportError> {
        let request = self
            .agent
            .configure_request(request)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(limits.timeout.min(LONGEST)))
            .build();
        // An empty body has a length of 0 where a body is expected, and is none elsewhere.
        let expects_body = matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH);
        let answer = if request.body().is_empty() && !expects_body {
            self.agent.run(request.map(drop))
        } else {
            self.agent.run(request)
        };
        let (parts, body) = answer.map_err(|error| failed(error, limits))?.into_parts();
        let body = read(body, limits)?;
        let mut answer = http::Response::new(body);
        *answer.status_mut() = parts.status;
        *answer.version_mut() = parts.version;
        *answer.headers_mut() = parts.headers;
        Ok(answer)
    }
}

/// The body, to the limit.
fn read(body: ureq::Body, limits: &Limits) -> Result<Vec<u8>, TransportError> {
    let limit = u64::try_from(limits.body).unwrap_or(u64::MAX);
    if body.content_length().is_some_and(|length| length > limit) {
        return Err(TransportError::too_large(limits));
    }
    let mut bytes = Vec::new();
    // One byte more: its coming tells a body that is too long from one that just fits.
    body.into_reader()
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| cause::after_sending(failed(error.into(), limits)))?;
    if bytes.len() > limits.body {
        return Err(TransportError::too_large(limits));
    }
    Ok(bytes)
}

/// What an error of ureq means. Of its words only those are used that cannot hold a part of the request.
fn failed(error: ureq::Error, limits: &Limits) -> TransportError {
    use TransportErrorKind::{Connect, Other, Protocol};
    use ureq::Error;
    match error {
        Error::Timeout(Timeout::Resolve | Timeout::Connect) => cause::no_connection_in_time(),
        Error::Timeout(_) => cause::no_answer_in_time(limits.timeout),
        Error::Io(error) => cause::io(&error),
        Error::Rustls(error) => cause::tls(&error),
        Error::HostNotFound => cause::host_not_found(),
        Error::ConnectionFailed => TransportError::new(Connect, "no connection could be made"),
        Error::ConnectProxyFailed(_) => TransportError::new(Connect, "the proxy made no connection"),
        Error::InvalidProxyUrl => TransportError::new(Connect, "the proxy's URL is none"),
        Error::Tls(why) => TransportError::new(Connect, format!("TLS failed: {why}")),
        Error::TlsRequired => TransportError::new(Connect, "TLS is needed, and the agent has none"),
        Error::LargeResponseHeader(..) => cause::headers_too_long(),
        Error::Protocol(error) => {
            let words = error.to_string();
            if words.ends_with("too many headers") {
                return cause::headers_too_long();
            }
            // The parser's own words; those of other errors may quote a header.
            let words = match words.strip_prefix("http parse fail: ") {
                Some(words) => format!(": {words}"),
                None if words.starts_with("http parse ") || words.starts_with("chunk ") => format!(": {words}"),
                None => String::new(),
            };
            TransportError::new(Protocol, format!("what came is no HTTP{words}"))
        }
        Error::BodyStalled => cause::interrupted(),
        Error::BadUri(_) | Error::Http(_) => cause::no_url(),
        Error::RequireHttpsOnly(_) => TransportError::new(Other, "the agent calls `https` only, and the URL is not"),
        _ => TransportError::new(Other, "the request failed, for a reason that only ureq knows"),
    }
}
