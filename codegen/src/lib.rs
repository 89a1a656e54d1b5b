//! The compiler of Bindery: YAML specs of web APIs to typed Rust, for build scripts and tools.
//!
//! A build script is two lines; the README shows both sides of it:
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     bindery_codegen::Build::new("specs").run()
//! }
//! ```
//!
//! [`compile`] is the pipeline itself, and names each of its phases once.

pub mod atomic;
pub mod bindings;
mod check;
pub mod codes;
pub mod decode;
pub mod descriptor;
pub mod diag;
pub mod dialects;
mod emit;
mod fit;
mod ir;
pub mod layout;
mod lines;
pub mod load;
mod lower;
mod names;
pub mod output;
pub mod source;
pub mod span;
pub mod syntax;
pub mod text;
pub mod yaml;

mod build;
mod compile;
mod print;
pub mod verify;

pub use build::Build;
pub use compile::{Analysis, Compilation, Module, analyze, analyze_texts, compile, compile_texts};
pub use lines::Lines;
