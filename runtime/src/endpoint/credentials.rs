//! Secrets, and the scheme they are for.
//!
//! Input: texts that must not be seen. Output: the same, to the one place that sends them.
//! **Invariant:** no `Debug`, `Display` or error shows a secret, and its memory is zeroed when it is dropped.

use super::AuthScheme;
use std::fmt;
use std::sync::Arc;
use zeroize::Zeroizing;

/// A text that must not be seen: a key, a password, a session. Shown as `[secret]`, and zeroed when it is dropped.
///
/// ```
/// let key = bindery::Secret::from("k-2f41");
/// assert_eq!(format!("{key:?}"), "[secret]");
/// assert_eq!(key.expose(), "k-2f41");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The text itself, to be sent and nothing else.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&String> for Secret {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

/// Who calls: a scheme of the vendor, and the secrets that fill its templates.
#[derive(Clone, Debug)]
pub struct Credentials {
    scheme: Option<&'static AuthScheme>,
    secrets: Arc<[(&'static str, Secret)]>,
}

impl Credentials {
    /// Nobody: nothing is sent.
    #[must_use]
    pub fn none() -> Self {
        Self {
            scheme: None,
            secrets: Arc::new([]),
        }
    }

    /// The secrets for the holes of a scheme: of its login where it has one, else of its place.
    #[must_use]
    pub fn new<const COUNT: usize>(scheme: &'static AuthScheme, secrets: [(&'static str, Secret); COUNT]) -> Self {
        Self {
            scheme: Some(scheme),
            secrets: Arc::new(secrets),
        }
    }

    /// How they travel; `None`: not at all.
    #[must_use]
    pub fn scheme(&self) -> Option<&'static AuthScheme> {
        self.scheme
    }

    /// Names of holes, and what fills them.
    #[must_use]
    pub fn secrets(&self) -> &[(&'static str, Secret)] {
        &self.secrets
    }
}
