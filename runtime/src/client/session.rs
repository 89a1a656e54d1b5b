//! The session of a client: what its login brought.
//!
//! Input: what logins bring. Output: the one that counts now.
//! **Invariant:** clones of a client share it; nothing is sent while it is locked.

use super::auth::Proof;
use std::sync::{Arc, Mutex, PoisonError};

/// The session of a client and its clones; none before the first login.
#[derive(Default)]
pub(crate) struct Session(Mutex<Option<Arc<Proof>>>);

impl Session {
    /// The session that counts now.
    pub(crate) fn current(&self) -> Option<Arc<Proof>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts a new one in its place.
    pub(crate) fn renew(&self, session: Arc<Proof>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(session);
    }

    /// Drops this one, unless another one counts by now.
    pub(crate) fn forget(&self, expired: Option<&Arc<Proof>>) {
        let mut current = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!((&*current, expired), (Some(current), Some(expired)) if Arc::ptr_eq(current, expired)) {
            *current = None;
        }
    }
}
