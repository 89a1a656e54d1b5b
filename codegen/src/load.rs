//! Files to specs: finds them, reads them, decodes them, and finds their dialects.
//!
//! Input: folders and files, or texts. Output: [`Loaded`]. **Invariant:** specs are in the byte order of their paths;
//! a dialect that several specs name is decoded once; a file that cannot be read costs one message and no other file.

pub(crate) mod disk;
pub(crate) mod paths;
mod roles;
#[cfg(test)]
mod tests;

use crate::codes::Code;
use crate::decode::{Document, decode_spec, decode_vendor};
use crate::diag::{Checked, Diagnostic, Diagnostics, quoted, suggest};
use crate::dialects::{DIALECTS, dialect, path_of};
use crate::source::Files;
use crate::span::{FileId, Span};
use crate::syntax::{Spec, Text};
use crate::yaml::{MAX_BYTES, Node, read_yaml, too_large};
use disk::{Glance, Passed};
use paths::{folder_of, normalised, resolve};
use roles::{Role, Tree};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Every spec of one compilation, with what it builds on.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The files, for messages.
    pub files: Files,
    /// How many specs were found, those that could not be read included.
    pub found: usize,
    /// The specs that could be decoded, in the byte order of their paths.
    pub specs: Vec<LoadedSpec>,
    /// The dialects they name, each once, in the order they were first named.
    pub dialects: Vec<Spec>,
}

/// One spec.
#[derive(Debug)]
pub struct LoadedSpec {
    /// Its file; of a vendor in several, the one that has `vendor`.
    pub file: FileId,
    /// What it says.
    pub spec: Spec,
    /// Its dialect, an index into [`Loaded::dialects`]. `Err`: it names one that could not be had, so names that the
    /// dialect would have brought are no mistakes.
    pub dialect: Checked<Option<usize>>,
}

impl Loaded {
    /// The dialect of a spec, if it names one that could be had.
    #[must_use]
    pub fn dialect_of(&self, spec: &LoadedSpec) -> Option<&Spec> {
        self.dialects.get(spec.dialect.ok().flatten()?)
    }
}

/// How to get a file by its path, as written in messages.
pub(crate) type Read<'a> = &'a dyn Fn(&str) -> std::io::Result<Vec<u8>>;

/// Loads folders (their `.yaml` files, and those of the folders inside that hold a spec) and files. Paths in messages are
/// as given here.
///
/// In each folder, files without `vendor` are parts of the one file that has it. The head of such a vendor stands for
/// all of it, where it is given alone.
pub fn load(paths: &[PathBuf], diags: &Diagnostics) -> Loaded {
    let mut loader = Loader::new(diags, &disk::read);
    let found = disk::find(paths, &mut loader.loaded.files, diags);
    for path in found.files {
        let bytes = disk::read(&path);
        loader.add(path, bytes);
    }
    loader.look_beside(&found.opened);
    loader.finish(&found.passed)
}

/// Loads files that are in memory: their paths as messages show them, and their bytes. A dialect of the user's own is
/// looked up among them; what is no YAML file is no spec.
///
/// ```
/// use bindery_codegen::{diag::Diagnostics, load::load_texts};
/// let diags = Diagnostics::default();
/// let loaded = load_texts(&[("shop.yaml", "bindery: 1\nvendor: shop\n")], &diags);
/// assert_eq!(loaded.specs.len(), 1);
/// assert_eq!(diags.sorted().len(), 3); // no sources, servers, endpoints
/// ```
pub fn load_texts<P: AsRef<str>, B: AsRef<[u8]>>(texts: &[(P, B)], diags: &Diagnostics) -> Loaded {
    let read = |_: &str| Err(std::io::ErrorKind::NotFound.into());
    let mut loader = Loader::new(diags, &read);
    let sorted: BTreeMap<&str, &[u8]> = texts
        .iter()
        .map(|(path, text)| (path.as_ref(), text.as_ref()))
        .filter(|(path, _)| disk::is_yaml(Path::new(path)))
        .collect();
    for (path, text) in sorted {
        loader.add(path.to_owned(), Ok(text.to_vec()));
    }
    loader.finish(&[])
}

struct Loader<'a> {
    diags: &'a Diagnostics,
    read: Read<'a>,
    loaded: Loaded,
    /// The files that may be specs.
    trees: Vec<Tree>,
    /// Where each of them is among them, by its normalised path.
    known: BTreeMap<String, usize>,
    /// The head that lies beside parts that were given without it, by their folder.
    heads: BTreeMap<String, String>,
    /// The dialects asked for so far, by name or normalised path.
    dialects: BTreeMap<String, Checked<usize>>,
}

impl<'a> Loader<'a> {
    fn new(diags: &'a Diagnostics, read: Read<'a>) -> Self {
        Self {
            diags,
            read,
            loaded: Loaded::default(),
            trees: Vec::new(),
            known: BTreeMap::new(),
            heads: BTreeMap::new(),
            dialects: BTreeMap::new(),
        }
    }

    fn add(&mut self, path: String, bytes: std::io::Result<Vec<u8>>) {
        let key = normalised(&path);
        if self.known.contains_key(&key) {
            return; // given twice, for example as a file and in its folder
        }
        let (file, node) = self.read_tree(path, bytes);
        self.known.insert(key.clone(), self.trees.len());
        self.trees.push(Tree { path: key, file, node });
    }

    /// Adds the parts of a head that was given alone, and finds the head of parts that were; not in folders that were
    /// `opened`, whose files are all here.
    fn look_beside(&mut self, opened: &BTreeSet<String>) {
        let mut folders: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, tree) in self.trees.iter().enumerate() {
            let folder = folder_of(&tree.path);
            if !opened.contains(folder) {
                folders.entry(folder.to_owned()).or_default().push(index);
            }
        }
        for (folder, given) in folders {
            let given = || given.iter().filter_map(|index| self.trees.get(*index));
            let heads = given().filter(|tree| tree.is_head(&self.loaded.files)).count();
            let Some(first) = given().next().filter(|_| heads < 2) else {
                continue;
            };
            let beside = disk::beside(self.loaded.files.path(first.file));
            let mut parts = Vec::new();
            let mut others = Vec::new();
            for path in beside
                .into_iter()
                .filter(|path| !self.known.contains_key(&normalised(path)))
            {
                match disk::glance(&path) {
                    Glance::Head => others.push(path),
                    Glance::Part | Glance::PartOrDialect => parts.push(path),
                    Glance::Other => {}
                }
                if heads + others.len() > 1 {
                    break; // a folder of specs
                }
            }
            match (heads, others.as_slice()) {
                (1, []) => {
                    for path in parts {
                        let bytes = disk::read(&path);
                        self.add(path, bytes);
                    }
                }
                (0, [head]) => drop(self.heads.insert(folder, head.clone())),
                _ => {}
            }
        }
    }

    fn read_tree(&mut self, path: String, bytes: std::io::Result<Vec<u8>>) -> (FileId, Checked<Node>) {
        let unreadable = |path: &str, reason: String| {
            let message = format!("cannot read {}: {reason}", quoted(path));
            move |span, help: Option<&str>| Diagnostic::new(Code::Io, span, message, "").maybe_help(help)
        };
        let text = match bytes {
            Ok(bytes) if bytes.len() > MAX_BYTES => {
                let file = self.loaded.files.add(path, "");
                return (file, Err(self.diags.report(too_large(Span::start_of(file)))));
            }
            Ok(bytes) => String::from_utf8(bytes).map_err(|error| {
                let good = error
                    .as_bytes()
                    .get(..error.utf8_error().valid_up_to())
                    .unwrap_or_default();
                let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
                let wide = matches!(error.as_bytes(), [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
                let reason = if wide {
                    "it is UTF-16".to_owned()
                } else {
                    format!("line {line} is not UTF-8")
                };
                (unreadable(&path, reason), Some("save the file as UTF-8"))
            }),
            Err(error) => Err((unreadable(&path, disk::reason(&error)), None)),
        };
        match text {
            Ok(text) => {
                let file = self.loaded.files.add(path, text);
                (file, read_yaml(file, self.loaded.files.text(file), self.diags))
            }
            Err((diagnostic, help)) => {
                let file = self.loaded.files.add(path, "");
                (file, Err(self.diags.report(diagnostic(Span::start_of(file), help))))
            }
        }
    }

    fn finish(mut self, passed: &[Passed]) -> Loaded {
        let trees = std::mem::take(&mut self.trees);
        let named: BTreeSet<String> = trees.iter().filter_map(Tree::dialect).collect();
        let roles = roles::of(&trees, &named, &self.heads, &self.loaded.files);
        self.report_passed(&trees, &roles, &named, passed);
        for (tree, role) in trees.iter().zip(&roles) {
            let spec = match role {
                Role::Dialect | Role::Part => continue,
                Role::Spec => self.root(tree, Document::Spec),
                Role::Head(parts) => self.vendor(tree, parts.iter().filter_map(|part| trees.get(*part))),
                Role::Orphan(why) => Err(self.diags.report(why.diagnostic(tree, &self.heads, &self.loaded.files))),
            };
            self.loaded.found += 1;
            let Ok(spec) = spec else { continue };
            let dialect = match &spec.dialect {
                Some(name) => self.dialect(&tree.path, name, &trees).map(Some),
                None => Ok(None),
            };
            self.loaded.specs.push(LoadedSpec {
                file: tree.file,
                spec,
                dialect,
            });
        }
        report_twins(&self.loaded.specs, self.diags);
        self.loaded
    }

    fn root(&self, tree: &Tree, document: Document) -> Checked<Spec> {
        decode_spec(tree.node.as_ref().map_err(|it| *it)?, document, self.diags)
    }

    /// A vendor in several files.
    fn vendor<'t>(&self, head: &Tree, parts: impl Iterator<Item = &'t Tree>) -> Checked<Spec> {
        match &head.node {
            Ok(head) => {
                let parts: Vec<Checked<&Node>> = parts.map(|part| part.node.as_ref().map_err(|it| *it)).collect();
                decode_vendor(head, &parts, self.diags)
            }
            Err(reported) => {
                // What is wrong with the parts is said all the same.
                parts.for_each(|part| drop(self.root(part, Document::Part)));
                Err(*reported)
            }
        }
    }

    /// A folder inside a vendor's folder is not opened. Its files are dialects, or meant to be parts.
    fn report_passed(&mut self, trees: &[Tree], roles: &[Role], named: &BTreeSet<String>, passed: &[Passed]) {
        let vendors: BTreeSet<&str> = trees
            .iter()
            .zip(roles)
            .filter(|(_, role)| matches!(role, Role::Head(_)))
            .map(|(tree, _)| folder_of(&tree.path))
            .collect();
        for Passed { folder, files, deep } in passed {
            let key = normalised(folder);
            let Some(file) = files.iter().find(|file| !named.contains(&normalised(file))) else {
                continue;
            };
            if !deep && !vendors.contains(folder_of(&key)) {
                continue;
            }
            let name = file.rsplit('/').next().unwrap_or_default();
            let message = format!(
                "the folder {} holds {}, and folders inside a vendor's folder are not read",
                quoted(folder),
                quoted(name)
            );
            let help = "move its files up: the parts of a vendor lie beside the file with `vendor`";
            let at = Span::start_of(self.loaded.files.add(folder.clone(), ""));
            self.diags
                .report(Diagnostic::new(Code::Later, at, message, "").help(help));
        }
    }

    fn dialect(&mut self, spec: &str, name: &Text, trees: &[Tree]) -> Checked<usize> {
        let path = resolve(spec, &name.value);
        let key = path.clone().unwrap_or_else(|| name.value.clone());
        if let Some(known) = self.dialects.get(&key) {
            return *known;
        }
        let found = self.find_dialect(path, name, trees);
        let index = found.map(|dialect| {
            self.loaded.dialects.push(dialect);
            self.loaded.dialects.len() - 1
        });
        self.dialects.insert(key, index);
        index
    }

    fn find_dialect(&mut self, path: Option<String>, name: &Text, trees: &[Tree]) -> Checked<Spec> {
        let Some(path) = path else {
            let Some(text) = dialect(&name.value) else {
                return Err(self.diags.report(unknown(name)));
            };
            let (_, node) = self.read_tree(path_of(&name.value), Ok(text.as_bytes().to_vec()));
            return decode_spec(&node?, Document::Dialect, self.diags);
        };
        if let Some(tree) = self.known.get(&path).and_then(|index| trees.get(*index)) {
            return self.root(tree, Document::Dialect);
        }
        let bytes = (self.read)(&path).map_err(|error| {
            self.loaded.files.add(path.clone(), "");
            let message = format!("cannot read the dialect {}: {}", quoted(&path), disk::reason(&error));
            let diagnostic = Diagnostic::new(Code::UnknownDialect, name.span, message, "named here");
            self.diags
                .report(diagnostic.help("the path is relative to the spec that names it"))
        })?;
        let (_, node) = self.read_tree(path, Ok(bytes));
        decode_spec(&node?, Document::Dialect, self.diags)
    }
}

fn unknown(name: &Text) -> Diagnostic {
    let known = DIALECTS.iter().map(|(name, _)| *name);
    let near = suggest(&name.value, known.clone());
    let known = format!(
        "dialects are {}, or a file of your own: `./conventions.yaml`",
        known.collect::<Vec<_>>().join(", ")
    );
    let help = match near {
        Some(near) => format!("did you mean `{near}`? {known}"),
        None if name.value.ends_with(".yaml") => format!("a file of your own is named by its path: `./{}`", name.value),
        None => known,
    };
    let message = format!("there is no dialect {}", quoted(&name.value));
    Diagnostic::new(Code::UnknownDialect, name.span, message, "unknown dialect").help(help)
}

/// Two specs of one vendor would be one module twice.
fn report_twins(specs: &[LoadedSpec], diags: &Diagnostics) {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    for spec in specs {
        let Some(Ok(vendor)) = &spec.spec.vendor else { continue };
        if let Some(earlier) = first.get(vendor.value.as_str()) {
            let message = format!("two specs describe the vendor {}", quoted(&vendor.value));
            let diagnostic = Diagnostic::new(Code::DuplicateName, vendor.span, message, "again here");
            diags.report(
                diagnostic
                    .other(*earlier, "first here")
                    .help("rename one of them, or make them one file"),
            );
        } else {
            first.insert(&vendor.value, vendor.span);
        }
    }
}
