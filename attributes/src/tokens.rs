//! Rust that an attribute hands on as it stands: a type, a path.

use proc_macro2::TokenStream;
use quote::ToTokens;
use std::fmt;

/// Rust that is handed on: `::bindery::Page<Order>`. Equal where it reads the same.
#[derive(Clone, Default)]
pub struct Tokens(TokenStream);

impl From<TokenStream> for Tokens {
    fn from(tokens: TokenStream) -> Self {
        Self(tokens)
    }
}

impl ToTokens for Tokens {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.0.to_tokens(tokens);
    }
}

impl PartialEq for Tokens {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_string() == other.0.to_string()
    }
}

impl Eq for Tokens {}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tokens({})", self.0)
    }
}
