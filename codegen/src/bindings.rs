//! The files of a folder of bindings.
//!
//! Input: generated modules. Output: one file a vendor, then `mod.rs` that declares them with the lints they may break.
//! **Invariant:** `rustfmt` of any settings leaves `mod.rs` as it is, since it is checked in by some.

use crate::compile::Module;
use crate::output::OutputFile;
use crate::print::MARK;

/// The lints that generated code may break in any crate, and why.
const ALLOW: &str = "\
#[allow(dead_code)] // a program calls a part of an API
#[allow(deprecated)] // a field that the vendor deprecated is still read
#[allow(clippy::wrong_self_convention)] // setters are named by fields such as `is_active`
#[allow(clippy::should_implement_trait)] // setters are named by fields such as `not`
#[allow(clippy::too_many_arguments)] // a vendor may require more fields than seven
#[allow(clippy::struct_excessive_bools)] // so many flags a vendor has
#[allow(clippy::struct_field_names)] // names are the vendor's
#[allow(clippy::enum_variant_names)] // names are the vendor's
#[allow(clippy::duplicated_attributes)] // codes of one error in one endpoint are said one by one
#[allow(clippy::wildcard_imports)] // data of endpoints stands in blocks of its own
#[allow(unreachable_pub)] // a program's modules are private
";

/// The files of these modules, `mod.rs` last: where writing stops halfway, it declares what is there.
#[must_use]
pub fn files(modules: &[&Module]) -> Vec<OutputFile> {
    let own = modules.iter().map(|module| OutputFile {
        name: format!("{}.rs", module.vendor),
        text: module.text.clone(),
    });
    let mut text = format!("{MARK}the folder of specs; edit those, not this.\n");
    for module in modules {
        text.push_str(&format!("\n{};\n", declaration(module)));
    }
    let all = OutputFile {
        name: "mod.rs".to_owned(),
        text,
    };
    own.chain([all]).collect()
}

/// `pub mod shop` with its attributes; what follows is `;` or the module's text in braces.
#[must_use]
pub fn declaration(module: &Module) -> String {
    format!("{ALLOW}#[rustfmt::skip]\npub mod {}", module.rust)
}
