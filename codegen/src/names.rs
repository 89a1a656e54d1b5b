//! Every Rust name of the bindings.
//!
//! Input: names and texts of a spec. Output: identifiers. **Invariant:** no name is made anywhere else, every one is an
//! identifier, and no two items of one namespace have the same one.
//!
//! The scheme:
//! - Fields, parameters, functions and modules are `snake_case`; types, models, filters, endpoints, families and enum
//!   values are `CamelCase`. A separator is whatever is no letter or digit; letters of any script stay. Between two
//!   digits the separator stays too: `1.5` is `N1_5`, and not what `15` is.
//! - `rust: Name` is taken as it stands.
//! - A sign at the beginning is spelled: `-1` is `Minus1`, `-created` is `MinusCreated`. A text without any letter or
//!   digit is spelled sign by sign: `>=` is `GreaterEqual`; the empty text is `Empty`.
//! - A name that would begin with a digit begins with `N` or `n`: `2fa` is `n2fa`.
//! - A keyword is a raw identifier (`r#type`); `self`, `Self`, `super` and `crate`, which cannot be raw, end in `_`.
//! - A parameter that would hide a method of every filter (`validate`, `to_query`, …) ends in `_`.
//! - Derived names put a word before or after: `NewCustomer`, `CustomerUpdate`, `CustomerPatch`, `StampFormat`,
//!   `ListCustomersFilter`, `ComparableFamily`.
//!
//! - Constants are `SCREAMING_SNAKE_CASE` with what they are before them: `SERVER_PRODUCTION`, `AUTH_KEY`.
//!
//! All items of a module share one namespace, though Rust has one for types and one for functions: it is simpler, and
//! the cases differ anyway. `Api`, `ApiError`, `Auth`, `Server`, `VENDOR`, `ENVELOPE`, `PAGING` and the primitive types
//! are taken in every module. Types of the prelude are not: a model may be called `Option`, since what is generated and
//! derived names everything by its absolute path. Beside the fields `filter` and `body` of an endpoint no other field of it
//! has that name. The catch-all variant of an enum is `Unknown`, or `Unlisted` where the vendor has a value of that
//! name; that of the servers is `Custom`, or `CustomUrl`.

use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Diagnostics};
use crate::span::Span;
use crate::syntax::Text;
use heck::{ToShoutySnakeCase as _, ToSnakeCase as _};
use proc_macro2::Ident;
use std::collections::BTreeMap;
use syn::ext::IdentExt as _;

/// What lints of the language forbid as an identifier, in the newest edition.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// What every module has, and what a type of that name would hide from the generated code.
const OF_EVERY_MODULE: &[&str] = &[
    "Api", "ApiError", "Auth", "Server", "VENDOR", "ENVELOPE", "PAGING", "bool", "char", "f32", "f64", "i8", "i16",
    "i32", "i64", "i128", "isize", "str", "u8", "u16", "u32", "u64", "u128", "usize",
];

/// The way out of most collisions.
const RENAME: &str = "give one of the two another name with `rust: …`";

/// Methods of every filter, which a setter of the same name would hide.
const OF_EVERY_FILTER: &[&str] = &[
    "clone",
    "default",
    "from_query",
    "param",
    "params",
    "to_query",
    "validate",
    "write_query",
];

/// The names of one namespace: a module, or the fields or variants of one item.
#[derive(Debug)]
pub struct Names<'d> {
    diags: &'d Diagnostics,
    taken: BTreeMap<String, (Span, String)>,
    reserved: &'static [&'static str],
    /// What stands under the reserved names.
    why: &'static str,
    /// What to do where two things want one name.
    help: &'static str,
}

impl<'d> Names<'d> {
    /// The names of a module, with those that every module has.
    #[must_use]
    pub fn of_module(diags: &'d Diagnostics) -> Self {
        Self {
            diags,
            taken: BTreeMap::new(),
            reserved: OF_EVERY_MODULE,
            why: "this one stands in every module",
            help: RENAME,
        }
    }

    /// The names of the fields or variants of one item.
    #[must_use]
    pub fn of_members(diags: &'d Diagnostics) -> Self {
        Self {
            diags,
            taken: BTreeMap::new(),
            reserved: &[],
            why: "",
            help: RENAME,
        }
    }

    /// The names of what fills the holes of a template, which have no `rust: …` of their own.
    #[must_use]
    pub fn of_holes(diags: &'d Diagnostics) -> Self {
        Self {
            help: "give one of the two holes another name",
            ..Self::of_members(diags)
        }
    }

    /// The names of the fields of an endpoint, beside those of its parameters and of its body.
    #[must_use]
    pub fn of_endpoint(diags: &'d Diagnostics, filter: bool, body: bool) -> Self {
        Self {
            reserved: match (filter, body) {
                (true, true) => &["filter", "body"],
                (true, false) => &["filter"],
                (false, true) => &["body"],
                (false, false) => &[],
            },
            why: "this one holds what the endpoint sends besides",
            ..Self::of_members(diags)
        }
    }

    /// Takes a name; `what` says whose it is, at `span`: ``the model `Customer` ``.
    ///
    /// # Errors
    /// Another item has the name; that is reported.
    pub fn claim(&mut self, rust: &Ident, span: Span, what: impl Into<String>) -> Checked<()> {
        let (name, what) = (rust.unraw().to_string(), what.into());
        let message = format!("{what} would be `{name}` in Rust, a name that is taken");
        let label = format!("would be `{name}`");
        let collision = Diagnostic::new(Code::RustName, span, message, label);
        if self.reserved.contains(&name.as_str()) {
            let help = format!("give it another name with `rust: …`; {}", self.why);
            return Err(self.diags.report(collision.help(help)));
        }
        if let Some((first, whose)) = self.taken.get(&name) {
            return Err(self
                .diags
                .report(collision.other(*first, format!("{whose} has it")).help(self.help)));
        }
        self.taken.insert(name, (span, what));
        Ok(())
    }

    /// Whether the name is taken.
    #[must_use]
    pub fn has(&self, rust: &Ident) -> bool {
        let name = rust.unraw().to_string();
        self.reserved.contains(&name.as_str()) || self.taken.contains_key(&name)
    }
}

/// The name of a type, model, filter, endpoint, family or enum value.
#[must_use]
pub fn camel(name: &str, rust: Option<&Text>) -> Ident {
    rust.and_then(|rust| stated(&rust.value))
        .unwrap_or_else(|| ident(&camel_text(name)))
}

/// The name of a field, function or module.
#[must_use]
pub fn snake(name: &str, rust: Option<&Text>) -> Ident {
    rust.and_then(|rust| stated(&rust.value))
        .unwrap_or_else(|| ident(&snake_text(name)))
}

/// The name of a field of a filter, which is a setter too.
#[must_use]
pub fn parameter(name: &str, rust: Option<&Text>) -> Ident {
    let name = snake(name, rust);
    if OF_EVERY_FILTER.contains(&name.to_string().as_str()) {
        derived("", &name, "_")
    } else {
        name
    }
}

/// The name of an enum value. What stands on the right in the spec is a Rust name in any case: `h: hombre`.
#[must_use]
pub fn variant(wire: &str, rust: Option<&Text>) -> Ident {
    match rust {
        Some(rust) if rust.value.starts_with(char::is_uppercase) => camel(wire, Some(rust)),
        Some(rust) => camel(&rust.value, None),
        None => camel(wire, None),
    }
}

/// A name with something before or after it: `NewCustomer`, `StampFormat`.
#[must_use]
pub fn derived(before: &str, name: &Ident, after: &str) -> Ident {
    ident(&format!("{before}{}{after}", name.unraw()))
}

/// The constant behind an item: `SERVER_PRODUCTION`.
#[must_use]
pub fn constant(what: &str, name: &Ident) -> Ident {
    ident(&format!("{what}_{}", name.unraw().to_string().to_shouty_snake_case()))
}

/// A name of the generator's own choosing, with a number from the second on: `PAGING`, `PAGING_2`.
#[must_use]
pub fn numbered(name: &'static str, index: usize) -> Ident {
    if index == 0 {
        ident(name)
    } else {
        ident(&format!("{name}_{}", index + 1))
    }
}

/// A name of the generator's own choosing.
#[must_use]
pub fn fixed(name: &'static str) -> Ident {
    ident(name)
}

/// `rust: …` as it stands, where it is an identifier.
fn stated(rust: &str) -> Option<Ident> {
    let raw = rust.strip_prefix("r#").unwrap_or(rust);
    let known = is_identifier(raw) || KEYWORDS.contains(&raw) || is_never_raw(raw);
    known.then(|| ident(raw))
}

/// An identifier of a text that is one but for keywords; anything else gets a letter before it.
fn ident(text: &str) -> Ident {
    let here = proc_macro2::Span::call_site();
    if is_never_raw(text) {
        return Ident::new(&format!("{text}_"), here);
    }
    if KEYWORDS.contains(&text) {
        return Ident::new_raw(text, here);
    }
    if is_identifier(text) {
        Ident::new(text, here)
    } else {
        Ident::new("unnamed", here)
    }
}

fn is_never_raw(text: &str) -> bool {
    matches!(text, "self" | "Self" | "super" | "crate" | "_")
}

/// Whether the text is an identifier and no keyword.
fn is_identifier(text: &str) -> bool {
    !KEYWORDS.contains(&text) && text != "_" && syn::parse_str::<Ident>(text).is_ok()
}

fn camel_text(name: &str) -> String {
    let mut out = String::new();
    for word in words(name) {
        if begins_with_digit(&word) && out.ends_with(|last: char| last.is_numeric()) {
            out.push('_');
        }
        let mut letters = word.chars();
        out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(letters.as_str());
    }
    begun(out, 'N')
}

fn snake_text(name: &str) -> String {
    begun(words(name).join("_"), 'n')
}

/// The text, with a letter before it where it cannot begin an identifier.
fn begun(text: String, letter: char) -> String {
    let begins = text
        .chars()
        .next()
        .is_some_and(|first| is_identifier(&first.to_string()));
    if begins { text } else { format!("{letter}{text}") }
}

fn begins_with_digit(word: &str) -> bool {
    word.starts_with(|first: char| first.is_numeric())
}

/// The words of a text, in lower case; never none.
fn words(text: &str) -> Vec<String> {
    if !text.contains(is_letter) {
        let spelled: Vec<String> = text.chars().map(sign).collect();
        return if spelled.is_empty() {
            vec!["empty".to_owned()]
        } else {
            spelled
        };
    }
    let mut words = Vec::new();
    if let Some(first @ ('+' | '-')) = text.chars().next() {
        words.push(sign(first));
    }
    let letters: String = text.chars().map(|c| if is_letter(c) { c } else { ' ' }).collect();
    words.extend(
        letters
            .to_snake_case()
            .split('_')
            .filter(|word| !word.is_empty())
            .map(str::to_owned),
    );
    words
}

/// Whether an identifier may hold it, `_` apart.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric() && is_identifier(&format!("a{c}")))
}

fn sign(c: char) -> String {
    let word = match c {
        ' ' | '\t' | '\n' => "space",
        '!' => "not",
        '"' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '\'' => "apostrophe",
        '(' => "open",
        ')' => "close",
        '*' => "star",
        '+' => "plus",
        ',' => "comma",
        '-' => "minus",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less",
        '=' => "equal",
        '>' => "greater",
        '?' => "question",
        '@' => "at",
        '\\' => "backslash",
        '^' => "caret",
        '_' => "underscore",
        '|' => "or",
        '~' => "tilde",
        other => return format!("u{:x}", u32::from(other)),
    };
    word.to_owned()
}

#[cfg(test)]
mod tests;
