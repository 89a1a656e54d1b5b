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
use crate::descriptor;
use crate::diag::{Checked, Diagnostic, Diagnostics, Severity, render};
use crate::emit::emit_module;
use crate::ir::ValidApi;
use crate::lines::{Lines, name_lines, shown_folder};
use crate::load::disk::reason;
use crate::load::paths::folder_of;
use crate::load::{Loaded, load, load_texts};
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

/// A set of specs, loaded, resolved and checked; nothing is written yet.
#[derive(Debug)]
pub struct Analysis {
    /// In the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// Every file that was read or asked for, for messages; one that could not be read is empty.
    pub files: Files,
    /// How many specs were found, those that could not be read included.
    pub specs: usize,
    /// In the byte order of the specs' paths; `Err` where any spec has an error.
    pub(crate) valid: Checked<Vec<(FileId, ValidApi)>>,
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

/// Compiles folders of specs (their `.yaml` files, and folders inside that are a vendor each) and single files, with
/// [`Lines::LeftOut`].
#[must_use]
pub fn compile(paths: &[PathBuf]) -> Compilation {
    analyze(paths).emit(Lines::LeftOut)
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
    analyze_texts(texts).emit(Lines::LeftOut)
}

/// [`compile`] without writing Rust: all that is needed to check and to show specs.
#[must_use]
pub fn analyze(paths: &[PathBuf]) -> Analysis {
    let diags = Diagnostics::default();
    let loaded = load(paths, &diags);
    finish(loaded, &diags, &|path| std::fs::read(path))
}

/// [`compile_texts`] without writing Rust.
#[must_use]
pub fn analyze_texts<P: AsRef<str>, T: AsRef<[u8]>>(texts: &[(P, T)]) -> Analysis {
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
pub(crate) type Read<'a> = &'a dyn Fn(&Path) -> std::io::Result<Vec<u8>>;

fn finish(loaded: Loaded, diags: &Diagnostics, read: Read<'_>) -> Analysis {
    let Loaded {
        files,
        found,
        specs,
        dialects,
    } = loaded;
    let files = RefCell::new(files);
    let mut valid = Vec::new();
    // One after the other: what a spec said is dropped as soon as it is known what it means.
    for spec in specs {
        let dialect = spec.dialect.map(|index| index.and_then(|index| dialects.get(index)));
        let scope = Scope::new(&spec.spec, dialect, diags);
        let api = lower_api(&scope, &|name| read_beside(name, &files, read));
        valid.push(check::check(api, &scope).map(|api| (spec.file, api)));
    }
    Analysis {
        diagnostics: diags.sorted(),
        files: files.into_inner(),
        specs: found,
        // The gate. Every spec was checked before any is given up: one that is not valid stops the writing of all.
        valid: valid.into_iter().collect(),
    }
}

impl Analysis {
    /// Whether any spec has an error.
    #[must_use]
    pub fn failed(&self) -> bool {
        failed(&self.diagnostics)
    }

    /// What the specs mean, in the byte order of their paths; empty where any spec has an error.
    #[must_use]
    pub fn describe(&self) -> Vec<descriptor::Api> {
        let valid = self.valid.iter().flatten();
        valid.map(|(_, api)| descriptor::describe(api, &self.files)).collect()
    }

    /// Writes the modules.
    #[must_use]
    pub fn emit(self, lines: Lines) -> Compilation {
        let Self {
            mut diagnostics,
            files,
            specs: _,
            valid,
        } = self;
        let diags = Diagnostics::default();
        let modules = valid.and_then(|valid| {
            let modules = valid.into_iter().map(|(file, api)| match lines {
                Lines::Named => (file, name_lines(api, &files)),
                Lines::LeftOut => (file, api),
            });
            modules
                .map(|(file, api)| write_module(file, &api, &files, &diags))
                .collect()
        });
        diagnostics.extend(diags.sorted());
        Compilation {
            modules: modules.unwrap_or_default(),
            diagnostics,
            files,
        }
    }
}

fn failed(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|it| it.severity == Severity::Error)
}

fn write_module(file: FileId, valid: &ValidApi, files: &Files, diags: &Diagnostics) -> Checked<Module> {
    let text = print(emit_module(valid), &source(file, valid, files)).map_err(|error| {
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

/// What a module is made from: the spec's name, or that of its folder where it is in several files.
fn source(file: FileId, valid: &ValidApi, files: &Files) -> String {
    let path = files.path(file);
    let folder = shown_folder(folder_of(path));
    if valid.api().in_folder && !folder.is_empty() {
        return folder;
    }
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// Reads a file that a spec names, seen from the folder of the file that names it.
pub(crate) fn read_beside(name: &Text, files: &RefCell<Files>, read: Read<'_>) -> Result<(FileId, String), String> {
    let folder = Path::new(files.borrow().path(name.span.file))
        .parent()
        .unwrap_or(Path::new(""))
        .to_owned();
    let path = folder.join(&name.value);
    let text = read(&path)
        .map_err(|error| reason(&error))
        .and_then(|bytes| String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned()));
    let shown = path.to_string_lossy().replace('\\', "/");
    // Also where it cannot be read: who watches the files wants to see it come.
    let id = files.borrow_mut().add(shown, text.as_deref().unwrap_or_default());
    text.map(|text| (id, text))
}

impl Compilation {
    /// Whether any spec has an error: then there are no modules.
    #[must_use]
    pub fn failed(&self) -> bool {
        failed(&self.diagnostics)
    }

    /// The paths of the files that were read: specs, and the dialects and examples that they name. Not those of dialects
    /// that the compiler brings along.
    pub fn inputs(&self) -> impl Iterator<Item = &str> {
        let paths = self.files.iter().map(|(_, file)| file.path.as_str());
        paths.filter(|path| !path.starts_with('<'))
    }

    /// Every diagnostic with the lines of the spec and carets; empty where there is none.
    #[must_use]
    pub fn render(&self) -> String {
        render::all(&self.files, &self.diagnostics)
    }
}
