//! The checks of one value, one function a kind of value.
//!
//! Input: a value and rules. Output: violations. **Invariant:** a rule that does not concern the kind passes: the compiler
//! of specs refuses such a rule, and a list hands the rules of its items down beside its own.

use std::fmt;

use super::between::{Fields, check_between};
use super::line::Line;
use super::{At, Format, Rule, Rules, Violation, bounded, equals};
use crate::scalar::number::{Parts, Shortest};
use crate::wire::{Presence, Slot, Visit};

/// Checks the fields of a struct, then the rules between them.
pub struct CheckFields<'a> {
    rules: &'static Rules,
    at: At<'a>,
    violations: &'a mut Vec<Violation>,
}

impl<'a> CheckFields<'a> {
    /// For the fields that [`Validate::ruled`](super::Validate::ruled) hands out.
    pub fn new(rules: &'static Rules, at: At<'a>, violations: &'a mut Vec<Violation>) -> Self {
        Self { rules, at, violations }
    }
}

impl Visit for CheckFields<'_> {
    fn fields(&mut self, fields: &[&dyn Slot]) {
        let Self { rules, at, violations } = self;
        for (index, name, rules) in rules.fields {
            if let Some(slot) = fields.get(*index) {
                slot.check(rules, at.name(name), violations);
            }
        }
        let slots = Slots { rules, slots: fields };
        check_between(rules.between, &slots, *at, violations);
    }
}

struct Slots<'a> {
    rules: &'static Rules,
    slots: &'a [&'a dyn Slot],
}

impl<'a> Slots<'a> {
    /// The field at a position of [`Rules::fields`].
    fn get(&self, position: usize) -> Option<&'a dyn Slot> {
        let (index, ..) = self.rules.fields.get(position)?;
        self.slots.get(*index).copied()
    }
}

impl Fields for Slots<'_> {
    fn name(&self, index: usize) -> &str {
        self.rules.fields.get(index).map_or("?", |(_, name, _)| name)
    }

    fn is_given(&self, index: usize) -> bool {
        self.get(index).is_some_and(|slot| slot.presence() == Presence::Given)
    }

    fn equals(&self, index: usize, json: &str) -> bool {
        self.get(index).is_some_and(|slot| equals(slot, json))
    }
}

/// A value that is not given.
pub fn check_missing(rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
    if rules.contains(&Rule::Required) {
        violations.push(Violation::new(at, "required", "must be given"));
    }
}

/// An integer: `Minimum`, `Maximum`.
pub fn check_integer(value: i64, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
    check_bounds(value, rules, at, violations);
}

/// A floating-point number: it is finite; `Minimum`, `Maximum`, compared with the shortest text of the number, so that
/// 0.1 is within a maximum of 0.1.
pub fn check_float(value: f64, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
    if value.is_finite() {
        check_bounds(Shortest(value), rules, at, violations);
    } else {
        let text = value.to_string();
        let message = format!("{text} is no number that JSON can carry");
        violations.push(Violation::new(at, "finite", message).with_value(&text));
    }
}

/// An exact number, as its JSON text: `Minimum`, `Maximum`.
pub fn check_number(text: &str, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
    for rule in rules {
        let (name, bound, passes, word): (_, _, fn(&Parts, &Parts) -> bool, _) = match rule {
            Rule::Minimum(bound) => ("minimum", bound, |value, bound| value >= bound, "below"),
            Rule::Maximum(bound) => ("maximum", bound, |value, bound| value <= bound, "above"),
            _ => continue,
        };
        // A bound that is no number bounds nothing: the derives refuse it.
        let (Some(value), Some(limit)) = (Parts::new(text), Parts::new(bound)) else {
            continue;
        };
        if !passes(&value, &limit) {
            let message = format!("{} is {word} the {name} of {bound}", bounded(text));
            violations.push(Violation::new(at, name, message).with_bound(*bound).with_value(text));
        }
    }
}

fn check_bounds(value: impl fmt::Display, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
    if !rules.is_empty() {
        check_number(Line::of(value).as_str(), rules, at, violations);
    }
}

/// A text: lengths in characters, `Pattern`, `Format`.
pub fn check_text(text: &str, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
    for rule in rules {
        match rule {
            Rule::MinLength(bound) => {
                let count = text.chars().count();
                if count < *bound {
                    report_size(Size::MinLength, count, *bound, at, violations, Some(text));
                }
            }
            // A text has no more characters than bytes: most need no counting.
            Rule::MaxLength(bound) if text.len() > *bound => {
                let count = text.chars().count();
                if count > *bound {
                    report_size(Size::MaxLength, count, *bound, at, violations, Some(text));
                }
            }
            #[cfg(feature = "pattern")]
            Rule::Pattern(pattern) => pattern.check(text, at, violations),
            Rule::Format(format) if !format.accepts(text) => report_format(*format, text, at, violations),
            _ => {}
        }
    }
}

/// A list or a map: `MinItems`, `MaxItems`.
pub fn check_count(count: usize, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
    for rule in rules {
        match rule {
            Rule::MinItems(bound) if count < *bound => {
                report_size(Size::MinItems, count, *bound, at, violations, None);
            }
            Rule::MaxItems(bound) if count > *bound => {
                report_size(Size::MaxItems, count, *bound, at, violations, None);
            }
            _ => {}
        }
    }
}

/// A value of an enum, as its wire text: `Known`.
pub fn check_known(text: &str, known: bool, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
    if !known && rules.contains(&Rule::Known) {
        let message = format!("{:?} is no value that the vendor documents", bounded(text));
        violations.push(Violation::new(at, "known", message).with_value(text));
    }
}

/// A date or a time, which keep any text: `WellFormed`, and the rules of a text.
pub fn check_time(text: &str, valid: bool, what: &str, rules: &[Rule], at: At<'_>, violations: &mut Vec<Violation>) {
    if !valid && rules.contains(&Rule::WellFormed) {
        let message = format!("{:?} is no {what} in the spelling of the vendor", bounded(text));
        violations.push(Violation::new(at, "well_formed", message).with_value(text));
    }
    check_text(text, rules, at, violations);
}

#[derive(Clone, Copy)]
enum Size {
    MinLength,
    MaxLength,
    MinItems,
    MaxItems,
}

fn report_size(size: Size, count: usize, bound: usize, at: At<'_>, list: &mut Vec<Violation>, text: Option<&str>) {
    let (rule, unit, word) = match size {
        Size::MinLength => ("min_length", "character", "below the minimum"),
        Size::MaxLength => ("max_length", "character", "above the maximum"),
        Size::MinItems => ("min_items", "item", "below the minimum"),
        Size::MaxItems => ("max_items", "item", "above the maximum"),
    };
    let plural = if count == 1 { "" } else { "s" };
    let value = text.map(|text| format!("{:?} ", bounded(text))).unwrap_or_default();
    let message = format!("{value}has {count} {unit}{plural}, {word} of {bound}");
    let violation = Violation::new(at, rule, message).with_bound(bound.to_string());
    list.push(match text {
        Some(text) => violation.with_value(text),
        None => violation.with_value(&count.to_string()),
    });
}

fn report_format(format: Format, text: &str, at: At<'_>, violations: &mut Vec<Violation>) {
    let message = format!("{:?} is no {}", bounded(text), format.described());
    violations.push(Violation::new(at, format.name(), message).with_value(text));
}
