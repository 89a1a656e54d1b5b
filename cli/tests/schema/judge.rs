//! A schema that judges values, and specs as an editor sees them.

use bindery_codegen::diag::Diagnostics;
use bindery_codegen::span::FileId;
use bindery_codegen::yaml::{Node, read_yaml};
use boon::{Compiler, ErrorKind, InstanceToken, SchemaIndex, Schemas, ValidationError};
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Command;

/// What `bindery schema` prints.
pub(crate) fn printed(args: &[&str]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_bindery"))
        .arg("schema")
        .args(args)
        .output()
        .unwrap();
    assert!(done.status.success() && done.stderr.is_empty(), "{done:?}");
    String::from_utf8(done.stdout).unwrap()
}

/// A spec as JSON: plain scalars by YAML 1.2's core schema, as the YAML parser of editors reads them.
pub(crate) fn value(text: &str) -> Value {
    let node = read_yaml(FileId(0), text, &Diagnostics::default()).unwrap_or_else(|_| panic!("no YAML:\n{text}"));
    json(&node)
}

/// A node as JSON.
pub(crate) fn json(node: &Node) -> Value {
    serde_json::from_str(&node.to_json()).unwrap()
}

/// A schema.
pub(crate) struct Judge {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Judge {
    /// The schema of specs.
    pub(crate) fn of_specs() -> Self {
        Self::new(&printed(&[]))
    }

    /// The schema of dialects.
    pub(crate) fn of_dialects() -> Self {
        Self::new(&printed(&["--dialect"]))
    }

    /// The schema of the parts of a folder.
    pub(crate) fn of_parts() -> Self {
        Self::new(&printed(&["--part"]))
    }

    fn new(schema: &str) -> Self {
        let mut compiler = Compiler::new();
        compiler
            .add_resource("schema.json", serde_json::from_str(schema).unwrap())
            .unwrap();
        Self::compile(compiler, "schema.json")
    }

    /// The schema of schemas.
    pub(crate) fn of_schemas() -> Self {
        Self::compile(Compiler::new(), "https://json-schema.org/draft/2020-12/schema")
    }

    fn compile(mut compiler: Compiler, name: &str) -> Self {
        let mut schemas = Schemas::new();
        let index = compiler
            .compile(name, &mut schemas)
            .unwrap_or_else(|error| panic!("{error:#}"));
        Self { schemas, index }
    }

    /// What is wrong with a value.
    pub(crate) fn errors(&self, value: &Value) -> Vec<String> {
        let wrong = self.schemas.validate(value, self.index).err();
        wrong.iter().map(ToString::to_string).collect()
    }

    /// The lines of a spec on which something is wrong.
    pub(crate) fn lines(&self, text: &str, node: &Node) -> BTreeSet<usize> {
        let value = json(node);
        let mut lines = BTreeSet::new();
        if let Err(error) = self.schemas.validate(&value, self.index) {
            collect(&error, text, node, &mut lines);
        }
        lines
    }
}

/// The lines of the innermost errors.
fn collect(error: &ValidationError<'_, '_>, text: &str, root: &Node, lines: &mut BTreeSet<usize>) {
    let mut node = root;
    let mut key = root;
    for token in &error.instance_location.tokens {
        (key, node) = match token {
            InstanceToken::Prop(name) => node.entry(name).unwrap_or((key, node)),
            InstanceToken::Item(index) => {
                let item = node.items().and_then(|items| items.get(*index)).unwrap_or(node);
                (item, item)
            }
        };
    }
    let mut mark = |node: &Node| lines.extend([line(text, node.span.start)]);
    match &error.kind {
        // The key is wrong, not its value.
        ErrorKind::PropertyName { prop } => {
            // The validator says which, and not where.
            return named(root, prop).into_iter().for_each(mark);
        }
        ErrorKind::AdditionalProperties { got } => {
            for name in got {
                node.entry(name).iter().for_each(|(key, _)| mark(key));
            }
        }
        _ if error.causes.is_empty() => {
            mark(key);
            // A mapping begins with its first key; a value that was left out stands nowhere.
            mark(if node.is_empty() { key } else { node });
        }
        _ => {}
    }
    for cause in &error.causes {
        collect(cause, text, root, lines);
    }
}

/// Every key of that name.
fn named<'n>(node: &'n Node, name: &str) -> Vec<&'n Node> {
    let entries = node.entries().unwrap_or_default();
    let here = entries
        .iter()
        .map(|(key, _)| key)
        .filter(|key| key.text() == Some(name));
    let values = entries.iter().map(|(_, value)| value);
    let inside = values
        .chain(node.items().unwrap_or_default())
        .flat_map(|value| named(value, name));
    here.chain(inside).collect()
}

/// The line of a byte, from 1.
fn line(text: &str, at: u32) -> usize {
    text.bytes().take(at as usize).filter(|byte| *byte == b'\n').count() + 1
}
