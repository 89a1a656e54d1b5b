//! Files to specs: finds them, reads them, decodes them, and finds their dialects.
//!
//! Input: folders and files, or texts. Output: [`Loaded`]. **Invariant:** specs are in the byte order of their paths;
//! a dialect that several specs name is decoded once; a file that cannot be read costs one message and no other file.

pub(crate) mod disk;
#[cfg(test)]
mod tests;

use crate::codes::Code;
use crate::decode::{Document, decode_spec};
use crate::diag::{Checked, Diagnostic, Diagnostics, quoted, suggest};
use crate::dialects::{DIALECTS, dialect};
use crate::source::Files;
use crate::span::{FileId, Span};
use crate::syntax::{Spec, Text};
use crate::yaml::{MAX_BYTES, Node, read_yaml, too_large};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Every spec of one compilation, with what it builds on.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The files, for messages.
    pub files: Files,
    /// The specs that could be decoded, in the byte order of their paths.
    pub specs: Vec<LoadedSpec>,
    /// The dialects they name, each once, in the order they were first named.
    pub dialects: Vec<Spec>,
}

/// One spec.
#[derive(Debug)]
pub struct LoadedSpec {
    /// Its file.
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

/// Loads folders (their `.yaml` files, not those of folders inside) and files. Paths in messages are as given here.
pub fn load(paths: &[PathBuf], diags: &Diagnostics) -> Loaded {
    let mut loader = Loader::new(diags, &disk::read);
    let found = disk::find(paths, &mut loader.loaded.files, diags);
    for path in found {
        let bytes = disk::read(&path);
        loader.add(path, bytes);
    }
    loader.finish()
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
    loader.finish()
}

struct Loader<'a> {
    diags: &'a Diagnostics,
    read: Read<'a>,
    loaded: Loaded,
    /// The files given, by their normalised paths: their trees.
    trees: Vec<(String, FileId, Checked<Node>)>,
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
            dialects: BTreeMap::new(),
        }
    }

    fn add(&mut self, path: String, bytes: std::io::Result<Vec<u8>>) {
        let key = normalised(&path);
        if self.trees.iter().any(|(known, _, _)| *known == key) {
            return; // given twice, for example as a file and in its folder
        }
        let (file, node) = self.read_tree(path, bytes);
        self.trees.push((key, file, node));
    }

    fn read_tree(&mut self, path: String, bytes: std::io::Result<Vec<u8>>) -> (FileId, Checked<Node>) {
        let unreadable = |path: &str, reason: String| {
            let message = format!("cannot read {}: {reason}", quoted(path));
            move |span| Diagnostic::new(Code::Io, span, message, "")
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
                unreadable(&path, format!("line {line} is not UTF-8"))
            }),
            Err(error) => Err(unreadable(&path, disk::reason(&error))),
        };
        match text {
            Ok(text) => {
                let file = self.loaded.files.add(path, text);
                (file, read_yaml(file, self.loaded.files.text(file), self.diags))
            }
            Err(diagnostic) => {
                let file = self.loaded.files.add(path, "");
                (file, Err(self.diags.report(diagnostic(Span::start_of(file)))))
            }
        }
    }

    fn finish(mut self) -> Loaded {
        let trees = std::mem::take(&mut self.trees);
        let named: BTreeSet<String> = trees
            .iter()
            .filter_map(|(path, _, node)| {
                let (_, name) = node.as_ref().ok()?.entry("dialect")?;
                resolve(path, name.text()?)
            })
            .collect();
        let some_failed = trees.iter().any(|(_, _, node)| node.is_err());
        for (path, file, node) in &trees {
            // A file that a spec names as its dialect is one; so may be one whose spec could not be read.
            if named.contains(path) || some_failed && node.as_ref().is_ok_and(looks_like_dialect) {
                continue;
            }
            let Ok(spec) = node
                .as_ref()
                .map_err(|it| *it)
                .and_then(|node| decode_spec(node, Document::Spec, self.diags))
            else {
                continue;
            };
            let dialect = match &spec.dialect {
                Some(name) => self.dialect(path, name, &trees).map(Some),
                None => Ok(None),
            };
            self.loaded.specs.push(LoadedSpec {
                file: *file,
                spec,
                dialect,
            });
        }
        report_twins(&self.loaded.specs, self.diags);
        self.loaded
    }

    fn dialect(&mut self, spec: &str, name: &Text, trees: &[(String, FileId, Checked<Node>)]) -> Checked<usize> {
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

    fn find_dialect(
        &mut self,
        path: Option<String>,
        name: &Text,
        trees: &[(String, FileId, Checked<Node>)],
    ) -> Checked<Spec> {
        let Some(path) = path else {
            let Some(text) = dialect(&name.value) else {
                return Err(self.diags.report(unknown(name)));
            };
            let shown = format!("<dialect>/{}.yaml", name.value);
            let (_, node) = self.read_tree(shown, Ok(text.as_bytes().to_vec()));
            return decode_spec(&node?, Document::Dialect, self.diags);
        };
        if let Some((_, _, node)) = trees.iter().find(|(known, _, _)| *known == path) {
            return decode_spec(node.as_ref().map_err(|it| *it)?, Document::Dialect, self.diags);
        }
        let bytes = (self.read)(&path).map_err(|error| {
            let message = format!("cannot read the dialect {}: {}", quoted(&path), disk::reason(&error));
            let diagnostic = Diagnostic::new(Code::UnknownDialect, name.span, message, "named here");
            self.diags
                .report(diagnostic.help("the path is relative to the spec that names it"))
        })?;
        let (_, node) = self.read_tree(path, Ok(bytes));
        decode_spec(&node?, Document::Dialect, self.diags)
    }
}

/// Has nothing that only specs have.
fn looks_like_dialect(node: &Node) -> bool {
    ["vendor", "sources", "servers", "endpoints"]
        .iter()
        .all(|key| node.entry(key).is_none())
}

fn unknown(name: &Text) -> Diagnostic {
    let known = DIALECTS.iter().map(|(name, _)| *name);
    let help = match suggest(&name.value, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if name.value.ends_with(".yaml") => format!("a file of your own is named by its path: `./{}`", name.value),
        None => format!(
            "dialects are {}, or a file of your own: `./conventions.yaml`",
            known.collect::<Vec<_>>().join(", ")
        ),
    };
    let message = format!("there is no dialect {}", quoted(&name.value));
    Diagnostic::new(Code::UnknownDialect, name.span, message, "unknown dialect").help(help)
}

/// The normalised path of a dialect that is a file (`./x.yaml`, `../x.yaml`, `/x.yaml`), seen from the spec's folder.
fn resolve(spec: &str, name: &str) -> Option<String> {
    if name.starts_with('/') {
        return Some(normalised(name));
    }
    if !name.starts_with("./") && !name.starts_with("../") {
        return None;
    }
    let folder = spec.rsplit_once('/').map_or("", |(folder, _)| folder);
    let separator = if folder.is_empty() && !spec.starts_with('/') {
        ""
    } else {
        "/"
    };
    Some(normalised(&format!("{folder}{separator}{name}")))
}

/// Without `.` and, where it is known what they leave, `..`.
fn normalised(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let root = if path.starts_with('/') { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
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
