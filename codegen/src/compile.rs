//! The pipeline.
//!
//! ```text
//! text -load-> yaml::Node -decode-> syntax::Spec -lower-> ir::Api -check-> ir::ValidApi -emit-> tokens -print-> text
//! ```
//!
//! **Invariant:** every phase works on whatever the one before could build, so that one run shows every mistake of every
//! spec; the only gate stands before emission.

use crate::check;
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Diagnostics, Severity, render};
use crate::emit::emit_module;
use crate::ir::ValidApi;
use crate::load::disk::reason;
use crate::load::{Loaded, LoadedSpec, load, load_texts};
use crate::lower::lower_api;
use crate::lower::scope::Scope;
use crate::print::print;
use crate::source::Files;
use crate::span::{FileId, Span};
use crate::syntax::Text;
use std::cell::RefCell;
use std::path::{Path, PathBuf};

/// The generated module of one vendor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Module {
    /// Its name in Rust: the vendor, as `r#` identifier where that is a keyword.
    pub rust: String,
    /// The vendor: name of the file and of the feature.
    pub vendor: String,
    /// Formatted Rust.
    pub text: String,
}

/// What became of a set of specs.
#[derive(Debug)]
pub struct Compilation {
    /// In the byte order of the specs' paths; empty where any spec has an error.
    pub modules: Vec<Module>,
    /// In the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// Every file that was read, for messages.
    pub files: Files,
}

/// Compiles folders of specs (their `.yaml` files) and single files.
#[must_use]
pub fn compile(paths: &[PathBuf]) -> Compilation {
    let diags = Diagnostics::default();
    let loaded = load(paths, &diags);
    finish(loaded, &diags, &|path| std::fs::read(path))
}

/// Compiles specs that are in memory: paths as messages show them, and texts. Dialects and examples are looked up among
/// them; of these texts, those of `.yaml` paths may be specs.
///
/// ```
/// let compilation = bindery_codegen::compile_texts(&[("shop.yaml", "bindery: 1\nvendor: shop\n")]);
/// assert!(compilation.modules.is_empty());
/// assert!(compilation.render().contains("shop.yaml:1:1"));
/// ```
#[must_use]
pub fn compile_texts<P: AsRef<str>, T: AsRef<[u8]>>(texts: &[(P, T)]) -> Compilation {
    let diags = Diagnostics::default();
    let loaded = load_texts(texts, &diags);
    finish(loaded, &diags, &|path| {
        let found = texts.iter().find(|(known, _)| Path::new(known.as_ref()) == path);
        found
            .map(|(_, text)| text.as_ref().to_vec())
            .ok_or_else(|| std::io::ErrorKind::NotFound.into())
    })
}

/// How to get the bytes of a file by its path.
type Read<'a> = &'a dyn Fn(&Path) -> std::io::Result<Vec<u8>>;

fn finish(loaded: Loaded, diags: &Diagnostics, read: Read<'_>) -> Compilation {
    let Loaded { files, specs, dialects } = loaded;
    let files = RefCell::new(files);
    let mut valid = Vec::new();
    for spec in &specs {
        let dialect = spec.dialect.map(|index| index.and_then(|index| dialects.get(index)));
        let scope = Scope::new(&spec.spec, dialect, diags);
        let api = lower_api(&scope, &|name| read_beside(spec, name, &files, read));
        valid.push(check::check(api, &scope).map(|api| (spec.file, api)));
    }
    let files = files.into_inner();
    // The gate. Every spec was checked before any is given up: one that is not valid stops the writing of all.
    let valid: Checked<Vec<(FileId, ValidApi)>> = valid.into_iter().collect();
    let modules = valid.and_then(|valid| {
        valid
            .iter()
            .map(|(file, api)| write_module(*file, api, &files, diags))
            .collect()
    });
    Compilation {
        modules: modules.unwrap_or_default(),
        diagnostics: diags.sorted(),
        files,
    }
}

fn write_module(file: FileId, valid: &ValidApi, files: &Files, diags: &Diagnostics) -> Checked<Module> {
    let source = files.path(file).rsplit('/').next().unwrap_or_default();
    let text = print(emit_module(valid), source).map_err(|error| {
        let message = format!("the generated code is no Rust: {error}; this is a mistake of Bindery, please report it");
        diags.report(Diagnostic::new(Code::Internal, Span::start_of(file), message, ""))
    })?;
    let api = valid.api();
    Ok(Module {
        rust: api.module.to_string(),
        vendor: api.name.clone(),
        text,
    })
}

/// Reads a file that a spec names, seen from the spec's folder.
fn read_beside(
    spec: &LoadedSpec,
    name: &Text,
    files: &RefCell<Files>,
    read: Read<'_>,
) -> Result<(FileId, String), String> {
    let folder = Path::new(files.borrow().path(spec.file))
        .parent()
        .unwrap_or(Path::new(""))
        .to_owned();
    let path = folder.join(&name.value);
    let bytes = read(&path).map_err(|error| reason(&error))?;
    let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let shown = path.to_string_lossy().replace('\\', "/");
    let id = files.borrow_mut().add(shown, text.clone());
    Ok((id, text))
}

impl Compilation {
    /// Whether any spec has an error: then there are no modules.
    #[must_use]
    pub fn failed(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.code.severity() == Severity::Error)
    }

    /// Every diagnostic with the lines of the spec and carets; empty where there is none.
    #[must_use]
    pub fn render(&self) -> String {
        render::all(&self.files, &self.diagnostics)
    }
}
