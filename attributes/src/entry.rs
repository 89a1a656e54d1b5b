//! The pieces between the commas of `#[bindery(…)]`.
//!
//! Input: tokens. Output: entries (`key`, `key = value`, `key(…)`) and literals, each read on its own, so that a mistake
//! in one never hides the next.

use crate::Mistakes;
use crate::json;
use crate::near::nearest;
use crate::tokens::Tokens;
use crate::words::Word;
use proc_macro2::{Delimiter, Ident, Spacing, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Error, Lit, LitStr, Result};

/// Cuts at the commas, but for those of `Map<K, V>`. A comma may stand at the end; two in a row are a mistake.
pub(crate) fn pieces(tokens: TokenStream, mistakes: &mut Mistakes) -> Vec<TokenStream> {
    let mut pieces = Vec::new();
    // Inside the compiler every step of a token stream is a call to it: tokens are gathered first.
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let depths = angle_depths(&tokens);
    let mut piece: Vec<TokenTree> = Vec::new();
    for (index, token) in tokens.into_iter().enumerate() {
        let depth = depths.as_ref().and_then(|depths| depths.get(index)).unwrap_or(&0);
        match token {
            TokenTree::Punct(comma) if comma.as_char() == ',' && *depth == 0 => {
                if piece.is_empty() {
                    mistakes.at(comma.span(), "nothing stands before this comma; drop it");
                } else {
                    pieces.push(piece.drain(..).collect());
                }
            }
            token => piece.push(token),
        }
    }
    if !piece.is_empty() {
        pieces.push(piece.into_iter().collect());
    }
    pieces
}

/// How many `<` are open at each token. `None` where there are none, and where they do not pair up: then one that is
/// not closed must not take the entries after it along.
fn angle_depths(tokens: &[TokenTree]) -> Option<Vec<usize>> {
    let is = |token: &TokenTree, c: char| matches!(token, TokenTree::Punct(punct) if punct.as_char() == c);
    if !tokens.iter().any(|token| is(token, '<')) {
        return None;
    }
    let mut depth: usize = 0;
    let mut is_arrow = false;
    let mut depths = Vec::with_capacity(tokens.len());
    for token in tokens {
        if is(token, '<') {
            depth += 1;
        } else if is(token, '>') && !is_arrow {
            depth = depth.checked_sub(1)?;
        }
        is_arrow =
            matches!(token, TokenTree::Punct(punct) if punct.as_char() == '-' && punct.spacing() == Spacing::Joint);
        depths.push(depth);
    }
    (depth == 0).then_some(depths)
}

/// Whether a piece is a literal (and no entry).
pub(crate) fn is_literal(piece: &TokenStream) -> bool {
    !matches!(piece.clone().into_iter().next(), Some(TokenTree::Ident(_)))
}

/// A text that stands without a key: `"a"` in `fields("a", "b")`.
pub(crate) fn text_piece(piece: TokenStream, of: &str) -> Result<LitStr> {
    match one::<Lit>(&piece)? {
        Some(Lit::Str(text)) if text.suffix().is_empty() => Ok(text),
        _ => Err(Error::new_spanned(
            piece,
            format!("`{of}(…)` takes texts in quotes here"),
        )),
    }
}

/// Parses all of the tokens; `None` where they are something else.
pub(crate) fn one<T: Parse>(tokens: &TokenStream) -> Result<Option<T>> {
    let parser = |input: ParseStream<'_>| {
        let Ok(value) = input.parse::<T>() else {
            // Taken up, so that the only error is the caller's, which knows what was asked for.
            input.parse::<TokenStream>()?;
            return Ok(None);
        };
        match input.is_empty() {
            true => Ok(Some(value)),
            false => Err(input.error("a comma is missing before this")),
        }
    };
    parser.parse2(tokens.clone())
}

/// `key`, `key = value` or `key(…)`.
pub(crate) struct Entry {
    pub(crate) key: Ident,
    value: Value,
}

enum Value {
    Alone,
    Is(Vec<TokenTree>),
    List(TokenStream),
}

impl Entry {
    pub(crate) fn parse(piece: TokenStream) -> Result<Self> {
        let mut tokens = piece.into_iter();
        let key = match tokens.next() {
            Some(TokenTree::Ident(key)) => key,
            other => {
                let piece: TokenStream = other.into_iter().chain(tokens).collect();
                return Err(Error::new_spanned(piece, "a key is missing before this"));
            }
        };
        let key = key.unraw();
        let value = match tokens.next() {
            None => Value::Alone,
            Some(TokenTree::Punct(punct)) if punct.as_char() == '=' => Value::Is(tokens.by_ref().collect()),
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => Value::List(group.stream()),
            Some(other) => {
                return Err(Error::new(
                    other.span(),
                    format!("`{key}` is followed by `,`, `= …` or `(…)`"),
                ));
            }
        };
        match tokens.next() {
            Some(extra) => Err(Error::new(extra.span(), "a comma is missing before this")),
            None => Ok(Self { key, value }),
        }
    }

    pub(crate) fn span(&self) -> Span {
        self.key.span()
    }

    /// The value has another shape than the key's.
    fn unfit(&self, shape: &str) -> Error {
        let message = format!("`{}` is written `{}{shape}`", self.key, self.key);
        match &self.value {
            Value::Is(tokens) if !tokens.is_empty() => Error::new_spanned(stream(tokens), message),
            Value::List(tokens) if !tokens.is_empty() => Error::new_spanned(tokens, message),
            _ => Error::new(self.span(), message),
        }
    }

    fn value<T: Parse>(&self, shape: &str) -> Result<T> {
        match &self.value {
            Value::Is(tokens) => one(&stream(tokens))?.ok_or_else(|| self.unfit(shape)),
            Value::Alone | Value::List(_) => Err(self.unfit(shape)),
        }
    }

    fn literal(&self, shape: &str) -> Result<Lit> {
        // Nearly always, and much faster than a parser.
        if let Value::Is(tokens) = &self.value
            && let [TokenTree::Literal(literal)] = tokens.as_slice()
        {
            return Ok(Lit::new(literal.clone()));
        }
        self.value(shape)
    }

    /// `key`
    pub(crate) fn flag(&self) -> Result<bool> {
        match self.value {
            Value::Alone => Ok(true),
            _ => Err(self.unfit("")),
        }
    }

    /// `key` or `key = false`
    pub(crate) fn boolean(&self) -> Result<bool> {
        let shape = format!("` or `{} = false", self.key);
        if matches!(self.value, Value::Alone) {
            return Ok(true);
        }
        match self.literal(&shape)? {
            Lit::Bool(boolean) => Ok(boolean.value),
            _ => Err(self.unfit(&shape)),
        }
    }

    /// `key = "…"`
    pub(crate) fn text(&self) -> Result<LitStr> {
        self.text_like(" = \"…\"")
    }

    fn text_like(&self, shape: &str) -> Result<LitStr> {
        match self.literal(shape)? {
            Lit::Str(text) if text.suffix().is_empty() => Ok(text),
            _ => Err(self.unfit(shape)),
        }
    }

    /// `key = "12.5"`: a JSON number as text, so that it stays exact.
    pub(crate) fn number(&self) -> Result<String> {
        let text = self.text_like(" = \"1\"")?;
        match json::is_number(&text.value()) {
            true => Ok(text.value()),
            false => Err(Error::new(
                text.span(),
                format!("`{}` is no JSON number, such as `\"12.5\"`", text.value()),
            )),
        }
    }

    /// `key = "\"-1\""`: a JSON scalar as text.
    pub(crate) fn scalar(&self) -> Result<String> {
        scalar(&self.text()?)
    }

    /// `key = 255`
    pub(crate) fn count(&self) -> Result<usize> {
        let shape = " = 1";
        match self.literal(shape)? {
            Lit::Int(number) if number.suffix().is_empty() => number.base10_parse().map_err(|_| self.unfit(shape)),
            _ => Err(self.unfit(shape)),
        }
    }

    /// `key = word`, one of a closed list.
    pub(crate) fn word<W: Word>(&self) -> Result<W> {
        let names = || W::ALL.iter().map(|(name, _)| *name);
        let shape = format!(" = {}", names().next().unwrap_or_default());
        let word = self.value::<AnyIdent>(&shape)?.0;
        let text = word.unraw().to_string();
        W::ALL
            .iter()
            .find(|(name, _)| *name == text)
            .map(|(_, value)| *value)
            .ok_or_else(|| {
                Error::new(
                    word.span(),
                    unknown(&format!("unknown {} `{text}`", W::WHAT), &text, names(), "There are"),
                )
            })
    }

    /// `key = Name`
    pub(crate) fn ident(&self) -> Result<Ident> {
        self.value(" = Name")
    }

    /// `key = …`: Rust of a kind, handed on as it stands.
    pub(crate) fn tokens<T: Parse>(&self, shape: &str) -> Result<Tokens> {
        self.value::<T>(shape)?;
        match &self.value {
            Value::Is(tokens) => Ok(stream(tokens).into()),
            Value::Alone | Value::List(_) => Err(self.unfit(shape)),
        }
    }

    /// `key(…)`: what stands between the parentheses, which may be nothing.
    pub(crate) fn list(&self) -> Result<TokenStream> {
        match &self.value {
            Value::List(tokens) => Ok(tokens.clone()),
            _ => Err(self.unfit("(…)")),
        }
    }

    /// `key("a", "b")`: one text or more.
    pub(crate) fn texts(&self) -> Result<Vec<String>> {
        let mut mistakes = Mistakes::default();
        let key = self.key.to_string();
        let texts: Vec<String> = pieces(self.list()?, &mut mistakes)
            .into_iter()
            .filter_map(|piece| mistakes.take(text_piece(piece, &key)))
            .map(|text| text.value())
            .collect();
        if texts.is_empty() && mistakes.is_empty() {
            mistakes.at(self.span(), format!("`{key}(…)` names at least one"));
        }
        mistakes.finish(texts)
    }
}

fn stream(tokens: &[TokenTree]) -> TokenStream {
    tokens.iter().cloned().collect()
}

/// The JSON scalar that a text holds.
pub(crate) fn scalar(text: &LitStr) -> Result<String> {
    let value = text.value();
    match json::is_scalar(&value) {
        true => Ok(value),
        false => Err(Error::new(
            text.span(),
            format!(
                r#"`{value}` is no JSON scalar; a text has quotes of its own: `"\"yes\""`, a number or boolean none: `"1"`, `"true"`"#
            ),
        )),
    }
}

/// A sentence on a word that is not in a list: the nearest, and all there are.
pub(crate) fn unknown<'a>(
    what: &str,
    word: &str,
    names: impl Iterator<Item = &'a str> + Clone,
    there_are: &str,
) -> String {
    let list: Vec<String> = names.clone().map(|name| format!("`{name}`")).collect();
    match nearest(word, names) {
        Some(near) => format!("{what}, did you mean `{near}`? {there_are} {}", list.join(", ")),
        None => format!("{what}. {there_are} {}", list.join(", ")),
    }
}

/// Any word, keywords (`in`) too.
struct AnyIdent(Ident);

impl Parse for AnyIdent {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        Ident::parse_any(input).map(Self)
    }
}

/// What follows a key when it is written: `= value`.
pub(crate) fn is(value: impl ToTokens) -> TokenStream {
    quote::quote!(= #value)
}
