//! Values that break rules, and what is said of them.

mod fields;
mod formats;
mod values;
