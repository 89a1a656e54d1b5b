//! Requests: what an endpoint sends, as an [`http::Request`].
//!
//! Input: an endpoint's spec, its parts, a server's URL. Output: the request, without what shows who calls.
//! **Invariant:** values are encoded here and nowhere else; nothing here panics, whatever they hold; no value changes the
//! host or the path into another; no error quotes a URL, which may hold a secret.

use super::{Argument, EndpointSpec, FillError, Method, Parts, Payload, form};
use crate::filter::Query;
use crate::wire::{CodedSlot, Presence, Slot};
use crate::{Error, json};
use http::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use iri_string::types::UriStr;
use std::fmt;

/// Why no request can be built.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestError {
    /// A value of the path would make it another path, or is not there.
    Path(FillError),
    /// The body cannot be written.
    Body(Error),
    /// A text that the header cannot hold; its name.
    Header(String),
    /// The URL is none.
    Url(String),
    /// [`Endpoint::parts`](super::Endpoint::parts) handed out nothing: a mistake of an endpoint written by hand.
    NoParts,
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(error) => write!(f, "the path cannot be built: {error}"),
            Self::Body(error) => write!(f, "the body cannot be written: {error}"),
            Self::Header(name) => write!(
                f,
                "the header `{name}` cannot hold its value: only visible ASCII characters, spaces and tabs"
            ),
            Self::Url(problem) => write!(f, "the URL cannot be built: {problem}"),
            Self::NoParts => f.write_str("the endpoint hands out nothing to send; its `parts` must call `visit` once"),
        }
    }
}

impl std::error::Error for RequestError {}

/// The request of an endpoint.
pub(super) fn build(
    spec: &EndpointSpec,
    parts: &Parts<'_>,
    base_url: &str,
) -> Result<http::Request<Vec<u8>>, RequestError> {
    let uri = uri(spec, parts, base_url)?;
    let mut headers = own_headers(spec, parts.headers)?;
    headers
        .entry(ACCEPT)
        .or_insert(HeaderValue::from_static("application/json"));
    let body = match body(spec.method, parts).map_err(RequestError::Body)? {
        Some((content_type, body)) => {
            headers
                .entry(CONTENT_TYPE)
                .or_insert(HeaderValue::from_static(content_type));
            body
        }
        None => Vec::new(),
    };
    let mut request = http::Request::new(body);
    *request.method_mut() = method(spec.method);
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    Ok(request)
}

/// The server's URL, the path filled, and the query where there is one.
fn uri(spec: &EndpointSpec, parts: &Parts<'_>, base_url: &str) -> Result<http::Uri, RequestError> {
    let base = check_base(base_url).map_err(|problem| RequestError::Url(format!("the server's URL {problem}")))?;
    let mut values = Vec::with_capacity(parts.path.len());
    for argument in parts.path {
        let text = text(argument).ok_or_else(|| {
            RequestError::Path(FillError::new(
                argument.name,
                "no part of a path can be left out; give a value",
            ))
        })?;
        values.push((argument.name, text));
    }
    let values: Vec<(&str, &str)> = values.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let path = spec.path(&values).map_err(RequestError::Path)?;
    let mut query = Query::new();
    if let Some(parameters) = parts.query {
        parameters.write(&mut query);
    }
    for (name, value) in spec.query {
        query.push(name, value);
    }

    let mut url = base.to_owned();
    if !path.is_empty() && !path.starts_with('/') {
        // Without it, the path would go on where the host ends.
        url.push('/');
    }
    url.push_str(&path);
    if !query.is_empty() {
        url.push(if path.contains('?') { '&' } else { '?' });
        url.push_str(query.as_str());
    }
    let length = url.len();
    http::Uri::try_from(url).map_err(|error| {
        RequestError::Url(match length {
            // The longest that the type of every Rust HTTP stack holds.
            65_535.. => format!("it has {length} bytes, and a URL 65,534 at most; send fewer or shorter parameters"),
            _ => error.to_string(),
        })
    })
}

/// Checks a server's URL, and cuts off the slashes at its end: `http` or `https`, a host, perhaps a port and a path.
///
/// # Errors
/// What is wrong, completing "the server's URL …". The URL is not quoted: it may hold a password.
pub(crate) fn check_base(url: &str) -> Result<&str, &'static str> {
    let is_http = ["http://", "https://"].iter().any(|scheme| {
        url.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    if !is_http {
        return Err("must begin with `https://` or `http://`");
    }
    let Ok(parts) = UriStr::new(url) else {
        return Err(
            "holds a character that no URL can: write it percent-encoded, and a host outside ASCII as punycode",
        );
    };
    let Some(authority) = parts.authority_components() else {
        return Err("has no host");
    };
    if authority.userinfo().is_some() {
        return Err(
            "must not hold a user or a password; leave out what stands before `@`, credentials are given apart",
        );
    }
    if authority.host().is_empty() {
        return Err("has no host");
    }
    if authority.port().is_some_and(|port| port.parse::<u16>().is_err()) {
        return Err("has a port that is none; give a number up to 65535, or leave out the colon");
    }
    if parts.query().is_some() || parts.fragment().is_some() {
        return Err("must not hold a query or a fragment; leave out what begins with `?` or `#`");
    }
    let url = url.trim_end_matches('/');
    match url.parse::<http::Uri>() {
        Ok(_) => Ok(url),
        Err(_) => Err("is none that can be called"),
    }
}

/// The headers of the endpoint's own. They stand in place of the usual ones of the same name.
fn own_headers(spec: &EndpointSpec, arguments: &[Argument<'_>]) -> Result<HeaderMap, RequestError> {
    let mut headers = HeaderMap::with_capacity(spec.headers.len() + arguments.len() + 2);
    for (name, text) in spec.headers {
        add_header(&mut headers, name, text)?;
    }
    for argument in arguments {
        if let Some(text) = text(argument) {
            add_header(&mut headers, argument.name, &text)?;
        }
    }
    Ok(headers)
}

fn add_header(headers: &mut HeaderMap, name: &str, text: &str) -> Result<(), RequestError> {
    let refuse = || RequestError::Header(name.to_owned());
    let key = HeaderName::from_bytes(name.as_bytes()).map_err(|_| refuse())?;
    // The type would take any bytes; what they mean outside ASCII, no two servers agree on.
    let value = Some(text)
        .filter(|text| text.is_ascii())
        .and_then(|text| HeaderValue::from_str(text).ok());
    headers.append(key, value.ok_or_else(refuse)?);
    Ok(())
}

/// What is sent, and its content type. An optional body that is not given is none.
fn body(method: Method, parts: &Parts<'_>) -> Result<Option<(&'static str, Vec<u8>)>, Error> {
    let Some(value) = parts.body.value().filter(|value| value.presence() == Presence::Given) else {
        return Ok(None);
    };
    if matches!(method, Method::Get | Method::Head) {
        return Err(Error::new(
            format!("no body: {method} has none"),
            "one; send it as parameters, or by another method",
        ));
    }
    let coded = parts.body_coding.map(|coding| CodedSlot::new(value, coding));
    let value = coded.as_ref().map_or(value, |coded| coded);
    Ok(match parts.body {
        Payload::None => None,
        Payload::Json(_) => Some(("application/json", wrapped(parts.body_at, value)?)),
        Payload::Form(_, lists) => Some((
            "application/x-www-form-urlencoded",
            form::write(value, lists)?.into_string().into_bytes(),
        )),
    })
}

/// The JSON of a body, inside objects of these names.
fn wrapped(names: &[&str], value: &dyn Slot) -> Result<Vec<u8>, Error> {
    let inner =
        json::to_vec(value).map_err(|error| names.iter().rev().fold(error, |error, name| error.inside(name)))?;
    if names.is_empty() {
        return Ok(inner);
    }
    let mut body = Vec::with_capacity(inner.len() + 32);
    for name in names {
        body.push(b'{');
        body.extend(json::to_vec(&(*name).to_owned())?);
        body.push(b':');
    }
    body.extend(inner);
    body.extend(names.iter().map(|_| b'}'));
    Ok(body)
}

/// The text of an argument; `None`: it is not sent.
fn text(argument: &Argument<'_>) -> Option<String> {
    let mut text = String::new();
    // Writing to a String cannot fail.
    let is_given = argument.value.write(argument.coding, &mut text).unwrap_or(false);
    is_given.then_some(text)
}

fn method(method: Method) -> http::Method {
    match method {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
        Method::Put => http::Method::PUT,
        Method::Patch => http::Method::PATCH,
        Method::Delete => http::Method::DELETE,
        Method::Head => http::Method::HEAD,
    }
}
