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

mod check;
pub mod codes;
pub mod decode;
pub mod diag;
pub mod dialects;
mod emit;
mod ir;
pub mod load;
mod lower;
mod names;
pub mod source;
pub mod span;
pub mod syntax;
pub mod text;
pub mod yaml;

mod build;
mod compile;
mod output;
mod print;

pub use build::Build;
pub use compile::{Compilation, Module, compile, compile_texts};
