//! What the server and the vendors' files agree on.
//!
//! Input: a call. Output: an answer. **Invariant:** an answer depends on the calls before it and on nothing else: no
//! clock, no chance.

use crate::answer::{Answer, Call};
use bindery::Json;

/// The vendors that the server plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vendor {
    /// AceptaBits.
    Aceptabits,
    /// Akinon Omnitron.
    Akinon,
    /// Koibox.
    Koibox,
    /// Valomnia.
    Valomnia,
}

impl Vendor {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Aceptabits, Self::Akinon, Self::Koibox, Self::Valomnia];

    /// What every path of the vendor on this server begins with.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Aceptabits => "/aceptabits",
            Self::Akinon => "/akinon",
            Self::Koibox => "/koibox",
            Self::Valomnia => "/valomnia",
        }
    }

    /// The path of a base URL: the prefix, and what the vendor's own base URL has behind the host.
    pub(crate) const fn base(self) -> &'static str {
        match self {
            Self::Aceptabits => "/aceptabits/api/thirdparty/v1",
            other => other.prefix(),
        }
    }
}

/// The vendor's [`prefix`](Vendor::prefix): a fault for a vendor is one for its paths.
impl From<Vendor> for String {
    fn from(vendor: Vendor) -> Self {
        vendor.prefix().to_owned()
    }
}

/// A vendor with its customers.
pub trait Service: Send {
    /// Answers a call.
    fn answer(&mut self, call: &Call<'_>) -> Answer;
    /// The customers as they stand, in the order of a list.
    fn customers(&mut self) -> &mut Vec<Json>;
    /// The logins, where the vendor has some.
    fn sessions(&mut self) -> Option<&mut Sessions>;
}

/// Who is logged in.
#[derive(Debug, Default)]
pub struct Sessions {
    /// How many logins there were that succeeded.
    pub logins: usize,
    /// How many of them are over.
    expired: usize,
}

impl Sessions {
    /// A new key.
    pub fn open(&mut self) -> String {
        self.logins += 1;
        Self::key(self.logins)
    }

    /// Whether a key is one of a session that is not over.
    pub fn is_open(&self, key: &str) -> bool {
        (self.expired + 1..=self.logins).any(|login| Self::key(login) == key)
    }

    /// Ends all sessions.
    pub const fn expire(&mut self) {
        self.expired = self.logins;
    }

    fn key(login: usize) -> String {
        format!("SESSION{login:08}")
    }
}
