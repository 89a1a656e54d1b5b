//! The sidebar, and what stands first.

use super::parts::{at, id, link, marks, sources, words};
use crate::commands::show::facts::{self, counted};
use bindery_codegen::descriptor::Api;
use maud::{Markup, html};

/// Title, search, and the way to everything.
pub fn sidebar(api: &Api) -> Markup {
    html! {
        header.side {
            div.brand {
                a.title href="#overview" { (api.title) }
                button #theme type="button" hidden aria-label="Colours: as the system" title="Colours" { "◐" }
            }
            search #search hidden {
                label.unseen for="q" { "Search endpoints, parameters, fields and errors" }
                input #q type="search" placeholder="Search" autocomplete="off" spellcheck="false" aria-describedby="found";
                kbd aria-hidden="true" { "/" }
            }
            p #found role="status" aria-live="polite" {}
            label.origins { input #origins type="checkbox" autocomplete="off"; " Where each part is declared" }
            details.contents open {
                summary { "Contents" }
                nav aria-label="Contents" {
                    (group("Endpoints", "endpoints", api.endpoints.iter().map(|it| (id(&["endpoint", &it.name]), &it.name, Some(&it.method)))))
                    (group("Models", "models", api.models.iter().map(|it| (id(&["model", &it.name]), &it.name, None))))
                    (group("Types", "types", api.types.iter().map(|it| (id(&["type", &it.name]), &it.name, None))))
                    (group("Lookups", "families", api.families.iter().map(|it| (id(&["family", &it.name]), &it.name, None))))
                    (group("Errors", "errors", api.errors.iter().map(|it| (id(&["error", &it.name]), &it.name, None))))
                    ul.last {
                        @if api.envelope.is_some() { li { a href="#envelope" { "Every answer" } } }
                        li { a href="#settings" { "Settings" } }
                        @if !api.sources.is_empty() { li { a href="#sources" { "Sources" } } }
                    }
                }
            }
        }
    }
}

fn group<'a>(title: &str, part: &str, items: impl Iterator<Item = (String, &'a String, Option<&'a String>)>) -> Markup {
    let items: Vec<_> = items.collect();
    html! {
        @if !items.is_empty() {
            h2 { a href={ "#" (part) } { (title) } }
            ul {
                @for (id, name, method) in items {
                    li data-of=(id) {
                        a href={ "#" (id) } {
                            @if let Some(method) = method { (badge(method)) " " }
                            span { (name) }
                        }
                    }
                }
            }
        }
    }
}

/// The method of a call.
pub fn badge(method: &str) -> Markup {
    html! { span class={ "method " (method.to_ascii_lowercase()) } { (method) } }
}

/// What the vendor is, where it is, and how one shows who calls.
pub fn overview(api: &Api) -> Markup {
    let names: usize = api
        .endpoints
        .iter()
        .filter_map(|endpoint| endpoint.filter.as_ref())
        .flat_map(|filter| &filter.parameters)
        .map(|parameter| parameter.wire.len())
        .sum();
    let mut counts = vec![
        counted(api.endpoints.len(), "endpoint"),
        counted(names, "parameter"),
        counted(api.models.len(), "model"),
        counted(api.errors.len(), "error"),
    ];
    counts.extend(api.dialect.iter().map(|name| format!("dialect {name}")));
    html! {
        section #overview.part data-part {
            h1 { (api.title) }
            p.counts { (counts.join(" · ")) }
            @if let Some(doc) = &api.doc { p.lead { (words(doc)) } }
            dl.facts {
                @if !api.servers.is_empty() {
                    dt { "Servers" }
                    @for (index, server) in api.servers.iter().enumerate() {
                        dd id=(id(&["server", &server.name])) data-row {
                            code { (server.url) } " " span.quiet { (server.name) }
                            @if index == 0 && api.servers.len() > 1 { " " span.quiet { "(default)" } }
                            @if let Some(text) = &server.docs.text { " " (words(text)) }
                            (marks(&server.docs)) (at(server.docs.origin.as_ref()))
                        }
                    }
                }
                @if !api.auth.is_empty() {
                    dt { "Auth" }
                    @for auth in &api.auth {
                        dd id=(id(&["auth", &auth.name])) data-row {
                            code { (facts::auth(auth)) } " " span.quiet { (auth.name) }
                            @if let Some(text) = &auth.docs.text { " " (words(text)) }
                            (marks(&auth.docs)) (sources(&auth.docs, &[])) (at(auth.docs.origin.as_ref()))
                        }
                    }
                }
                dt { "In Rust" }
                dd { code { (api.module) "::…" } " " span.quiet { "feature " code { (api.vendor) } } }
            }
            @if let Some(first) = api.sources.first() {
                p.quiet { "Transcribed from " (link(&first.url)) ", read " (first.read)
                    @if api.sources.len() > 1 { ", and " a href="#sources" { (counted(api.sources.len() - 1, "other page")) } } "." }
            }
        }
    }
}
