//! What editors make of Bindery, asked through their language servers: of a spec, with the schema, and of generated code.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests are tests, too"
)]

#[path = "../copy/mod.rs"]
mod copy;
mod rust;
mod server;
mod yaml;

use std::io::Write as _;
use std::sync::Once;

/// Says that tests are passed over: once, and past the harness, which keeps what a test that passes prints.
fn say(said: &Once, text: &str) {
    said.call_once(|| {
        let _ = writeln!(std::io::stderr(), "{text}");
    });
}
