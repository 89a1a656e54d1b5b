//! Fields as YAML, ready to be put into a spec.
//!
//! Input: a field as it is declared, and what is to change. Output: its keys and values in one line. **Invariant:** every text
//! is read back as it was: quoted where YAML would take it for something else.

use crate::span::Span;
use crate::syntax::{Deprecated, Field, Inferred, Map, Text, Wire};
use crate::yaml::{Kind, Node, Scalar, resolve};

/// Keys and values, in their order; the values are YAML.
#[derive(Debug, Clone, Default)]
pub(super) struct Pairs(Vec<(String, String)>);

impl Pairs {
    pub(super) fn push(&mut self, key: &str, value: String) {
        self.0.push((key.to_owned(), value));
    }

    fn text(&mut self, key: &str, value: Option<&Text>) {
        if let Some(value) = value {
            self.push(key, text(&value.value));
        }
    }

    fn plain(&mut self, key: &str, value: Option<&Text>) {
        if let Some(value) = value {
            self.push(key, value.value.clone());
        }
    }

    fn flag(&mut self, key: &str, value: Option<Span>) {
        if value.is_some() {
            self.push(key, "true".to_owned());
        }
    }

    fn json(&mut self, key: &str, value: Option<&Node>) {
        if let Some(value) = value {
            self.push(key, value.to_json());
        }
    }

    /// As it stands behind the name of the field: the type alone, or a mapping.
    pub(super) fn line(&self) -> String {
        match self.0.as_slice() {
            [(key, value)] if key == "type" => value.clone(),
            pairs => {
                let pairs: Vec<String> = pairs.iter().map(|(key, value)| format!("{key}: {value}")).collect();
                format!("{{ {} }}", pairs.join(", "))
            }
        }
    }
}

/// What is to change of a field.
#[derive(Debug, Default)]
pub(super) struct Change {
    /// Another type.
    pub ty: Option<String>,
    /// What is written around the type goes with the old one only.
    pub bare: bool,
    /// Rules that do not hold, by their keys.
    pub dropped: Vec<&'static str>,
    pub optional: bool,
    /// It is returned.
    pub shown: bool,
    /// More values of an enum.
    pub values: Vec<String>,
    /// Why.
    pub why: String,
}

/// A declared field with its changes.
pub(super) fn changed(field: &Field, change: &Change) -> Pairs {
    let mut pairs = Pairs::default();
    let own = field.ty.as_ref().and_then(|ty| ty.as_ref().ok());
    let ty = change.ty.clone().or_else(|| own.map(|ty| ty.value.source()));
    let nullable = ty.as_ref().is_some_and(|ty| ty.ends_with('?'));
    if let Some(ty) = &ty {
        pairs.push("type", text(ty));
    }
    // What is asked of the sender may not be called optional.
    let optional = (change.optional || field.optional.is_some()) && !nullable;
    pairs.flag("required", field.required.filter(|_| !optional));
    if optional {
        pairs.push("optional", "true".to_owned());
    }
    pairs.flag("read_only", field.read_only);
    pairs.flag("write_only", field.write_only.filter(|_| !change.shown));
    let kept = |key: &'static str| !change.bare && !change.dropped.contains(&key);
    if !change.bare {
        pairs.json("default", field.default.as_ref());
        pairs.json("example", field.example.as_ref());
    }
    pairs.plain("minimum", field.minimum.as_ref().filter(|_| kept("minimum")));
    pairs.plain("maximum", field.maximum.as_ref().filter(|_| kept("maximum")));
    for (key, count) in [
        ("min_length", &field.min_length),
        ("max_length", &field.max_length),
        ("min_items", &field.min_items),
        ("max_items", &field.max_items),
    ] {
        if let Some(count) = count.as_ref().filter(|_| kept(key)) {
            pairs.push(key, count.value.to_string());
        }
    }
    pairs.text("pattern", field.pattern.as_ref().filter(|_| kept("pattern")));
    if !change.bare {
        pairs.wire(field);
    }
    pairs.values(field, &change.values);
    pairs.flag("open", field.open);
    about(&mut pairs, field, &change.why);
    pairs
}

impl Pairs {
    fn wire(&mut self, field: &Field) {
        let Some(Ok(wire)) = &field.wire else { return };
        let value = match wire {
            Wire::Text(_) => "string".to_owned(),
            Wire::Rfc2822(_) => "rfc2822".to_owned(),
            Wire::Unix(_) => "unix".to_owned(),
            Wire::UnixMillis(_) => "unix_ms".to_owned(),
            Wire::Strftime(pattern) => text(&pattern.value),
            Wire::Boolean { yes, no, .. } => format!("{{ true: {}, false: {} }}", yes.to_json(), no.to_json()),
        };
        self.push("wire", value);
        self.text("zone", field.zone.as_ref());
    }

    fn values(&mut self, field: &Field, more: &[String]) {
        let Some(values) = &field.values else { return };
        let known = values.iter().filter_map(|value| value.as_ref().ok());
        let bare = known
            .clone()
            .all(|value| value.rust.is_none() && value.doc.is_none() && value.deprecated.is_none());
        if bare {
            let all = known
                .map(|value| value.wire.value.as_str())
                .chain(more.iter().map(String::as_str));
            let all: Vec<String> = all.map(text).collect();
            return self.push("enum", format!("[{}]", all.join(", ")));
        }
        let known = known.map(|value| {
            let mut said = Pairs::default();
            said.text("rust", value.rust.as_ref());
            said.text("doc", value.doc.as_ref());
            match &value.deprecated {
                Some(Deprecated::Yes(_)) => said.push("deprecated", "true".to_owned()),
                Some(Deprecated::Why(why)) => said.push("deprecated", text(&why.value)),
                None => {}
            }
            (value.wire.value.as_str(), said)
        });
        let more = more.iter().map(|value| (value.as_str(), Pairs::default()));
        let all: Vec<String> = known
            .chain(more)
            .map(|(wire, said)| {
                let said = if said.0.is_empty() {
                    "{}".to_owned()
                } else {
                    said.line()
                };
                format!("{}: {said}", text(wire))
            })
            .collect();
        self.push("enum", format!("{{ {} }}", all.join(", ")));
    }
}

/// Docs and provenance: the words stay, and the reason for the change is added.
fn about(pairs: &mut Pairs, field: &Field, why: &str) {
    let said = &field.provenance;
    pairs.text("doc", said.doc.as_ref());
    match said.source.as_slice() {
        [] => {}
        [one] => pairs.push("source", text(&one.value)),
        many => {
            let many: Vec<String> = many.iter().map(|source| text(&source.value)).collect();
            pairs.push("source", format!("[{}]", many.join(", ")));
        }
    }
    let before = match &said.inferred {
        Some(Inferred::Why(before)) => format!("{}; ", before.value),
        _ => String::new(),
    };
    pairs.push("inferred", text(&format!("{before}{why}")));
    pairs.text("rust", said.rust.as_ref());
    match &said.deprecated {
        Some(Deprecated::Yes(_)) => pairs.push("deprecated", "true".to_owned()),
        Some(Deprecated::Why(why)) => pairs.push("deprecated", text(&why.value)),
        None => {}
    }
}

/// Field names of a model that become these in Rust.
pub(super) fn rust_names<T>(fields: &Map<T>) -> impl Iterator<Item = String> {
    fields
        .iter()
        .map(|(name, _)| crate::names::snake(&name.value, None).to_string())
}

/// A text as YAML: plain where that is read as the same text, inside of braces too.
pub(super) fn text(value: &str) -> String {
    let begins = value.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    let plain = value
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | '<' | '>' | '/' | '(' | ')' | ';'));
    if begins && plain && !value.ends_with(' ') && resolve(value, true) == Scalar::Text {
        return value.to_owned();
    }
    let kind = Kind::Scalar {
        text: value.to_owned(),
        plain: false,
    };
    let span = Span::start_of(crate::span::FileId(0));
    Node { span, kind }.to_json()
}
