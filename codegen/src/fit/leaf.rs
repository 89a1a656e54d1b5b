//! The value at the core of a field: which JSON the bindings read there.
//!
//! **Invariant:** [`Leaf::takes`] says yes exactly where the reader of the bindings does.

use super::HOPS;
use crate::ir::Pattern;
use crate::lower::directions::core_name;
use crate::lower::pattern_of;
use crate::lower::scope::Scope;
use crate::lower::value::{Core, Value};
use crate::syntax::Field;
use crate::yaml::{Kind, Node, Scalar};
use bindery_attributes::common::{Coding, Rule};

/// The value at the core of a field, whatever stands around it.
pub(super) struct Leaf<'l> {
    pub core: &'l Core,
    coding: Option<&'l Coding>,
    /// How dates are spelled, where not as RFC 3339 has them.
    pub spelling: Option<Pattern>,
    pub rules: &'l [Rule],
}

impl<'l> Leaf<'l> {
    pub(super) fn of(scope: &Scope<'_>, field: &Field, value: &'l Value) -> Self {
        Self {
            core: &value.core,
            coding: value.coding.as_ref(),
            spelling: spelling(scope, field, 0),
            rules: &value.rules,
        }
    }

    /// Dates are written as numbers of seconds or milliseconds.
    pub(super) fn is_count(&self) -> bool {
        matches!(self.spelling, Some(Pattern::Unix | Pattern::UnixMillis))
    }

    /// Whether the bindings read this.
    pub(super) fn takes(&self, node: &Node) -> bool {
        let (Kind::Scalar { text, .. }, Some(scalar)) = (&node.kind, node.scalar()) else {
            return matches!(self.core, Core::Json | Core::Model(_));
        };
        let number = matches!(scalar, Scalar::Integer | Scalar::Number);
        let spelled = scalar == Scalar::Text && bindery::scalar::is_number(text);
        let as_text = self.coding == Some(&Coding::Text);
        match self.core {
            Core::Text | Core::Time => scalar == Scalar::Text,
            Core::Date | Core::DateTime if self.is_count() => number,
            Core::Date | Core::DateTime => scalar == Scalar::Text,
            Core::Integer if as_text => spelled && text.parse::<i64>().is_ok(),
            Core::Integer => scalar == Scalar::Integer && is_integer(node),
            Core::Decimal if as_text => spelled,
            Core::Decimal => number,
            Core::Number if as_text => spelled && is_finite(text),
            Core::Number => number && is_finite(&node.to_json()),
            Core::Boolean => match self.coding {
                Some(Coding::Boolean { yes, no }) => [yes, no].contains(&&node.to_json()),
                _ => matches!(scalar, Scalar::Boolean(_)),
            },
            Core::Enum { integer: true, .. } => scalar == Scalar::Integer && is_integer(node),
            Core::Enum { .. } => scalar == Scalar::Text,
            Core::Json | Core::Model(_) => true,
        }
    }

    /// The values of an enum that does not name this one.
    pub(super) fn unlisted(&self, node: &Node) -> Option<&'l [String]> {
        match self.core {
            Core::Enum { texts, open: false, .. } => {
                let text = node.text()?;
                (!texts.iter().any(|listed| listed == text)).then_some(texts.as_slice())
            }
            _ => None,
        }
    }

    /// "text", "an integer": what is due instead of this.
    pub(super) fn wanted(&self, node: &Node) -> &'static str {
        match (self.core, self.coding) {
            (Core::Integer, None) if node.scalar() == Some(Scalar::Integer) => "an integer of 64 bits",
            (Core::Number, None) if node.scalar() == Some(Scalar::Number) => "a number of 64 bits",
            (Core::Integer | Core::Number | Core::Decimal, Some(Coding::Text)) => "a number as text",
            (Core::Integer | Core::Enum { integer: true, .. }, _) => "an integer",
            (Core::Number | Core::Decimal, _) => "a number",
            (Core::Date | Core::DateTime, _) if self.is_count() => "a number",
            (Core::Boolean, Some(Coding::Boolean { .. })) => "one of the declared spellings of a boolean",
            (Core::Boolean, _) => "a boolean",
            (Core::Model(_), _) => "an object",
            _ => "text",
        }
    }
}

fn is_integer(node: &Node) -> bool {
    node.to_json().parse::<i64>().is_ok()
}

fn is_finite(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(f64::is_finite)
}

/// The field says how its dates are spelled, or the type it names.
fn spelling(scope: &Scope<'_>, field: &Field, hops: usize) -> Option<Pattern> {
    if field.wire.is_some() || hops == HOPS {
        return pattern_of(field);
    }
    let Some(Ok(ty)) = &field.ty else { return None };
    let (_, named) = scope.ty(core_name(&ty.value)?)?;
    spelling(scope, named.as_ref().ok()?, hops + 1)
}
