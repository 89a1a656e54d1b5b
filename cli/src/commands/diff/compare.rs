//! What changed between two readings of specs.
//!
//! Input: descriptors, old and new. Output: [`Change`]s. **Invariant:** two equal descriptors have none.

mod access;
mod endpoints;
mod errors;
mod fields;
mod filters;
mod models;
mod paging;
mod rules;
mod scope;
mod sent;
mod types;

use super::change::{Change, Changes, Places};
use super::matched::{Matched, matched, never};
use super::policy::{self, Row};
use bindery_codegen::descriptor::{Api, Docs};
use scope::Scope;

/// Every change, vendor by vendor.
pub fn compare(old: &[Api], new: &[Api]) -> Vec<Change> {
    let mut vendors = matched(old, new, |api| api.vendor.as_str(), never);
    // One file against one file is one vendor, whatever it is called.
    if let ([before], [after]) = (vendors.gone.as_slice(), vendors.come.as_slice())
        && old.len() == 1
        && new.len() == 1
    {
        vendors.renamed.push((before, after));
        vendors.gone.clear();
        vendors.come.clear();
    }
    let Matched {
        both,
        renamed,
        gone,
        come,
        ..
    } = vendors;
    let compared = both.into_iter().chain(renamed).flat_map(|(old, new)| vendor(old, new));
    let gone = gone.into_iter().flat_map(|api| {
        let mut out = Changes::of(&api.vendor);
        let text = format!("the vendor `{}` is gone", api.vendor);
        let places = Places::gone(Some(&api.origin));
        out.show(&policy::vendor_removed, places, text, format!("`mod {}`", api.module));
        out.sorted()
    });
    let come = come.into_iter().flat_map(|api| {
        let mut out = Changes::of(&api.vendor);
        let text = format!("the vendor `{}` is new", api.vendor);
        let places = Places::come(Some(&api.origin));
        out.show(&policy::vendor_added, places, text, format!("`mod {}`", api.module));
        out.sorted()
    });
    compared.chain(gone).chain(come).collect()
}

fn vendor(old: &Api, new: &Api) -> Vec<Change> {
    let scope = Scope::new(old, new);
    let mut out = Changes::of(&new.vendor);
    let places = Places::both(Some(&old.origin), Some(&new.origin));
    if old.vendor != new.vendor {
        let text = format!("the vendor is called `{}`, was `{}`", new.vendor, old.vendor);
        let rust = was(&format!("mod {}", new.module), &format!("mod {}", old.module));
        out.show(&policy::vendor_renamed, places, text, rust);
    }
    access::servers(&scope, &mut out);
    access::auth(&scope, &mut out);
    types::types(&scope, &mut out);
    models::models(&scope, &mut out);
    errors::errors(&scope, &mut out);
    endpoints::endpoints(&scope, &mut out);
    paging::envelope(&scope, &mut out);
    if (&old.title, &old.doc) != (&new.title, &new.doc) {
        out.add(&policy::docs, places, "the title or the docs of the vendor changed");
    }
    sources(&scope, &mut out);
    if out.is_empty() {
        facts(&scope, &mut out);
    }
    out.sorted()
}

/// What only the docs of fields say: where anything else changed, that tells of it.
fn facts(scope: &Scope<'_>, out: &mut Changes) {
    let models = matched(&scope.old.models, &scope.new.models, |it| it.name.as_str(), never);
    for (old, new) in models.both {
        let structs = old.structs.iter().zip(&new.structs);
        for (before, after) in structs.flat_map(|(old, new)| old.fields.iter().zip(&new.fields)) {
            if before.docs.facts != after.docs.facts {
                let text = format!("what the docs of `{}.{}` say changed", new.name, after.wire);
                out.add(&policy::docs, of(&before.docs, &after.docs), text);
            }
        }
    }
}

fn sources(scope: &Scope<'_>, out: &mut Changes) {
    let sources = matched(&scope.old.sources, &scope.new.sources, |it| it.name.as_str(), never);
    for (old, new) in sources.both {
        if (&old.url, &old.read, &old.doc) != (&new.url, &new.read, &new.doc) {
            let places = Places::both(old.origin.as_ref(), new.origin.as_ref());
            let text = match old.read == new.read {
                true => format!("the source `{}` is another page", new.name),
                false => format!(
                    "the source `{}` was read on {}, before on {}",
                    new.name, new.read, old.read
                ),
            };
            out.add(&policy::docs, places, text);
        }
    }
    for old in sources.gone {
        let places = Places::gone(old.origin.as_ref());
        out.add(&policy::docs, places, format!("the source `{}` is gone", old.name));
    }
    for new in sources.come {
        let places = Places::come(new.origin.as_ref());
        out.add(&policy::docs, places, format!("the source `{}` is new", new.name));
    }
    ordered(sources.moved, "the sources", scope, out);
}

/// `new`, was `old`.
fn was(new: &str, old: &str) -> String {
    format!("`{new}`, was `{old}`")
}

/// What people read of a thing.
fn docs(subject: &str, old: &Docs, new: &Docs, above: Places<'_>, out: &mut Changes) {
    let places = of(old, new).or(above);
    match (&old.deprecated, &new.deprecated) {
        (None, Some(why)) => {
            let why = if why.is_empty() {
                String::new()
            } else {
                format!(": {why}")
            };
            out.add(&policy::deprecated, places, format!("{subject} is deprecated{why}"));
        }
        (Some(_), None) => out.add(&policy::docs, places, format!("{subject} is not deprecated any more")),
        (Some(old), Some(new)) if old != new => {
            out.add(
                &policy::docs,
                places,
                format!("{subject} is deprecated for another reason"),
            );
        }
        _ => {}
    }
    let words = |docs: &Docs| (docs.text.clone(), docs.sources.clone(), docs.inferred.clone());
    if words(old) != words(new) {
        let what = match (old.text != new.text, old.sources != new.sources) {
            (true, _) => "the docs",
            (false, true) => "the sources",
            (false, false) => "what is inferred",
        };
        out.add(&policy::docs, places, format!("{what} of {subject} changed"));
    }
}

/// Where a thing stands in both.
fn of<'a>(old: &'a Docs, new: &'a Docs) -> Places<'a> {
    Places::both(old.origin.as_ref(), new.origin.as_ref())
}

fn gone(old: &Docs) -> Places<'_> {
    Places::gone(old.origin.as_ref())
}

fn come(new: &Docs) -> Places<'_> {
    Places::come(new.origin.as_ref())
}

fn ordered(moved: bool, what: &str, scope: &Scope<'_>, out: &mut Changes) {
    if moved {
        let places = scope.whole();
        out.add(&policy::order, places, format!("{what} stand in another order"));
    }
}

/// A change of one word for another.
fn differs(row: &'static Row, places: Places<'_>, subject: &str, old: &str, new: &str, out: &mut Changes) {
    if old != new {
        out.add(row, places, format!("{subject} is {}", was(new, old)));
    }
}
