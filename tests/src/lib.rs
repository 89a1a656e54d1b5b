//! Bindings of the specs in `specs/`: what the language can say that no vendor says yet.
//!
//! Compiled with every lint of rustc and rustdoc that a careful crate switches on, so that what the snapshots pin is known
//! to pass them in a library; `tests/program.rs` compiles the same bindings in a program.

#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub)]
#![deny(rustdoc::all)]

include!(concat!(env!("OUT_DIR"), "/bindery/mod.rs"));
