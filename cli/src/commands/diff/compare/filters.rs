//! Parameters, and the lookups that each has.

use super::super::change::{Changes, Places};
use super::super::matched::matched;
use super::super::policy;
use super::rules::{self, Checked};
use super::scope::Scope;
use super::{come, docs, gone, of, was};
use bindery_codegen::descriptor::{Api, Docs, Filter, Lookup, Parameter};

/// The filters of one endpoint.
pub fn filters(scope: &Scope<'_>, endpoint: &str, old: &Filter, new: &Filter, above: Places<'_>, out: &mut Changes) {
    if old.rust != new.rust {
        let text = format!("the parameters of `{endpoint}` are another struct");
        out.show(&policy::filter_renamed, above, text, was(&new.rust, &old.rust));
    }
    let alike = |old: &Parameter, new: &Parameter| {
        old.field.rust == new.field.rust && scope.same_type(&old.operand, &new.operand)
    };
    let parameters = matched(&old.parameters, &new.parameters, |it| it.field.wire.as_str(), alike);
    let rust = |filter: &Filter, parameter: &Parameter| format!("{}.{}", filter.rust, parameter.field.rust);
    let named = |name: &str| format!("the parameter `{name}` of `{endpoint}`");
    for (before, after) in &parameters.both {
        let places = of(&before.field.docs, &after.field.docs).or(above);
        let subject = named(&after.field.wire);
        if before.field.rust != after.field.rust {
            let text = format!("{subject} has another name");
            out.show(
                &policy::parameter_renamed,
                places,
                text,
                was(&rust(new, after), &rust(old, before)),
            );
        }
        parameter(scope, &subject, &rust(new, after), (before, after), places, out);
    }
    for (before, after) in &parameters.renamed {
        let places = of(&before.field.docs, &after.field.docs).or(above);
        let text = format!("{} is called `{}`", named(&before.field.wire), after.field.wire);
        out.show(&policy::parameter_wire, places, text, format!("`{}`", rust(new, after)));
        parameter(
            scope,
            &named(&after.field.wire),
            &rust(new, after),
            (before, after),
            places,
            out,
        );
    }
    for before in &parameters.gone {
        let text = format!("{} is gone", named(&before.field.wire));
        let places = gone(&before.field.docs).or(above);
        out.show(
            &policy::parameter_removed,
            places,
            text,
            format!("`{}`", rust(old, before)),
        );
    }
    for after in &parameters.come {
        let (row, how) = match after.field.required {
            true => (&policy::parameter_added_required, " and required"),
            false => (&policy::parameter_added, ""),
        };
        let text = format!("{} is new{how}", named(&after.field.wire));
        out.show(
            row,
            come(&after.field.docs).or(above),
            text,
            format!("`{}`", rust(new, after)),
        );
    }
    let whole = format!("the parameters of `{endpoint}`");
    rules::between(&whole, &old.rules, &new.rules, Checked::Sent, above, out);
    if parameters.moved {
        out.add(&policy::order, above, format!("{whole} stand in another order"));
    }
}

fn parameter(
    scope: &Scope<'_>,
    subject: &str,
    rust: &str,
    (old, new): (&Parameter, &Parameter),
    places: Places<'_>,
    out: &mut Changes,
) {
    let (before, after) = (&old.field, &new.field);
    if scope.same_type(&old.operand, &new.operand) || scope.alias(&before.ty, &after.ty).is_some() {
        lookups(scope, subject, rust, (old, new), places, out);
    } else {
        let text = format!("{subject} is {}", was(&after.ty, &before.ty));
        let rust = format!("`{rust}`: {}", was(&after.rust_type, &before.rust_type));
        out.show(&policy::parameter_type, places, text, rust);
    }
    keys(scope, subject, rust, (old, new), places, out);
    match (old.combine, new.combine) {
        (false, true) => {
            let text = format!("lookups of {subject} that share a name are sent together");
            out.add(&policy::parameter_combined, places, text);
        }
        (true, false) => {
            let text = format!("lookups of {subject} that share a name are not sent together any more");
            out.add(&policy::parameter_not_combined, places, text);
        }
        _ => {}
    }
    match (before.required, after.required) {
        (false, true) => out.add(
            &policy::parameter_required,
            places,
            format!("{subject} is required now"),
        ),
        (true, false) => {
            out.add(
                &policy::parameter_not_required,
                places,
                format!("{subject} is not required any more"),
            );
        }
        _ => {}
    }
    let names = |it: &Parameter| it.wire.iter().map(|it| it.name.clone()).collect::<Vec<_>>().join(", ");
    if (is_list(old), is_list(new)) == (true, true) && (&old.lists, names(old)) != (&new.lists, names(new)) {
        let word = |it: &Parameter| match &it.lists {
            Some(lists) => format!("{lists}, as {}", names(it)),
            None => format!("as {}", names(it)),
        };
        let text = format!("the list of {subject} is written {}", was(&word(new), &word(old)));
        out.add(&policy::parameter_lists, places, text);
    }
    rules::value(scope, subject, (before, after), Some(Checked::Sent), places, out);
    docs(subject, &before.docs, &after.docs, places, out);
}

/// What stands in the hole of an open name.
fn keys(
    scope: &Scope<'_>,
    subject: &str,
    rust: &str,
    (old, new): (&Parameter, &Parameter),
    places: Places<'_>,
    out: &mut Changes,
) {
    // An enum under another name is the same.
    let ty = |api: &Api, keys: &Option<String>| -> String {
        let name = keys.as_deref().unwrap_or_default();
        let named = api.types.iter().find(|ty| ty.name == name);
        named.map_or_else(|| name.to_owned(), |ty| ty.rust.clone())
    };
    if !scope.same_type(&ty(scope.old, &old.keys), &ty(scope.new, &new.keys)) {
        let word = |keys: &Option<String>| keys.as_ref().map_or("none".to_owned(), |ty| format!("`{ty}`"));
        let text = format!("the key of {subject} is {}, was {}", word(&new.keys), word(&old.keys));
        let types = was(&new.field.rust_type, &old.field.rust_type);
        out.show(&policy::parameter_keys, places, text, format!("`{rust}`: {types}"));
    }
}

/// One thing that a setter takes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Operator {
    name: String,
    /// What Rust code calls it by, and the type of its operand.
    rust: (String, Option<String>),
    /// As it is spelled.
    wire: String,
    lists: Option<String>,
    docs: Docs,
}

impl Operator {
    fn of(lookup: &Lookup) -> Self {
        Self {
            name: lookup.name.clone(),
            rust: (lookup.means.clone(), lookup.of.clone()),
            wire: lookup.wire.clone(),
            lists: lookup.lists.clone(),
            docs: lookup.docs.clone(),
        }
    }

    /// What a parameter without lookups has.
    fn plain(means: &str, wire: &str) -> Self {
        Self {
            name: means.to_owned(),
            rust: (means.to_owned(), None),
            wire: wire.to_owned(),
            lists: None,
            docs: Docs::default(),
        }
    }
}

fn is_list(parameter: &Parameter) -> bool {
    let ty = parameter.field.rust_type.as_str();
    parameter.family.is_none() && (ty.starts_with("bindery::filter::ParamList<") || ty.ends_with("filter::List>"))
}

fn operators(api: &Api, parameter: &Parameter) -> Vec<Operator> {
    let family = parameter
        .family
        .as_ref()
        .and_then(|name| api.families.iter().find(|it| it.name == *name));
    match family {
        Some(family) => family.lookups.iter().map(Operator::of).collect(),
        None if is_list(parameter) => vec![Operator::plain("in", "{field}={values}")],
        None => vec![Operator::plain("exact", "{field}={value}")],
    }
}

fn lookups(
    scope: &Scope<'_>,
    subject: &str,
    rust: &str,
    (old, new): (&Parameter, &Parameter),
    places: Places<'_>,
    out: &mut Changes,
) {
    // A family that both have is told of once, with all its parameters.
    let shared = old.family.is_some() && old.family == new.family;
    let subject = match &new.family {
        Some(family) if shared => format!("the family `{family}`"),
        _ => subject.to_owned(),
    };
    let rust = format!("`{rust}`");
    let (before, after) = (operators(scope.old, old), operators(scope.new, new));
    let mut kept = true;
    for old in &before {
        let here = Places::gone(old.docs.origin.as_ref()).or(places);
        match after.iter().find(|new| new.rust == old.rust) {
            Some(new) => {
                let here = of(&old.docs, &new.docs).or(places);
                let word = |it: &Operator| match &it.lists {
                    Some(lists) => format!("{} ({lists})", it.wire),
                    None => it.wire.clone(),
                };
                if word(old) != word(new) {
                    let text = format!(
                        "the lookup `{}` of {subject} is spelled {}",
                        new.name,
                        was(&word(new), &word(old))
                    );
                    out.show(&policy::lookup_wire, here, text, &rust);
                }
                docs(&format!("the lookup `{}`", new.name), &old.docs, &new.docs, here, out);
            }
            None => {
                kept = false;
                let text = format!("{subject} has lost the lookup `{}`", old.name);
                out.show(&policy::lookup_removed, if shared { here } else { places }, text, &rust);
            }
        }
    }
    for new in after
        .iter()
        .filter(|new| !before.iter().any(|old| old.rust == new.rust))
    {
        let here = Places::come(new.docs.origin.as_ref()).or(places);
        let text = format!("{subject} has the lookup `{}` now", new.name);
        out.show(&policy::lookup_added, if shared { here } else { places }, text, &rust);
    }
    let common = |side: &[Operator], other: &[Operator]| -> Vec<(String, Option<String>)> {
        let of = side.iter().filter(|it| other.iter().any(|other| other.rust == it.rust));
        of.map(|it| it.rust.clone()).collect()
    };
    if common(&before, &after) != common(&after, &before) {
        out.add(
            &policy::order,
            places,
            format!("the lookups of {subject} stand in another order"),
        );
    }
    // Another type of the same family has other keys, which are told of.
    let other = old.keys == new.keys || old.family != new.family;
    if kept && other && before.len() == after.len() && old.field.rust_type != new.field.rust_type {
        let word = |it: &Parameter| it.family.clone().unwrap_or_else(|| "no family".to_owned());
        let text = format!("{subject} has {}", was(&word(new), &word(old)));
        out.show(&policy::parameter_family, places, text, rust);
    }
}
