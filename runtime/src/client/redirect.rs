//! Redirects: which are followed.
//!
//! Input: the request that was sent and the answer. Output: where it goes on.
//! **Invariant:** a redirect never leaves scheme, host and port, and never turns a request into another one.

use super::RedirectError;
use super::url::{Elsewhere, resolve, same_origin};
use crate::endpoint::Headers;
use http::{HeaderMap, Method, StatusCode, Uri};

/// Whether an answer leads elsewhere.
pub(crate) fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// Whether an answer leads elsewhere for now: what a server does that wants to know who calls.
pub(crate) fn is_temporary(status: StatusCode) -> bool {
    matches!(status.as_u16(), 302 | 303 | 307)
}

/// Where to send the same request next.
pub(crate) fn follow(
    method: &Method,
    from: &Uri,
    status: StatusCode,
    headers: &HeaderMap,
) -> Result<Uri, RedirectError> {
    let status = status.as_u16();
    let is_same = matches!(*method, Method::GET | Method::HEAD) || matches!(status, 307 | 308);
    let nowhere = RedirectError::Nowhere(status);
    let location = Headers::get(headers, "location").ok_or_else(|| nowhere.clone())?;
    let target = resolve(from, location).map_err(|_| nowhere.clone())?;
    match same_origin(from, &target) {
        Err(Elsewhere::OtherHost(host)) => Err(RedirectError::OtherHost(host)),
        Err(Elsewhere::Nowhere) => Err(nowhere),
        Ok(()) if is_same => Ok(target),
        Ok(()) => Err(RedirectError::Changed(status)),
    }
}
