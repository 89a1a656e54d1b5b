//! What the loopback vendors answer, over a bare socket.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests are tests, too"
)]

mod aceptabits;
mod client;
mod data;
mod django;
mod faults;
mod filters;
mod valomnia;
