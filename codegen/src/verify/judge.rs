//! One answer against one endpoint, in the order in which the bindings look at it.
//!
//! Input: the call, the status, the headers and the body. Output: misfits in a [`Collector`]. **Invariant:** success or failure
//! is told first, by the status and the flags; each of the two is then looked at by its own rules.

use super::Outcome;
use super::collect::{Collector, Told};
use super::drift::Kind;
use super::words::{described, shortened};
use crate::diag::quoted;
use crate::fit::within::{all, at, gathered};
use crate::fit::{Fit, Path, Stop};
use crate::ir::{self, Direction, ReadRole};
use crate::lower::endpoint::Call;
use crate::lower::errors::Known;
use crate::lower::value::{Core, Value, lower_value};
use crate::span::Span;
use crate::syntax::{Field, Method, Status, Step};
use crate::yaml::{Node, Scalar};
use bindery_attributes::endpoint::spell;
use std::borrow::Cow;

/// An answer, and what it is held against.
pub(super) struct Judge<'j, 'a> {
    pub fit: Fit<'j, 'a>,
    pub call: &'j Call<'a>,
    /// Where each role of the paging is declared.
    pub read_at: &'j [Span],
    pub catalogue: &'j ir::Catalogue,
    pub known: &'j [Known<'a>],
    pub headers: &'j [(String, String)],
    pub status: u16,
    /// All of the body.
    pub whole: Span,
    pub collector: Collector<'j, 'a>,
    pub items: Option<usize>,
}

/// Whether HTTP has no body here, or the spec asks for nothing in it.
pub(super) fn has_no_body(call: &Call<'_>, status: u16) -> bool {
    let flagged = !call.envelope.success.is_empty() || call.success_code.is_some();
    bodiless(call, status) || call.endpoint.returns.is_none() && !flagged || !succeeds(call, status)
}

fn bodiless(call: &Call<'_>, status: u16) -> bool {
    call.method == Method::Head || matches!(status, 204 | 205 | 304)
}

fn succeeds(call: &Call<'_>, status: u16) -> bool {
    call.statuses.iter().any(|stated| holds(*stated, status))
}

pub(super) fn holds(stated: Status, status: u16) -> bool {
    match stated {
        Status::Exact(exact) => exact == status,
        Status::Class(class) => u16::from(class) == status / 100,
    }
}

impl<'j> Judge<'j, '_> {
    /// Looks at everything.
    pub(super) fn judge(&mut self, body: Option<&(Node, Vec<Span>)>) -> Outcome {
        let node = body.map(|(node, _)| node);
        let outcome = self.outcome(node);
        for span in body.map(|(_, twice)| twice.as_slice()).unwrap_or_default() {
            self.collector.twice_elsewhere(*span);
        }
        outcome
    }

    fn outcome(&mut self, body: Option<&Node>) -> Outcome {
        if !succeeds(self.call, self.status) {
            self.failure(body);
            return Outcome::Failure;
        }
        let Some(body) = body.filter(|_| !bodiless(self.call, self.status)) else {
            self.nothing();
            return Outcome::Success;
        };
        if !self.succeeded(body) {
            return Outcome::Failure;
        }
        self.success(body);
        Outcome::Success
    }

    pub(super) fn tell(&mut self, kind: Kind, breaks: bool, path: &Path, span: Span, told: Told) {
        self.collector.tell(kind, breaks, path, span, told);
    }

    /// An answer without a body.
    fn nothing(&mut self) {
        let Some((_, value)) = self.returned() else { return };
        if self.call.paging.is_none() && takes_nothing(&value) {
            return;
        }
        let told = Told {
            message: format!(
                "the answer has no body (status {}), and the endpoint returns something",
                self.status
            ),
            label: "no body".to_owned(),
            declared: self.declared(),
            help: "leave out `returns`, or make it nullable".to_owned(),
        };
        self.tell(Kind::Envelope, true, &Path::default(), self.whole, told);
    }

    /// What is returned: the field and its value.
    pub(super) fn returned(&self) -> Option<(&'j Field, Value)> {
        let call: &'j Call<'_> = self.call;
        let Some(Ok(field)) = &call.endpoint.returns else {
            return None;
        };
        Some((field, lower_value(self.fit.scope, field).ok()?))
    }

    fn declared(&self) -> Option<(Span, String)> {
        let Some(Ok(field)) = &self.call.endpoint.returns else {
            return None;
        };
        Some((field.span, "what the endpoint returns".to_owned()))
    }

    /// Whether the flags and the code say so; told where they say nothing that is known.
    fn succeeded(&mut self, body: &Node) -> bool {
        let mut wrong: Vec<(Vec<Step>, String)> = Vec::new();
        for (path, json) in &self.call.envelope.success {
            if at(body, path).is_none_or(|found| !same(&found.to_json(), json)) {
                wrong.push((path.clone(), json.clone()));
            }
        }
        let mut other = None;
        if let (Some(code), Some(path)) = (&self.call.success_code, &self.call.envelope.success_code) {
            let found = at(body, path).and_then(text_of);
            if found != Some(code.as_str()) {
                wrong.push((path.clone(), format!("{code:?}")));
                other = found;
            }
        }
        if wrong.is_empty() {
            return true;
        }
        if self.code(Some(body)).is_some() || other.is_some_and(|code| self.matching(code).is_some()) {
            self.failure(Some(body));
            return false;
        }
        for (steps, json) in wrong {
            let path = Path::default().follow(&steps);
            let found = at(body, &steps);
            let told = Told {
                message: format!(
                    "{} is not {json}, which says that the call succeeded",
                    quoted(&spell(&steps))
                ),
                label: found.map_or_else(|| "not in here".to_owned(), shown),
                declared: self.envelope_span(),
                help: "the client takes the answer for a failure; correct `success` or `success_code`".to_owned(),
            };
            self.tell(
                Kind::Success,
                true,
                &path,
                found.map_or(self.whole, |found| found.span),
                told,
            );
        }
        false
    }

    pub(super) fn envelope_span(&self) -> Option<(Span, String)> {
        let spec = [Some(self.fit.scope.spec), self.fit.scope.dialect];
        let envelope = spec
            .into_iter()
            .flatten()
            .find_map(|spec| spec.envelope.as_ref()?.as_ref().ok())?;
        Some((envelope.span, "the envelope".to_owned()))
    }

    /// The value of a success.
    fn success(&mut self, body: &Node) {
        if let Some((field, value)) = self.returned() {
            let at = &self.call.envelope.at;
            match &self.call.paging {
                None => self.value(field, &value, body, &[at.as_slice(), &self.call.at].concat()),
                Some(paging) => {
                    let items = paging.read.iter().find(|(role, _)| *role == ReadRole::Items);
                    if let Some((_, ir::Place::Paths(paths))) = items {
                        let paths: Vec<Vec<Step>> = paths.iter().map(|path| [at.as_slice(), path].concat()).collect();
                        self.page(field, &value, body, &paths);
                    }
                    self.roles(paging, body);
                }
            }
        }
    }

    fn value(&mut self, field: &Field, value: &Value, body: &Node, steps: &[Step]) {
        let path = Path::default().follow(steps);
        match gathered(body, steps) {
            Some(found) => self.check(field, value, &found, &path),
            None if takes_nothing(value) => {}
            None => self.absent(Kind::Envelope, &path, body, "nothing stands at", "correct `at`"),
        }
    }

    /// The first list counts; null is read as an empty one.
    fn page(&mut self, field: &Field, value: &Value, body: &Node, paths: &[Vec<Step>]) {
        let found: Vec<(&Vec<Step>, Cow<'_, Node>)> = paths
            .iter()
            .filter_map(|steps| Some((steps, gathered(body, steps)?)))
            .collect();
        let lists = found.iter().find(|(_, node)| node.items().is_some());
        if let Some((steps, list)) = lists {
            let each = steps.contains(&Step::Each);
            let items = if each {
                all(body, steps, &Path::default())
            } else {
                let path = Path::default().follow(steps);
                let items = list.items().unwrap_or_default().iter();
                (0..)
                    .zip(items)
                    .map(|(index, item)| (path.with(Stop::Index(index)), item))
                    .collect()
            };
            self.items = Some(items.len());
            for (path, item) in items {
                self.check(field, value, item, &path);
            }
            return;
        }
        let first = paths.first().map_or(&[][..], Vec::as_slice);
        let path = Path::default().follow(first);
        let Some((steps, other)) = found.first() else {
            return self.absent(
                Kind::Paging,
                &path,
                body,
                "no items stand at",
                "correct `items` of the paging",
            );
        };
        let null = found.iter().any(|(_, node)| node.scalar() == Some(Scalar::Null));
        let told = Told {
            message: format!(
                "{} holds {}, where the items of the page are due",
                quoted(&spell(steps)),
                described(other)
            ),
            label: described(other).to_owned(),
            declared: self.read_span(ReadRole::Items),
            help: match null {
                true => "the client reads an empty page".to_owned(),
                false => "correct `items` of the paging".to_owned(),
            },
        };
        let (path, span) = (Path::default().follow(steps), other.span);
        self.tell(Kind::Paging, !null, &path, span, told);
    }

    fn check(&mut self, field: &Field, value: &Value, node: &Node, path: &Path) {
        self.collector.root.0.add(node);
        self.fit
            .check(field, value, Direction::Read, node, path, &mut self.collector);
    }

    fn absent(&mut self, kind: Kind, path: &Path, body: &Node, words: &str, help: &str) {
        let declared = match kind {
            Kind::Paging => self.read_span(ReadRole::Items),
            _ => self.declared(),
        };
        let place = if path.is_root() {
            ".".to_owned()
        } else {
            path.to_string()
        };
        let told = Told {
            message: format!("{words} {}: the answer is {}", quoted(&place), described(body)),
            label: "not in here".to_owned(),
            declared,
            help: format!("the client refuses the answer; {help}"),
        };
        self.tell(kind, true, path, body.span, told);
    }

    pub(super) fn read_span(&self, wanted: ReadRole) -> Option<(Span, String)> {
        let roles = self.call.paging.iter().flat_map(|paging| &paging.read);
        let (_, span) = roles.zip(self.read_at).find(|((role, _), _)| *role == wanted)?;
        Some((*span, "read here".to_owned()))
    }
}

/// Whether nothing at all is read as this value.
fn takes_nothing(value: &Value) -> bool {
    let list = matches!(value.ty, ir::Ty::List(_) | ir::Ty::Map(_));
    value.nullable || value.core == Core::Json && !list
}

/// A text that is not empty, or a number: what counts as text at a place.
pub(super) fn text_of(node: &Node) -> Option<&str> {
    match node.scalar()? {
        Scalar::Text | Scalar::Integer | Scalar::Number => node.text().filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// A value under a caret.
pub(super) fn shown(node: &Node) -> String {
    match text_of(node) {
        Some(text) => format!("this is {}", quoted(&shortened(text))),
        None => format!("this is {}", described(node)),
    }
}

fn same(one: &str, other: &str) -> bool {
    let read = |text: &str| bindery::json::from_str::<bindery::Json>(text).ok();
    one == other || read(one).is_some_and(|json| read(other) == Some(json))
}
