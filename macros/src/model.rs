//! `Model`: a table of wire names, and one coercion a field.

use crate::input::{enclosed, expand};
use crate::record::Record;
use crate::rules::{coding, option};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{quote, quote_spanned};

pub(crate) fn expand_model(tokens: TokenStream) -> TokenStream {
    expand(tokens, |input| Record::read(input).map(|record| emit(&record)), stub)
}

fn emit(record: &Record<'_>) -> TokenStream {
    let Record { name, .. } = record;
    let table = table(record);
    let blanks = record.fields().map(|field| {
        let rust = field.rust;
        quote_spanned!(field.place=> #rust: ::bindery::__private::Blank::BLANK)
    });
    let slots = record.fields().map(|field| {
        let rust = field.rust;
        quote_spanned!(field.place=> &mut self.#rust)
    });
    let fields = record.fields().map(|field| {
        let rust = field.rust;
        quote_spanned!(field.place=> &self.#rust)
    });
    enclosed(quote! {
        static __TABLE: ::bindery::__private::Table = #table;
        #[automatically_derived]
        impl ::bindery::__private::Blank for #name {
            const BLANK: Self = Self { #(#blanks),* };
        }
        #[automatically_derived]
        impl ::bindery::__private::Record for #name {
            const TABLE: &'static ::bindery::__private::Table = &__TABLE;
            fn load_fields(&mut self, __reader: &mut dyn ::bindery::__private::Reader) -> ::bindery::Result<()> {
                ::bindery::__private::load(&__TABLE, &mut [#(#slots),*], __reader)
            }
            fn fields(&self, __visit: &mut dyn ::bindery::__private::Visit) {
                __visit.fields(&[#(#fields),*])
            }
        }
        ::bindery::__record!(#name);
    })
}

fn table(record: &Record<'_>) -> TokenStream {
    let name = record.name.to_string();
    let members = &record.members;
    let names = members.iter().map(|member| &member.wire);
    let required = words(members.iter().map(|member| member.attrs.required));
    let null = words(members.iter().map(|member| member.attrs.null));
    let codings = members.iter().enumerate().filter_map(|(index, member)| {
        let index = Literal::usize_unsuffixed(index);
        let coding = coding(member.attrs.coding.as_ref()?);
        Some(quote!((#index, #coding)))
    });
    let extra = option(record.extra.as_ref().map(|_| {
        let index = Literal::usize_unsuffixed(members.len());
        quote!(#index)
    }));
    let constants = record.constants.iter().map(|(name, json)| quote!((#name, #json)));
    quote! {
        ::bindery::__private::Table {
            name: #name,
            names: &[#(#names),*],
            required: &[#(#required),*],
            null: &[#(#null),*],
            codings: &[#(#codings),*],
            extra: #extra,
            constants: &[#(#constants),*],
        }
    }
}

/// One bit a member, 64 to a word.
fn words(bits: impl Iterator<Item = bool>) -> Vec<Literal> {
    let bits: Vec<bool> = bits.collect();
    let word = |bits: &[bool]| bits.iter().rev().fold(0_u64, |word, bit| word << 1 | u64::from(*bit));
    bits.chunks(64)
        .map(|bits| Literal::u64_unsuffixed(word(bits)))
        .collect()
}

/// A record without members. Its blank is never made: the build has failed.
fn stub(name: &Ident) -> TokenStream {
    let text = name.to_string();
    enclosed(quote! {
        static __TABLE: ::bindery::__private::Table = ::bindery::__private::Table {
            name: #text,
            names: &[],
            required: &[],
            null: &[],
            codings: &[],
            extra: ::core::option::Option::None,
        };
        #[automatically_derived]
        impl ::bindery::__private::Blank for #name {
            const BLANK: Self = ::core::panic!();
        }
        #[automatically_derived]
        impl ::bindery::__private::Record for #name {
            const TABLE: &'static ::bindery::__private::Table = &__TABLE;
            fn load_fields(&mut self, _: &mut dyn ::bindery::__private::Reader) -> ::bindery::Result<()> {
                ::core::result::Result::Ok(())
            }
            fn fields(&self, _: &mut dyn ::bindery::__private::Visit) {}
        }
        ::bindery::__record!(#name);
    })
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_word_holds_64_bits() {
        let of = |bits: &[bool]| {
            words(bits.iter().copied())
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
        };
        assert_eq!(of(&[]), Vec::<String>::new());
        assert_eq!(of(&[true, false, true]), ["5"]);
        assert_eq!(of(&[true; 64]), [u64::MAX.to_string()]);
        let mut bits = [false; 130];
        bits[64] = true;
        bits[129] = true;
        assert_eq!(of(&bits), ["0", "1", "2"]);
    }
}
