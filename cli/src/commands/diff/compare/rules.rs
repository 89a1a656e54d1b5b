//! What a value must satisfy, and how it is spelled.

use super::super::change::{Changes, Places};
use super::super::policy;
use super::scope::{Scope, own_rules};
use super::was;
use bindery_codegen::descriptor::{Field, Rule};

/// Whether a rule keeps anything from being sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// Before it is sent.
    Sent,
    /// Only where somebody asks.
    Read,
}

/// The rules of a value.
pub fn values(subject: &str, old: &[Rule], new: &[Rule], checked: Checked, places: Places<'_>, out: &mut Changes) {
    let find = |rules: &[Rule], name: &str| rules.iter().find(|it| it.name == name).map(|it| it.value.clone());
    let mut names: Vec<&str> = old.iter().chain(new).map(|rule| rule.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let (before, after) = (find(old, name), find(new, name));
        if before == after {
            continue;
        }
        let row = match (checked, is_tighter(name, before.as_deref(), after.as_deref())) {
            (Checked::Read, _) => &policy::rule_read,
            (Checked::Sent, true) => &policy::rule_tightened,
            (Checked::Sent, false) => &policy::rule_loosened,
        };
        let text = match (before, after) {
            (Some(before), Some(after)) => format!("the rule `{name}` of {subject} is {}", was(&after, &before)),
            (None, Some(after)) => format!("the rule `{name}: {after}` of {subject} is new"),
            (Some(before), None) => format!("the rule `{name}: {before}` of {subject} is gone"),
            (None, None) => continue,
        };
        out.add(row, places, text);
    }
}

/// Whether fewer values pass; a pattern for another one counts as such.
fn is_tighter(name: &str, old: Option<&str>, new: Option<&str>) -> bool {
    let (Some(old), Some(new)) = (old, new) else {
        return new.is_some();
    };
    match (old.parse::<f64>(), new.parse::<f64>()) {
        (Ok(old), Ok(new)) if name.starts_with("min") => new >= old,
        (Ok(old), Ok(new)) if name.starts_with("max") => new <= old,
        _ => true,
    }
}

/// Rules between the parts of a whole.
pub fn between(subject: &str, old: &[String], new: &[String], checked: Checked, places: Places<'_>, out: &mut Changes) {
    for (rules, others, row, is) in [
        (new, old, &policy::between_added, "new"),
        (old, new, &policy::between_removed, "gone"),
    ] {
        let row = if checked == Checked::Read {
            &policy::rule_read
        } else {
            row
        };
        for rule in rules.iter().filter(|rule| !others.contains(rule)) {
            out.add(row, places, format!("a rule of {subject} is {is}: {rule}"));
        }
    }
    let kept = |rules: &[String], others: &[String]| -> Vec<String> {
        rules.iter().filter(|rule| others.contains(rule)).cloned().collect()
    };
    if kept(old, new) != kept(new, old) {
        out.add(
            &policy::order,
            places,
            format!("the rules of {subject} stand in another order"),
        );
    }
}

/// All that holds for a value but its type and presence; `None`: its rules are told elsewhere.
pub fn value(
    scope: &Scope<'_>,
    subject: &str,
    (old, new): (&Field, &Field),
    checked: Option<Checked>,
    places: Places<'_>,
    out: &mut Changes,
) {
    let alias = scope.alias(&old.ty, &new.ty);
    if alias.is_none_or(|(old, new)| old.kind == new.kind) {
        spelling(subject, old.spelling.as_deref(), new.spelling.as_deref(), places, out);
    }
    if let Some(checked) = checked {
        let before = own_rules(&old.rules, alias.map(|(old, _)| old));
        let after = own_rules(&new.rules, alias.map(|(_, new)| new));
        values(subject, &before, &after, checked, places, out);
    }
    stated(subject, old, new, places, out);
}

/// How a value stands on the wire.
pub fn spelling(subject: &str, old: Option<&str>, new: Option<&str>, places: Places<'_>, out: &mut Changes) {
    if old != new {
        let word = |wire: Option<&str>| wire.map_or("JSON's own way".to_owned(), |wire| format!("`{wire}`"));
        let text = format!("{subject} is spelled {}, was {}", word(new), word(old));
        out.add(&policy::spelling, places, text);
    }
}

/// What is documented of a value beside its type.
fn stated(subject: &str, old: &Field, new: &Field, places: Places<'_>, out: &mut Changes) {
    if old.clamp != new.clamp {
        let word =
            |clamp: Option<u64>| clamp.map_or("as much as is asked for".to_owned(), |it| format!("at most {it}"));
        let text = format!(
            "of {subject} the vendor serves {}, before {}",
            word(new.clamp),
            word(old.clamp)
        );
        out.add(&policy::clamp, places, text);
    }
    for (name, before, after) in [
        ("default", &old.default, &new.default),
        ("example", &old.example, &new.example),
    ] {
        if before != after {
            let word = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
            let text = format!("the {name} of {subject} is {}", was(&word(after), &word(before)));
            out.add(&policy::stated_value, places, text);
        }
    }
}
