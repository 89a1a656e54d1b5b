//! Lookups that make no sense: holes against the meaning, operands against the type.
//!
//! **Invariant:** a lookup that passes [`holes`] and [`operand`] can be given to any field that passes [`sense`].

use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Diagnostics, quoted};
use crate::lower::lookup::{Lookup, Means};
use crate::lower::value::{Core, Value};
use crate::span::Span;
use bindery_attributes::family::{Meaning, Of, Operands};

/// The holes of a template say how many operands there are, and so does the meaning: `in` with one `{value}` would
/// drop values, `gte` with `{values}` has no reading in Rust.
pub(crate) fn holes(diags: &Diagnostics, name: &str, value: &Operands, means: Means, span: Span) -> Checked<()> {
    let Means::Known(meaning) = means else { return Ok(()) };
    let (operands, needed) = match meaning {
        Meaning::Between => ("two operands", "`{from}` and `{to}`"),
        Meaning::In | Meaning::NotIn | Meaning::HasAll | Meaning::HasAny => ("a list", "`{values}`"),
        _ => ("one operand", "`{value}`"),
    };
    let found = match value {
        Operands::One { .. } => "`{value}`",
        Operands::Many { .. } => "`{values}`",
        Operands::Pair { .. } => "`{from}` and `{to}`",
        Operands::Flag(_) => "no hole",
    };
    if needed == found {
        return Ok(());
    }
    let message = format!(
        "{} takes {operands}, so its value needs {needed}",
        called(name, meaning)
    );
    let help = format!(
        "write {needed}, choose another `means`, or rename the lookup: any other name is an operator of the vendor's own"
    );
    Err(diags.report(Diagnostic::new(Code::BadTemplate, span, message, format!("has {found}")).help(help)))
}

/// Text meanings take text, `is_null` takes a boolean, and an order needs something ordered.
pub(crate) fn operand(diags: &Diagnostics, name: &str, means: Means, of: Option<Of>, span: Span) -> Checked<()> {
    let (Means::Known(meaning), Some(of)) = (means, of) else {
        return Ok(());
    };
    let needs = match meaning.fixed() {
        Some(fixed) if fixed == of => return Ok(()),
        Some(Of::Boolean) => "a boolean",
        Some(_) => "text",
        None if orders(meaning) && of == Of::Boolean => "something that has an order",
        None => return Ok(()),
    };
    let message = format!("{} compares with {needs}", called(name, meaning));
    let help = "remove `of`, or give the lookup another `means`";
    Err(diags.report(Diagnostic::new(Code::SenselessLookup, span, message, format!("not {needs}")).help(help)))
}

/// A lookup and the type it is used on: an order needs something ordered, parts of a text need text. A stated `of`
/// stands for the field's own type. `named` is the name of that type, where it has one, and `word` where the parameter names the lookup or its family.
pub(crate) fn sense(
    diags: &Diagnostics,
    lookup: &Lookup<'_>,
    value: &Value,
    named: Option<&str>,
    word: Span,
) -> Checked<()> {
    let Means::Known(meaning) = lookup.means else {
        return Ok(());
    };
    let (fits, needs) = match meaning {
        _ if lookup.of_stated => return Ok(()),
        meaning if orders(meaning) => (is_ordered(&value.core), "a number, a date, a time or text"),
        meaning if meaning.is_text() => (is_textual(&value.core), "text"),
        Meaning::In | Meaning::NotIn | Meaning::HasAll | Meaning::HasAny => (value.core != Core::Json, "a scalar"),
        _ => return Ok(()),
    };
    if fits {
        return Ok(());
    }
    let ty = match (&value.core, named) {
        (Core::Enum { .. }, Some(name)) => format!("the enum {}", quoted(name)),
        _ => value.describe(),
    };
    let message = format!("the lookup {} makes no sense for {ty}", quoted(lookup.name));
    let mut diagnostic = Diagnostic::new(Code::SenselessLookup, word, message, format!("needs {needs}"));
    if let Some(span) = lookup.span {
        diagnostic = diagnostic.other(span, "the lookup");
    }
    let help = "leave the lookup out; if the vendor does take it here, say in the lookup what its operand is (`of`)";
    Err(diags.report(diagnostic.help(help)))
}

/// The lookup, with its meaning where that has another name.
fn called(name: &str, meaning: Meaning) -> String {
    match meaning.name() {
        same if same == name => format!("the lookup {}", quoted(name)),
        other => format!("the lookup {} means {}, which", quoted(name), quoted(other)),
    }
}

fn orders(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Lt | Meaning::Lte | Meaning::Gt | Meaning::Gte | Meaning::Between
    )
}

fn is_ordered(core: &Core) -> bool {
    match core {
        Core::Text | Core::Integer | Core::Number | Core::Decimal | Core::Date | Core::DateTime | Core::Time => true,
        Core::Enum { integer, .. } => *integer,
        Core::Boolean | Core::Json | Core::Model(_) => false,
    }
}

fn is_textual(core: &Core) -> bool {
    matches!(
        core,
        Core::Text
            | Core::Enum {
                open: true,
                integer: false,
                ..
            }
    )
}
