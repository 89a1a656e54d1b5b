//! A mapping against its key table, and maps of names.
//!
//! Input: a node and its [`Table`]. Output: values by key. **Invariant:** every key that is not taken was reported:
//! unknown, misplaced, or reserved for later; keys that begin with `x-` are left alone.

use super::elsewhere::elsewhere;
use super::keys::{Key, Place, Table, WORDS};
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Diagnostics, Reported, one_of, quoted, suggest};
use crate::span::{Span, Spanned};
use crate::syntax::{Map, Text};
use crate::text::{name, status, type_expr};
use crate::yaml::Node;
use bindery_attributes::endpoint::is_token;

/// Lists of keys up to this length are printed in full.
const FEW: usize = 17;

/// Lists up to this length are printed even beside a suggestion.
const VERY_FEW: usize = 6;

/// A mapping whose keys were checked.
pub(super) struct Mapping<'a> {
    /// Where it stands.
    pub(super) span: Span,
    /// The sink.
    pub(super) diags: &'a Diagnostics,
    node: &'a Node,
    table: Table,
    place: Option<Place>,
    /// Keys that do not exist, each with the one that was likely meant.
    unknown: Vec<(Option<&'static str>, Reported)>,
}

impl<'a> Mapping<'a> {
    /// A mapping of this kind.
    pub(super) fn new(node: &'a Node, table: Table, diags: &'a Diagnostics) -> Checked<Self> {
        Self::read(node, table, None, diags)
    }

    /// A field in its long form.
    pub(super) fn field(node: &'a Node, place: Place, diags: &'a Diagnostics) -> Checked<Self> {
        Self::read(node, Table::Field, Some(place), diags)
    }

    fn read(node: &'a Node, table: Table, place: Option<Place>, diags: &'a Diagnostics) -> Checked<Self> {
        let Some(entries) = node.entries() else {
            let what = format!("{}: a mapping", place.map_or(table.title(), Place::title));
            return Err(expected(node, &what, diags));
        };
        let mut mapping = Self {
            span: node.span,
            diags,
            node,
            table,
            place,
            unknown: Vec::new(),
        };
        for (key, _) in entries {
            mapping.check_key(key);
        }
        Ok(mapping)
    }

    fn check_key(&mut self, node: &Node) {
        let name = node.text().unwrap_or_default();
        if name.starts_with("x-") {
            return;
        }
        match self.table.all_keys().find(|key| key.name == name) {
            Some(key) if !key.belongs(self.place) => {
                let reported = self.diags.report(self.misplaced(key, node.span));
                self.unknown.push((None, reported));
            }
            Some(_) => {}
            None => {
                let known: Vec<&str> = self.known().collect();
                let near = suggest(name, known.iter().copied());
                let message = format!("there is no key {} in {}", quoted(name), self.title());
                let diagnostic = Diagnostic::new(Code::UnknownKey, node.span, message, "unknown key");
                let reported = self
                    .diags
                    .report(diagnostic.maybe_help(self.way_out(name, near, &known)));
                let near = self.table.all_keys().map(|key| key.name).find(|key| Some(*key) == near);
                self.unknown.push((near, reported));
            }
        }
    }

    fn title(&self) -> &'static str {
        self.place.map_or(self.table.title(), Place::title)
    }

    /// The keys that can stand here.
    fn known(&self) -> impl Iterator<Item = &'static str> {
        let place = self.place;
        self.table
            .all_keys()
            .filter(move |key| key.belongs(place))
            .map(|key| key.name)
    }

    fn way_out(&self, name: &str, near: Option<&str>, known: &[&str]) -> Option<String> {
        if self.table == Table::Dialect && Table::Spec.keys().iter().any(|key| key.name == name) {
            return Some(
                "a dialect is a part of a spec: without vendor, title, sources, dialect, servers and endpoints".into(),
            );
        }
        if self.table == Table::Part && name == "vendor" {
            return Some("one file of a vendor has `vendor`; its parts leave it out".to_owned());
        }
        if self.table == Table::Part && Table::Spec.all_keys().any(|key| key.name == name) {
            let message = format!("`{name}` stands once for all files of a vendor: in the one that has `vendor`");
            return Some(message);
        }
        if self.table == Table::Error && name == "code" {
            return Some("the vendor's codes are `codes: [\"…\"]`, and the HTTP status is `status`".to_owned());
        }
        if let Some(help) = elsewhere(name) {
            return Some(help.to_owned());
        }
        let own = self.table.keys().iter().map(|key| key.name);
        let own: Vec<&str> = own.filter(|key| known.contains(key)).collect();
        if let Some(near) = near {
            let rest = if own.len() <= VERY_FEW {
                format!(" keys here are {}", own.join(", "))
            } else {
                String::new()
            };
            return Some(format!("did you mean `{near}`?{rest}"));
        }
        (own.len() <= FEW).then(|| format!("keys here are {}", own.join(", ")))
    }

    fn misplaced(&self, key: &Key, span: Span) -> Diagnostic {
        let message = format!("{} does not belong to {}", quoted(key.name), self.title());
        let places: Vec<&str> = key.places.iter().map(|place| place.title()).collect();
        Diagnostic::new(Code::UnknownKey, span, message, "not here")
            .help(format!("it belongs to {}", places.join(", ")))
    }

    /// The value of a key, if it is there.
    pub(super) fn get(&self, name: &'static str) -> Option<&'a Node> {
        self.entry(name).map(|(_, value)| value)
    }

    /// Key and value, if they are there, and the key belongs here and is built.
    pub(super) fn entry(&self, name: &'static str) -> Option<(&'a Node, &'a Node)> {
        let key = self.table.all_keys().find(|key| key.name == name)?;
        self.node.entry(name).filter(|_| key.belongs(self.place))
    }

    /// What `decode` makes of a key's value; `None` where it is absent or wrong (then it was reported).
    pub(super) fn opt<T>(&self, name: &'static str, decode: impl Fn(&Node, &Diagnostics) -> Checked<T>) -> Option<T> {
        decode(self.get(name)?, self.diags).ok()
    }

    /// The value of a key that must be there.
    pub(super) fn need(&self, name: &'static str) -> Checked<&'a Node> {
        self.get(name).ok_or_else(|| {
            self.excuse(&[name]).unwrap_or_else(|| {
                let message = format!("{} is missing in {}", quoted(name), self.title());
                let key = self.table.all_keys().find(|key| key.name == name);
                let help = key.map(|key| format!("add `{name}`: {} ({})", key.meaning, key.shape));
                self.diags
                    .report(Diagnostic::new(Code::MissingKey, self.start(), message, "it begins here").maybe_help(help))
            })
        })
    }

    /// The one of the [alternatives](Table::alternatives) that is there.
    pub(super) fn one_of(&self) -> Checked<(&'static str, &'a Node)> {
        let names = self.table.alternatives();
        let found: Vec<(&'static str, &Node, &'a Node)> = names
            .iter()
            .filter_map(|name| self.entry(name).map(|(key, value)| (*name, key, value)))
            .collect();
        match found.as_slice() {
            [(name, _, value)] => Ok((name, value)),
            [] => Err(self.excuse(names).unwrap_or_else(|| {
                let message = format!(
                    "{} needs exactly one of {}",
                    self.title(),
                    one_of(names.iter().copied())
                );
                self.diags
                    .report(Diagnostic::new(Code::OneOf, self.start(), message, "none is here"))
            })),
            [(first, at, _), rest @ ..] => {
                let message = format!(
                    "{} needs exactly one of {}",
                    self.title(),
                    one_of(names.iter().copied())
                );
                let second = rest.first().map_or(at.span, |(_, key, _)| key.span);
                let diagnostic =
                    Diagnostic::new(Code::OneOf, second, message, "a second one").other(at.span, "the first");
                let help = match self.table {
                    Table::Endpoint => "each method is an endpoint of its own: move one into another entry".to_owned(),
                    _ => format!("keep `{first}`, or the other one"),
                };
                Err(self.diags.report(diagnostic.help(help)))
            }
        }
    }

    /// Why a key may be missing without a message of its own: something here was refused that may have been it.
    pub(super) fn excuse(&self, names: &[&'static str]) -> Option<Reported> {
        let typo = self
            .unknown
            .iter()
            .find(|(near, _)| near.is_none_or(|near| names.contains(&near)));
        let dropped = || {
            let values = self
                .node
                .entries()
                .unwrap_or_default()
                .iter()
                .map(|(_, value)| value.span);
            self.diags.left_out(self.span, &values.collect::<Vec<_>>())
        };
        typo.map(|(_, reported)| *reported).or_else(dropped)
    }

    /// Where a message about what is missing points: the first key, not all of a long block.
    fn start(&self) -> Span {
        let first = self.node.entries().and_then(|entries| entries.first());
        first.map_or(self.span, |(key, _)| key.span)
    }
}

/// A shape that does not fit: "expected a list, found text".
pub(super) fn expected(node: &Node, what: &str, diags: &Diagnostics) -> Reported {
    // `{key}`: a template that is nothing but a hole.
    if let Some([(hole, value)]) = node.entries()
        && value.is_empty()
        && let Some(hole) = hole.text()
    {
        let message = format!("`{{{hole}}}` is read as a mapping: a text that begins with `{{` must be quoted");
        let diagnostic = Diagnostic::new(Code::FlowText, node.span, message, "without quotes");
        return diags.report(diagnostic.help(format!("write `\"{{{hole}}}\"`")));
    }
    let message = format!("expected {what}, found {}", node.describe());
    let label = if node.is_empty() {
        "nothing stands here"
    } else {
        "another shape"
    };
    let braces = node
        .entries()
        .is_some_and(|entries| entries.iter().any(|(_, value)| value.is_empty()));
    let help = if node.is_empty() {
        Some("give the key a value, or leave it out".to_owned())
    } else if braces {
        Some("quote a text that begins with `{`: it is read as a mapping".to_owned())
    } else if what.contains("mapping")
        && node
            .items()
            .is_some_and(|items| items.iter().any(|item| item.entries().is_some()))
    {
        Some("names are keys: leave the `- ` before them away".to_owned())
    } else if let (Some(entries), true) = (node.entries(), what.starts_with("a list of names")) {
        let names: Vec<&str> = entries.iter().filter_map(|(key, _)| key.text()).collect();
        Some(format!("write `[{}]`", names.join(", ")))
    } else if let (Some([item]), true) = (node.items(), what.starts_with("text") || what.starts_with("a text")) {
        item.text().map(|text| format!("write `{text}`, without brackets"))
    } else {
        node.text()
            .filter(|_| what.starts_with("a list"))
            .map(|text| format!("write `[{text}]`"))
    };
    diags.report(Diagnostic::new(Code::Shape, node.span, message, label).maybe_help(help))
}

/// Whose words the keys of a map are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// The vendor's: any text.
    Wire,
    /// The vendor's, of headers.
    Header,
    /// The spec author's: an identifier. `x-` keys are left out.
    Own,
    /// Of lookups and families: not a word of a field.
    Operator,
    /// Of types and models: not a built-in type.
    Type,
}

/// A map from names to what `decode` makes of each value; wrong ones are kept as proof that they were reported.
pub(super) fn decode_map<T>(
    node: Option<&Node>,
    names: Names,
    diags: &Diagnostics,
    decode: impl Fn(&Text, &Node) -> Checked<T>,
) -> Map<T> {
    let Some(node) = node else { return Vec::new() };
    let Some(entries) = node.entries() else {
        expected(node, "a mapping from names", diags);
        return Vec::new();
    };
    let mut map = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        let key = Spanned::new(key.text().unwrap_or_default().to_owned(), key.span);
        if !matches!(names, Names::Wire | Names::Header) && key.value.starts_with("x-") {
            continue;
        }
        let named = check_name(&key, names, diags);
        let value = decode(&key, value);
        map.push((key, named.and(value)));
    }
    map
}

fn check_name(key: &Text, names: Names, diags: &Diagnostics) -> Checked<()> {
    let text = key.value.as_str();
    let reserved = |message: String, help: &str| {
        Err(diags.report(Diagnostic::new(Code::ReservedWord, key.span, message, "reserved").help(help)))
    };
    match names {
        Names::Wire => {
            if text.is_empty() {
                let diagnostic = Diagnostic::new(Code::BadName, key.span, "a name is not empty", "an empty name");
                return Err(diags.report(diagnostic));
            }
            return Ok(());
        }
        Names::Header => {
            if is_token(text) {
                return Ok(());
            }
            let message = format!("{} is no name of a header", quoted(text));
            let help = "write letters, digits and `-` or `_`: `X-Request-Source`";
            return Err(diags.report(Diagnostic::new(Code::BadName, key.span, message, "cannot be sent").help(help)));
        }
        Names::Operator if WORDS.contains(&text) => {
            return reserved(
                format!(
                    "{} is a word of fields, so no lookup or family can be called so",
                    quoted(text)
                ),
                "choose another name; `wire` says how it is spelled",
            );
        }
        Names::Type
            if type_expr::BUILTINS.iter().any(|(name, _)| *name == text) || type_expr::GENERICS.contains(&text) =>
        {
            return reserved(format!("{} is a built-in type", quoted(text)), "choose another name");
        }
        Names::Own | Names::Operator | Names::Type => {}
    }
    if name::is_identifier(text) {
        return Ok(());
    }
    let message = format!("{} cannot be a name here", quoted(text));
    let help = "letters, digits and `_`, a letter first";
    Err(diags.report(Diagnostic::new(Code::BadName, key.span, message, "not a name").help(help)))
}

/// Whether a mapping has a status as a key: someone wants another type for each.
pub(super) fn has_status_key(node: &Node) -> bool {
    let entries = node.entries().unwrap_or_default();
    entries
        .iter()
        .any(|(key, _)| key.text().is_some_and(|key| status::parse_status(key).is_ok()))
}
