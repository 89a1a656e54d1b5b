//! Servers, and ways to show who calls.

use super::super::change::Changes;
use super::super::matched::matched;
use super::super::policy;
use super::scope::Scope;
use super::{come, differs, docs, gone, of, ordered, was};
use bindery_codegen::descriptor::{Auth, Server};

/// The enum `Server`.
pub fn servers(scope: &Scope<'_>, out: &mut Changes) {
    let (old, new) = (&scope.old.servers, &scope.new.servers);
    let alike = |old: &Server, new: &Server| old.url == new.url;
    let servers = matched(old, new, |server| server.name.as_str(), alike);
    for (old, new) in servers.both.iter().chain(&servers.renamed) {
        let subject = format!("the server `{}`", new.name);
        let places = of(&old.docs, &new.docs);
        if old.rust != new.rust || old.name != new.name {
            let text = format!("the server `{}` is called `{}`", old.name, new.name);
            let rust = was(&format!("Server::{}", new.rust), &format!("Server::{}", old.rust));
            let row = if old.rust == new.rust {
                &policy::docs
            } else {
                &policy::server_renamed
            };
            out.show(row, places, text, rust);
        }
        differs(&policy::server_url, places, &subject, &old.url, &new.url, out);
        let names = |server: &Server| -> Vec<String> {
            let mut names: Vec<String> = server.variables.iter().map(|(_, rust)| rust.clone()).collect();
            names.sort();
            names
        };
        if names(old) != names(new) {
            let text = format!(
                "the holes of {subject} are {}, were {}",
                list(&names(new)),
                list(&names(old))
            );
            out.show(
                &policy::server_variables,
                places,
                text,
                format!("`Server::{}`", new.rust),
            );
        }
        let said = |server: &Server| -> Vec<(Option<String>, Vec<String>)> {
            let docs = server.variable_docs.iter();
            docs.map(|docs| (docs.text.clone(), docs.facts.clone())).collect()
        };
        if names(old) == names(new) && said(old) != said(new) {
            out.add(
                &policy::docs,
                places,
                format!("the docs of the holes of {subject} changed"),
            );
        }
        docs(&subject, &old.docs, &new.docs, places, out);
    }
    for old in servers.gone {
        let text = format!("the server `{}` is gone", old.name);
        out.show(
            &policy::server_removed,
            gone(&old.docs),
            text,
            format!("`Server::{}`", old.rust),
        );
    }
    for new in servers.come {
        let text = format!("the server `{}` is new", new.name);
        out.show(
            &policy::server_added,
            come(&new.docs),
            text,
            format!("`Server::{}`", new.rust),
        );
    }
    let (Some(before), Some(after)) = (old.first(), new.first()) else {
        return;
    };
    let places = of(&before.docs, &after.docs);
    match (before.variables.is_empty(), after.variables.is_empty()) {
        (true, true) if before.name != after.name && before.url != after.url => {
            let text = format!("the first server is `{}`, was `{}`", after.name, before.name);
            let rust = format!(
                "`Server::default()` is `Server::{}`, was `Server::{}`",
                after.rust, before.rust
            );
            out.show(&policy::server_default, places, text, rust);
        }
        (true, false) => {
            let text = format!("the first server, `{}`, has holes now", after.name);
            out.show(&policy::server_default_lost, places, text, "`Server::default()`");
        }
        (false, true) => {
            let text = format!("the first server, `{}`, has no holes any more", after.name);
            out.show(&policy::server_default_gained, places, text, "`Server::default()`");
        }
        _ => ordered(servers.moved, "the servers", scope, out),
    }
}

fn list(names: &[String]) -> String {
    match names {
        [] => "none".to_owned(),
        names => names
            .iter()
            .map(|name| format!("`{name}`"))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

/// The functions of `Auth`.
pub fn auth(scope: &Scope<'_>, out: &mut Changes) {
    let (old, new) = (&scope.old.auth, &scope.new.auth);
    let alike = |old: &Auth, new: &Auth| old.place == new.place && old.secrets == new.secrets;
    let schemes = matched(old, new, |auth| auth.name.as_str(), alike);
    let call = |auth: &Auth| format!("Auth::{}({})", auth.rust, auth.secrets.join(", "));
    for (old, new) in schemes.both.iter().chain(&schemes.renamed) {
        let subject = format!("the scheme `{}`", new.name);
        let places = of(&old.docs, &new.docs);
        if old.rust != new.rust {
            let text = format!("the scheme `{}` is called `{}`", old.name, new.name);
            out.show(&policy::auth_renamed, places, text, was(&call(new), &call(old)));
        } else if old.name != new.name {
            out.add(
                &policy::docs,
                places,
                format!("the scheme `{}` is called `{}`", old.name, new.name),
            );
        }
        if old.secrets != new.secrets {
            let text = format!("{subject} takes {}, took {}", list(&new.secrets), list(&old.secrets));
            out.show(&policy::auth_arguments, places, text, was(&call(new), &call(old)));
        }
        differs(&policy::auth_place, places, &subject, &old.place, &new.place, out);
        let login = |auth: &Auth| match (&auth.login, &auth.exchange) {
            (Some(login), Some(exchange)) => format!("{login} ({exchange})"),
            _ => "none".to_owned(),
        };
        let said = format!("the login of {subject}");
        differs(&policy::auth_login, places, &said, &login(old), &login(new), out);
        docs(&subject, &old.docs, &new.docs, places, out);
    }
    for old in schemes.gone {
        let text = format!("the scheme `{}` is gone", old.name);
        out.show(&policy::auth_removed, gone(&old.docs), text, format!("`{}`", call(old)));
    }
    for new in schemes.come {
        let text = format!("the scheme `{}` is new", new.name);
        out.show(&policy::auth_added, come(&new.docs), text, format!("`{}`", call(new)));
    }
    match (old.as_slice(), new.as_slice()) {
        ([], [first, ..]) if !new.iter().any(|auth| auth.rust == "none") => {
            let text = format!("`{}` is the first scheme of this vendor", first.name);
            out.show(&policy::auth_none_gone, come(&first.docs), text, "`Auth::none()`");
        }
        _ => ordered(schemes.moved, "the schemes", scope, out),
    }
}
