//! Showing who calls.
//!
//! Input: a scheme and the secrets that fill it. Output: a request that carries them, and the request of a login.
//! **Invariant:** a secret stands in the request that is sent and nowhere else; the memory of its header or URL is
//! zeroed when the last copy is dropped.

use crate::endpoint::{
    AuthPlace, Login, LoginBody, RequestError, Secret, Vendor, fill_secret, holes, login_spec, percent_encode,
};
use crate::filter::query;
use crate::json::push_text;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, COOKIE};
use http::{HeaderName, HeaderValue, Method, Request, Uri};
use zeroize::Zeroizing;

/// What shows who calls, ready to be sent.
pub(crate) struct Proof {
    carried: Carried,
    secrets: Vec<Secret>,
}

enum Carried {
    Nothing,
    Header(HeaderName, HeaderValue),
    /// `name=value`.
    Cookie(HeaderValue),
    /// `name=value`, percent-encoded.
    Query {
        name: &'static str,
        pair: Zeroizing<String>,
    },
}

impl Proof {
    /// Of a scheme without a login. Errors: the hole whose secret cannot be sent, or is missing.
    pub(crate) fn of_secrets(place: &AuthPlace, secrets: &[(&'static str, Secret)]) -> Result<Self, String> {
        if let Some((hole, _)) = secrets.iter().find(|(hole, secret)| !fits(place, hole, secret)) {
            return Err((*hole).to_owned());
        }
        let secret = |hole: &str| Some(secrets.iter().find(|(name, _)| *name == hole)?.1.expose());
        Self::new(
            place,
            secrets.iter().map(|(_, secret)| secret.clone()).collect(),
            secret,
        )
    }

    /// Of what a login brought: it fills every hole. Errors: it cannot be sent back.
    pub(crate) fn of_session(place: &AuthPlace, session: &Secret) -> Result<Self, String> {
        match template(place) {
            Some(template) if !holes(template).iter().all(|hole| fits(place, hole, session)) => Err(String::new()),
            _ => Self::new(place, vec![session.clone()], |_| Some(session.expose())),
        }
    }

    fn new<'s>(
        place: &AuthPlace,
        mut secrets: Vec<Secret>,
        secret: impl Fn(&str) -> Option<&'s str>,
    ) -> Result<Self, String> {
        let carried = match *place {
            AuthPlace::None => Carried::Nothing,
            AuthPlace::Header { name, value } => {
                let header = HeaderName::from_bytes(name.as_bytes()).map_err(|_| name.to_owned())?;
                Carried::Header(header, sensitive(fill_secret(value, secret)?, name)?)
            }
            AuthPlace::Cookie { name, value } => {
                let value = fill_secret(value, secret)?;
                let mut pair = Zeroizing::new(String::with_capacity(name.len() + 1 + value.len()));
                [name, "=", &value].iter().for_each(|part| pair.push_str(part));
                Carried::Cookie(sensitive(pair, name)?)
            }
            AuthPlace::Query { name, value } => {
                let value = fill_secret(value, secret)?;
                let mut pair = Zeroizing::new(String::with_capacity(3 * (name.len() + value.len()) + 1));
                percent_encode(name, &mut pair);
                pair.push('=');
                percent_encode(&value, &mut pair);
                Carried::Query { name, pair }
            }
            AuthPlace::Basic(template) => {
                const WORD: &str = "Basic ";
                let user = fill_secret(template, secret)?;
                let mut value = Zeroizing::new(String::with_capacity(WORD.len() + user.len().div_ceil(3) * 4));
                value.push_str(WORD);
                STANDARD.encode_string(user.as_bytes(), &mut value);
                secrets.push(Secret::from(value.get(WORD.len()..).unwrap_or_default()));
                Carried::Header(AUTHORIZATION, sensitive(value, template)?)
            }
        };
        Ok(Self { carried, secrets })
    }

    /// Every text that must not be seen.
    pub(crate) fn secrets(&self) -> &[Secret] {
        &self.secrets
    }

    /// The query parameter that carries it, where one does.
    pub(crate) fn parameter(&self) -> Option<&'static str> {
        match self.carried {
            Carried::Query { name, .. } => Some(name),
            _ => None,
        }
    }

    /// Adds it to a request that is about to be sent.
    pub(crate) fn add_to(&self, request: &mut Request<Vec<u8>>) -> Result<(), RequestError> {
        match &self.carried {
            Carried::Nothing => {}
            Carried::Header(name, value) => drop(request.headers_mut().insert(name, value.clone())),
            Carried::Cookie(ours) => {
                let cookies = match request.headers().get(COOKIE) {
                    None => ours.clone(),
                    Some(own) => {
                        let parts: [&[u8]; 3] = [own.as_bytes(), b"; ", ours.as_bytes()];
                        sensitive(Zeroizing::new(parts.concat()), "")
                            .map_err(|_| RequestError::Header(COOKIE.to_string()))?
                    }
                };
                request.headers_mut().insert(COOKIE, cookies);
            }
            Carried::Query { name, pair } => {
                let url = with_pair(request.uri(), name, pair).ok_or_else(|| RequestError::Url("too long".into()))?;
                *request.uri_mut() = url;
            }
        }
        Ok(())
    }
}

/// The template of what is carried.
fn template(place: &AuthPlace) -> Option<&'static str> {
    match *place {
        AuthPlace::None => None,
        AuthPlace::Header { value, .. } | AuthPlace::Query { value, .. } | AuthPlace::Cookie { value, .. } => {
            Some(value)
        }
        AuthPlace::Basic(template) => Some(template),
    }
}

/// Whether the place can carry this secret, so that the other side reads the same.
fn fits(place: &AuthPlace, hole: &str, secret: &Secret) -> bool {
    let secret = secret.expose();
    // The type would take any bytes; what they mean outside ASCII, no two servers agree on.
    let is_header = || HeaderValue::from_str(secret).is_ok() && secret.is_ascii();
    match *place {
        AuthPlace::None | AuthPlace::Query { .. } => true,
        AuthPlace::Header { .. } => is_header(),
        // A semicolon would begin another cookie.
        AuthPlace::Cookie { .. } => is_header() && !secret.contains(';'),
        // A colon would end the user's name, and its rest would be taken for the password.
        AuthPlace::Basic(template) => {
            let user = template.split_once(':').map_or(template, |(user, _)| user);
            !(secret.contains(':') && holes(user).contains(&hole))
        }
    }
}

/// A header's value over a buffer that is zeroed when it is dropped.
fn sensitive<B>(text: B, hole: &str) -> Result<HeaderValue, String>
where
    B: AsRef<[u8]> + Send + 'static,
{
    let mut value = HeaderValue::from_maybe_shared(Bytes::from_owner(text)).map_err(|_| hole.to_owned())?;
    value.set_sensitive(true);
    Ok(value)
}

/// The URL with a pair added to its query, in a buffer that is zeroed when it is dropped. A pair of the same name is
/// replaced: vendors repeat the query of a call in links.
fn with_pair(url: &Uri, name: &str, pair: &str) -> Option<Uri> {
    let is_other = |one: &&str| !one.is_empty() && !query::is_named(one, name);
    let query = url.query().unwrap_or_default();
    let (scheme, authority, path) = (url.scheme_str()?, url.authority()?.as_str(), url.path());
    let length = scheme.len() + 3 + authority.len() + path.len() + 1 + query.len() + 1 + pair.len();
    let mut text = Zeroizing::new(String::with_capacity(length));
    [scheme, "://", authority, path, "?"]
        .iter()
        .for_each(|part| text.push_str(part));
    for one in query.split('&').filter(is_other) {
        text.push_str(one);
        text.push('&');
    }
    text.push_str(pair);
    Uri::from_maybe_shared(Bytes::from_owner(text)).ok()
}

/// Whether a login can be built: the hole that has no secret.
pub(crate) fn check_login(login: &Login, secrets: &[(&'static str, Secret)]) -> Result<(), String> {
    login_body(login, secrets).map(drop)
}

/// The request of a login.
pub(crate) fn login_request(
    vendor: &Vendor,
    login: &Login,
    base_url: &str,
    secrets: &[(&'static str, Secret)],
) -> Result<Request<Vec<u8>>, RequestError> {
    let path = login_spec(vendor, login).path(&[]).map_err(RequestError::Path)?;
    let url: Uri = format!("{base_url}{path}")
        .parse()
        .map_err(|_| RequestError::Url("the path of the login is none".into()))?;
    let mut body =
        login_body(login, secrets).map_err(|hole| RequestError::Url(format!("`{hole}` of the login has no value")))?;
    // Handed on, not copied: from here on it is the transport's.
    let mut request = Request::new(std::mem::take(&mut *body).into_bytes());
    *request.method_mut() = Method::POST;
    *request.uri_mut() = url;
    let content = match login.body {
        LoginBody::Form(_) => "application/x-www-form-urlencoded",
        LoginBody::Json(_) => "application/json",
    };
    let headers = request.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content));
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    Ok(request)
}

fn login_body(login: &Login, secrets: &[(&'static str, Secret)]) -> Result<Zeroizing<String>, String> {
    let secret = |hole: &str| Some(secrets.iter().find(|(name, _)| *name == hole)?.1.expose());
    let (LoginBody::Form(members) | LoginBody::Json(members)) = login.body;
    let mut pairs = Vec::with_capacity(members.len());
    for (name, template) in members {
        pairs.push((*name, fill_secret(template, secret)?));
    }
    // Six bytes are the most that one becomes; a buffer that grows would leave copies behind.
    let length: usize = pairs
        .iter()
        .map(|(name, value)| 6 * (name.len() + value.len()) + 8)
        .sum();
    let mut body = Zeroizing::new(String::with_capacity(length + 2));
    match login.body {
        LoginBody::Form(_) => {
            for (index, (name, value)) in pairs.iter().enumerate() {
                body.push_str(if index == 0 { "" } else { "&" });
                percent_encode(name, &mut body);
                body.push('=');
                percent_encode(value, &mut body);
            }
        }
        LoginBody::Json(_) => {
            body.push('{');
            for (index, (name, value)) in pairs.iter().enumerate() {
                body.push_str(if index == 0 { "" } else { "," });
                push_text(&mut body, name);
                body.push(':');
                push_text(&mut body, value);
            }
            body.push('}');
        }
    }
    Ok(body)
}
