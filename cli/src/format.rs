//! How commands print what they find: the same three ways everywhere.

use clap::ValueEnum;

/// How to print what is found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: the places concerned, and the way out
    #[default]
    Human,
    /// `file:line:column: severity[code]: message`, one line each
    Short,
    /// One JSON object a line
    Json,
}
