//! YAML to syntax: every key decoded into its shape, nothing resolved.
//!
//! Input: the [`Node`](crate::yaml::Node) of a file. Output: its [`Spec`](crate::syntax::Spec). **Invariant:** decoding
//! goes on after every mistake; what did not decode is left out or `Err(Reported)`, and everything beside it is kept.

mod auth;
mod elsewhere;
mod endpoint;
mod envelope;
mod error;
mod field;
mod indent;
pub mod keys;
mod lookup;
mod mapping;
mod model;
mod paging;
mod place;
mod provenance;
mod scalar;
mod spec;
#[cfg(test)]
mod tests;
mod value;
mod vendor;

pub use spec::{Document, decode_spec};
pub use vendor::decode_vendor;
