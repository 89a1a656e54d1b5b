//! What all clones of a client share: where the API is, who calls, the session.
//!
//! Input: a server and credentials. Output: a core that every call can be made with, or why there is none.
//! **Invariant:** the URL and the secrets were checked: a call can be built on them. Nothing here is shown but the
//! vendor's name and the URL.

use super::auth::{Proof, check_login};
use super::scrub::Scrub;
use super::session::Session;
use super::url::same_origin;
use super::{CallError, Options, PagingError, SetupError};
use crate::endpoint::request::check_base;
use crate::endpoint::{Api, AuthScheme, Authenticate, BaseUrl, Credentials, Endpoint, ErrorOf, Login, Vendor};
use http::Uri;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// No transport: neither `ureq` nor `reqwest` is switched on.
///
/// Switch on the feature `ureq` (blocking) or `reqwest` (async), or give a transport of your own to `Client::over`.
#[derive(Debug, Clone, Copy)]
pub enum NoTransport {}

/// A transport that comes with the crate. Nothing is one: it stands where a feature is missing. It has the parameter
/// because a bound without any is refused where it is written, not where it is asked for.
#[cfg(not(all(feature = "ureq", feature = "reqwest")))]
#[diagnostic::on_unimplemented(
    message = "there is no transport to call over",
    label = "needs a feature of `bindery`",
    note = "switch on the feature `ureq` for `blocking::Client`, or `reqwest` for `nonblocking::Client`",
    note = "or bring a transport of your own: `Client::over(transport, server, auth)`"
)]
pub trait Shipped<A> {
    #[doc(hidden)]
    fn none() -> SetupError;
}

/// What all clones of a client share.
pub(crate) struct Core {
    vendor: &'static Vendor,
    base_url: String,
    base: Uri,
    credentials: Credentials,
    /// What shows who calls; `None` where a login must bring it.
    proof: Option<Arc<Proof>>,
    session: Session,
    chance: RandomState,
    calls: AtomicU64,
}

impl Core {
    pub(crate) fn new<S, K>(server: &S, auth: K) -> Result<Self, SetupError>
    where
        S: BaseUrl,
        K: Authenticate<Api = S::Api>,
    {
        let base_url = server.base_url().map_err(SetupError::Server)?;
        Self::with(<S::Api as Api>::VENDOR, &base_url, auth.credentials())
    }

    fn with(vendor: &'static Vendor, base_url: &str, credentials: Credentials) -> Result<Self, SetupError> {
        let base_url = check_base(base_url).map_err(SetupError::Url)?.to_owned();
        let base = base_url
            .parse()
            .map_err(|_| SetupError::Url("is none that can be called"))?;
        let proof = match credentials.scheme() {
            None => None,
            Some(AuthScheme { login: Some(login), .. }) => {
                check_login(login, credentials.secrets()).map_err(SetupError::Credentials)?;
                None
            }
            Some(scheme) => {
                let proof = Proof::of_secrets(&scheme.place, credentials.secrets());
                Some(Arc::new(proof.map_err(SetupError::Credentials)?))
            }
        };
        Ok(Self {
            vendor,
            base_url,
            base,
            credentials,
            proof,
            session: Session::default(),
            chance: RandomState::new(),
            calls: AtomicU64::new(0),
        })
    }

    /// The request of an endpoint, checked as the options say; without what shows who calls.
    pub(crate) fn build<E: Endpoint>(
        &self,
        endpoint: &E,
        options: &Options,
    ) -> Result<http::Request<Vec<u8>>, CallError<ErrorOf<E>>> {
        if options.validate {
            endpoint.validate().map_err(CallError::Invalid)?;
        }
        endpoint.request(&self.base_url).map_err(CallError::Request)
    }

    pub(crate) fn vendor(&self) -> &'static Vendor {
        self.vendor
    }

    /// Without a slash at its end.
    pub(crate) fn base_url(&self) -> &str {
        &self.base_url
    }

    pub(crate) fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    pub(crate) fn session(&self) -> &Session {
        &self.session
    }

    /// The scheme's login, where it has one.
    pub(crate) fn login(&self) -> Option<(&'static AuthScheme, &'static Login)> {
        let scheme = self.credentials.scheme()?;
        Some((scheme, scheme.login.as_ref()?))
    }

    /// What shows who calls now; `None` where nothing does, or a login must bring it first.
    pub(crate) fn proof(&self) -> Option<Arc<Proof>> {
        self.proof.clone().or_else(|| self.session.current())
    }

    /// Whether a URL is where the secrets may go.
    pub(crate) fn is_home(&self, url: &Uri) -> bool {
        same_origin(&self.base, url).is_ok()
    }

    /// What is wrong with the links of a listing, without the secrets that they quote.
    pub(crate) fn paging_error(&self, error: PagingError) -> PagingError {
        let PagingError::OtherHost(host) = error else {
            return error;
        };
        let proof = self.proof();
        let credentials = self.credentials.secrets().iter().map(|(_, secret)| secret);
        let secrets = credentials.chain(proof.iter().flat_map(|proof| proof.secrets()));
        PagingError::OtherHost(Scrub::new(secrets).host(&host))
    }

    /// A number that is another one for each call.
    pub(crate) fn chance(&self) -> u64 {
        self.chance.hash_one(self.calls.fetch_add(1, Ordering::Relaxed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_that_is_refused_is_not_quoted() {
        for url in [
            "https://ana:sesame@api.shop.example",
            "https://api.shop.example?key=sesame",
            "https://api.shop.example:sesame",
            "sesame",
            "https://sesame example",
            "https://",
        ] {
            let error = Core::with(&Vendor::DEFAULT, url, Credentials::none()).err().unwrap();
            assert!(matches!(error, SetupError::Url(_)), "{url}");
            assert!(!format!("{error} {error:?}").contains("sesame"), "{error}");
        }
    }

    #[test]
    fn a_slash_at_the_end_is_left_out() {
        let core = |url| Core::with(&Vendor::DEFAULT, url, Credentials::none()).unwrap();
        assert_eq!(
            core("https://api.shop.example/v1//").base_url(),
            "https://api.shop.example/v1"
        );
        assert_eq!(core("HTTP://[::1]:8080/").base_url(), "HTTP://[::1]:8080");
    }

    #[test]
    fn every_call_has_chance_of_its_own() {
        let core = Core::with(&Vendor::DEFAULT, "http://a", Credentials::none()).unwrap();
        assert_ne!(core.chance(), core.chance());
    }
}
