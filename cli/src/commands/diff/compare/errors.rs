//! Failures that have a name.

use super::super::change::{Changes, Places};
use super::super::matched::matched;
use super::super::policy;
use super::scope::Scope;
use super::{come, docs, gone, of, ordered, was};
use bindery_codegen::descriptor::Error;

/// The catalogue.
pub fn errors(scope: &Scope<'_>, out: &mut Changes) {
    let alike = |old: &Error, new: &Error| {
        (!old.codes.is_empty() || !old.statuses.is_empty())
            && (&old.codes, &old.statuses) == (&new.codes, &new.statuses)
    };
    let errors = matched(&scope.old.errors, &scope.new.errors, |error| error.name.as_str(), alike);
    let rust = |error: &Error| format!("ApiError::{}", error.rust);
    for (old, new) in errors.both.iter().chain(&errors.renamed) {
        let places = of(&old.docs, &new.docs);
        let subject = format!("the error `{}`", new.name);
        if old.rust != new.rust {
            let text = format!("the error `{}` is called `{}`", old.name, new.name);
            out.show(&policy::error_renamed, places, text, was(&rust(new), &rust(old)));
        } else if old.name != new.name {
            out.add(
                &policy::docs,
                places,
                format!("the error `{}` is called `{}`", old.name, new.name),
            );
        }
        if old.kind != new.kind {
            let text = format!("{subject} is of the kind {}", was(&new.kind, &old.kind));
            out.show(&policy::error_kind, places, text, format!("`{}`", rust(new)));
        }
        if old.retryable != new.retryable {
            let word = if new.retryable { "may" } else { "may not" };
            let text = format!("{subject} {word} be tried again");
            out.show(&policy::error_retryable, places, text, format!("`{}`", rust(new)));
        }
        meanings(&subject, old, new, places, out);
        if old.headers != new.headers {
            out.add(&policy::docs, places, format!("the headers of {subject} changed"));
        }
        docs(&subject, &old.docs, &new.docs, places, out);
    }
    for old in errors.gone {
        let text = format!("the error `{}` is gone", old.name);
        out.show(
            &policy::error_removed,
            gone(&old.docs),
            text,
            format!("`{}`", rust(old)),
        );
    }
    for new in errors.come {
        let text = format!("the error `{}` is new", new.name);
        out.show(&policy::error_added, come(&new.docs), text, format!("`{}`", rust(new)));
    }
    ordered(errors.moved, "the errors", scope, out);
}

/// What comes back as this error.
fn meanings(subject: &str, old: &Error, new: &Error, places: Places<'_>, out: &mut Changes) {
    let said = |error: &Error| -> Vec<String> {
        let codes = error.codes.iter().map(|(code, endpoint)| match endpoint {
            Some(endpoint) => format!("the code `{code}` of `{endpoint}`"),
            None => format!("the code `{code}`"),
        });
        let mut said: Vec<String> = codes
            .chain(error.statuses.iter().map(|it| format!("the status {it}")))
            .collect();
        if error.statuses.is_empty() {
            said.push("any status".to_owned());
        }
        if error.codes.is_empty() {
            said.push("a status alone".to_owned());
        }
        said
    };
    let (before, after) = (said(old), said(new));
    for one in before.iter().filter(|one| !after.contains(one)) {
        out.add(
            &policy::error_match_lost,
            places,
            format!("{one} is not {subject} any more"),
        );
    }
    for one in after.iter().filter(|one| !before.contains(one)) {
        out.add(&policy::error_match_gained, places, format!("{one} is {subject} now"));
    }
}
