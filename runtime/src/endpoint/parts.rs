//! What an endpoint sends, as its derive hands it out.
//!
//! Input: references to the fields of an endpoint. Output: their texts, and their violations.
//! **Invariant:** no part is generic, so that an endpoint costs its caller no code but coercions; validating one that
//! is valid allocates nothing.

use crate::filter::{Filter, Kind, ListStyle, Operand, Query};
use crate::rule::{At, Rule, Violation, bounded, check_missing};
use crate::wire::{Coding, Slot};
use std::fmt;

/// What an endpoint sends.
#[derive(Clone, Copy, Default)]
pub struct Parts<'a> {
    /// What fills the holes of the path.
    pub path: &'a [Argument<'a>],
    /// Headers of the call's own.
    pub headers: &'a [Argument<'a>],
    /// The query.
    pub query: Option<&'a dyn Parameters>,
    /// The body.
    pub body: Payload<'a>,
    /// How the body is spelled: what is inside it, where it is a list or a map.
    pub body_coding: Option<Coding>,
    /// Rules of the body as a whole; those of its fields stand in its type.
    pub body_rules: &'static [Rule],
    /// The names of the objects that a JSON body is wrapped in, the outermost first.
    pub body_at: &'static [&'static str],
}

/// A value in the path or in a header.
#[derive(Clone, Copy)]
pub struct Argument<'a> {
    /// The hole, or the header.
    pub name: &'static str,
    /// What stands there.
    pub value: &'a dyn Text,
    /// How it is spelled.
    pub coding: Option<Coding>,
    /// Its rules.
    pub rules: &'static [Rule],
}

/// The body of a request.
#[derive(Clone, Copy, Default)]
pub enum Payload<'a> {
    /// None.
    #[default]
    None,
    /// JSON.
    Json(&'a dyn Slot),
    /// `application/x-www-form-urlencoded`: an object, and how the lists in it are written. An object inside is `a[b]`;
    /// `None` is left out.
    Form(&'a dyn Slot, ListStyle),
}

impl<'a> Payload<'a> {
    /// The value, however it is written.
    #[must_use]
    pub fn value(&self) -> Option<&'a dyn Slot> {
        match self {
            Self::None => None,
            Self::Json(value) | Self::Form(value, _) => Some(*value),
        }
    }
}

/// A value that is one text on the wire; `None` of an `Option` is not sent. Implemented by every [`Operand`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no single text, as a path or a header needs",
    label = "cannot stand in a path or a header",
    note = "it may be an i64, f64, bool, String, one of `bindery::scalar`, an enum that derives `bindery::WireEnum`, and in a header an `Option` of one"
)]
pub trait Text {
    /// Writes the text, before any encoding; whether there is one. Errors: only those of `out`.
    fn write(&self, coding: Option<Coding>, out: &mut dyn fmt::Write) -> Result<bool, fmt::Error>;
    /// Checks the value against the rules of its field.
    fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>);
}

impl<T: Operand> Text for T {
    fn write(&self, coding: Option<Coding>, out: &mut dyn fmt::Write) -> Result<bool, fmt::Error> {
        Operand::write(self, coding, out).map(|()| true)
    }

    fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
        let before = violations.len();
        Operand::check(self, rules, at, violations);
        if violations.len() == before && !self.is_sendable() {
            violations.push(unsendable(self, &T::KIND, at));
        }
    }
}

/// A number that is not finite, a date that is none.
fn unsendable(value: &dyn Text, kind: &Kind<'_>, at: At<'_>) -> Violation {
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = value.write(None, &mut text);
    let message = format!("{:?} does not read as {kind}", bounded(&text));
    Violation::new(at, "unsendable", message).with_value(&text)
}

impl<T: Operand> Text for Option<T> {
    fn write(&self, coding: Option<Coding>, out: &mut dyn fmt::Write) -> Result<bool, fmt::Error> {
        self.as_ref()
            .map_or(Ok(false), |value| Operand::write(value, coding, out).map(|()| true))
    }

    fn check(&self, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
        match self {
            Some(value) => Text::check(value, rules, at, violations),
            None => check_missing(rules, at, violations),
        }
    }
}

/// Refuses what no header can hold, and keeps nothing.
struct Visible;

impl fmt::Write for Visible {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let is_visible = |c: char| c.is_ascii_graphic() || matches!(c, ' ' | '\t');
        if text.chars().all(is_visible) {
            Ok(())
        } else {
            Err(fmt::Error)
        }
    }
}

/// The parameters of a query. Implemented by every [`Filter`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no query",
    label = "holds no parameters",
    note = "a query is a struct that derives `bindery::Filter`, with a field for each parameter"
)]
pub trait Parameters {
    /// Adds them to a query string.
    fn write(&self, query: &mut Query);
    /// Collects what breaks a rule.
    fn check(&self, violations: &mut Vec<Violation>);
}

impl<F: Filter> Parameters for F {
    fn write(&self, query: &mut Query) {
        self.write_query(query);
    }

    fn check(&self, violations: &mut Vec<Violation>) {
        if let Err(found) = self.validate() {
            violations.extend(found);
        }
    }
}

impl Parts<'_> {
    /// Every violation: of the path, the headers, the query and the body, by wire names.
    pub(super) fn check(&self, violations: &mut Vec<Violation>) {
        for argument in self.path.iter().chain(self.headers) {
            let at = At::root();
            argument.value.check(argument.rules, at.name(argument.name), violations);
        }
        for argument in self.headers {
            if argument.value.write(argument.coding, &mut Visible).is_err() {
                let at = At::root();
                let message = "no header can hold it: only visible ASCII characters, spaces and tabs";
                violations.push(Violation::new(at.name(argument.name), "header", message));
            }
        }
        if let Some(query) = self.query {
            query.check(violations);
        }
        if let Some(body) = self.body.value() {
            self.check_body(body, self.body_at, At::root(), violations);
        }
    }

    /// As deep as it is wrapped, so that violations have the path that is sent.
    fn check_body(&self, body: &dyn Slot, inside: &[&str], at: At<'_>, violations: &mut Vec<Violation>) {
        match (inside, self.body) {
            ([name, inside @ ..], Payload::Json(_)) => self.check_body(body, inside, at.name(name), violations),
            _ => body.check(self.body_rules, at, violations),
        }
    }
}
