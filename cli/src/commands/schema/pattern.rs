//! The small languages inside texts, as regular expressions.
//!
//! Input: none. Output: what a whole text looks like, without `^` and `$`. **Invariant:** only what ECMAScript, Rust and
//! RE2 read alike: no look-around, no back-references. Where a language is no regular one, more is let through here and
//! the compiler says the rest.

use bindery_codegen::decode::keys::{Place, Table};
use bindery_codegen::text::calendar::DIRECTIVES;
use bindery_codegen::text::type_expr::{BUILTINS, GENERICS};

/// A name of the author's.
pub(super) const IDENTIFIER: &str = "[A-Za-z][A-Za-z0-9_]*";

/// A key that is left alone.
pub(super) const EXTENSION: &str = "x-.*";

/// A name of the vendor's: one line, not empty.
pub(super) const NAME: &str = r"[^\u0000-\u001f\u007f-\u009f]+";

/// The name of a header or cookie.
pub(super) const TOKEN: &str = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

/// The name of a module.
pub(super) const SNAKE_CASE: &str = "[a-z][a-z0-9_]*";

/// A Rust name.
pub(super) const RUST_NAME: &str = "_*[A-Za-z][A-Za-z0-9_]*";

/// The URL of a page.
pub(super) const URL: &str = r"https?://[^/?#\s]\S*";

/// A day; that a 29 February exists is for the compiler to say.
pub(super) const DATE: &str = "[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))";

/// A version of the compiler.
pub(super) const VERSION: &str = r"[0-9]+(?:\.[0-9]+){0,2}";

/// A name of a time zone.
pub(super) const ZONE: &str = "[A-Za-z][A-Za-z0-9_+/-]*";

/// A status, or a class of them.
pub(super) const STATUS: &str = "[1-5](?:[0-9][0-9]|xx)";

/// One status.
pub(super) const EXACT_STATUS: &str = "[1-5][0-9][0-9]";

/// A code, or the beginning of some.
pub(super) const PREFIX: &str = r"[^*]*\*?";

/// Any template; `literal` is what stands outside its holes, a class of characters.
fn pieces(literal: &str) -> String {
    format!(r"(?:{literal}|\{{\{{|\}}\}}|\{{{IDENTIFIER}\}})")
}

/// A template.
pub(super) fn template() -> String {
    format!("{}*", pieces("[^{}]"))
}

/// `/customers/{id}`: no parameters, no white space.
pub(super) fn call_path() -> String {
    format!("/{}*", pieces(r"[^{}?#\s]"))
}

/// `https://{host}/v1`: nobody is named, and the path ends without `/`.
pub(super) fn server() -> String {
    let (host, path) = (pieces(r"[^{}?#\s/@]"), pieces(r"[^{}?#\s/]"));
    format!("https?://{host}+(?:/+{path}+)*")
}

/// `{field}__gte={value}`: the first `=` divides.
pub(super) fn pair() -> String {
    let name = r"(?:[^{}=]|\{\{|\}\})*";
    let literal = r"(?:[^{}]|\{\{|\}\})";
    let value = format!(r"(?:\{{value\}}|\{{values\}}|\{{from\}}{literal}+\{{to\}}|\{{to\}}{literal}+\{{from\}})?");
    format!(r"{name}\{{field\}}{name}={literal}*{value}{literal}*")
}

/// The name of a parameter, with at most one hole and something beside it.
pub(super) fn parameter() -> String {
    let literal = r"(?:[^{}]|\{\{|\}\})";
    format!(r"{literal}+(?:\{{key\}}{literal}*)?|\{{key\}}{literal}+")
}

/// A path into JSON: `.`, `a.b`, `a[0].b`, `a["b.c"]`.
pub(super) fn path() -> String {
    let name = r"[^.\[\]\s]+";
    let bracket = r#"\[(?:[0-9]+|-1|\*|"(?:[^"\\]|\\.)*")\]"#;
    format!(r"\.|(?:{name}|{bracket})(?:{bracket})*(?:\.{name}(?:{bracket})*)*")
}

/// A path of names alone.
pub(super) fn name_path() -> String {
    let name = r"[^.\[\]\s]+";
    let bracket = r#"\["(?:[^"\\]|\\.)*"\]"#;
    format!(r"\.|(?:{name}|{bracket})(?:{bracket})*(?:\.{name}(?:{bracket})*)*")
}

/// `{first}-{last}`: a text that begins with no digit stands behind each position.
pub(super) fn range() -> String {
    let literal = r"(?:[^{}]|\{\{|\}\})*";
    let end = r"(?:[^{}0-9]|\{\{|\}\})";
    format!(r"{literal}\{{first\}}{end}{literal}\{{last\}}(?:{end}{literal})?")
}

/// strftime, with one directive at least.
pub(super) fn format() -> String {
    let signs: String = DIRECTIVES.iter().map(|(sign, _)| *sign).collect();
    let part = format!("(?:[^%]|%[{signs}%])*");
    format!("{part}%[{signs}]{part}")
}

/// A type. Brackets are counted three levels deep, which is deeper than APIs go.
pub(super) fn type_expr() -> String {
    let hyphened = BUILTINS.iter().map(|(name, _)| *name).filter(|name| name.contains('-'));
    let name = [IDENTIFIER].into_iter().chain(hyphened).collect::<Vec<_>>().join("|");
    let generics = GENERICS.join("|");
    let mut ty = format!(r"(?:(?:{generics})<)*(?:{name})\??(?:>\??)*");
    for _ in 0..3 {
        ty = format!(r"(?:(?:{generics})<{ty}>|{name})\??");
    }
    ty
}

/// A generic type without the type of its items, which [`type_expr`] takes for a name. Not anchored.
pub(super) fn bare_generic() -> String {
    format!(r"(?:^\s*|<)(?:{})(?:[?>\s]|$)", GENERICS.join("|"))
}

/// `TYPE WORD…`, with the words that a field has there.
pub(super) fn short_form(place: Place) -> String {
    let words = match place {
        Place::Query => r"\S+".to_owned(), // lookups and families have names of their own
        _ => format!("(?:{})", words(place, true).join("|")),
    };
    format!(r"\s*{}(?:\s+{words})*\s*", type_expr())
}

/// A word that a query parameter does not have. Not anchored.
pub(super) fn foreign_word(place: Place) -> Option<String> {
    (place == Place::Query).then(|| format!(r"\s(?:{})(?:\s|$)", words(place, false).join("|")))
}

/// The words of the short form that belong to a place, or do not.
pub(super) fn words(place: Place, belongs: bool) -> Vec<&'static str> {
    let words = Table::Field.all_keys().filter(|key| key.is_word());
    words
        .filter(|key| key.belongs(Some(place)) == belongs)
        .map(|key| key.name)
        .collect()
}
