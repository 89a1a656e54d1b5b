//! One file a command: its arguments, and what it does.

pub mod check;
pub mod completions;
pub mod diff;
pub mod explain;
pub mod fmt;
pub mod generate;
pub mod man;
pub mod new;
pub mod schema;
pub mod show;
pub mod verify;
