//! Endpoints.

use super::frame::badge;
use super::parts::{anchor, at, declared, id, marks, sources, ty, words};
use super::{model, section};
use crate::commands::show::example;
use crate::commands::show::facts::{self, codes, counted, on_wire, said};
use bindery_codegen::descriptor::{Api, Endpoint, Field, Filter, Paging, Parameter, Payload};
use maud::{Markup, html};

/// All of them.
pub fn all(api: &Api) -> Markup {
    let content = html! { @for it in &api.endpoints { (endpoint(api, it)) } };
    section("endpoints", "Endpoints", api.endpoints.len(), &content)
}

fn endpoint(api: &Api, it: &Endpoint) -> Markup {
    let anchor_id = id(&["endpoint", &it.name]);
    let around = &it.docs.sources;
    html! {
        article.item id=(anchor_id) data-item {
            div.head data-head {
                h3 { (it.name) (anchor(&anchor_id, &it.name)) }
                p.call { (badge(&it.method)) " " code { (it.path) } }
                @if let Some(text) = &it.docs.text { p { (words(text)) } }
                p.meta { (marks(&it.docs)) (sources(&it.docs, &[])) " " (declared(&it.docs)) }
            }
            figure.example {
                figcaption { "Request" }
                pre { code { b { (it.method) } " " (example::url(api, it)) } }
                figcaption { "Rust" }
                pre { code { (example::rust(api, it)) } }
            }
            (fields("In the path", "path", it, &it.path_fields, api))
            (fields("Headers", "header", it, &it.headers, api))
            @if let Some(filter) = &it.filter { (parameters(api, it, filter)) }
            @if let Some(body) = &it.body { (payload(api, "Body", body, around)) }
            (constants(api, it))
            (answer(api, it))
            @if let Some(paging) = &it.paging { (pages(paging)) }
            (errors(api, it))
        }
    }
}

fn fields(title: &str, place: &str, of: &Endpoint, fields: &[Field], api: &Api) -> Markup {
    html! {
        @if !fields.is_empty() {
            div.block data-block {
            h4 { (title) }
            div.scroll tabindex="0" role="region" aria-label={ (title) " of " (of.name) } { table {
                thead { tr { th scope="col" { "Name" } th scope="col" { "Type" } th scope="col" { "Meaning" } } }
                tbody {
                    @for field in fields {
                        @let row = id(&["endpoint", &of.name, place, &field.rust]);
                        tr id=(row) data-row {
                            th scope="row" { code { (field.wire) } @if field.required { " " span.must { "required" } } (anchor(&row, &field.wire)) }
                            td { (ty(api, &field.ty)) }
                            td { (words(&said(field))) (marks(&field.docs)) (sources(&field.docs, &of.docs.sources)) (at(field.docs.origin.as_ref())) }
                        }
                    }
                }
            } }
            }
        }
    }
}

/// What the caller need not say.
fn constants(api: &Api, of: &Endpoint) -> Markup {
    let constants = facts::constants(api, of);
    html! {
        @if !constants.is_empty() {
            div.block data-block {
            h4 { "Always sent" }
            div.scroll tabindex="0" role="region" aria-label={ "Always sent by " (of.name) } { table {
                thead { tr { th scope="col" { "Name" } th scope="col" { "Where" } th scope="col" { "Value" } } }
                tbody {
                    @for constant in constants {
                        tr data-row {
                            th scope="row" { code { (constant.name) } }
                            td { (constant.place) }
                            td { code { (constant.value) } }
                        }
                    }
                }
            } }
            }
        }
    }
}

fn parameters(api: &Api, of: &Endpoint, filter: &Filter) -> Markup {
    let names: usize = filter.parameters.iter().map(|it| it.wire.len()).sum();
    html! { div.block data-block {
        h4 { "Parameters " span.count { (counted(names, "name")) } }
        div.scroll tabindex="0" role="region" aria-label={ "Parameters of " (of.name) } { table.parameters {
            thead { tr { th scope="col" { "On the wire" } th scope="col" { "Type" } th scope="col" { "Meaning" } } }
            tbody { @for it in &filter.parameters { (parameter(api, of, it)) } }
        } }
        (rules(&filter.rules))
    } }
}

fn parameter(api: &Api, of: &Endpoint, it: &Parameter) -> Markup {
    let field = &it.field;
    let row = id(&["endpoint", &of.name, "query", &field.rust]);
    let ways = on_wire(api, it);
    // A lookup may take another type than the field has.
    let differ = ways.windows(2).any(|pair| matches!(pair, [a, b] if a.ty != b.ty));
    html! {
        tr id=(row) data-row {
            th scope="row" {
                (anchor(&row, &field.wire))
                ul.wire {
                    @for way in &ways {
                        li {
                            code { (way.name) }
                            @if let (Some(lookup), Some(family)) = (way.lookup, way.family) {
                                " " a.lookup href={ "#" (id(&["family", &family.name])) } { (lookup.name) }
                            }
                        }
                    }
                }
                @if field.required { span.must { "required" } }
            }
            td {
                @if differ {
                    ul.wire { @for (index, way) in ways.iter().enumerate() {
                        @let same = ways.iter().take(index).any(|before| before.ty == way.ty);
                        li.same[same] { (ty(api, &way.ty)) }
                    } }
                } @else if let Some(way) = ways.first() { (ty(api, &way.ty)) }
            }
            td { (words(&said(field))) (marks(&field.docs)) (sources(&field.docs, &of.docs.sources)) (at(field.docs.origin.as_ref())) }
        }
    }
}

pub(super) fn rules(rules: &[String]) -> Markup {
    html! {
        @if !rules.is_empty() {
            ul.rules { @for rule in rules { li data-row { (words(rule)) } } }
        }
    }
}

fn payload(api: &Api, title: &str, it: &Payload, around: &[String]) -> Markup {
    html! { div.block data-block {
        h4 { (title) " " (ty(api, &it.ty)) " " span.count { (words(&facts::carried(it))) } (at(it.docs.origin.as_ref())) }
        @if it.docs.text.is_some() || it.docs.inferred.is_some() {
            p data-row { @if let Some(text) = &it.docs.text { (words(text)) } (marks(&it.docs)) (sources(&it.docs, around)) }
        }
        @if let Some((of, item)) = facts::structure(api, &it.rust_type) { (model::fields(api, of, item)) }
    } }
}

fn answer(api: &Api, it: &Endpoint) -> Markup {
    let success = facts::success(it);
    html! {
        @match &it.returns {
            Some(returns) => (payload(api, &format!("Returns {success}"), returns, &it.docs.sources)),
            None => div.block data-block { h4 { "Returns " (success) } p data-row { "Nothing is read from the answer." } }
        }
    }
}

fn pages(paging: &Paging) -> Markup {
    html! { div.block data-block {
        h4 { "Pages" }
        p data-row { @for sentence in facts::paging(paging) { (words(&sentence)) " " } }
        // The sentences have no room for it.
        ul.roles {
            @for (how, role) in paging.send.iter().map(|role| ("send", role)).chain(paging.read.iter().map(|role| ("read", role))) {
                li { span.quiet { (how) " " (role.name) } " " code { (role.place) } (at(role.origin.as_ref())) }
            }
        }
    } }
}

fn errors(api: &Api, of: &Endpoint) -> Markup {
    html! {
        @if !of.errors.is_empty() {
            div.block data-block {
            h4 { "Errors" }
            div.scroll tabindex="0" role="region" aria-label={ "Errors of " (of.name) } { table {
                thead { tr { th scope="col" { "Error" } th scope="col" { "Status" } th scope="col" { "Codes" } th scope="col" { "Kind" } th scope="col" { "Meaning" } } }
                tbody {
                    @for error in facts::errors(api, of) {
                        tr data-row {
                            th scope="row" { a href={ "#" (id(&["error", &error.name])) } { code { (error.name) } } }
                            td { (error.statuses.join(", ")) }
                            td { @for code in codes(error, of) { code { (code) } " " } }
                            td { (error.kind) @if error.retryable { " " span.must { "retryable" } } }
                            td { @if let Some(text) = &error.docs.text { (words(text)) } (marks(&error.docs)) (at(error.docs.origin.as_ref())) }
                        }
                    }
                }
            } }
            }
        }
    }
}
