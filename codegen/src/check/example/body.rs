//! What does not fit of a body, as messages.
//!
//! Input: misfits. Output: one message for each that is a mistake of an example. **Invariant:** formats and rules are no
//! mistakes here: pages show texts that are shortened and made up.

use crate::codes::Code;
use crate::diag::{Diagnostic, one_of, quoted, suggest};
use crate::fit::{Fit, Kind, Misfit, Path, Sink, Stop};
use crate::ir::Direction;
use crate::lower::value::Value;
use crate::syntax::Field;
use crate::yaml::{Node, Scalar};

/// What bodies are checked with.
#[derive(Clone, Copy)]
pub(super) struct Bodies<'b, 'a> {
    pub fit: Fit<'b, 'a>,
    /// ``the example `page` ``, for the messages.
    pub example: &'b str,
}

impl Bodies<'_, '_> {
    /// Checks a node against the type of a field. `path` is where it stands.
    pub(super) fn check(&self, field: &Field, value: &Value, direction: Direction, node: &Node, path: &Path) {
        let mut messages = Messages {
            bodies: *self,
            direction,
        };
        self.fit.check(field, value, direction, node, path, &mut messages);
    }
}

struct Messages<'m, 'a> {
    bodies: Bodies<'m, 'a>,
    direction: Direction,
}

impl Sink for Messages<'_, '_> {
    fn misfit(&mut self, misfit: &Misfit<'_>) {
        let diagnostic = match misfit.kind {
            Kind::Wrong { wanted, .. } => self.wrong(misfit, wanted),
            Kind::Missing(_) => self.missing(misfit),
            Kind::Unknown { key, close, .. } => self.unknown(misfit, key, close),
            Kind::Hidden { key, .. } => self.hidden(misfit, key),
            Kind::Unlisted(texts) => self.unlisted(misfit, texts),
            Kind::Constant(constant) => self.constant(misfit, constant),
            // Of JSON, reading has told it; in YAML no key comes twice.
            Kind::Twice(_) | Kind::Rule(_) => return,
        };
        self.bodies.fit.scope.diags.report(diagnostic);
    }
}

impl Messages<'_, '_> {
    fn wrong(&self, misfit: &Misfit<'_>, wanted: &str) -> Diagnostic {
        let found = misfit.node.describe();
        let message = format!(
            "{} holds {found} at {}, where {wanted} is due",
            self.bodies.example,
            place(misfit.path)
        );
        let help = match misfit.node.scalar() {
            Some(Scalar::Null) => "correct the example; where the vendor does send null, the type is `T?`",
            _ => "correct the example, or the type",
        };
        Diagnostic::new(Code::BadExample, misfit.node.span, message, found).help(help)
    }

    fn constant(&self, misfit: &Misfit<'_>, constant: &str) -> Diagnostic {
        let message = format!(
            "{} holds another value at {} than is always sent",
            self.bodies.example,
            place(misfit.path)
        );
        let help = format!("write {}, or correct the constant", quoted(constant));
        let diagnostic = Diagnostic::new(Code::BadExample, misfit.node.span, message, "another value").help(help);
        match misfit.member {
            Some(member) => diagnostic.other(member.name.span, "the constant"),
            None => diagnostic,
        }
    }

    fn missing(&self, misfit: &Misfit<'_>) -> Diagnostic {
        let name = misfit.member.map_or("", |member| &member.name.value);
        let message = format!("{} lacks {}", self.bodies.example, member(misfit.path, name));
        let help = match misfit.member.is_some_and(|member| member.value.nullable) {
            true => "add it",
            false => {
                "add it; where the vendor may leave it out, the field is `optional`, where it may be null, its type is `T?`"
            }
        };
        let label = format!("without {}", quoted(name));
        let diagnostic = Diagnostic::new(Code::BadExample, misfit.node.span, message, label).help(help);
        match (misfit.shape, misfit.member) {
            (Some(shape), Some(member)) => {
                diagnostic.other(member.name.span, format!("declared in {}", quoted(&shape.name.value)))
            }
            _ => diagnostic,
        }
    }

    fn unknown(&self, misfit: &Misfit<'_>, key: &Node, close: Option<&str>) -> Diagnostic {
        let message = format!(
            "{} holds {}, which {} does not declare",
            self.bodies.example,
            member(misfit.path, key.text().unwrap_or_default()),
            quoted(misfit.shape.map_or("", |shape| &shape.name.value))
        );
        let help = match close {
            Some(close) => format!("did you mean {}? Otherwise declare it, or remove it", quoted(close)),
            None => "declare it, or remove it; a model with `open: true` keeps whatever comes".to_owned(),
        };
        Diagnostic::new(Code::ExampleField, key.span, message, "not expected").help(help)
    }

    fn hidden(&self, misfit: &Misfit<'_>, key: &Node) -> Diagnostic {
        let way = if self.direction == Direction::Read {
            "write-only"
        } else {
            "read-only"
        };
        let message = format!(
            "{} holds {}, which is {way}",
            self.bodies.example,
            member(misfit.path, key.text().unwrap_or_default())
        );
        let help = "remove it, or correct the field's flags";
        Diagnostic::new(Code::ExampleField, key.span, message, "not expected").help(help)
    }

    fn unlisted(&self, misfit: &Misfit<'_>, texts: &[String]) -> Diagnostic {
        let text = misfit.node.text().unwrap_or_default();
        let message = format!(
            "{} holds {} at {}, which is none of the enum's values",
            self.bodies.example,
            quoted(text),
            place(misfit.path)
        );
        let help = match suggest(text, texts.iter().map(String::as_str)) {
            Some(close) => format!(
                "did you mean {}? Otherwise add it to the enum, or make that `open`",
                quoted(close)
            ),
            None => format!(
                "the values are {}; an enum with `open: true` takes others",
                one_of(texts.iter().map(String::as_str))
            ),
        };
        Diagnostic::new(Code::BadExample, misfit.node.span, message, "unknown value").help(help)
    }
}

/// A path in a message; the whole body has none.
fn place(path: &Path) -> String {
    if path.is_root() {
        "the top".to_owned()
    } else {
        quoted(&path.to_string())
    }
}

/// A member of what stands at a path.
fn member(path: &Path, name: &str) -> String {
    quoted(&path.with(Stop::Name(name.to_owned())).to_string())
}
