//! Where a link leads.
//!
//! Input: the URL that was asked, and a link of its answer. Output: the URL to ask next.
//! **Invariant:** what [`follow`] and [`same_origin`] let through has the scheme, host and port of where it came from:
//! a key never goes to another host, nor over a connection that is not as safe.

use super::PagingError;
use crate::endpoint::encode_foreign;
use http::Uri;
use http::uri::{Authority, Scheme};
use iri_string::types::{UriAbsoluteStr, UriReferenceStr};

/// A link that is not followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Elsewhere {
    /// To another host; its name, or its origin where only scheme or port is another.
    OtherHost(String),
    /// To no place at all.
    Nowhere,
}

impl From<Elsewhere> for PagingError {
    fn from(elsewhere: Elsewhere) -> Self {
        match elsewhere {
            Elsewhere::OtherHost(host) => Self::OtherHost(host),
            Elsewhere::Nowhere => Self::Nowhere,
        }
    }
}

/// The URL of a next page. A vendor behind a proxy may write `http://` in links to itself; they are asked over https.
pub(crate) fn follow(here: &Uri, link: &str) -> Result<Uri, PagingError> {
    let target = secured(here, resolve(here, link)?);
    same_origin(here, &target)?;
    Ok(target)
}

/// The URL that a reference stands for, seen from another (RFC 3986); without its fragment.
pub(crate) fn resolve(base: &Uri, reference: &str) -> Result<Uri, Elsewhere> {
    let base = lenient(&base.to_string());
    let base = UriAbsoluteStr::new(&base).map_err(|_| Elsewhere::Nowhere)?;
    let reference = reference.split_once('#').map_or(reference, |(before, _)| before);
    let reference = lenient(reference.trim());
    let reference = UriReferenceStr::new(&reference).map_err(|_| Elsewhere::Nowhere)?;
    let target = reference.resolve_against(base).to_string();
    target.parse().map_err(|_| Elsewhere::Nowhere)
}

/// Whether both have one scheme, host and port, and nobody is named before the host.
pub(crate) fn same_origin(base: &Uri, target: &Uri) -> Result<(), Elsewhere> {
    let (base, target) = (Origin::of(base), Origin::of(target).ok_or(Elsewhere::Nowhere)?);
    match base {
        Some(base) if base == target => Ok(()),
        Some(base) if base.host == target.host => Err(Elsewhere::OtherHost(target.to_string())),
        _ => Err(Elsewhere::OtherHost(target.host)),
    }
}

/// The same over https, where the base is https and the host is one.
fn secured(base: &Uri, target: Uri) -> Uri {
    let (Some(from), Some(to)) = (Origin::of(base), Origin::of(&target)) else {
        return target;
    };
    let is_upgrade = from.scheme == Scheme::HTTPS && to.scheme == Scheme::HTTP && from.host == to.host;
    let is_port = to.port == 80 || to.port == from.port;
    let Some(authority) = base.authority().filter(|_| is_upgrade && is_port) else {
        return target;
    };
    let mut parts = target.clone().into_parts();
    parts.scheme = Some(Scheme::HTTPS);
    parts.authority = Some(Authority::clone(authority));
    Uri::from_parts(parts).unwrap_or(target)
}

/// Whom a connection is to.
#[derive(PartialEq, Eq)]
struct Origin {
    scheme: Scheme,
    host: String,
    port: u16,
}

impl Origin {
    /// `None`: not http, no host, or somebody is named before it.
    fn of(url: &Uri) -> Option<Self> {
        let scheme = url.scheme()?.clone();
        let default = match scheme.as_str() {
            "https" => 443,
            "http" => 80,
            _ => return None,
        };
        let authority = url.authority()?;
        let host = authority.host().to_ascii_lowercase();
        // A port that is no number is no port of ours.
        let port = match authority.as_str().strip_prefix(authority.host())? {
            "" | ":" => default,
            port => port.strip_prefix(':')?.parse().ok()?,
        };
        (!host.is_empty()).then_some(Self { scheme, host, port })
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}://{}:{}", self.scheme, self.host, self.port)
    }
}

/// The reference with what many vendors leave as it is percent-encoded: `created[gte]`, spaces, letters with accents.
/// The host is left alone: one that is not well formed is none.
fn lenient(reference: &str) -> String {
    let host = reference.find("//").filter(|at| {
        let before = reference.get(..*at).unwrap_or_default();
        before.is_empty() || (before.ends_with(':') && !before.contains(['/', '?']))
    });
    let path = host.map_or(0, |at| {
        let after = reference.get(at + 2..).unwrap_or_default();
        at + 2 + after.find(['/', '?', '\\']).unwrap_or(after.len())
    });
    let (kept, rest) = reference.split_at_checked(path).unwrap_or((reference, ""));
    let mut out = String::with_capacity(reference.len());
    out.push_str(kept);
    encode_foreign(rest, &mut out);
    out
}

#[cfg(test)]
#[cfg(feature = "reqwest")]
mod peers;

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Uri {
        text.parse().unwrap()
    }

    fn to(base: &str, link: &str) -> Result<String, PagingError> {
        follow(&url(base), link).map(|url| url.to_string())
    }

    #[test]
    fn references_are_resolved() {
        let base = "https://api.shop.example/v1/orders?page=1";
        for (link, expected) in [
            ("?page=2", "https://api.shop.example/v1/orders?page=2"),
            ("orders/?page=2", "https://api.shop.example/v1/orders/?page=2"),
            ("/v2/./a/../orders", "https://api.shop.example/v2/orders"),
            ("//api.shop.example/x", "https://api.shop.example/x"),
            ("https://API.shop.example:443/x#top", "https://API.shop.example:443/x"),
            ("", base),
        ] {
            assert_eq!(to(base, link).as_deref(), Ok(expected), "{link}");
        }
    }

    #[test]
    fn what_vendors_leave_unencoded_is_encoded() {
        let base = "https://api.shop.example/v1/orders?created[gte]=1";
        assert_eq!(
            to(base, "?created[gte]=2026-01-31&name=Añá b%20c%").as_deref(),
            Ok("https://api.shop.example/v1/orders?created%5Bgte%5D=2026-01-31&name=A%C3%B1%C3%A1%20b%20c%25")
        );
        assert_eq!(
            to("http://[::1]:8080/a", "b|c").as_deref(),
            Ok("http://[::1]:8080/b%7Cc")
        );
    }

    #[test]
    fn other_hosts_are_named_and_not_asked() {
        let base = "https://api.shop.example/orders";
        for (link, host) in [
            ("https://evil.example/orders", "evil.example"),
            ("//evil.example/orders", "evil.example"),
            (
                "https://api.shop.example.evil.example/",
                "api.shop.example.evil.example",
            ),
            ("https://api.shop.example:8443/", "https://api.shop.example:8443"),
            ("http://api.shop.example:8080/", "http://api.shop.example:8080"),
        ] {
            assert_eq!(to(base, link), Err(PagingError::OtherHost(host.to_owned())), "{link}");
        }
        for link in [
            "https://api.shop.example@evil.example/",
            "https://user:k@api.shop.example/",
            "https://api.shop.example:x/",
            "https://evil.example\\@api.shop.example/",
            "ftp://api.shop.example/",
            "mailto:a@b",
            "https://",
            "https:///orders",
            "http://exa mple/",
            "a\nb",
        ] {
            assert_eq!(to(base, link), Err(PagingError::Nowhere), "{link}");
        }
    }

    #[test]
    fn links_are_asked_over_https_where_the_base_is() {
        let https = "https://api.shop.example/orders";
        assert_eq!(
            to(https, "http://api.shop.example/orders?page=2").as_deref(),
            Ok("https://api.shop.example/orders?page=2")
        );
        assert_eq!(
            to("https://localhost:8443/a", "http://localhost:8443/b").as_deref(),
            Ok("https://localhost:8443/b")
        );
        assert_eq!(
            to("http://api.shop.example/a", "https://api.shop.example/b"),
            Err(PagingError::OtherHost("https://api.shop.example:443".to_owned()))
        );
        // A redirect is not upgraded: it is the server's own word.
        assert_eq!(
            same_origin(&url(https), &url("http://api.shop.example/orders")),
            Err(Elsewhere::OtherHost("http://api.shop.example:80".to_owned()))
        );
    }
}
