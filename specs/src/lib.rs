//! The folder of vendor specs that `bindery-vendors` is generated from.
//!
//! A package of its own, so that a packaged `bindery-vendors` finds its specs on every platform: a symlink into the
//! source tree would not survive packaging, nor a checkout on Windows.

/// The absolute path of the folder that holds the specs, one YAML file or folder a vendor.
pub const DIR: &str = env!("CARGO_MANIFEST_DIR");
