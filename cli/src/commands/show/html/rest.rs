//! What endpoints and models refer to: types, lookups, errors, the envelope, the pages that were read.

use super::parts::{anchor, at, declared, id, link, marks, sources, words};
use super::section;
use crate::commands::show::facts::{self, grouped_codes};
use bindery_codegen::descriptor::{Api, Envelope, Error, Family, Type, TypeKind};
use maud::{Markup, html};

/// Enums and named scalars.
pub fn types(api: &Api) -> Markup {
    let content = html! { @for it in &api.types { (declared_type(it)) } };
    section("types", "Types", api.types.len(), &content)
}

fn declared_type(it: &Type) -> Markup {
    let anchor_id = id(&["type", &it.name]);
    html! {
        article.item.small id=(anchor_id) data-item {
            div.head data-head {
                h3 { (it.name) (anchor(&anchor_id, &it.name)) }
                p { (facts::kind(it)) "." @if let Some(text) = &it.docs.text { " " (words(text)) } }
                p.meta { (marks(&it.docs)) (sources(&it.docs, &[])) " " (declared(&it.docs)) }
            }
            @if let TypeKind::Enum { values, .. } = &it.kind {
                ul.values {
                    @for value in values {
                        li data-row { code { (value.wire) } " " span.quiet { (value.rust) } @if let Some(text) = &value.docs.text { " " (words(text)) } (marks(&value.docs)) (at(value.docs.origin.as_ref())) }
                    }
                }
            }
        }
    }
}

/// How operators are spelled.
pub fn families(api: &Api) -> Markup {
    let content = html! { @for it in &api.families { (family(it)) } };
    section("families", "Lookups", api.families.len(), &content)
}

fn family(it: &Family) -> Markup {
    let anchor_id = id(&["family", &it.name]);
    html! {
        article.item.small id=(anchor_id) data-item {
            div.head data-head {
                h3 { (it.name) (anchor(&anchor_id, &it.name)) }
                @if let Some(text) = &it.docs.text { p { (words(text)) } }
                p.meta { span.quiet { "in Rust: " code { (it.rust) } } " " (declared(&it.docs)) }
            }
            ul.values {
                @for lookup in &it.lookups {
                    li data-row {
                        code { (lookup.wire) } " " span.quiet { (lookup.name) @if let Some(of) = &lookup.of { ", takes " (of) } }
                        @if let Some(text) = &lookup.docs.text { " " (words(text)) }
                        (marks(&lookup.docs)) " " (declared(&lookup.docs))
                    }
                }
            }
        }
    }
}

/// The catalogue.
pub fn errors(api: &Api) -> Markup {
    let content = html! {
        div.scroll tabindex="0" role="region" aria-label="Errors" { table {
            thead { tr { th scope="col" { "Error" } th scope="col" { "Status" } th scope="col" { "Codes" } th scope="col" { "Kind" } th scope="col" { "Meaning" } } }
            tbody { @for it in &api.errors { (error(it)) } }
        } }
    };
    section("errors", "Errors", api.errors.len(), &content)
}

fn error(it: &Error) -> Markup {
    let anchor_id = id(&["error", &it.name]);
    html! {
        tr id=(anchor_id) data-row {
            th scope="row" { code { (it.name) } (anchor(&anchor_id, &it.name)) }
            td { (it.statuses.join(", ")) }
            td {
                @for (of, codes) in grouped_codes(it) {
                    div {
                        @for code in codes { code { (code) } " " }
                        @if let Some(endpoint) = of { a.lookup href={ "#" (id(&["endpoint", endpoint])) } { (endpoint) } }
                    }
                }
            }
            td { (it.kind) @if it.retryable { " " span.must { "retryable" } } }
            td {
                @if let Some(text) = &it.docs.text { (words(text)) }
                @for (name, says) in &it.headers { " " code { (name) } ": " (words(says)) }
                (marks(&it.docs)) (sources(&it.docs, &[])) (at(it.docs.origin.as_ref()))
            }
        }
    }
}

/// Where things stand in every answer.
pub fn envelope(api: &Api) -> Markup {
    let Some(Envelope {
        at: asked,
        success,
        success_code,
        code,
        message,
        fields,
    }) = &api.envelope
    else {
        return html! {};
    };
    let at_key =
        |key: &str| html! { @if let Some(setting) = facts::setting(api, key) { (at(setting.origin.as_ref())) } };
    let whole = |at: &str| html! { @if at == "." { "the whole body" } @else { code { (at) } } };
    html! {
        section.part #envelope aria-labelledby="envelope-title" data-part {
            h2 #envelope-title { "Every answer" (anchor("envelope", "every answer")) }
            dl.facts data-row {
                @if let Some(at) = asked { dt { "What is asked for" } dd { (whole(at)) (at_key("envelope.at")) } }
                @if !success.is_empty() { dt { "It succeeded" } @for (at, value) in success { dd { code { (at) } " is " code { (value) } (at_key(&format!("envelope.success.{at}"))) } } }
                @for (title, at, key) in [
                    ("Code of success", success_code, "envelope.success_code"),
                    ("Code of an error", code, "envelope.error.code"),
                    ("Message of an error", message, "envelope.error.message"),
                    ("Errors by field", fields, "envelope.error.fields"),
                ] {
                    @if let Some(at) = at { dt { (title) } dd { (whole(at)) (at_key(key)) } }
                }
            }
        }
    }
}

/// What holds wherever nothing nearer says another, and whence.
pub fn settings(api: &Api) -> Markup {
    let inherited = api
        .settings
        .iter()
        .filter_map(|it| it.origin.as_ref())
        .filter(|origin| origin.inherited);
    let inherited = inherited.count();
    let content = html! {
        p.legend {
            "They hold wherever nothing nearer says another."
            @if let Some(dialect) = &api.dialect { " Inherited from the dialect " code { (dialect) } ": " (inherited) "." }
        }
        div.scroll tabindex="0" role="region" aria-label="Settings" { table.settings {
            thead { tr { th scope="col" { "Setting" } th scope="col" { "Value" } th scope="col" { "Declared" } } }
            tbody {
                @for it in &api.settings {
                    @let inherited = it.origin.as_ref().is_some_and(|origin| origin.inherited);
                    tr data-row {
                        th scope="row" { (it.key) }
                        td { code { (it.value) } }
                        td { span.declared.inherited[inherited] { (facts::declared(it.origin.as_ref())) } }
                    }
                }
            }
        } }
    };
    section("settings", "Settings", api.settings.len(), &content)
}

/// The pages that were transcribed.
pub fn sources_list(api: &Api) -> Markup {
    html! {
        ul.values {
            @for it in &api.sources {
                li id=(id(&["source", &it.name])) data-row {
                    b { (it.name) } " " (link(&it.url)) " " span.quiet { "read " time datetime=(it.read) { (it.read) } }
                    @if let Some(doc) = &it.doc { " " (words(doc)) }
                    (at(it.origin.as_ref()))
                }
            }
        }
    }
}

/// The pages that were transcribed, as a section.
pub fn sources_section(api: &Api) -> Markup {
    section("sources", "Sources", api.sources.len(), &sources_list(api))
}
