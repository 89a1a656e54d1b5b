//! Models: a field in a row, a direction in a column.

use super::endpoint::rules;
use super::parts::{anchor, at, declared, id, marks, sources, ty, words};
use super::section;
use crate::commands::show::facts::{across, counted, said, served};
use bindery_codegen::descriptor::{Api, Model, Struct};
use maud::{Markup, html};

/// All of them.
pub fn all(api: &Api) -> Markup {
    let content = html! {
        p.legend { (presence(Some(true))) " must be there " (presence(Some(false))) " may be missing " (presence(None)) " is not in that direction" }
        @for it in &api.models { (model(api, it)) }
    };
    section("models", "Models", api.models.len(), &content)
}

fn model(api: &Api, it: &Model) -> Markup {
    let anchor_id = id(&["model", &it.name]);
    let served = served(it);
    html! {
        article.item id=(anchor_id) data-item {
            div.head data-head {
                h3 { (it.name) (anchor(&anchor_id, &it.name)) }
                @if let Some(text) = &it.docs.text { p { (words(text)) } }
                p.meta {
                    span.quiet { "in Rust: " @for (index, item) in it.structs.iter().enumerate() { @if index > 0 { ", " } code { (item.rust) } } }
                    @if it.open { " " span.quiet { "open: unknown members are kept" } }
                    (marks(&it.docs)) (sources(&it.docs, &[])) " " (declared(&it.docs))
                }
            }
            div.scroll tabindex="0" role="region" aria-label={ "Fields of " (it.name) } { table.matrix {
                thead { tr {
                    th scope="col" { "Field" } th scope="col" { "Type" }
                    @for (_, name) in &served { th.direction scope="col" { (name) } }
                    th scope="col" { "Meaning" }
                } }
                tbody {
                    @for row in across(it) {
                        @let field = row.field;
                        @let row_id = id(&["model", &it.name, &field.wire]);
                        tr id=(row_id) data-row {
                            th scope="row" { code { (field.wire) } (anchor(&row_id, &field.wire)) }
                            td { (ty(api, &field.ty)) }
                            @for is in &row.presence { td.direction { (presence(*is)) } }
                            td { (words(&said(field))) (marks(&field.docs)) (sources(&field.docs, &it.docs.sources)) (at(field.docs.origin.as_ref())) }
                        }
                    }
                }
            } }
            (rules(&it.rules))
        }
    }
}

fn presence(must: Option<bool>) -> Markup {
    html! {
        @match must {
            Some(true) => { span.dot.full title="must be there" { span.unseen { "must be there" } } }
            Some(false) => { span.dot title="may be missing" { span.unseen { "may be missing" } } }
            None => { span.none title="is not in that direction" { "–" } }
        }
    }
}

/// The fields of one struct, folded away: the model has them, too.
pub fn fields(api: &Api, of: &Model, item: &Struct) -> Markup {
    html! {
        details.fields {
            summary { (counted(item.fields.len(), "field")) " of " code { (item.rust) } }
            div.scroll tabindex="0" role="region" aria-label={ "Fields of " (item.rust) } { table {
                thead { tr { th scope="col" { "Field" } th scope="col" { "Type" } th.direction scope="col" { "Must" } th scope="col" { "Meaning" } } }
                tbody {
                    @for field in &item.fields {
                        tr data-row {
                            th scope="row" { a.plain href={ "#" (id(&["model", &of.name, &field.wire])) } { code { (field.wire) } } }
                            td { (ty(api, &field.ty)) }
                            td.direction { (presence(Some(field.required))) }
                            td { (words(&said(field))) (marks(&field.docs)) (at(field.docs.origin.as_ref())) }
                        }
                    }
                }
            } }
            (rules(&item.rules))
        }
    }
}
