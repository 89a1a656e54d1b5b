//! How the program ends.

use std::fmt;
use std::io;
use std::path::Path;

/// The work was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Nothing was found: 0.
    Clean,
    /// Mistakes, drift, stale files, breaking changes: 1.
    Found,
}

/// The work could not be done: 2.
#[derive(Debug)]
pub enum Failure {
    /// The reader of stdout went away: ends silently, with 0.
    Closed,
    /// What is wrong, in one sentence, and the way out where there is one.
    Told {
        /// One sentence.
        message: String,
        /// The way out.
        help: Option<String>,
    },
}

impl Failure {
    /// Something that the user can read.
    pub fn new(message: impl Into<String>) -> Self {
        Self::Told {
            message: message.into(),
            help: None,
        }
    }

    /// With the way out.
    #[must_use]
    pub fn help(self, text: impl Into<String>) -> Self {
        match self {
            Self::Told { message, .. } => Self::Told {
                message,
                help: Some(text.into()),
            },
            Self::Closed => Self::Closed,
        }
    }

    /// What the system said of a file: "cannot write `out/mod.rs`: no space left on device".
    pub fn io(doing: &str, path: &Path, error: &io::Error) -> Self {
        Self::new(format!("cannot {doing} `{}`: {}", path.display(), reason(error)))
    }
}

/// What the system says, in lower case and without its number.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed => f.write_str("the output was closed"),
            Self::Told { message, .. } => f.write_str(message),
        }
    }
}
