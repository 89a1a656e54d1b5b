//! The front of the compiler for build scripts.
//!
//! Input: a folder of specs and cargo's environment. Output: one Rust file a vendor in `OUT_DIR/bindery`, `mod.rs` that
//! declares them, and cargo's instructions on stdout.

use crate::compile::{Compilation, Module, compile};
use crate::diag::{Severity, render};
use crate::output::{self, OutputFile};
use crate::print::MARK;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The lints that generated code may break in any crate, and why.
const ALLOW: &str = "\
#[allow(
    dead_code, // a program calls a part of an API
    deprecated, // a field that the vendor deprecated is still read
    clippy::wrong_self_convention, // setters are named by fields such as `is_active`
    clippy::should_implement_trait, // setters are named by fields such as `not`
    clippy::too_many_arguments, // a vendor may require more fields than seven
    clippy::struct_excessive_bools, // so many flags a vendor has
    clippy::struct_field_names, // names are the vendor's
    clippy::enum_variant_names, // names are the vendor's
    clippy::duplicated_attributes, // codes of one error in one endpoint are said one by one
    clippy::wildcard_imports, // data of endpoints stands in blocks of its own
    unreachable_pub, // a program's modules are private
)]";

/// A build script: `bindery_codegen::Build::new("specs").run()`.
#[derive(Debug)]
pub struct Build {
    specs: PathBuf,
    by_feature: bool,
}

impl Build {
    /// Compiles every spec in a folder; a relative path is relative to the package.
    #[must_use]
    pub fn new(specs: impl Into<PathBuf>) -> Self {
        Self {
            specs: specs.into(),
            by_feature: false,
        }
    }

    /// Writes only the vendors whose cargo feature is on. All specs are checked either way.
    #[must_use]
    pub fn by_feature(mut self, by_feature: bool) -> Self {
        self.by_feature = by_feature;
        self
    }

    /// Compiles, writes, and tells cargo. Failure when a spec has a mistake or a file cannot be written.
    #[must_use]
    pub fn run(self) -> ExitCode {
        match self.try_run() {
            Ok(true) => ExitCode::SUCCESS,
            Ok(false) => ExitCode::FAILURE,
            Err(message) => {
                tell(&format!("cargo::error={message}\n"));
                ExitCode::FAILURE
            }
        }
    }

    fn try_run(&self) -> Result<bool, String> {
        let out = std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set: `Build` runs in a build script")?;
        tell(&format!(
            "cargo::rerun-if-changed=build.rs\ncargo::rerun-if-changed={}\n",
            self.specs.display()
        ));
        let compilation = compile(std::slice::from_ref(&self.specs));
        for (_, file) in compilation.files.iter().filter(|(_, file)| !file.path.starts_with('<')) {
            tell(&format!("cargo::rerun-if-changed={}\n", file.path));
        }
        self.report(&compilation);
        if compilation.failed() {
            return Ok(false);
        }
        let modules: Vec<&Module> = compilation
            .modules
            .iter()
            .filter(|module| !self.by_feature || feature_is_on(&module.vendor))
            .collect();
        let mut all = vec![mod_file(&modules)];
        all.extend(modules.into_iter().map(|module| OutputFile {
            name: format!("{}.rs", module.vendor),
            text: module.text.clone(),
        }));
        output::write(&Path::new(&out).join("bindery"), &all).map_err(|error| error.to_string())?;
        Ok(true)
    }

    /// One line a diagnostic for cargo, the picture of each on stderr.
    fn report(&self, compilation: &Compilation) {
        for diagnostic in &compilation.diagnostics {
            let level = if diagnostic.code.severity() == Severity::Error {
                "error"
            } else {
                "warning"
            };
            tell(&format!(
                "cargo::{level}={}\n",
                render::short(&compilation.files, diagnostic)
            ));
        }
        // Nothing can be done where stderr is closed.
        let _ = std::io::stderr().lock().write_all(compilation.render().as_bytes());
    }
}

fn tell(line: &str) {
    // Cargo reads stdout; where it is closed nobody listens.
    let _ = std::io::stdout().lock().write_all(line.as_bytes());
}

/// Cargo's spelling of a feature in the environment of a build script.
fn feature_is_on(vendor: &str) -> bool {
    std::env::var_os(format!("CARGO_FEATURE_{}", vendor.to_uppercase())).is_some()
}

/// The file that a crate includes.
fn mod_file(modules: &[&Module]) -> OutputFile {
    let mut text = format!("{MARK}the folder of specs; edit those, not this.\n");
    for Module { rust, .. } in modules {
        text.push_str(&format!("\n{ALLOW}\n#[rustfmt::skip]\npub mod {rust};\n"));
    }
    OutputFile {
        name: "mod.rs".to_owned(),
        text,
    }
}
