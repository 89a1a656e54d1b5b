//! From an index to one of many expressions.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// `Some` of the arm whose index it is. Without arms there is nothing to match, and rustc would warn of code not reached.
pub(crate) fn by_index(arms: impl Iterator<Item = TokenStream>) -> TokenStream {
    let arms: Vec<TokenStream> = arms
        .enumerate()
        .map(|(index, arm)| {
            let index = Literal::usize_unsuffixed(index);
            quote!(#index => #arm,)
        })
        .collect();
    if arms.is_empty() {
        return quote! {
            let _ = __index;
            ::core::option::Option::None
        };
    }
    quote! {
        ::core::option::Option::Some(match __index {
            #(#arms)*
            _ => return ::core::option::Option::None,
        })
    }
}
