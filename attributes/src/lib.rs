//! The attribute language of Bindery's derives: what stands inside `#[bindery(…)]`.
//!
//! Input of the reader: the attributes of a derive's input. Output of the writer: the same attributes as tokens.
//! **Invariant:** this crate is the only place that knows the spelling; the derives read with it, the generator writes
//! with it, and a round-trip test holds the two together.

//!
//! Every derive's keys stand in tables (`keys`): one row is a key's name, how it is read and how it is written, so that
//! the reader, the writer and the list in an error's text cannot drift apart.
//!
//! ```
//! use bindery_attributes::model::Field;
//! use syn::parse::Parser;
//!
//! let field = Field { wire: Some("isActive".into()), required: true, ..Field::default() };
//! let written = field.to_attribute().unwrap_or_default();
//! assert_eq!(written.to_string(), r##"# [bindery (wire = "isActive" , required)]"##);
//!
//! let attributes = syn::Attribute::parse_outer.parse2(written)?;
//! assert_eq!(Field::read(&attributes)?, field);
//! # Ok::<(), syn::Error>(())
//! ```

pub mod catalogue;
pub mod common;
pub mod endpoint;
mod entry;
pub mod family;
pub mod filter;
mod json;
mod keys;
mod mistakes;
pub mod model;
mod near;
mod path;
mod template;
mod tokens;
pub mod wire_enum;
mod words;

pub use keys::nothing;
pub use mistakes::Mistakes;
pub use near::nearest;
pub use tokens::Tokens;
