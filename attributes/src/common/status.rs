//! Statuses of HTTP: `status(400, "4xx")`.

use crate::Mistakes;
use crate::entry::{Entry, one, pieces};
use crate::keys::Written;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::{Error, Lit, Result};

/// `400` or `"4xx"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// One status.
    Exact(u16),
    /// A class: 4 for `4xx`.
    Class(u8),
}

/// Reads `status(…)`; `without_it` says which fit where the key is left out.
pub(crate) fn read_statuses(entry: &Entry, without_it: &str) -> Result<Vec<Status>> {
    let mut mistakes = Mistakes::default();
    let mut statuses = Vec::new();
    for piece in pieces(entry.list()?, &mut mistakes) {
        let status = match mistakes.take(one::<Lit>(&piece)) {
            Some(lit) => lit.as_ref().and_then(Status::from_literal),
            None => continue,
        };
        match status {
            Some(status) => statuses.push(status),
            None => mistakes.push(Error::new_spanned(
                piece,
                "a status is a number or a class: `404`, `\"4xx\"`",
            )),
        }
    }
    if statuses.is_empty() && mistakes.is_empty() {
        let message = format!("`status(…)` names at least one; without it {without_it} fits");
        mistakes.at(entry.span(), message);
    }
    mistakes.finish(statuses)
}

/// Written where there are any.
pub(crate) fn write_statuses(statuses: &[Status]) -> Vec<Written> {
    match statuses {
        [] => Vec::new(),
        all => vec![Written(0, quote!((#(#all),*)))],
    }
}

impl Status {
    fn from_literal(literal: &Lit) -> Option<Self> {
        match literal {
            Lit::Int(number) if number.suffix().is_empty() => number
                .base10_parse()
                .ok()
                .filter(|status| (100..=999).contains(status))
                .map(Self::Exact),
            Lit::Str(text) => match text.value().as_bytes() {
                [class @ b'1'..=b'9', b'x', b'x'] => Some(Self::Class(class - b'0')),
                _ => None,
            },
            _ => None,
        }
    }
}

impl ToTokens for Status {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Exact(status) => Literal::u16_unsuffixed(*status).to_tokens(tokens),
            Self::Class(class) => format!("{class}xx").to_tokens(tokens),
        }
    }
}
