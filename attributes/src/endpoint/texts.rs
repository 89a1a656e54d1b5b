//! Names and texts that are sent by themselves.
//!
//! Input: `key("name", "value")`. Output: both. **Invariant:** what is taken for a header can be sent as one.

use crate::Mistakes;
use crate::entry::{Entry, pieces, text_piece};
use crate::keys::{Written, each};
use quote::quote;
use syn::{Error, LitStr, Result};

/// Whether a header or cookie can have this name: a token, in the words of RFC 9110.
#[must_use]
pub fn is_token(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(is_part)
}

/// Whether a header can hold this text as it stands: visible ASCII characters, with spaces and tabs between them.
#[must_use]
pub fn is_header_text(text: &str) -> bool {
    let is_blank = |c: char| matches!(c, ' ' | '\t');
    text.chars().all(|c| c.is_ascii_graphic() || is_blank(c))
        && !text.starts_with(is_blank)
        && !text.ends_with(is_blank)
}

/// What is wrong with the name of a header.
#[must_use]
pub fn no_header(name: &str) -> String {
    format!("`{name}` is no name of a header; write letters, digits and `-`: `Accept-Language`")
}

/// A header can have this name and this text.
pub(super) fn check_header(name: &LitStr, text: &LitStr) -> Result<()> {
    if !is_token(&name.value()) {
        return Err(Error::new(name.span(), no_header(&name.value())));
    }
    if !is_header_text(&text.value()) {
        let message = "no header holds this text: write visible ASCII characters, with spaces and tabs between them";
        return Err(Error::new(text.span(), message));
    }
    Ok(())
}

/// `key("name", "value")`
pub(crate) fn pair(entry: &Entry) -> Result<(LitStr, LitStr)> {
    let key = entry.key.to_string();
    let mut mistakes = Mistakes::default();
    let texts: Vec<LitStr> = pieces(entry.list()?, &mut mistakes)
        .into_iter()
        .filter_map(|piece| mistakes.take(text_piece(piece, &key)))
        .collect();
    let texts = mistakes.finish(texts)?;
    <[LitStr; 2]>::try_from(texts).map(Into::into).map_err(|_| {
        let message = format!("`{key}` is written `{key}(\"name\", \"value\")` here");
        Error::new(entry.span(), message)
    })
}

pub(crate) fn once(is_known: bool, what: &str, name: &LitStr) -> Result<()> {
    match is_known {
        true => Err(Error::new(
            name.span(),
            format!("{what} `{}` stands here twice; keep one", name.value()),
        )),
        false => Ok(()),
    }
}

pub(crate) fn pairs(pairs: &[(String, String)]) -> Vec<Written> {
    each(pairs, |(name, text)| Some(quote!((#name, #text))))
}
