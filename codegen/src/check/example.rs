//! Examples: what the page shows must be what the spec says.
//!
//! Input: the examples of each endpoint, and everything they are checked against. Output: messages. **Invariant:** an
//! example never changes what is generated.

mod body;
mod query;

use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Diagnostics, Reported, quoted, suggest};
use crate::fit::within::{at, gathered};
use crate::fit::{Fit, Path, Stop, json};
use crate::ir::{self, Direction, PageRole, ReadRole};
use crate::lower::directions::direction_of;
use crate::lower::endpoint::Call;
use crate::lower::errors::{Errors, Known};
use crate::lower::scope::Scope;
use crate::lower::shape::{Shape, lower_shapes};
use crate::lower::value::{Value, lower_value};
use crate::span::{FileId, Span};
use crate::syntax::{Example, Field, Status, Step, Text};
use crate::yaml::{Node, Scalar};
use bindery_attributes::endpoint::spell;
use body::Bodies;
use std::borrow::Cow;

/// Reads a file that a spec names, relative to the spec: its id and text.
///
/// The `Err` is what the system says.
pub type ReadFile<'r> = dyn Fn(&Text) -> Result<(FileId, String), String> + 'r;

/// A query must be read by the filter and written back the same; a body must fit the model, or be a known failure.
pub(crate) fn check_examples(scope: &Scope<'_>, calls: &[Call<'_>], errors: &Errors<'_>, read: &ReadFile<'_>) {
    // What is wrong with the models was said when they were lowered.
    let silent = Diagnostics::default();
    let quiet = Scope::new(scope.spec, Ok(scope.dialect), &silent);
    let shapes = lower_shapes(&quiet);
    for call in calls {
        for (name, example) in &call.endpoint.examples {
            let Ok(example) = example else { continue };
            // A part that did not decode would be missed a second time.
            if scope.diags.reported_within(example.span).is_some() {
                continue;
            }
            let called = format!("the example {}", quoted(&name.value));
            let check = Check {
                scope,
                quiet: &quiet,
                shapes: &shapes,
                call,
                errors,
                called: &called,
            };
            check.example(example, read);
        }
    }
}

struct Check<'c, 'a> {
    scope: &'c Scope<'a>,
    quiet: &'c Scope<'a>,
    shapes: &'c [Shape<'a>],
    call: &'c Call<'a>,
    errors: &'c Errors<'a>,
    called: &'c str,
}

impl Check<'_, '_> {
    fn example(&self, example: &Example, read: &ReadFile<'_>) {
        if let Some(query) = &example.query {
            self.query(query);
        }
        let file = example.file.as_ref().map(|file| self.file(file, read)).transpose();
        let Ok(file) = file else { return };
        let body = example.body.as_ref().or(file.as_ref());
        match (&example.status, body) {
            (Some(status), Some(body)) => self.answer(status.value, body),
            (None, Some(body)) => self.request(body),
            (_, None) => {}
        }
    }

    fn bad(&self, span: Span, message: String, label: &str, help: &str) -> Reported {
        self.scope
            .diags
            .report(Diagnostic::new(Code::BadExample, span, message, label).help(help))
    }

    fn query(&self, query: &Text) {
        let Some(parameters) = &self.call.parameters else {
            return;
        };
        let parameters: Vec<_> = parameters.iter().map(|parameter| &**parameter).collect();
        let sent = self.call.sent.iter().flat_map(|paging| paging.in_query());
        let paging: Vec<(&str, bool)> = sent
            .map(|sent| {
                (
                    sent.role.name.as_str(),
                    matches!(sent.role.role, PageRole::Cursor | PageRole::Range),
                )
            })
            .collect();
        let constants = self.call.constants.iter();
        let constants: Vec<(&str, &str)> = constants.map(|one| (one.wire.as_str(), one.text.as_str())).collect();
        if let Err((message, help)) = query::check_query_example(&parameters, &paging, &constants, &query.value) {
            self.bad(
                query.span,
                format!("{} is no query of this endpoint: {message}", self.called),
                "this query",
                &help,
            );
        }
    }

    fn file(&self, file: &Text, read: &ReadFile<'_>) -> Checked<Node> {
        let (id, text) = read(file).map_err(|error| {
            let message = format!("{} cannot be read: {error}", quoted(&file.value));
            let diagnostic = Diagnostic::new(Code::Io, file.span, message, "this file");
            self.scope
                .diags
                .report(diagnostic.help("the path is relative to the spec"))
        })?;
        json::read_json(id, &text).map_err(|(span, message)| {
            let diagnostic = Diagnostic::new(Code::BadExample, span, message, "not JSON");
            self.scope
                .diags
                .report(diagnostic.other(file.span, self.called).help("correct the file"))
        })
    }

    fn bodies(&self) -> Bodies<'_, '_> {
        Bodies {
            fit: Fit {
                scope: self.scope,
                shapes: self.shapes,
            },
            example: self.called,
        }
    }

    /// The value of a body or answer; what is wrong with it was said.
    fn value(&self, field: &Field) -> Option<Value> {
        lower_value(self.quiet, field).ok()
    }

    fn request(&self, node: &Node) {
        let Some(Ok(field)) = &self.call.endpoint.body else {
            let message = format!("{} is a request, and the endpoint sends no body", self.called);
            let help = "add `status` to make it an answer, or declare `body`";
            self.bad(node.span, message, "a body", help);
            return;
        };
        let Some(value) = self.value(field) else { return };
        let direction = direction_of(self.call.method);
        let at = field.at.as_ref().map(|at| at.value.steps.as_slice());
        if let Some((node, path)) = self.follow(node, at.unwrap_or_default(), &Path::default()) {
            self.bodies().check(field, &value, direction, &node, &path);
        }
    }

    /// Success or failure first, then the codes (rule 23).
    fn answer(&self, status: u16, body: &Node) {
        let expected = self.call.statuses.iter().any(|stated| match stated {
            Status::Exact(exact) => *exact == status,
            Status::Class(class) => u16::from(*class) == status / 100,
        });
        if !expected {
            return self.failure(body);
        }
        let mut flags = self.call.envelope.success.iter();
        match flags.find(|(path, json)| at(body, path).is_none_or(|found| found.to_json() != *json)) {
            None => self.success(body),
            Some(_) if self.code(body).is_some() => self.failure(body),
            Some((path, json)) => {
                let path = quoted(&spell(path));
                let message = format!(
                    "{} does not say that the call succeeded: {path} is not {json}",
                    self.called
                );
                let help = "correct the body or the status; a failure holds a code";
                self.bad(body.span, message, "neither success nor failure", help);
            }
        }
    }

    fn success(&self, body: &Node) {
        let stated = self.call.success_code.as_ref();
        let codes = stated.zip(self.call.envelope.success_code.as_ref());
        if let Some((code, path)) = codes {
            let found = at(body, path);
            if found.and_then(Node::text) != Some(code) {
                let message = format!(
                    "{} lacks the code of success {} at {}",
                    self.called,
                    quoted(code),
                    quoted(&spell(path))
                );
                let span = found.map_or(body.span, |found| found.span);
                self.bad(
                    span,
                    message,
                    "another code, or none",
                    "correct the body, or `success_code` of the endpoint",
                );
            }
        }
        let Some(Ok(field)) = &self.call.endpoint.returns else {
            return;
        };
        let Some(value) = self.value(field) else { return };
        let Some((payload, path)) = self.follow(body, &self.call.envelope.at, &Path::default()) else {
            return;
        };
        let place = match &self.call.paging {
            None => self.call.at.clone(),
            Some(paging) => {
                let Some(place) = items(paging, &payload) else {
                    let message = format!("{} lacks the items of the page", self.called);
                    self.bad(
                        payload.span,
                        message,
                        "no items",
                        "correct the body, or `items` in `read` of the paging",
                    );
                    return;
                };
                place
            }
        };
        let Some((node, path)) = self.follow(&payload, &place, &path) else {
            return;
        };
        if self.call.paging.is_none() {
            return self.bodies().check(field, &value, Direction::Read, &node, &path);
        }
        let Some(all) = node.items() else {
            let message = format!(
                "{} holds {} at {}, where the items of the page are due",
                self.called,
                node.describe(),
                quoted(&path.to_string())
            );
            self.bad(
                node.span,
                message,
                node.describe(),
                "correct the body, or `items` in `read` of the paging",
            );
            return;
        };
        for (index, item) in all.iter().enumerate() {
            self.bodies()
                .check(field, &value, Direction::Read, item, &path.with(Stop::Index(index)));
        }
    }

    /// Steps into a body; reports where there is nothing.
    fn follow<'n>(&self, node: &'n Node, steps: &[Step], path: &Path) -> Option<(Cow<'n, Node>, Path)> {
        let to = path.follow(steps);
        if let Some(found) = gathered(node, steps) {
            return Some((found, to));
        }
        let place = if to.is_root() { spell(steps) } else { to.to_string() };
        let message = format!("{} holds nothing at {}", self.called, quoted(&place));
        self.bad(
            node.span,
            message,
            "not in here",
            "correct the body, or the path in the spec",
        );
        None
    }

    /// The code of a failure, where the body holds one.
    fn code<'n>(&self, body: &'n Node) -> Option<&'n Node> {
        let Some(ir::Place::Paths(paths)) = &self.call.envelope.code else {
            return None;
        };
        let text = |node: &&Node| !matches!(node.scalar(), None | Some(Scalar::Null | Scalar::Boolean(_)));
        paths.iter().find_map(|path| at(body, path).filter(text))
    }

    fn failure(&self, body: &Node) {
        let Some(code) = self.code(body).filter(|_| !self.errors.poisoned) else {
            return;
        };
        let text = code.text().unwrap_or_default();
        let here = |known: &&Known<'_>| known.endpoint.is_none_or(|endpoint| endpoint == self.call.name.value);
        let mut codes = self
            .errors
            .known
            .iter()
            .filter(here)
            .filter_map(|known| known.code.as_ref());
        let matches = |known: &Text| match known.value.strip_suffix('*') {
            Some(prefix) => text.starts_with(prefix),
            None => known.value == text,
        };
        if codes.clone().any(matches) {
            return;
        }
        let message = format!(
            "{} holds the code {}, which is no error of this endpoint",
            self.called,
            quoted(text)
        );
        let help = match suggest(text, codes.by_ref().map(|code| code.value.as_str())) {
            Some(close) => format!("did you mean {}? Otherwise add the code to an error", quoted(close)),
            None => "add the code to an error of this endpoint, or of all".to_owned(),
        };
        self.bad(code.span, message, "unknown code", &help);
    }
}

/// Where the items stand: the first place that holds something.
fn items(paging: &ir::Paging, payload: &Node) -> Option<Vec<Step>> {
    let (_, place) = paging.read.iter().find(|(role, _)| *role == ReadRole::Items)?;
    let ir::Place::Paths(paths) = place else { return None };
    paths.iter().find(|path| gathered(payload, path).is_some()).cloned()
}

#[cfg(test)]
mod tests;
