//! Parts of specs, as documents show them, made whole and compiled.

use bindery_codegen::decode::keys::Table;
use bindery_codegen::{Compilation, compile_texts};

/// What a fragment leaves out, for each key that a whole spec needs.
const BASE: [(&str, &str); 5] = [
    ("bindery", "bindery: 1\n"),
    ("vendor", "vendor: shop\n"),
    (
        "sources",
        "sources: { page: { url: https://docs.shop.example, read: 2026-11-21 } }\n",
    ),
    ("servers", "servers: { production: https://api.shop.example }\n"),
    ("endpoints", "endpoints: { ping: { get: /ping } }\n"),
];

/// Compiles sections of a spec, or fields of a model, with what a whole spec needs beside them.
pub(crate) fn compile_fragment(fragment: &str) -> Compilation {
    let first = fragment.split(':').next().unwrap_or_default();
    if Table::Spec.keys().iter().any(|known| known.name == first) {
        return compile_sections(fragment);
    }
    let fields: String = fragment.lines().map(|line| format!("      {line}\n")).collect();
    compile_sections(&format!(
        "models:\n  Order:\n    fields:\n{fields}endpoints: {{ one: {{ get: /one, returns: Order }}, add: {{ post: /one, body: \
         Order }} }}\n"
    ))
}

fn compile_sections(sections: &str) -> Compilation {
    let has = |key: &str| sections.lines().any(|line| line.starts_with(&format!("{key}:")));
    let mut spec: String = BASE
        .iter()
        .filter(|(key, _)| !has(key))
        .map(|(_, text)| *text)
        .collect();
    spec.push_str(sections);
    compile_texts(&[("spec.yaml", spec.as_str())])
}
