//! What the docs of an item say of where it is known from.
//!
//! Input: what is written on a definition and on what encloses it. Output: [`ir::Docs`] without facts. **Invariant:**
//! what is inherited from the enclosing item is left out, since it is printed there; every item at the top says it.

use crate::ir;
use crate::lower::scope::{Scope, Section};
use crate::span::Span;
use crate::syntax::{Deprecated, Inferred, Provenance, Text};

/// What encloses a definition.
#[derive(Debug, Clone, Copy)]
pub enum Enclosing<'e> {
    /// Nothing: it is the entry of this name in a section of the spec or of its dialect.
    Top(&'e Text),
    /// A definition, and the entry within it (a field, a parameter): its name, and where that stands.
    Within(&'e Provenance, &'e str, Span),
}

impl Enclosing<'_> {
    /// Where the definition itself stands.
    fn span(&self) -> Span {
        match self {
            Self::Top(name) => name.span,
            Self::Within(_, _, span) => *span,
        }
    }
}

impl Scope<'_> {
    /// The docs of a definition. Sources and `inferred` are its own; at the top, what it inherits (rule 29).
    #[must_use]
    pub fn docs(&self, own: &Provenance, enclosing: Enclosing<'_>) -> ir::Docs {
        for source in &own.source {
            self.mark_used(Section::Source, &source.value);
        }
        let mut docs = ir::Docs {
            text: own.doc.as_ref().map(|doc| doc.value.clone()),
            sources: own.source.iter().map(|source| source.value.clone()).collect(),
            inferred: own.inferred.as_ref().and_then(inferred),
            facts: Vec::new(),
            deprecated: own.deprecated.as_ref().map(deprecated),
            origin: Some(enclosing.span()),
            declared: None,
        };
        let says_nothing = docs.sources.is_empty() && docs.inferred.is_none();
        match enclosing {
            Enclosing::Top(name) if self.is_of_dialect(name) => {
                if says_nothing {
                    docs.inferred = Some(ir::Inferred::Why("a convention of the dialect".to_owned()));
                }
            }
            Enclosing::Top(name) => {
                if docs.sources.is_empty() {
                    let mut sources = self.around(name).map(|around| around.sources());
                    docs.sources = sources.find(|sources| !sources.is_empty()).unwrap_or_default();
                }
                if says_nothing {
                    // The nearest that says anything; a nearer `source` ends an outer `inferred`.
                    let mut around = self.around(name).map(|around| around.provenance);
                    let nearest = around.find(|it| !it.source.is_empty() || it.inferred.is_some());
                    let nearest = nearest.filter(|it| it.source.is_empty());
                    docs.inferred = nearest.and_then(|it| it.inferred.as_ref()).and_then(inferred);
                }
            }
            Enclosing::Within(outer, name, _) => {
                if says_nothing && names(outer, name) {
                    docs.inferred = Some(ir::Inferred::Yes);
                }
            }
        }
        docs
    }
}

/// `deprecated`, as the docs have it.
#[must_use]
pub fn deprecated(deprecated: &Deprecated) -> ir::Deprecated {
    match deprecated {
        Deprecated::Yes(_) => ir::Deprecated::Yes,
        Deprecated::Why(why) => ir::Deprecated::Why(why.value.clone()),
    }
}

/// `inferred`, as the docs have it; a list speaks of the entries, not of the item.
fn inferred(inferred: &Inferred) -> Option<ir::Inferred> {
    match inferred {
        Inferred::Yes(_) => Some(ir::Inferred::Yes),
        Inferred::Why(why) => Some(ir::Inferred::Why(why.value.clone())),
        Inferred::Of(_) => None,
    }
}

fn names(outer: &Provenance, name: &str) -> bool {
    matches!(&outer.inferred, Some(Inferred::Of(entries)) if entries.iter().any(|entry| entry.value == name))
}

/// Text as code in a fact: backticks in it cannot end it.
#[must_use]
pub fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    if longest == 0 {
        return if text.trim().is_empty() {
            format!("\"{text}\"")
        } else {
            format!("`{text}`")
        };
    }
    let fence = "`".repeat(longest + 1);
    format!("{fence} {text} {fence}")
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn backticks_cannot_end_code() {
        assert_eq!(code("^a$"), "`^a$`");
        assert_eq!(code("a`b"), "`` a`b ``");
        assert_eq!(code("``"), "``` `` ```");
        assert_eq!(code(" "), "\" \"");
    }
}
