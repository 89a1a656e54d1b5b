//! Parameters with an open name: `extra_field__{key}`.
//!
//! **Invariant:** every key has at least one lookup, so that equality says what is sent.

use super::Lookups;
use std::collections::BTreeMap;
use std::fmt;

/// The lookups of an open name, by key.
pub struct Keyed<T, F> {
    pub(super) keys: BTreeMap<String, Lookups<T, F>>,
}

impl<T, F> Keyed<T, F> {
    /// Sets the lookups of a key, in place of those it had. With no lookups, the key is taken out.
    pub fn set(&mut self, key: impl Into<String>, value: impl Into<Lookups<T, F>>) {
        let (key, value) = (key.into(), value.into());
        if value.is_empty() {
            self.keys.remove(&key);
        } else {
            self.keys.insert(key, value);
        }
    }

    /// The lookups of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Lookups<T, F>> {
        self.keys.get(key)
    }

    /// All keys, sorted, with their lookups.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Lookups<T, F>)> {
        self.keys.iter().map(|(key, lookups)| (key.as_str(), lookups))
    }

    /// Whether nothing is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }
}

impl<T, F> Default for Keyed<T, F> {
    fn default() -> Self {
        Self { keys: BTreeMap::new() }
    }
}

impl<T: Clone, F> Clone for Keyed<T, F> {
    fn clone(&self) -> Self {
        Self {
            keys: self.keys.clone(),
        }
    }
}

impl<T: PartialEq, F> PartialEq for Keyed<T, F> {
    fn eq(&self, other: &Self) -> bool {
        self.keys == other.keys
    }
}

impl<T: fmt::Debug, F> fmt::Debug for Keyed<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.keys.fmt(f)
    }
}
