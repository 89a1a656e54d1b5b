//! What a spec means as one page of HTML, to read and to search.
//!
//! Input: the descriptor. Output: a page that stands alone. **Invariant:** nothing is loaded from anywhere; every text is escaped
//! by the template, and only `http` and `https` URLs become links; every `id` is unique, and every `#link` has its target.

mod endpoint;
mod frame;
mod model;
mod parts;
mod rest;

use bindery_codegen::descriptor::Api;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("html/page.css");
/// Its hash stands in [`POLICY`].
const SCRIPT: &str = include_str!("html/page.js");
/// Nothing is loaded, and no script runs but the page's own.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-6MYvkL4+oPWDD4738QUK2I0NdmwHSi+e8aLccVEmvEI='; base-uri 'none'; form-action 'none'";

/// The page of a vendor.
pub fn page(api: &Api) -> String {
    let text = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="referrer" content="no-referrer";
                meta name="generator" content="bindery show";
                title { (api.title) " – API reference" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#content" { "Skip to the content" }
                (frame::sidebar(api))
                main #content tabindex="-1" {
                    (frame::overview(api))
                    (endpoint::all(api))
                    (model::all(api))
                    (rest::types(api))
                    (rest::families(api))
                    (rest::errors(api))
                    (rest::envelope(api))
                    (rest::settings(api))
                    (rest::sources_section(api))
                    p #nothing hidden { "Nothing is like that. " button type="button" data-clear { "Clear the search" } }
                    footer { "Written by " code { "bindery show " (api.vendor) " --format html" } " from " code { (api.origin.file) } "." }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    text.into_string() + "\n"
}

/// A section of the page; nothing where nothing stands in it.
fn section(id: &str, title: &str, count: usize, content: &Markup) -> Markup {
    html! {
        @if count > 0 {
            section.part id=(id) aria-labelledby={ (id) "-title" } data-part {
                h2 id={ (id) "-title" } { (title) " " span.count { (count) } (parts::anchor(id, title)) }
                (content)
            }
        }
    }
}
