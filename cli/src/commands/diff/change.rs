//! Changes, as they are found.
//!
//! **Invariant:** what is said once is not said again: the structs of one model that change alike share one change.

use super::policy::Row;
use bindery_codegen::descriptor::Origin;

/// One change of one vendor.
#[derive(Debug)]
pub struct Change {
    /// The vendor.
    pub vendor: String,
    /// Its kind.
    pub row: &'static Row,
    /// What is different, in the words of the spec.
    pub text: String,
    /// The same in Rust, one line for each item; empty where Rust shows nothing.
    pub rust: Vec<String>,
    /// Where it stood; `None`: it is new.
    pub old: Option<Origin>,
    /// Where it stands; `None`: it is gone.
    pub new: Option<Origin>,
}

/// Where something stood and stands.
#[derive(Debug, Clone, Copy)]
pub struct Places<'a> {
    /// In the old spec.
    pub old: Option<&'a Origin>,
    /// In the new one.
    pub new: Option<&'a Origin>,
}

impl<'a> Places<'a> {
    /// In both.
    pub fn both(old: Option<&'a Origin>, new: Option<&'a Origin>) -> Self {
        Self { old, new }
    }

    /// It is gone.
    pub fn gone(old: Option<&'a Origin>) -> Self {
        Self { old, new: None }
    }

    /// It is new.
    pub fn come(new: Option<&'a Origin>) -> Self {
        Self { old: None, new }
    }

    /// Where neither is known, those of what it stands in.
    pub fn or(self, above: Self) -> Self {
        match self {
            Self { old: None, new: None } => above,
            known => known,
        }
    }
}

/// What is found of one vendor.
#[derive(Debug)]
pub struct Changes {
    vendor: String,
    found: Vec<Change>,
}

impl Changes {
    /// None yet.
    pub fn of(vendor: &str) -> Self {
        Self {
            vendor: vendor.to_owned(),
            found: Vec::new(),
        }
    }

    /// A change that Rust does not show.
    pub fn add(&mut self, row: &'static Row, places: Places<'_>, text: impl Into<String>) {
        self.push(row, places, text.into(), None);
    }

    /// A change, and how it shows in Rust.
    pub fn show(&mut self, row: &'static Row, places: Places<'_>, text: impl Into<String>, rust: impl Into<String>) {
        self.push(row, places, text.into(), Some(rust.into()));
    }

    fn push(&mut self, row: &'static Row, places: Places<'_>, text: String, rust: Option<String>) {
        let (old, new) = (places.old.cloned(), places.new.cloned());
        let known = self
            .found
            .iter_mut()
            .find(|it| it.row.code == row.code && it.text == text && it.old == old && it.new == new);
        let Some(known) = known else {
            self.found.push(Change {
                vendor: self.vendor.clone(),
                row,
                text,
                rust: rust.into_iter().collect(),
                old,
                new,
            });
            return;
        };
        if let Some(rust) = rust
            && !known.rust.contains(&rust)
        {
            known.rust.push(rust);
        }
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The worst first; among equals in the order in which they were found, which is that of the spec.
    pub fn sorted(mut self) -> Vec<Change> {
        self.found.sort_by_key(|it| it.row.class());
        self.found
    }
}
