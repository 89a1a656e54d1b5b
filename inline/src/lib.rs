#![doc = include_str!("../README.md")]

mod expand;

use proc_macro::TokenStream;
use std::io::Write;
use std::path::PathBuf;

/// The module of a vendor, compiled from its spec: `pub mod shop { … }`.
///
/// The path is relative to the folder of the package, `CARGO_MANIFEST_DIR`, wherever in the package the macro is called;
/// where a compiler is run without cargo, to the folder it runs in. The module is named by the spec's `vendor`.
///
/// ```
/// mod bindings {
///     bindery_inline::vendor!("specs/shop.yaml");
/// }
///
/// use bindery::decimal;
/// use bindings::shop::NewOrder;
///
/// let order = NewOrder::new(decimal!("12.50"));
/// assert_eq!(bindery::json::to_string(&order).unwrap(), r#"{"total":12.50}"#);
/// ```
///
/// A mistake in the spec is an error of the compiler, with its place in the spec:
///
/// ```compile_fail
/// bindery_inline::vendor!("specs/missing.yaml");
/// ```
#[proc_macro]
pub fn vendor(input: TokenStream) -> TokenStream {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(PathBuf::new, PathBuf::from);
    let expansion = expand::expand(input.into(), &package);
    if is_own_build() {
        // Nobody is left to tell where stderr is closed.
        let _ = std::io::stderr().lock().write_all(expansion.warnings.as_bytes());
    }
    expansion.tokens.into()
}

/// Whether those who compile this can change the spec: cargo says so of the packages it was asked to build.
fn is_own_build() -> bool {
    std::env::var_os("CARGO").is_none() || std::env::var_os("CARGO_PRIMARY_PACKAGE").is_some()
}
