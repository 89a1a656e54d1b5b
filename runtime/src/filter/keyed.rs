//! Parameters with an open name: `extra_field__{key}`.
//!
//! **Invariant:** every key has at least one lookup, so that equality says what is sent.

use super::Lookups;
use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;

/// The lookups of an open name, by key. Keys are texts, or any other type of operands that has an order: integers, or an
/// enum that derives `bindery::WireEnum`.
pub struct Keyed<T, F, K = String> {
    pub(super) keys: BTreeMap<K, Lookups<T, F>>,
}

impl<T, F, K: Ord> Keyed<T, F, K> {
    /// Sets the lookups of a key, in place of those it had. With no lookups, the key is taken out.
    pub fn set(&mut self, key: impl Into<K>, value: impl Into<Lookups<T, F>>) {
        let (key, value) = (key.into(), value.into());
        if value.is_empty() {
            self.keys.remove(&key);
        } else {
            self.keys.insert(key, value);
        }
    }

    /// The lookups of a key.
    #[must_use]
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&Lookups<T, F>>
    where
        K: Borrow<Q>,
    {
        self.keys.get(key)
    }
}

impl<T, F, K> Keyed<T, F, K> {
    /// All keys, sorted, with their lookups.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &Lookups<T, F>)> {
        self.keys.iter()
    }

    /// Whether nothing is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }
}

impl<T, F, K> Default for Keyed<T, F, K> {
    fn default() -> Self {
        Self { keys: BTreeMap::new() }
    }
}

impl<T: Clone, F, K: Clone> Clone for Keyed<T, F, K> {
    fn clone(&self) -> Self {
        Self {
            keys: self.keys.clone(),
        }
    }
}

impl<T: PartialEq, F, K: PartialEq> PartialEq for Keyed<T, F, K> {
    fn eq(&self, other: &Self) -> bool {
        self.keys == other.keys
    }
}

impl<T: fmt::Debug, F, K: fmt::Debug> fmt::Debug for Keyed<T, F, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.keys.fmt(f)
    }
}
