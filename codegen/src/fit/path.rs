//! Where a value stands: `data.rows[3].name`.
//!
//! **Invariant:** the generic form of a path is the same for every item of a list and every entry of a map.

use crate::syntax::Step;
use std::fmt::{self, Write as _};

/// One step further.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stop {
    /// A member.
    Name(String),
    /// An entry of a map, whose names mean nothing to the spec.
    Key(String),
    /// An item.
    Index(usize),
    /// What is gathered from each item.
    Each,
}

/// The way from the root.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Path(Vec<Stop>);

impl Path {
    pub(crate) fn push(&mut self, stop: Stop) {
        self.0.push(stop);
    }

    pub(crate) fn pop(&mut self) {
        self.0.pop();
    }

    /// One step further.
    pub(crate) fn with(&self, stop: Stop) -> Self {
        let mut path = self.clone();
        path.push(stop);
        path
    }

    /// The way that a spec writes, from here; `last` is the index of the last item where one is asked for.
    pub(crate) fn follow(&self, steps: &[Step]) -> Self {
        let stops = steps.iter().map(|step| match step {
            Step::Name(name) => Stop::Name(name.clone()),
            Step::Index(index) => Stop::Index(usize::try_from(*index).unwrap_or(usize::MAX)),
            Step::Last | Step::Each => Stop::Each,
        });
        Self(self.0.iter().cloned().chain(stops).collect())
    }

    /// Whether it leads to an item of a list or an entry of a map.
    pub(crate) fn is_item(&self) -> bool {
        matches!(self.0.last(), Some(Stop::Index(_) | Stop::Key(_)))
    }

    pub(crate) fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The same for every item: `data.rows[*].name`.
    pub(crate) fn generic(&self) -> Self {
        let stops = self.0.iter().map(|stop| match stop {
            Stop::Index(_) => Stop::Each,
            Stop::Key(_) => Stop::Name("*".to_owned()),
            other => other.clone(),
        });
        Self(stops.collect())
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, stop) in self.0.iter().enumerate() {
            match stop {
                Stop::Name(name) | Stop::Key(name) => {
                    if index > 0 {
                        f.write_char('.')?;
                    }
                    f.write_str(name)?;
                }
                Stop::Index(at) => write!(f, "[{at}]")?,
                Stop::Each => f.write_str("[*]")?,
            }
        }
        Ok(())
    }
}
