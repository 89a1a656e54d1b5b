//! Diagnostics: what is wrong, where, and the way out. The sink is the only maker of [`Reported`].
//!
//! Input: messages in any order. Output: the same in the order of files and places. **Invariant:** nothing fails
//! without a message, and what holds a [`Reported`] causes no second one.

pub mod render;
mod suggest;

use crate::codes::Code;
use crate::span::Span;
use std::cell::RefCell;
use std::collections::BTreeSet;

pub use suggest::{one_of, quoted, suggest};

/// Proof that a mistake was reported. What holds one is poisoned: it is skipped by every later phase, silently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reported(());

/// A value, or the proof that what is wrong with it was said.
pub type Checked<T> = Result<T, Reported>;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// No bindings are written.
    Error,
    /// They are.
    Warning,
}

impl Severity {
    /// As printed: `error`, `warning`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its stable code.
    pub code: Code,
    /// How bad it is: as its code says, unless the user said that warnings are errors.
    pub severity: Severity,
    /// One sentence: what is wrong.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What stands under the caret.
    pub label: String,
    /// Further places, with what is there.
    pub others: Vec<(Span, String)>,
    /// The way out.
    pub help: Option<String>,
}

/// The sink.
#[derive(Debug, Default)]
pub struct Diagnostics {
    list: RefCell<Vec<Diagnostic>>,
    /// Where reading left something out of a tree.
    left_out: RefCell<BTreeSet<Span>>,
}

impl Diagnostics {
    /// Takes a message; the way to a [`Reported`].
    pub fn report(&self, diagnostic: Diagnostic) -> Reported {
        if diagnostic.code <= Code::FlowText {
            self.left_out.borrow_mut().insert(diagnostic.span);
        }
        self.list.borrow_mut().push(diagnostic);
        Reported(())
    }

    /// Proof that reading left something out of `span`, if it did: a key that is missing there may have been it.
    /// What lies in one of `inside` does not count.
    #[must_use]
    pub fn left_out(&self, span: Span, inside: &[Span]) -> Option<Reported> {
        let from = Span {
            end: span.start,
            ..span
        };
        let until = Span {
            start: span.end,
            end: u32::MAX,
            ..span
        };
        let spans = self.left_out.borrow();
        let mut found = spans.range(from..=until).filter(|it| span.holds(**it));
        found
            .any(|it| !inside.iter().any(|inner| inner.holds(*it)))
            .then_some(Reported(()))
    }

    /// Proof that an error inside `span` was reported, if one was: what is missing there may be what it is about.
    #[must_use]
    pub fn reported_within(&self, span: Span) -> Option<Reported> {
        let list = self.list.borrow();
        let mut errors = list.iter().filter(|it| it.code.severity() == Severity::Error);
        errors.any(|it| span.holds(it.span)).then_some(Reported(()))
    }

    /// Proof that an error was reported, if one was.
    #[must_use]
    pub fn failed(&self) -> Option<Reported> {
        self.has_errors().then_some(Reported(()))
    }

    /// Whether any message is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list
            .borrow()
            .iter()
            .any(|it| it.code.severity() == Severity::Error)
    }

    /// Every message once: by file in the order they were loaded, then by place, then by code.
    #[must_use]
    pub fn sorted(&self) -> Vec<Diagnostic> {
        let mut list = self.list.borrow().clone();
        list.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
        list.dedup();
        list
    }
}

impl Diagnostic {
    /// A message about a place; `label` stands under its caret.
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            span,
            label: label.into(),
            others: Vec::new(),
            help: None,
        }
    }

    /// A further place.
    #[must_use]
    pub fn other(mut self, span: Span, label: impl Into<String>) -> Self {
        self.others.push((span, label.into()));
        self
    }

    /// The way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The way out, where there is one.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<impl Into<String>>) -> Self {
        self.help = help.map(Into::into).or(self.help);
        self
    }
}
