//! Headers, and what is sent by itself.
//!
//! Input: endpoints and structs, old and new. **Invariant:** what the top of a spec says of every endpoint is told of once, with all that it
//! concerns; the case of a header's name makes no difference.

use super::super::change::{Changes, Places};
use super::super::matched::{matched, never};
use super::super::policy;
use super::fields::inner;
use super::rules::{self, Checked};
use super::scope::Scope;
use super::{come, docs, gone, of, ordered, was};
use bindery_codegen::descriptor::{Constant, Endpoint, Field, Struct};

/// The headers that an endpoint has fields for.
pub fn headers(scope: &Scope<'_>, old: &Endpoint, new: &Endpoint, above: Places<'_>, out: &mut Changes) {
    let alike = |old: &Field, new: &Field| {
        let types = (scope.old_type(&old.rust_type), scope.new_type(&new.rust_type));
        old.rust == new.rust && inner(&types.0) == inner(&types.1)
    };
    let headers = matched(&old.headers, &new.headers, |it| it.wire.to_ascii_lowercase(), alike);
    for (before, after) in &headers.both {
        let places = of(&before.docs, &after.docs).or(above);
        if before.wire != after.wire {
            let text = format!("the header `{}` is written `{}`", before.wire, after.wire);
            out.add(&policy::docs, places, text);
        }
        header(scope, (old, before), (new, after), places, out);
    }
    for (before, after) in &headers.renamed {
        let places = of(&before.docs, &after.docs).or(above);
        let text = format!("the header `{}` is called `{}`", before.wire, after.wire);
        let rust = format!("`{}.{}`", new.rust, after.rust);
        out.show(&policy::header_wire, places, text, rust);
        header(scope, (old, before), (new, after), places, out);
    }
    for before in &headers.gone {
        let text = format!("the header `{}` is gone", before.wire);
        let rust = format!("`{}.{}`", old.rust, before.rust);
        out.show(&policy::header_removed, gone(&before.docs).or(above), text, rust);
    }
    for after in &headers.come {
        let (row, how) = match after.required {
            true => (&policy::header_added_required, " and required"),
            false => (&policy::header_added, ""),
        };
        let text = format!("the header `{}` is new{how}", after.wire);
        let rust = format!("`{}.{}: {}`", new.rust, after.rust, after.rust_type);
        out.show(row, come(&after.docs).or(above), text, rust);
    }
    ordered(headers.moved, "the headers of endpoints", scope, out);
}

/// A header that both have.
fn header(
    scope: &Scope<'_>,
    (old, before): (&Endpoint, &Field),
    (new, after): (&Endpoint, &Field),
    places: Places<'_>,
    out: &mut Changes,
) {
    let subject = format!("the header `{}`", after.wire);
    let rust = format!("{}.{}", new.rust, after.rust);
    if before.rust != after.rust {
        let text = format!("{subject} has another name");
        let old_rust = format!("{}.{}", old.rust, before.rust);
        out.show(&policy::header_renamed, places, text, was(&rust, &old_rust));
    }
    let types = format!("`{rust}`: {}", was(&after.rust_type, &before.rust_type));
    let (old_type, new_type) = (scope.old_type(&before.rust_type), scope.new_type(&after.rust_type));
    if inner(&old_type) != inner(&new_type) && scope.alias(&before.ty, &after.ty).is_none() {
        let text = format!("{subject} is {}", was(&after.ty, &before.ty));
        out.show(&policy::header_type, places, text, &types);
    }
    match (before.required, after.required) {
        (false, true) => {
            let text = format!("{subject} is required now");
            out.show(&policy::header_required, places, text, types);
        }
        (true, false) => {
            let text = format!("{subject} is not required any more");
            out.show(&policy::header_not_required, places, text, types);
        }
        _ => {}
    }
    rules::value(scope, &subject, (before, after), Some(Checked::Sent), places, out);
    docs(&subject, &before.docs, &after.docs, places, out);
}

/// What happened to a constant.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fate {
    /// It has another value; what it was.
    Other(Constant, String),
    /// Its name is written in another case; how it was.
    Written(Constant, String),
    Added(Constant),
    Removed(Constant),
}

impl Fate {
    /// The fates of all, and whether those that stay stand in another order.
    fn all(old: &[Constant], new: &[Constant]) -> (Vec<Self>, bool) {
        let name = |it: &Constant| match it.place.as_str() {
            "header" => (it.place.clone(), it.name.to_ascii_lowercase()),
            _ => (it.place.clone(), it.name.clone()),
        };
        let constants = matched(old, new, name, never);
        let other = constants.both.iter().filter_map(|(old, new)| {
            if old.value != new.value {
                Some(Self::Other((*new).clone(), old.value.clone()))
            } else if old.name != new.name {
                Some(Self::Written((*new).clone(), old.name.clone()))
            } else {
                None
            }
        });
        let gone = constants.gone.iter().map(|old| Self::Removed((*old).clone()));
        let come = constants.come.iter().map(|new| Self::Added((*new).clone()));
        (other.chain(gone).chain(come).collect(), constants.moved)
    }

    /// Tells it of `whose`, which Rust calls by `rust`.
    fn tell(&self, whose: &str, rust: &[&str], places: Places<'_>, out: &mut Changes) {
        let (row, constant) = match self {
            Self::Other(constant, _) => (&policy::constant_value, constant),
            Self::Written(constant, _) => (&policy::docs, constant),
            Self::Added(constant) => (&policy::constant_added, constant),
            Self::Removed(constant) => (&policy::constant_removed, constant),
        };
        let place = match constant.place.as_str() {
            "query" => "parameter",
            place => place,
        };
        let value = &constant.value;
        let how = match self {
            Self::Other(_, old) => format!("is always {}", was(value, old)),
            Self::Written(_, old) => format!("was written `{old}`"),
            Self::Added(_) => format!("is sent by itself now: `{value}`"),
            Self::Removed(_) => format!("is not sent by itself any more, was `{value}`"),
        };
        let text = format!("the {place} `{}` of {whose} {how}", constant.name);
        for rust in rust {
            out.show(row, places, &text, format!("`{rust}`"));
        }
    }
}

/// The constants of every endpoint that stays.
pub fn of_endpoints<'a>(
    scope: &Scope<'_>,
    pairs: impl Iterator<Item = (&'a Endpoint, &'a Endpoint)>,
    out: &mut Changes,
) {
    let mut told: Vec<(Fate, Vec<(&Endpoint, Places<'_>)>)> = Vec::new();
    for (old, new) in pairs {
        let places = of(&old.docs, &new.docs);
        let (fates, moved) = Fate::all(&old.constants, &new.constants);
        for fate in fates {
            match told.iter_mut().find(|(known, _)| *known == fate) {
                Some((_, whose)) => whose.push((new, places)),
                None => told.push((fate, vec![(new, places)])),
            }
        }
        ordered(moved, "the constants of endpoints", scope, out);
    }
    for (fate, whose) in told {
        match whose.as_slice() {
            [(endpoint, places)] => {
                let whose = format!("`{}`", endpoint.name);
                fate.tell(&whose, &[&endpoint.rust], *places, out);
            }
            many => {
                let whose = format!("{} endpoints", many.len());
                let rust: Vec<&str> = many.iter().map(|(endpoint, _)| endpoint.rust.as_str()).collect();
                fate.tell(&whose, &rust, scope.whole(), out);
            }
        }
    }
}

/// The constants of a struct.
pub fn of_structs(subject: &str, old: &Struct, new: &Struct, places: Places<'_>, out: &mut Changes) {
    let (fates, moved) = Fate::all(&old.constants, &new.constants);
    for fate in fates {
        fate.tell(subject, &[&new.rust], places, out);
    }
    if moved {
        let text = format!("what {subject} sends by itself stands in another order");
        out.add(&policy::order, places, text);
    }
}
