//! The front of the compiler for build scripts.
//!
//! Input: a folder of specs and cargo's environment. Output: one Rust file a vendor in `OUT_DIR/bindery`, `mod.rs` that
//! declares them, and cargo's instructions on stdout.

use crate::bindings;
use crate::compile::{Compilation, Module, analyze};
use crate::diag::render;
use crate::lines::Lines;
use crate::output;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A build script: `bindery_codegen::Build::new("specs").run()`.
#[derive(Debug)]
pub struct Build {
    specs: PathBuf,
    by_feature: bool,
}

impl Build {
    /// Compiles every spec in a folder, a file or a folder each; a relative path is relative to the package.
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
        let compilation = analyze(std::slice::from_ref(&self.specs)).emit(Lines::Named);
        for path in compilation.inputs() {
            tell(&format!(
                "cargo::rerun-if-changed={path}
"
            ));
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
        output::plan(&Path::new(&out).join("bindery"), &bindings::files(&modules))
            .and_then(|plan| plan.apply())
            .map_err(|refused| refused.to_string())?;
        Ok(true)
    }

    /// One line a diagnostic for cargo, the picture of each on stderr.
    fn report(&self, compilation: &Compilation) {
        for diagnostic in &compilation.diagnostics {
            let level = diagnostic.severity.name();
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
