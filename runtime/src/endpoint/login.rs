//! What a login answers: the secret, or why there is none.
//!
//! Input: a vendor's login, and the status, headers and body of its answer. Output: the secret, or a refusal.
//! **Invariant:** an answer without a secret where it should be is not kept: it may hold one elsewhere.

use super::decode::{Call, Refusal, nothing, refuse};
use super::{
    Body, EndpointSpec, Failure, HeaderList, Headers, Login, Method, Place, Secret, Status, Vendor, fail, source,
};
use crate::{Catalogue, Error};

/// What the errors of a login name in place of an endpoint.
pub(crate) const LOGIN: &str = "login";

/// A login as an endpoint. A redirect is a success: many lead to a page that is meant for people.
pub(crate) fn login_spec(vendor: &Vendor, login: &Login) -> EndpointSpec {
    EndpointSpec {
        name: LOGIN,
        method: Method::Post,
        path: login.path,
        statuses: &[Status::Class(2), Status::Class(3)],
        envelope: vendor.envelope,
        ..EndpointSpec::DEFAULT
    }
}

/// The secret that a login brought.
///
/// It failed by its status, or where the envelope's flags say so. Without flags it failed where a code or message
/// stands at the envelope's places and the secret is not in the body: cookies are handed to anyone.
pub(crate) fn login_secret(
    vendor: &Vendor,
    login: &Login,
    status: u16,
    headers: &dyn Headers,
    body: &[u8],
) -> Result<Secret, Refusal> {
    let call = Call {
        spec: &login_spec(vendor, login),
        status,
        headers,
        body,
    };
    let secret = login.read.text(headers, body);
    // The body of a redirect is for people.
    let is_redirect = Status::Class(3).covers(status);
    if !is_redirect {
        nothing(&call).map_err(|refusal| match refusal {
            Refusal::Unfit(_) => secret_is_unfit(&login.read),
            refused => refused,
        })?;
    }
    let is_in_body = matches!(login.read, Place::Paths(_)) && secret.is_some();
    if !is_redirect && !is_in_body && vendor.envelope.success.is_empty() {
        let refusal = refuse(&call, source::parse_leniently(body).as_ref());
        if matches!(&refusal, Refusal::Vendor(report) if report.code.is_some() || report.message.is_some()) {
            return Err(refusal);
        }
    }
    secret.map(Secret::from).ok_or_else(|| secret_is_unfit(&login.read))
}

/// There is no secret, or none that can be sent. Nothing of what came is quoted.
pub(crate) fn secret_is_unfit(place: &Place) -> Refusal {
    let place = match place {
        Place::Paths(paths) => {
            let paths: Vec<String> = paths.iter().map(|path| super::tree::spell(path)).collect();
            format!("at `{}`", paths.join("` or `"))
        }
        Place::Header { name, .. } => format!("in the header `{name}`"),
        Place::Link(relation) => format!("in the link `{relation}`"),
        Place::Cookie(name) => format!("in the cookie `{name}`"),
    };
    Refusal::Unfit(Error::new(format!("a secret {place}"), "none that can be used there"))
}

/// A login's refusal as a failure, with its name in the catalogue.
pub(crate) fn login_failure<E: Catalogue>(
    vendor: &Vendor,
    login: &Login,
    answer: &http::Response<Vec<u8>>,
    refusal: Refusal,
) -> Failure<E> {
    let call = Call {
        spec: &login_spec(vendor, login),
        status: answer.status().as_u16(),
        headers: answer.headers(),
        body: answer.body(),
    };
    let mut failure = fail(&call, refusal);
    if let Failure::Unfit(unfit) = &mut failure {
        unfit.headers = HeaderList::default();
        unfit.body = Body::withheld(call.body);
    }
    failure
}
