//! Why a transport failed, by the errors that all of them end in: those of the system and of TLS.
//!
//! Input: an error somewhere in a library's chain of sources. Output: its class, and words for people.
//! **Invariant:** words come from here, or are those of the system and of rustls, which know no URL, header or body. A
//! failure is [`Connect`](TransportErrorKind::Connect) only where it is sure that nothing was sent.

use super::{TransportError, TransportErrorKind};
use std::io;
use std::time::Duration;

/// How long a connection may take, from the name to the end of the TLS handshake; less where the whole call has less.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// What an error of the system means.
pub(crate) fn io(error: &io::Error) -> TransportError {
    use TransportErrorKind::{Connect, Other, Protocol, Timeout};
    use io::ErrorKind as Kind;
    if let Some(error) = error.get_ref().and_then(|inner| inner.downcast_ref()) {
        return tls(error);
    }
    if is_lookup(error) {
        return host_not_found();
    }
    match error.kind() {
        Kind::ConnectionRefused => TransportError::new(Connect, "the connection was refused"),
        Kind::HostUnreachable => TransportError::new(Connect, "the host cannot be reached"),
        Kind::NetworkUnreachable | Kind::NetworkDown | Kind::AddrNotAvailable => {
            TransportError::new(Connect, "there is no network on which the host can be reached")
        }
        Kind::TimedOut | Kind::WouldBlock => TransportError::new(Timeout, "the connection was silent for too long"),
        Kind::UnexpectedEof
        | Kind::ConnectionReset
        | Kind::ConnectionAborted
        | Kind::BrokenPipe
        | Kind::NotConnected
        | Kind::WriteZero => interrupted(),
        Kind::InvalidData | Kind::InvalidInput => TransportError::new(Protocol, "what came is no HTTP"),
        // What the system says has no room for more than words; what a library wrapped might.
        _ if error.raw_os_error().is_some() => TransportError::new(Other, format!("the system says: {error}")),
        kind => TransportError::new(Other, format!("the request failed: {kind}")),
    }
}

/// What an error of TLS means.
pub(crate) fn tls(error: &rustls::Error) -> TransportError {
    match error {
        rustls::Error::InvalidCertificate(why) => TransportError::new(
            TransportErrorKind::Connect,
            format!("the server's certificate is not trusted: {why}"),
        ),
        rustls::Error::InvalidMessage(rustls::InvalidMessage::InvalidContentType) => TransportError::new(
            TransportErrorKind::Protocol,
            "what came is no TLS; the server may speak plain HTTP there",
        ),
        // Of the others it is not sure that they came before the request.
        error => TransportError::new(TransportErrorKind::Protocol, format!("TLS failed: {error}")),
    }
}

/// The connection ended before the answer did.
pub(crate) fn interrupted() -> TransportError {
    TransportError::new(
        TransportErrorKind::Interrupted,
        "the connection ended before the answer was complete",
    )
}

/// The name of the host leads nowhere.
pub(crate) fn host_not_found() -> TransportError {
    TransportError::new(TransportErrorKind::Connect, "the name of the host was not found")
}

/// More headers than the library takes.
pub(crate) fn headers_too_long() -> TransportError {
    TransportError::new(
        TransportErrorKind::Protocol,
        "the answer's headers are too long, or too many",
    )
}

/// The URL is none that can be called.
pub(crate) fn no_url() -> TransportError {
    TransportError::new(
        TransportErrorKind::Other,
        "the URL cannot be called; it needs `http` or `https`, and a host",
    )
}

/// The connection took longer than it may.
pub(crate) fn no_connection_in_time() -> TransportError {
    TransportError::new(TransportErrorKind::Connect, "the connection was not made in time")
}

/// The whole took longer than it may.
pub(crate) fn no_answer_in_time(timeout: Duration) -> TransportError {
    TransportError::new(
        TransportErrorKind::Timeout,
        format!("no complete answer came within {timeout:?}"),
    )
}

/// Once something was sent, no failure is one to connect: a lost route, say, is then an interruption.
pub(crate) fn after_sending(error: TransportError) -> TransportError {
    match error.kind() {
        TransportErrorKind::Connect => TransportError::new(TransportErrorKind::Interrupted, error.message()),
        _ => error,
    }
}

/// Whether a name was looked up in vain. The standard library has no kind for it: its words on Unix, codes on Windows.
fn is_lookup(error: &io::Error) -> bool {
    match error.raw_os_error() {
        Some(code) => cfg!(windows) && (11001..=11004).contains(&code),
        None => error.to_string().starts_with("failed to lookup address information"),
    }
}

#[cfg(test)]
mod tests {
    use super::TransportErrorKind::{Connect, Interrupted, Other, Protocol, Timeout};
    use super::{after_sending, io, tls};
    use std::io::{Error, ErrorKind};

    #[test]
    fn every_kind_has_its_class() {
        let kinds = [
            (ErrorKind::ConnectionRefused, Connect),
            (ErrorKind::HostUnreachable, Connect),
            (ErrorKind::NetworkUnreachable, Connect),
            (ErrorKind::TimedOut, Timeout),
            (ErrorKind::WouldBlock, Timeout),
            (ErrorKind::UnexpectedEof, Interrupted),
            (ErrorKind::ConnectionReset, Interrupted),
            (ErrorKind::BrokenPipe, Interrupted),
            (ErrorKind::InvalidData, Protocol),
            (ErrorKind::OutOfMemory, Other),
        ];
        for (kind, class) in kinds {
            assert_eq!(io(&kind.into()).kind(), class, "{kind}");
        }
    }

    #[test]
    fn words_that_a_library_wrapped_are_not_quoted() {
        let error = io(&Error::other("GET https://api.shop.example/?key=s3cret"));
        assert_eq!(
            (error.kind(), error.message()),
            (Other, "the request failed: other error")
        );
        // EMFILE on every system that has it.
        let error = io(&Error::from_raw_os_error(24));
        assert_eq!(error.kind(), Other);
        assert!(error.message().starts_with("the system says: "), "{error}");
    }

    #[test]
    fn a_certificate_is_told_from_the_rest_of_tls() {
        let expired = rustls::Error::InvalidCertificate(rustls::CertificateError::Expired);
        let error = io(&Error::new(ErrorKind::InvalidData, expired));
        assert_eq!(
            (error.kind(), error.message()),
            (Connect, "the server's certificate is not trusted: Expired")
        );
        assert_eq!(tls(&rustls::Error::DecryptError).kind(), Protocol);
    }

    #[test]
    fn nothing_connects_after_sending() {
        let lost = io(&ErrorKind::HostUnreachable.into());
        assert_eq!(after_sending(lost.clone()).kind(), Interrupted);
        assert_eq!(after_sending(lost).message(), "the host cannot be reached");
        assert_eq!(after_sending(io(&ErrorKind::TimedOut.into())).kind(), Timeout);
    }
}
