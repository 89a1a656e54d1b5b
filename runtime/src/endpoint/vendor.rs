//! What a vendor's pages say of the API as a whole: servers, ways to show who calls, sources.
//!
//! Input: values of a server's placeholders. Output: its URL.
//! **Invariant:** templates of secrets stand here, secrets never do; a placeholder cannot change the host into another.

use super::template::{self, FillError};
use super::{EndpointSpec, Envelope, Place};

/// An API.
#[derive(Debug, Clone, Copy)]
pub struct Vendor {
    /// Its name in the spec, the module and the feature.
    pub name: &'static str,
    /// The name people use.
    pub title: &'static str,
    /// Where it is; the first is the default.
    pub servers: &'static [ServerSpec],
    /// Ways to show who calls; the first is the default.
    pub auth: &'static [AuthScheme],
    /// Where things stand in its answers, also in that of a login.
    pub envelope: &'static Envelope,
    /// What was transcribed.
    pub sources: &'static [Source],
    /// Its calls, in the order of the spec.
    pub endpoints: &'static [&'static EndpointSpec],
}

impl Vendor {
    /// Without anything: what is left of a vendor when its name is said.
    pub const DEFAULT: Self = Self {
        name: "",
        title: "",
        servers: &[],
        auth: &[],
        envelope: &Envelope::DEFAULT,
        sources: &[],
        endpoints: &[],
    };
}

/// A page that was transcribed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// Its name in the spec.
    pub name: &'static str,
    /// The page.
    pub url: &'static str,
    /// The date it was read: `2026-01-31`.
    pub read: &'static str,
}

/// Where an API is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerSpec {
    /// Its name in the spec: `sandbox`.
    pub name: &'static str,
    /// What it is for, in words; empty where the spec says nothing.
    pub doc: &'static str,
    /// The template of its URL: `https://{host}`.
    pub url: &'static str,
    /// The placeholders, and what each is.
    pub variables: &'static [(&'static str, &'static str)],
}

impl ServerSpec {
    /// The URL with its placeholders filled.
    ///
    /// # Errors
    /// A placeholder without a value, a value without a placeholder, and a value that is no host or part of one:
    /// letters, digits, `-`, `_`, and single dots between them. Where the placeholder ends the host, a port may follow.
    pub fn url(&self, values: &[(&str, &str)]) -> Result<String, FillError> {
        template::fill(self.url, values, |name, value, out| {
            let (host, port) = value
                .split_once(':')
                .map_or((value, None), |(host, port)| (host, Some(port)));
            let is_label = |label: &str| {
                !label.is_empty()
                    && label
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
            };
            let is_port = |port: &str| !port.starts_with('+') && port.parse::<u16>().is_ok();
            if !host.split('.').all(is_label) || !port.is_none_or(is_port) {
                return Err("must be a host name like `shop.example.com`, without scheme, path or spaces");
            }
            if port.is_some() && !self.ends_host(name) {
                return Err("a port cannot stand here; leave it out");
            }
            out.push_str(value);
            Ok(())
        })
    }

    /// Whether a placeholder is the end of the host: the URL's end or a slash follows.
    fn ends_host(&self, name: &str) -> bool {
        let Some((_, host)) = self.url.split_once("://") else {
            return false;
        };
        let host = host.split_once('/').map_or(host, |(host, _)| host);
        host.ends_with(&format!("{{{name}}}"))
    }
}

/// A way to show who calls. Holds templates; the secrets that fill them are the caller's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuthScheme {
    /// Its name in the spec.
    pub name: &'static str,
    /// What it is, in words; empty where the vendor says nothing.
    pub doc: &'static str,
    /// Where the secret travels.
    pub place: AuthPlace,
    /// How to get the secret first.
    pub login: Option<Login>,
}

/// Where a secret travels; texts are templates whose holes are the secrets: `Token {key}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthPlace {
    /// Nowhere: anyone may call.
    None,
    /// In a header.
    Header {
        /// The header.
        name: &'static str,
        /// What it holds.
        value: &'static str,
    },
    /// In a query parameter.
    Query {
        /// The parameter.
        name: &'static str,
        /// What it holds.
        value: &'static str,
    },
    /// In a cookie.
    Cookie {
        /// The cookie.
        name: &'static str,
        /// What it holds.
        value: &'static str,
    },
    /// HTTP Basic; the template of `user:password`, before it is encoded.
    Basic(&'static str),
}

/// How to get a secret: a POST with the caller's credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Login {
    /// Where to, after the server's URL.
    pub path: &'static str,
    /// What is sent.
    pub body: LoginBody,
    /// Where the secret stands in the answer; see [`Place::text`].
    pub read: Place,
}

/// The body of a login: names, and templates whose holes are the credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoginBody {
    /// A form.
    Form(&'static [(&'static str, &'static str)]),
    /// A JSON object of texts.
    Json(&'static [(&'static str, &'static str)]),
}

#[cfg(test)]
mod tests {
    use super::*;

    const TENANT: ServerSpec = ServerSpec {
        name: "tenant",
        doc: "",
        url: "https://{host}",
        variables: &[("host", "The tenant's host.")],
    };
    const SHOP: ServerSpec = ServerSpec {
        name: "shop",
        doc: "",
        url: "https://{shop}.example.com/{area}/v1",
        variables: &[],
    };

    #[test]
    fn placeholders_are_filled() {
        assert_eq!(
            TENANT.url(&[("host", "shop.example.com")]).unwrap(),
            "https://shop.example.com"
        );
        assert_eq!(
            TENANT.url(&[("host", "127.0.0.1:8080")]).unwrap(),
            "https://127.0.0.1:8080"
        );
        assert_eq!(
            SHOP.url(&[("shop", "a-b"), ("area", "eu")]).unwrap(),
            "https://a-b.example.com/eu/v1"
        );
    }

    #[test]
    fn a_placeholder_cannot_change_the_host() {
        for host in [
            "",
            "a/b",
            "user@a",
            "a?b",
            "a#b",
            "a b",
            "..",
            "a..b",
            ".a",
            "https://a",
            "a:",
            "a:x",
            "a:+1",
            "a\\b",
            "é.com",
        ] {
            assert!(TENANT.url(&[("host", host)]).is_err(), "{host}");
        }
        assert!(SHOP.url(&[("shop", "evil.org:80"), ("area", "eu")]).is_err());
        assert!(SHOP.url(&[("shop", "a"), ("area", "eu:80")]).is_err());
    }

    #[test]
    fn errors_name_the_placeholder_and_the_way_out() {
        let message = |values: &[(&str, &str)]| TENANT.url(values).unwrap_err().to_string();
        assert_eq!(message(&[]), "`host`: the hole has no value; give one");
        assert_eq!(
            message(&[("hst", "a")]),
            "`hst`: there is no hole of this name; leave the value out"
        );
        assert_eq!(
            message(&[("host", "https://a/")]),
            "`host`: must be a host name like `shop.example.com`, without scheme, path or spaces"
        );
    }
}
