//! Rustdoc: the author's words, escaped; then the facts; then where they are known from.
//!
//! **Invariant:** text of a spec can break no link, tag, table or code block, and never becomes a doctest.

use crate::ir::{Api, Deprecated, Docs, Inferred};
use proc_macro2::TokenStream;
use quote::quote;

/// The docs of the enclosing item: a member without sources of its own has those.
#[derive(Clone, Copy)]
pub(super) struct Above<'a>(pub(super) &'a Docs);

/// The header of a module.
pub(super) fn module(api: &Api) -> TokenStream {
    let mut lines = vec![escape(&api.title)];
    end_sentence(&mut lines);
    if let Some(doc) = &api.doc {
        lines.push(String::new());
        lines.extend(paragraphs(doc));
    }
    lines.push(String::new());
    lines.push("| source | page | read |".to_owned());
    lines.push("|---|---|---|".to_owned());
    for source in &api.sources {
        let page = escape(source.doc.as_deref().unwrap_or_default());
        let page = if page.is_empty() {
            String::new()
        } else {
            format!(" {page}")
        };
        lines.push(format!(
            "| {} | <{}>{page} | {} |",
            code(&source.name),
            source.url,
            source.read
        ));
    }
    let lines = lines.iter().map(|line| spaced(line));
    quote!(#(#![doc = #lines])*)
}

/// An item of the module.
pub(super) fn item(docs: &Docs) -> TokenStream {
    attributes(docs, lines(docs, &[], &docs.sources))
}

/// An item that has a first sentence of its own, before the author's words.
pub(super) fn titled(title: &str, docs: &Docs) -> TokenStream {
    let mut all = vec![title.to_owned()];
    let rest = lines(docs, &[], &docs.sources);
    if !rest.is_empty() {
        all.push(String::new());
        all.extend(rest);
    }
    attributes(docs, all)
}

/// An item that comes with another one of the same definition, whose docs say the rest.
pub(super) fn beside(title: &str, docs: &Docs) -> TokenStream {
    let declared = docs.declared.clone();
    titled(
        title,
        &Docs {
            declared,
            ..Docs::default()
        },
    )
}

/// A field or variant: `names` are the facts that come first, such as its name on the wire.
pub(super) fn member(docs: &Docs, names: &[String], above: Above<'_>) -> TokenStream {
    let sources = if docs.sources.is_empty() {
        &above.0.sources
    } else {
        &docs.sources
    };
    attributes(docs, lines(docs, names, sources))
}

/// What a member is called on the wire.
pub(super) fn wire_name(wire: &str) -> String {
    format!("On the wire: {}", code(wire))
}

/// Text as code in a doc.
pub(super) fn code(text: &str) -> String {
    // A code span cannot hold a backtick between single ones, nor begin or end with a space that counts.
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}

fn lines(docs: &Docs, names: &[String], sources: &[String]) -> Vec<String> {
    let mut lines = docs.text.as_deref().map(paragraphs).unwrap_or_default();
    let mut facts: Vec<String> = names.iter().map(|name| format!("{name}.")).collect();
    facts.extend(docs.facts.iter().cloned());
    match sources {
        [] => {}
        [one] => facts.push(format!("Source: {}.", code(one))),
        several => {
            let several: Vec<String> = several.iter().map(|source| code(source)).collect();
            facts.push(format!("Sources: {}.", several.join(", ")));
        }
    }
    match &docs.inferred {
        None => {}
        Some(Inferred::Yes) => facts.push("Inferred: the page does not say it.".to_owned()),
        Some(Inferred::Why(why)) => facts.push(format!("Inferred: {}.", escape(why.trim_end_matches('.')))),
    }
    facts.extend(docs.declared.clone());
    if !facts.is_empty() {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(facts.join(" "));
    }
    lines
}

fn attributes(docs: &Docs, lines: Vec<String>) -> TokenStream {
    let lines = lines.iter().map(|line| spaced(line));
    let deprecated = match &docs.deprecated {
        None => quote!(),
        Some(Deprecated::Yes) => quote!(#[deprecated]),
        Some(Deprecated::Why(why)) => quote!(#[deprecated(note = #why)]),
    };
    quote! {
        #(#[doc = #lines])*
        #deprecated
    }
}

/// The author's paragraphs, one line each.
fn paragraphs(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.trim().lines() {
        lines.push(escape(line));
    }
    end_sentence(&mut lines);
    lines
}

fn end_sentence(lines: &mut [String]) {
    if let Some(last) = lines.last_mut()
        && !last.is_empty()
        && !last.ends_with(['.', '!', '?', ':', ';', ')'])
    {
        last.push('.');
    }
}

fn spaced(line: &str) -> String {
    if line.is_empty() {
        String::new()
    } else {
        format!(" {line}")
    }
}

/// Makes text literal in Markdown, but for `code` between single backticks; bare URLs become links.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let taken = if let Some(length) = code_span(rest).or_else(|| url(rest)) {
            let (token, _) = rest.split_at(length);
            if first == '`' {
                out.push_str(token);
            } else {
                out.push('<');
                out.push_str(token);
                out.push('>');
            }
            length
        } else {
            // `#`, `-`, `+` and digits with a dot begin blocks only at the start of a line.
            let begins_block = out.is_empty() && matches!(first, '#' | '-' | '+' | '=' | '~');
            if begins_block || matches!(first, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '$') {
                out.push('\\');
            }
            out.push(if first.is_control() { ' ' } else { first });
            first.len_utf8()
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    out
}

/// The length of a code span with single backticks that `text` begins with.
fn code_span(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('`')?;
    let length = inner.find('`')?;
    let after = inner.get(length + 1..)?;
    (length > 0 && !after.starts_with('`')).then_some(length + 2)
}

/// The length of a URL that `text` begins with.
fn url(text: &str) -> Option<usize> {
    (text.starts_with("https://") || text.starts_with("http://")).then_some(())?;
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '`' | '"'))
        .unwrap_or(text.len());
    let url = text.get(..end)?.trim_end_matches(['.', ',', ';', ':', ')']);
    (url.len() > "https://".len()).then_some(url.len())
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn text_of_a_spec_stays_text() {
        assert_eq!(escape("created[gte] of <key>"), "created\\[gte\\] of \\<key\\>");
        assert_eq!(escape("`small_` or *medium_*"), "`small_` or \\*medium\\_\\*");
        assert_eq!(escape("    indented code"), "indented code");
        assert_eq!(escape("```rust"), "\\`\\`\\`rust");
        assert_eq!(escape("# not a heading"), "\\# not a heading");
        assert_eq!(
            escape("see https://a.example/b, or not"),
            "see <https://a.example/b>, or not"
        );
        assert_eq!(escape("an odd ` backtick"), "an odd \\` backtick");
    }
}
