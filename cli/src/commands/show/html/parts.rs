//! What stands everywhere on the page: names, types, words, marks and links.

use crate::commands::show::facts::{self, is_word};
use bindery_codegen::descriptor::{Api, Docs, Origin};
use maud::{Markup, html};
use std::fmt::Write as _;

/// An `id` from the words that lead to it. Different words make different ones, and no word makes a blank.
pub fn id(words: &[&str]) -> String {
    let mut id = String::new();
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            id.push('.');
        }
        for c in word.chars() {
            if c.is_ascii_alphanumeric() || matches!(c, '_' | '-') {
                id.push(c);
            } else {
                // Writing to a string cannot fail.
                let _ = write!(id, "~{:x}~", u32::from(c));
            }
        }
    }
    id
}

/// The link of something to itself, seen when it is pointed at.
pub fn anchor(id: &str, what: &str) -> Markup {
    html! { a.anchor href={ "#" (id) } aria-label={ "Link to " (what) } { "#" } }
}

/// A type in the words of the language, its names linked.
pub fn ty(api: &Api, ty: &str) -> Markup {
    let mut pieces: Vec<&str> = Vec::new();
    let mut rest = ty;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| is_word(c) != is_word(first)).unwrap_or(rest.len());
        let (piece, behind) = rest.split_at(end);
        pieces.push(piece);
        rest = behind;
    }
    html! {
        code.ty {
            @for piece in pieces {
                @if api.models.iter().any(|model| model.name == piece) {
                    a href={ "#" (id(&["model", piece])) } { (piece) }
                } @else if api.types.iter().any(|ty| ty.name == piece) {
                    a href={ "#" (id(&["type", piece])) } { (piece) }
                } @else { (piece) }
            }
        }
    }
}

/// A text of the author: what stands between backticks is code.
pub fn words(text: &str) -> Markup {
    let text = text.replace("[`", "`").replace("`]", "`");
    html! {
        @for (index, piece) in text.split('`').enumerate() {
            @if index % 2 == 1 { code { (piece) } } @else { (piece) }
        }
    }
}

/// Whether somebody wrote it down, and whether it should be used.
pub fn marks(docs: &Docs) -> Markup {
    html! {
        @if let Some(why) = &docs.deprecated { " " (mark("deprecated", why)) }
        @if let Some(why) = &docs.inferred { " " (mark("inferred", why)) }
    }
}

fn mark(word: &str, why: &str) -> Markup {
    html! {
        span class={ "mark " (word) } {
            b { (word) }
            @if !why.is_empty() { ": " (words(why)) }
        }
    }
}

/// The pages it was read from, unless they are those of what is around it.
pub fn sources(docs: &Docs, around: &[String]) -> Markup {
    html! {
        @if docs.sources != around {
            @for name in &docs.sources {
                " " a.source href={ "#" (id(&["source", name])) } title={ "Read from the source " (name) } { (name) }
            }
        }
    }
}

/// Where a part is declared, seen where the page is asked to show it. Not in an attribute, so that it can be copied.
pub fn at(origin: Option<&Origin>) -> Markup {
    let inherited = origin.is_some_and(|origin| origin.inherited);
    html! { " " span.at.inherited[inherited] title="Where it is declared" { (facts::declared(origin)) } }
}

/// Where it is declared, seen at all times.
pub fn declared(docs: &Docs) -> Markup {
    html! { span.declared title="Where it is declared" { (facts::declared(docs.origin.as_ref())) } }
}

/// A URL that may be followed; anything else is text.
pub fn link(url: &str) -> Markup {
    let lower = url.to_ascii_lowercase();
    html! {
        @if lower.starts_with("https://") || lower.starts_with("http://") {
            a.out href=(url) rel="noopener noreferrer" { (url) }
        } @else { code { (url) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_differ_where_words_differ() {
        assert_eq!(id(&["model", "Order"]), "model.Order");
        assert_eq!(id(&["a.b"]), "a~2e~b");
        assert_eq!(id(&["exact in"]), "exact~20~in");
        assert_ne!(id(&["a", "b"]), id(&["a.b"]));
        assert_ne!(id(&["~2e~"]), id(&["."]));
    }

    #[test]
    fn only_web_addresses_are_links() {
        assert_eq!(
            link("HTTPS://a.example/?a=\"b\"").into_string(),
            "<a class=\"out\" href=\"HTTPS://a.example/?a=&quot;b&quot;\" rel=\"noopener noreferrer\">HTTPS://a.example/?a=&quot;b&quot;</a>"
        );
        assert_eq!(
            link("javascript:alert(1)").into_string(),
            "<code>javascript:alert(1)</code>"
        );
        assert_eq!(
            link(" https://a.example").into_string(),
            "<code> https://a.example</code>"
        );
    }

    #[test]
    fn backticks_make_code_and_everything_is_escaped() {
        assert_eq!(
            words("a `<b>` [`C`] <d>").into_string(),
            "a <code>&lt;b&gt;</code> <code>C</code> &lt;d&gt;"
        );
    }
}
