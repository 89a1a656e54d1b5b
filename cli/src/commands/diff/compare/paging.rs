//! How pages are asked for and read, and where things stand in every answer.

use super::super::change::{Changes, Places};
use super::super::matched::{matched, never};
use super::super::policy;
use super::scope::Scope;
use super::was;
use bindery_codegen::descriptor::{Endpoint, Envelope, Origin, Role};

/// The roles that say which call is the next.
const NEXT: [&str; 3] = ["next_url", "next_page", "next_cursor"];

/// The paging of one endpoint.
pub fn paging(old: &Endpoint, new: &Endpoint, above: Places<'_>, out: &mut Changes) {
    // Pages that come or go are another return.
    let (Some(before), Some(after)) = (&old.paging, &new.paging) else {
        let (before, after) = (old.paging.is_some(), new.paging.is_some());
        if before != after
            && old.returns.as_ref().map(|it| &it.rust_type) == new.returns.as_ref().map(|it| &it.rust_type)
        {
            out.add(
                &policy::paging_next,
                above,
                format!("`{}` has another paging", new.name),
            );
        }
        return;
    };
    roles(&after.send, &before.send, true, above, out);
    roles(&after.read, &before.read, false, above, out);
}

fn roles(new: &[Role], old: &[Role], sent: bool, above: Places<'_>, out: &mut Changes) {
    let roles = matched(old, new, |role| role.name.as_str(), never);
    let place = if sent {
        &policy::paging_send
    } else {
        &policy::paging_read
    };
    for (old, new) in roles.both {
        if old.place != new.place {
            let places = Places::both(old.origin.as_ref(), new.origin.as_ref()).or(above);
            let text = format!("`{}` of pages is {}", new.name, was(&new.place, &old.place));
            out.add(place, places, text);
        }
    }
    for old in roles.gone {
        let is_next = NEXT.contains(&old.name.as_str());
        let row = if is_next { &policy::paging_next } else { place };
        let places = Places::gone(old.origin.as_ref()).or(above);
        out.add(
            row,
            places,
            format!("`{}` of pages is gone, was at `{}`", old.name, old.place),
        );
    }
    for new in roles.come {
        let is_next = NEXT.contains(&new.name.as_str());
        let row = match (is_next, sent) {
            (true, _) => &policy::paging_next,
            (false, true) => &policy::paging_send,
            (false, false) => &policy::paging_more,
        };
        let places = Places::come(new.origin.as_ref()).or(above);
        out.add(
            row,
            places,
            format!("`{}` of pages is new, at `{}`", new.name, new.place),
        );
    }
    if roles.moved {
        out.add(&policy::order, above, "the parts of pages stand in another order");
    }
}

/// The envelope of the vendor.
pub fn envelope(scope: &Scope<'_>, out: &mut Changes) {
    let none = Envelope {
        at: None,
        success: Vec::new(),
        success_code: None,
        code: None,
        message: None,
        fields: None,
    };
    let old = scope.old.envelope.as_ref().unwrap_or(&none);
    let new = scope.new.envelope.as_ref().unwrap_or(&none);
    let pairs = |envelope: &Envelope| {
        let mut pairs: Vec<String> = envelope
            .success
            .iter()
            .map(|(at, value)| format!("{at}: {value}"))
            .collect();
        pairs.sort();
        (!pairs.is_empty()).then(|| pairs.join(", "))
    };
    let parts = [
        ("at", old.at.clone(), new.at.clone(), true),
        ("success", pairs(old), pairs(new), true),
        ("success_code", old.success_code.clone(), new.success_code.clone(), true),
        ("error.code", old.code.clone(), new.code.clone(), false),
        ("error.message", old.message.clone(), new.message.clone(), false),
        ("error.fields", old.fields.clone(), new.fields.clone(), false),
    ];
    for (name, before, after, decides) in parts {
        if before == after {
            continue;
        }
        let key = format!("envelope.{name}");
        let find = |settings: &'_ [bindery_codegen::descriptor::Setting]| -> Option<Origin> {
            settings.iter().find(|it| it.key.starts_with(&key))?.origin.clone()
        };
        let (was_at, is_at) = (find(&scope.old.settings), find(&scope.new.settings));
        let places = Places::both(was_at.as_ref(), is_at.as_ref()).or(scope.whole());
        let row = match (&before, decides) {
            (None, false) => &policy::envelope_more,
            _ => &policy::envelope,
        };
        let word = |place: Option<String>| place.map_or("nowhere".to_owned(), |place| format!("`{place}`"));
        out.add(row, places, format!("`{key}` is {}, was {}", word(after), word(before)));
    }
    if old.success != new.success && pairs(old) == pairs(new) {
        out.add(
            &policy::order,
            scope.whole(),
            "the signs of success stand in another order",
        );
    }
}
