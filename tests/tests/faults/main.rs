//! Faults of vendors and networks, each over both transports with generated types.
//!
//! Input: servers on 127.0.0.1 that close, stall, flood, lie and lead astray. Output: of each fault the error, with its
//! parts asserted where the fault is written down, and what a user reads of it in `expected.txt`, which is the same for
//! both transports. **Invariant:** no fault panics, hangs, or brings a secret to light; those three are checked for every
//! one, by [`run`] and [`seen`].

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy takes the helpers of tests for code"
)]

mod answers;
#[path = "../chance/mod.rs"]
mod chance;
mod client;
mod connections;
mod mutations;
mod paging;
mod raw;
mod redirects;
mod retries;
mod run;
mod secrets;
mod seen;
mod sessions;
mod tunnel;
mod values;

use client::Over;
use run::Fault;

/// Every fault, by topic.
const TOPICS: [(&str, &[Fault]); 8] = [
    ("connections", connections::FAULTS),
    ("answers", answers::FAULTS),
    ("values", values::FAULTS),
    ("retries", retries::FAULTS),
    ("redirects", redirects::FAULTS),
    ("paging", paging::FAULTS),
    ("sessions", sessions::FAULTS),
    ("secrets", secrets::FAULTS),
];

#[test]
fn every_fault_over_ureq() {
    run::all(Over::Ureq);
}

#[test]
fn every_fault_over_reqwest() {
    run::all(Over::Reqwest);
}
