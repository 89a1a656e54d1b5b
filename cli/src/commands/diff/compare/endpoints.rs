//! Calls: what is sent, what comes back.

use super::super::change::{Changes, Places};
use super::super::matched::matched;
use super::super::policy;
use super::rules::{self, Checked};
use super::scope::Scope;
use super::{come, docs, filters, gone, of, ordered, paging, sent, was};
use bindery_codegen::descriptor::{Api, Endpoint, Field, Payload};
use std::collections::BTreeSet;

/// Every call.
pub fn endpoints(scope: &Scope<'_>, out: &mut Changes) {
    let alike = |old: &Endpoint, new: &Endpoint| old.method == new.method && old.path == new.path;
    let endpoints = matched(&scope.old.endpoints, &scope.new.endpoints, |it| it.name.as_str(), alike);
    let mut filters = BTreeSet::new();
    for (old, new) in endpoints.both.iter().chain(&endpoints.renamed) {
        endpoint(scope, old, new, &mut filters, out);
    }
    let pairs = endpoints.both.iter().chain(&endpoints.renamed).copied();
    sent::of_endpoints(scope, pairs, out);
    for old in endpoints.gone {
        let text = format!("`{}` is gone: `{} {}`", old.name, old.method, old.path);
        out.show(
            &policy::endpoint_removed,
            gone(&old.docs),
            text,
            format!("`{}`", old.rust),
        );
    }
    for new in endpoints.come {
        let text = format!("`{}` is new: `{} {}`", new.name, new.method, new.path);
        out.show(
            &policy::endpoint_added,
            come(&new.docs),
            text,
            format!("`{}`", new.rust),
        );
    }
    ordered(endpoints.moved, "the endpoints", scope, out);
}

/// Pairs of filters that were compared: endpoints may share them.
type Seen = BTreeSet<(String, String)>;

fn endpoint(scope: &Scope<'_>, old: &Endpoint, new: &Endpoint, seen: &mut Seen, out: &mut Changes) {
    let places = of(&old.docs, &new.docs);
    let subject = format!("`{}`", new.name);
    if old.rust != new.rust {
        let text = format!("`{}` is called `{}`", old.name, new.name);
        out.show(&policy::endpoint_renamed, places, text, was(&new.rust, &old.rust));
    } else if old.name != new.name {
        out.add(
            &policy::docs,
            places,
            format!("`{}` is called `{}`", old.name, new.name),
        );
    }
    // Another name of a hole is another field, and the same call.
    let call = |it: &Endpoint| format!("{} {}", it.method, it.path);
    let shape = |it: &Endpoint| {
        let holes = it.path_fields.iter();
        holes.fold(call(it), |call, hole| call.replace(&format!("{{{}}}", hole.wire), "{}"))
    };
    if shape(old) != shape(new) {
        let text = format!("{subject} is {}", was(&call(new), &call(old)));
        out.add(&policy::endpoint_call, places, text);
    }
    holes(scope, old, new, places, out);
    sent::headers(scope, old, new, places, out);
    match (&old.filter, &new.filter) {
        (Some(before), Some(after)) => {
            if seen.insert((before.rust.clone(), after.rust.clone())) {
                filters::filters(scope, &new.name, before, after, places, out);
            }
        }
        (Some(_), None) => {
            let text = format!("{subject} has no parameters any more");
            out.show(&policy::filter_removed, places, text, format!("`{}.filter`", new.rust));
        }
        (None, Some(filter)) => {
            let rust = format!("`{}.filter: {}`", new.rust, filter.rust);
            out.show(
                &policy::filter_added,
                places,
                format!("{subject} has parameters now"),
                rust,
            );
        }
        (None, None) => {}
    }
    body(scope, old, new, places, out);
    returns(scope, old, new, places, out);
    success(old, new, places, out);
    paging::paging(old, new, places, out);
    match (old.default, new.default) {
        (true, false) => {
            let rust = format!("`{}::default()`", new.rust);
            out.show(
                &policy::endpoint_default_lost,
                places,
                format!("{subject} needs a value now"),
                rust,
            );
        }
        (false, true) => {
            let rust = format!("`{}::default()`", new.rust);
            let text = format!("{subject} needs no value any more");
            out.show(&policy::endpoint_default_gained, places, text, rust);
        }
        _ => {}
    }
    // An error that came or went is told of once.
    let known = |api: &Api, name: &String| api.errors.iter().any(|error| error.name == *name);
    let documented = |it: &Endpoint| -> BTreeSet<String> {
        let in_both = it
            .errors
            .iter()
            .filter(|name| known(scope.old, name) && known(scope.new, name));
        in_both.cloned().collect()
    };
    if documented(old) != documented(new) {
        let text = format!("the documented errors of {subject} changed");
        out.add(&policy::errors_documented, places, text);
    }
    docs(&subject, &old.docs, &new.docs, places, out);
}

/// What the path is filled with.
fn holes(scope: &Scope<'_>, old: &Endpoint, new: &Endpoint, above: Places<'_>, out: &mut Changes) {
    let alike = |old: &Field, new: &Field| old.rust == new.rust && scope.same_type(&old.rust_type, &new.rust_type);
    let fields = matched(&old.path_fields, &new.path_fields, |field| field.wire.as_str(), alike);
    for (was_field, field) in fields.both.iter().chain(&fields.renamed) {
        let places = of(&was_field.docs, &field.docs).or(above);
        let subject = format!("the hole `{}` of `{}`", field.wire, new.name);
        let rust = format!("{}.{}", new.rust, field.rust);
        if was_field.rust != field.rust {
            let text = format!("{subject} has another name");
            let old_rust = format!("{}.{}", old.rust, was_field.rust);
            out.show(&policy::hole_renamed, places, text, was(&rust, &old_rust));
        } else if was_field.wire != field.wire {
            out.add(
                &policy::docs,
                places,
                format!("{subject} was called `{}`", was_field.wire),
            );
        }
        let is_told = scope.alias(&was_field.ty, &field.ty).is_some();
        if !is_told && !scope.same_type(&was_field.rust_type, &field.rust_type) {
            let text = format!("{subject} is {}", was(&field.ty, &was_field.ty));
            let types = was(&field.rust_type, &was_field.rust_type);
            out.show(&policy::hole_type, places, text, format!("`{rust}`: {types}"));
        }
        rules::value(scope, &subject, (was_field, field), Some(Checked::Sent), places, out);
        docs(&subject, &was_field.docs, &field.docs, places, out);
    }
    for field in &fields.gone {
        let text = format!("the hole `{}` of `{}` is gone", field.wire, new.name);
        let rust = format!("`{}.{}`", old.rust, field.rust);
        out.show(&policy::hole_removed, gone(&field.docs).or(above), text, rust);
    }
    for field in &fields.come {
        let text = format!("the hole `{}` of `{}` is new", field.wire, new.name);
        let rust = format!("`{}.{}: {}`", new.rust, field.rust, field.rust_type);
        out.show(&policy::hole_added, come(&field.docs).or(above), text, rust);
    }
}

fn body(scope: &Scope<'_>, old: &Endpoint, new: &Endpoint, above: Places<'_>, out: &mut Changes) {
    let subject = format!("`{}`", new.name);
    let rust = |payload: &Payload| format!("`{}.body: {}`", new.rust, payload.rust_type);
    match (&old.body, &new.body) {
        (Some(before), Some(after)) => {
            let places = of(&before.docs, &after.docs).or(above);
            if !scope.same_type(&before.rust_type, &after.rust_type) {
                let text = format!("{subject} sends {}", was(&after.ty, &before.ty));
                let types = was(&after.rust_type, &before.rust_type);
                out.show(
                    &policy::body_type,
                    places,
                    text,
                    format!("`{}.body`: {types}", new.rust),
                );
            }
            let said = format!("the body of {subject}");
            if before.encoding != after.encoding {
                let text = format!("{said} is {}", was(&after.encoding, &before.encoding));
                out.add(&policy::body_encoding, places, text);
            }
            if before.at != after.at {
                let text = format!("{said} stands at {}", was(whole(&after.at), whole(&before.at)));
                out.add(&policy::body_place, places, text);
            }
            // JSON has one way to write a list.
            if let (Some(before), Some(after)) = (&before.lists, &after.lists)
                && before != after
            {
                let text = format!("the lists of {said} are written {}", was(after, before));
                out.add(&policy::body_lists, places, text);
            }
            spelling(scope, &said, before, after, places, out);
            rules::values(&said, &before.rules, &after.rules, Checked::Sent, places, out);
            docs(&said, &before.docs, &after.docs, places, out);
        }
        (Some(payload), None) => {
            let text = format!("{subject} sends no body any more");
            out.show(
                &policy::body_removed,
                gone(&payload.docs).or(above),
                text,
                rust(payload),
            );
        }
        (None, Some(payload)) => {
            let text = format!("{subject} sends `{}` now", payload.ty);
            out.show(&policy::body_added, come(&payload.docs).or(above), text, rust(payload));
        }
        (None, None) => {}
    }
}

fn returns(scope: &Scope<'_>, old: &Endpoint, new: &Endpoint, above: Places<'_>, out: &mut Changes) {
    let subject = format!("`{}`", new.name);
    let said = |it: &Endpoint| {
        let ty = it.returns.as_ref().map(|it| format!("`{}`", it.ty));
        ty.unwrap_or_else(|| "nothing".to_owned())
    };
    let rust = |it: &Endpoint| it.returns.as_ref().map_or("()".to_owned(), |it| it.rust_type.clone());
    let (before, after) = (scope.old_type(&rust(old)), scope.new_type(&rust(new)));
    let places = match (&old.returns, &new.returns) {
        (Some(before), Some(after)) => of(&before.docs, &after.docs).or(above),
        _ => above,
    };
    if before != after {
        let text = format!("{subject} returns {}, was {}", said(new), said(old));
        let types = was(&rust(new), &rust(old));
        out.show(&policy::returns_type, places, text, format!("`{}`: {types}", new.rust));
    }
    if let (Some(before), Some(after)) = (&old.returns, &new.returns) {
        // Where a page stands, and where everything does, is told there.
        let within = |at: &str, api: &Api| {
            let envelope = api.envelope.as_ref().and_then(|it| it.at.clone()).unwrap_or_default();
            at.strip_prefix(&envelope)
                .unwrap_or(at)
                .trim_start_matches('.')
                .to_owned()
        };
        let pages = old.paging.is_some() && new.paging.is_some();
        if !pages && within(&before.at, scope.old) != within(&after.at, scope.new) {
            let text = format!(
                "what {subject} returns stands at {}",
                was(whole(&after.at), whole(&before.at))
            );
            out.add(&policy::returns_place, places, text);
        }
        let said = format!("what {subject} returns");
        spelling(scope, &said, before, after, places, out);
        docs(&said, &before.docs, &after.docs, places, out);
    }
}

/// Where a payload stands: `.` is all that is sent or comes.
fn whole(at: &str) -> &str {
    if at.is_empty() { "." } else { at }
}

/// How a payload is spelled, where its alias does not tell of that.
fn spelling(scope: &Scope<'_>, said: &str, old: &Payload, new: &Payload, places: Places<'_>, out: &mut Changes) {
    let alias = scope.alias(&old.ty, &new.ty);
    if alias.is_none_or(|(old, new)| old.kind == new.kind) {
        rules::spelling(said, old.spelling.as_deref(), new.spelling.as_deref(), places, out);
    }
}

fn success(old: &Endpoint, new: &Endpoint, places: Places<'_>, out: &mut Changes) {
    let subject = format!("`{}`", new.name);
    let covers = |statuses: &[String], status: &String| {
        let class = status.get(..1).map(|digit| format!("{digit}xx"));
        statuses.iter().any(|it| it == status || Some(it) == class.as_ref())
    };
    for status in old.statuses.iter().filter(|status| !covers(&new.statuses, status)) {
        let now = new.statuses.join(", ");
        out.add(
            &policy::status_lost,
            places,
            format!("`{status}` is no success of {subject} any more, but {now}"),
        );
    }
    for status in new.statuses.iter().filter(|status| !covers(&old.statuses, status)) {
        out.add(
            &policy::status_gained,
            places,
            format!("`{status}` is a success of {subject} now"),
        );
    }
    if old.success_code != new.success_code {
        let word = |code: &Option<String>| code.clone().unwrap_or_else(|| "any".to_owned());
        let codes = was(&word(&new.success_code), &word(&old.success_code));
        out.add(
            &policy::success_code,
            places,
            format!("the code of success of {subject} is {codes}"),
        );
    }
}
