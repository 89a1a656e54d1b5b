//! Misfits of one answer, gathered: the same at many places is one drift.
//!
//! Input: misfits in any order. Output: [`Drift`]s in the order of the answer, and what to hide of it. **Invariant:** the
//! memory needed grows with the kinds of misfits, and of values only their beginnings are kept.

use super::drift::{Drift, Kind};
use super::seen::Seen;
use super::words::{described, quote, told};
use crate::diag::quoted;
use crate::fit::{Fit, Kind as Fault, Misfit, Path, Sink, Stop};
use crate::lower::shape::Shape;
use crate::span::Span;
use crate::yaml::{Node, Scalar};
use std::collections::{BTreeMap, BTreeSet};

/// So many places, and so many values, are named.
const NAMED: usize = 3;

/// What a walk found.
pub(super) struct Collector<'f, 'a> {
    fit: Fit<'f, 'a>,
    found: BTreeMap<Key, Found>,
    /// How many values, and how many objects, stand at each place.
    seen: BTreeMap<Path, usize>,
    secrets: Vec<Span>,
    twice: BTreeSet<Span>,
    /// What the fields of models were found to hold, and what is wrong with them.
    pub models: BTreeMap<String, Seen>,
    pub faults: BTreeMap<(String, String), Faults>,
    /// The same of the answer's own type.
    pub root: (Seen, Faults),
    /// By the entry of `types`.
    pub unlisted: BTreeMap<String, Vec<String>>,
}

/// What is wrong with the values of one field.
#[derive(Debug, Default)]
pub(super) struct Faults {
    pub unknown: bool,
    pub missing: bool,
    pub null: bool,
    pub wrong: bool,
    pub hidden: bool,
    /// The rules that are broken, and the words for that.
    pub rules: BTreeMap<&'static str, String>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    kind: Kind,
    path: Path,
    /// What tells two of a kind at one place apart.
    detail: String,
}

#[derive(Debug)]
struct Found {
    breaks: bool,
    span: Span,
    paths: Vec<String>,
    count: usize,
    /// Whose number the count is held against.
    of: Path,
    values: Vec<String>,
    more_values: bool,
    words: Words,
    label: String,
    declared: Option<(Span, String)>,
    help: String,
}

/// A message around the place and what stands there.
#[derive(Debug)]
enum Words {
    /// `{path}` {0}, with the values in between.
    Holds(String),
    /// A whole sentence without how often.
    Told(String),
}

impl<'f, 'a> Collector<'f, 'a> {
    pub(super) fn new(fit: Fit<'f, 'a>) -> Self {
        Self {
            fit,
            found: BTreeMap::new(),
            seen: BTreeMap::new(),
            secrets: Vec::new(),
            twice: BTreeSet::new(),
            models: BTreeMap::new(),
            faults: BTreeMap::new(),
            root: (Seen::default(), Faults::default()),
            unlisted: BTreeMap::new(),
        }
    }

    /// Something that is there once: of the envelope, the paging, a failure.
    pub(super) fn tell(&mut self, kind: Kind, breaks: bool, path: &Path, span: Span, told: Told) {
        let key = Key {
            kind,
            path: path.generic(),
            detail: told.message.clone(),
        };
        self.found.entry(key).or_insert_with(|| Found {
            breaks,
            span,
            paths: vec![path.to_string()],
            count: 1,
            of: path.clone(),
            values: Vec::new(),
            more_values: false,
            words: Words::Told(told.message),
            label: told.label,
            declared: told.declared,
            help: told.help,
        });
    }

    /// The drifts, and the places of what is secret.
    pub(super) fn finish(self) -> (Vec<Drift>, Vec<Span>) {
        let seen = self.seen;
        let mut drifts: Vec<Drift> = self
            .found
            .into_iter()
            .map(|(key, found)| {
                let of = seen.get(&found.of).copied().unwrap_or(found.count).max(found.count);
                drift(key, found, of)
            })
            .collect();
        drifts.sort_by(|a, b| (a.span, a.kind, &a.message).cmp(&(b.span, b.kind, &b.message)));
        (drifts, self.secrets)
    }

    /// What is wrong with the field that a misfit is about.
    fn fault(&mut self, misfit: &Misfit<'_>) -> &mut Faults {
        match (misfit.shape, misfit.member) {
            (Some(shape), Some(member)) => self
                .faults
                .entry((shape.name.value.clone(), member.name.value.clone()))
                .or_default(),
            _ => &mut self.root.1,
        }
    }

    fn note(&mut self, misfit: &Misfit<'_>) {
        let null = misfit.node.scalar() == Some(Scalar::Null);
        match misfit.kind {
            Fault::Wrong { .. } if null => self.fault(misfit).null = true,
            Fault::Wrong { .. } => self.fault(misfit).wrong = true,
            Fault::Missing(_) => self.fault(misfit).missing = true,
            Fault::Hidden { value, .. } => {
                self.secrets.push(value.span);
                self.fault(misfit).hidden = true;
            }
            Fault::Rule(broken) => {
                self.fault(misfit).rules.insert(broken.rule, broken.words.clone());
            }
            Fault::Unknown { key, .. } => {
                if let Some(shape) = misfit.shape {
                    let name = (shape.name.value.clone(), key.text().unwrap_or_default().to_owned());
                    self.faults.entry(name).or_default().unknown = true;
                }
            }
            Fault::Unlisted(_) => {
                let named = misfit
                    .member
                    .and_then(|member| crate::fit::named_type(self.fit.scope, member.field));
                if let (Some((name, _)), Some(text)) = (named, misfit.node.text()) {
                    let texts = self.unlisted.entry(name.value.clone()).or_default();
                    if !texts.iter().any(|known| known == text) {
                        texts.push(text.to_owned());
                    }
                }
            }
            Fault::Twice(key) => {
                self.twice.insert(key.span);
            }
            Fault::Constant(_) => {} // of what is sent
        }
    }

    /// A name that came before in its object, which no model was held against, or did not declare.
    pub(super) fn twice_elsewhere(&mut self, span: Span) {
        if self.twice.contains(&span) {
            return;
        }
        let told = Told {
            message: "a name comes twice in one object".to_owned(),
            label: "again".to_owned(),
            declared: None,
            help: "the client reads one of the two; tell the vendor".to_owned(),
        };
        self.tell(Kind::Twice, false, &Path::default(), span, told);
    }
}

impl Sink for Collector<'_, '_> {
    fn value(&mut self, path: &Path, _node: &Node) {
        *self.seen.entry(path.generic()).or_default() += 1;
    }

    fn object(&mut self, shape: &Shape<'_>, node: &Node, path: &Path) {
        // The objects at a place are counted apart from the values there, which may be null or lists of them.
        *self.seen.entry(objects(path)).or_default() += 1;
        if let Some(model) = self.models.get_mut(&shape.name.value) {
            model.add(node);
        } else {
            let mut model = Seen::default();
            model.add(node);
            self.models.insert(shape.name.value.clone(), model);
        }
    }

    fn misfit(&mut self, misfit: &Misfit<'_>) {
        self.note(misfit);
        let (kind, stop, detail) = sorted(misfit);
        let place = match &stop {
            Some(name) => misfit.path.with(Stop::Name(name.clone())),
            None => misfit.path.clone(),
        };
        let key = Key {
            kind,
            path: place.generic(),
            detail,
        };
        let value = quote(misfit);
        let found = self
            .found
            .entry(key)
            .or_insert_with(|| first(misfit, kind, stop.is_some()));
        found.count += 1;
        if found.paths.len() < NAMED {
            found.paths.push(place.to_string());
        }
        if let Some(value) = value
            && !found.values.contains(&value)
        {
            if found.values.len() < NAMED {
                found.values.push(value);
            } else {
                found.more_values = true;
            }
        }
    }
}

/// Where the objects of a place are counted.
fn objects(path: &Path) -> Path {
    path.generic().with(Stop::Key(String::new()))
}

/// The kind of drift, the member it is about where `path` is the object's, and what tells it from others.
fn sorted(misfit: &Misfit<'_>) -> (Kind, Option<String>, String) {
    let name = |key: &Node| Some(key.text().unwrap_or_default().to_owned());
    match misfit.kind {
        Fault::Wrong { .. } if misfit.node.scalar() == Some(Scalar::Null) => (Kind::Null, None, String::new()),
        Fault::Wrong { .. } => (Kind::WrongType, None, described(misfit.node).to_owned()),
        Fault::Missing(member) => (Kind::MissingField, Some(member.name.value.clone()), String::new()),
        Fault::Unknown { key, .. } => (Kind::UnknownField, name(key), String::new()),
        Fault::Hidden { key, .. } => (Kind::WriteOnly, name(key), String::new()),
        // A constant is of what is sent, so that an answer has none.
        Fault::Unlisted(_) | Fault::Constant(_) => (Kind::UnknownValue, None, String::new()),
        Fault::Rule(broken) => (Kind::BrokenFormat, None, broken.words.clone()),
        Fault::Twice(key) => (Kind::Twice, name(key), String::new()),
    }
}

fn first(misfit: &Misfit<'_>, kind: Kind, of_object: bool) -> Found {
    let own = || misfit.path.generic();
    let (words, label, help) = told(misfit);
    let span = match misfit.kind {
        Fault::Unknown { key, .. } | Fault::Hidden { key, .. } | Fault::Twice(key) => key.span,
        _ => misfit.node.span,
    };
    let declared = match (misfit.kind, misfit.shape, misfit.member) {
        (Fault::Unknown { .. }, Some(shape), _) => Some((shape.name.span, "not among its fields".to_owned())),
        (_, Some(_), Some(member)) => {
            let ty = member.field.ty.as_ref().and_then(|ty| ty.as_ref().ok());
            let ty = ty.map_or_else(String::new, |ty| format!(": {}", ty.value.source()));
            Some((member.name.span, format!("declared here{ty}")))
        }
        _ => None,
    };
    Found {
        breaks: misfit.breaks(),
        span,
        paths: Vec::new(),
        count: 0,
        of: if of_object || kind == Kind::Twice {
            objects(misfit.path)
        } else {
            own()
        },
        values: Vec::new(),
        more_values: false,
        words: Words::Holds(words),
        label,
        declared,
        help,
    }
}

fn drift(key: Key, found: Found, of: usize) -> Drift {
    let path = key.path.to_string();
    let count = found.count;
    let message = match found.words {
        Words::Told(message) => message,
        Words::Holds(words) => {
            let place = if path.is_empty() {
                "the answer".to_owned()
            } else {
                quoted(&path)
            };
            let often = if of > 1 {
                format!(" in {count} of {of}")
            } else {
                String::new()
            };
            let values = match (found.values.join(", "), found.more_values) {
                (values, true) => format!("{values}, …"),
                (values, false) => values,
            };
            let words = if values.is_empty() {
                words.replace("{}", &often)
            } else if words.contains("a value{}") {
                words.replace("a value{}", &format!("{values}{often}"))
            } else {
                words.replace("{}", &format!(" ({values}){often}"))
            };
            format!("{place} {words}")
        }
    };
    let label = match found.paths.first() {
        Some(first) if *first != path && !first.is_empty() => format!("{}, at `{first}`", found.label),
        _ => found.label,
    };
    Drift {
        kind: key.kind,
        breaks: found.breaks,
        path,
        paths: found.paths,
        count,
        of,
        message,
        label,
        span: found.span,
        declared: found.declared,
        help: found.help,
    }
}

/// What is told of something that is there once.
pub(super) struct Told {
    pub message: String,
    pub label: String,
    pub declared: Option<(Span, String)>,
    pub help: String,
}
