//! Pairs on the wire: two lookups, or two parameters, that would send the same.
//!
//! A reader takes the lookup whose literal text is longest (rule 2 of the language), and an operand must parse; so only
//! ties in name and literal text, for operands of kinds that overlap, are mistakes. What is ambiguous for some values
//! only is refused when such a value is sent.

use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Diagnostics, Reported, quoted};
use crate::lower::parameter::{Parameter, with_signatures, words_span};
use crate::span::Span;
use bindery::filter::matching::conflicts;
use bindery_attributes::family::Operands;
use std::collections::BTreeMap;

/// The ties that were reported, so that one in a family is reported once, however many parameters have it.
pub(crate) type Ties = BTreeMap<(String, String), Reported>;

/// Two lookups of one parameter whose pairs cannot be told apart would be read back as the first of them.
pub(crate) fn within(diags: &Diagnostics, parameter: &Parameter<'_>, ties: &mut Ties) -> Checked<()> {
    let Some(family) = &parameter.family else { return Ok(()) };
    let found = with_signatures(&[parameter], conflicts);
    let mut result = Ok(());
    for conflict in found {
        let (first, second) = (
            family.members.get(conflict.first.1),
            family.members.get(conflict.second.1),
        );
        let (Some(first), Some(second)) = (first, second) else {
            continue;
        };
        let pair = (first.name.to_owned(), second.name.to_owned());
        if let Some(reported) = ties.get(&pair) {
            result = Err(*reported);
            continue;
        }
        let (a, b) = (quoted(first.name), quoted(second.name));
        let message = format!(
            "the lookups {a} and {b} of {} send the same pair",
            quoted(&parameter.name.value)
        );
        let span = words_span(parameter.name, parameter.field);
        let mut diagnostic = Diagnostic::new(Code::SameWire, span, message, format!("has {a} and {b}"));
        for lookup in [first, second] {
            if let Some(defined) = lookup.span {
                diagnostic = diagnostic.other(defined, quoted(lookup.name));
            }
        }
        let help = match (&first.pair.value, &second.pair.value) {
            (Operands::Many { .. }, Operands::One { .. }) => format!("keep {a}: one value is a list of one"),
            (Operands::One { .. }, Operands::Many { .. }) => format!("keep {b}: one value is a list of one"),
            _ => "leave one of them out, or correct its template".to_owned(),
        };
        let reported = diags.report(diagnostic.help(help));
        ties.insert(pair, reported);
        result = Err(reported);
    }
    result
}

/// What a parameter puts before the `=`, for [`between`].
#[derive(Debug)]
pub(crate) struct Sent {
    /// The parameter, as messages call it.
    pub name: String,
    /// Where it stands.
    pub span: Span,
    /// Each lookup, and the name it sends.
    pub wires: Vec<(String, String)>,
}

/// A relation path is part of a name (`shop__id`), so that two parameters can meet only after their lookups are
/// written out: `created` with the lookup `gte`, and a parameter that is called `created__gte`.
pub(crate) fn between(diags: &Diagnostics, parameters: &[Sent]) -> Checked<()> {
    let mut seen: BTreeMap<&str, &Sent> = BTreeMap::new();
    let mut result = Ok(());
    for parameter in parameters {
        let mut clashes = parameter
            .wires
            .iter()
            .filter_map(|(_, wire)| Some((wire, *seen.get(wire.as_str())?)));
        if let Some((wire, first)) = clashes.next() {
            let message = format!("two parameters send the name {}", quoted(wire));
            let label = |sent: &Sent| match sent.wires.iter().find(|(_, other)| other == wire) {
                Some((lookup, _)) if !lookup.is_empty() => {
                    format!("{} with the lookup {}", sent.name, quoted(lookup))
                }
                _ => sent.name.clone(),
            };
            let lookups = [parameter, first].iter().any(|sent| {
                sent.wires
                    .iter()
                    .any(|(lookup, other)| other == wire && !lookup.is_empty())
            });
            let help = if lookups {
                "remove one of them, or leave the lookup out of one"
            } else {
                "remove one of them"
            };
            let diagnostic = Diagnostic::new(Code::DuplicateWire, parameter.span, message, label(parameter))
                .other(first.span, label(first))
                .help(help);
            result = Err(diags.report(diagnostic));
        }
        drop(clashes);
        for (_, wire) in &parameter.wires {
            // Lookups of one parameter may share a name.
            seen.entry(wire).or_insert(parameter);
        }
    }
    result
}
