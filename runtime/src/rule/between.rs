//! Rules between the fields of one struct.
//!
//! Input: rules, and a view of the fields that models and filters both have. Output: violations.

use super::{At, Between, Violation};

/// The fields of a struct as rules between them see it.
pub(crate) trait Fields {
    /// The wire name.
    fn name(&self, index: usize) -> &str;
    /// Whether a value is given.
    fn is_given(&self, index: usize) -> bool;
    /// Whether the value is a JSON scalar.
    fn equals(&self, index: usize, json: &str) -> bool;
}

/// Rules between fields. A violation stands at the first field that is missing, or that is one too many.
pub(crate) fn check_between(between: &[Between], fields: &dyn Fields, at: At<'_>, violations: &mut Vec<Violation>) {
    for rule in between {
        match rule {
            Between::Require { fields: wanted, when } => {
                let holds = when.iter().all(|(index, value)| match value {
                    Some(json) => fields.equals(*index, json),
                    None => fields.is_given(*index),
                });
                let missing = wanted.iter().find(|index| !fields.is_given(**index));
                if let (true, Some(missing)) = (holds, missing) {
                    violations.push(required(wanted, when, *missing, fields, at));
                }
            }
            Between::Count {
                fields: counted,
                min,
                max,
            } => {
                let given = counted.iter().filter(|index| fields.is_given(**index)).count();
                if given < *min || given > *max {
                    violations.push(miscounted(counted, (*min, *max), given, fields, at));
                }
            }
        }
    }
}

#[cold]
fn required(
    wanted: &[usize],
    when: &[(usize, Option<&str>)],
    missing: usize,
    fields: &dyn Fields,
    at: At<'_>,
) -> Violation {
    let conditions: Vec<String> = when
        .iter()
        .map(|(index, value)| match value {
            Some(json) => format!("`{}` is {json}", fields.name(*index)),
            None => format!("`{}` is given", fields.name(*index)),
        })
        .collect();
    let condition = match conditions.as_slice() {
        [] => String::new(),
        conditions => format!(" when {}", conditions.join(" and ")),
    };
    let message = match wanted {
        [_] => format!("must be given{condition}"),
        _ => format!("{} must all be given{condition}", names(wanted, fields)),
    };
    Violation::new(at.name(fields.name(missing)), "require", message)
}

#[cold]
fn miscounted(
    counted: &[usize],
    (min, max): (usize, usize),
    given: usize,
    fields: &dyn Fields,
    at: At<'_>,
) -> Violation {
    let few = given < min;
    let (rule, words, bound) = match (min == max, few) {
        (true, _) => ("exactly", "exactly", min),
        (false, true) => ("at_least", "at least", min),
        (false, false) => ("at_most", "at most", max),
    };
    let place = if few {
        counted.iter().find(|index| !fields.is_given(**index))
    } else {
        counted.iter().filter(|index| fields.is_given(**index)).nth(max)
    };
    let names = names(counted, fields);
    let message = format!("of {names} {words} {bound} must be given, not {given}");
    let place = place.map_or("?", |index| fields.name(*index));
    Violation::new(at.name(place), rule, message)
        .with_bound(bound.to_string())
        .with_value(&given.to_string())
}

fn names(indices: &[usize], fields: &dyn Fields) -> String {
    let names: Vec<String> = indices
        .iter()
        .map(|index| format!("`{}`", fields.name(*index)))
        .collect();
    names.join(", ")
}
