//! Tables of keys: one row is a key's name, how it is read and how it is written.
//!
//! Input of [`read`]: attributes; of [`write`]: the data. **Invariant:** reader, writer and the list of keys in an error
//! all go through the same table.

use crate::Mistakes;
use crate::entry::{Entry, is, pieces, unknown};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, Error, MacroDelimiter, Meta, Result};

/// One key of `T`.
pub(crate) struct Key<T> {
    name: &'static str,
    /// May stand more than once.
    often: bool,
    read: fn(&mut T, &Entry) -> Result<()>,
    write: fn(&T) -> Vec<Written>,
}

/// What follows a key when it is written, and its place among the entries of its table.
pub(crate) struct Written(pub(crate) usize, pub(crate) TokenStream);

impl<T> Key<T> {
    pub(crate) const fn new(
        name: &'static str,
        read: fn(&mut T, &Entry) -> Result<()>,
        write: fn(&T) -> Vec<Written>,
    ) -> Self {
        Self {
            name,
            often: false,
            read,
            write,
        }
    }

    /// A key that may stand more than once.
    pub(crate) const fn often(
        name: &'static str,
        read: fn(&mut T, &Entry) -> Result<()>,
        write: fn(&T) -> Vec<Written>,
    ) -> Self {
        Self {
            name,
            often: true,
            read,
            write,
        }
    }
}

/// What can be read from and written as entries.
pub(crate) trait Keys: Default + 'static {
    /// What takes these keys, for errors: "a field of a model".
    const OF: &'static str;
    /// The tables. Within one table entries keep the order of the data, so that lists of several keys come back equal.
    const TABLES: &'static [&'static [Key<Self>]];

    /// What no key can see alone.
    fn check(_seen: &Seen, _mistakes: &mut Mistakes) {}
}

/// The keys that stand there, right or wrong.
pub(crate) struct Seen {
    keys: Vec<(&'static str, Span)>,
    /// Something stood there that is no key: perhaps the one that is missed.
    strange: bool,
    /// Of what holds the keys.
    pub(crate) span: Span,
}

impl Seen {
    pub(crate) fn get(&self, key: &str) -> Option<Span> {
        self.keys.iter().find(|(name, _)| *name == key).map(|(_, span)| *span)
    }

    /// `key` says all there is to say: every other key is a mistake.
    pub(crate) fn alone(&self, key: &str, why: &str, mistakes: &mut Mistakes) {
        if self.get(key).is_some() {
            for (other, span) in self.keys.iter().filter(|(name, _)| *name != key) {
                mistakes.at(*span, format!("`{other}` does not go with `{key}`: {why}"));
            }
        }
    }

    /// Of two keys only one may stand there.
    pub(crate) fn either(&self, one: &str, other: &str, mistakes: &mut Mistakes) {
        if let (Some(_), Some(span)) = (self.get(one), self.get(other)) {
            mistakes.at(span, format!("`{one}` and `{other}` exclude each other; keep one"));
        }
    }

    /// The key must stand there.
    pub(crate) fn needs(&self, key: &str, shape: &str, mistakes: &mut Mistakes) {
        if self.get(key).is_none() && !self.strange {
            mistakes.at(self.span, format!("`{key}` is missing; add `{shape}`"));
        }
    }
}

/// Reads the `bindery` attributes among `attrs`.
pub(crate) fn read<T: Keys>(attrs: &[Attribute]) -> Result<T> {
    let mut mistakes = Mistakes::default();
    let value = read_partly(attrs, &mut mistakes);
    mistakes.finish(value)
}

/// As [`read`]; what could not be read has its default.
pub(crate) fn read_partly<T: Keys>(attrs: &[Attribute], mistakes: &mut Mistakes) -> T {
    let mut all = Vec::new();
    let mut span = None;
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("bindery")) {
        match &attr.meta {
            Meta::List(list) if matches!(list.delimiter, MacroDelimiter::Paren(_)) => {
                all.extend(pieces(list.tokens.clone(), mistakes));
                span.get_or_insert_with(|| attr.path().get_ident().map_or_else(Span::call_site, Ident::span));
            }
            other => mistakes.push(Error::new_spanned(other, "write `#[bindery(…)]`")),
        }
    }
    read_pieces(all, span.unwrap_or_else(Span::call_site), mistakes)
}

/// Reads `key(…)`.
pub(crate) fn read_list<T: Keys>(entry: &Entry) -> Result<T> {
    let mut mistakes = Mistakes::default();
    let pieces = pieces(entry.list()?, &mut mistakes);
    let value = read_pieces(pieces, entry.span(), &mut mistakes);
    mistakes.finish(value)
}

/// Reads entries; `span` is that of what holds them.
pub(crate) fn read_pieces<T: Keys>(pieces: Vec<TokenStream>, span: Span, mistakes: &mut Mistakes) -> T {
    let mut value = T::default();
    let mut seen = Seen {
        keys: Vec::new(),
        strange: false,
        span,
    };
    for piece in pieces {
        let Some(entry) = mistakes.take(Entry::parse(piece)) else {
            seen.strange = true;
            continue;
        };
        // Once: inside the compiler each comparison with an identifier would ask for its text.
        let name = entry.key.to_string();
        let Some(key) = keys::<T>().find(|key| name == key.name) else {
            mistakes.push(unknown_key::<T>(&entry));
            seen.strange = true;
            continue;
        };
        if !key.often && seen.get(key.name).is_some() {
            mistakes.at(entry.span(), format!("`{}` stands here twice; keep one", key.name));
            continue;
        }
        seen.keys.push((key.name, entry.span()));
        mistakes.take((key.read)(&mut value, &entry));
    }
    T::check(&seen, mistakes);
    value
}

/// The entries of a value, in the order of the tables.
pub(crate) fn write<T: Keys>(value: &T) -> Vec<TokenStream> {
    let entries = |table: &[Key<T>]| {
        let mut entries: Vec<(usize, TokenStream)> = Vec::new();
        for key in table {
            let name = Ident::new(key.name, Span::call_site());
            entries.extend(
                (key.write)(value)
                    .into_iter()
                    .map(|Written(place, rest)| (place, quote!(#name #rest))),
            );
        }
        entries.sort_by_key(|(place, _)| *place);
        entries
    };
    T::TABLES
        .iter()
        .flat_map(|table| entries(table))
        .map(|(_, entry)| entry)
        .collect()
}

/// `#[bindery(…)]` with the entries of a value; `None` where there are none.
pub(crate) fn write_attribute<T: Keys>(value: &T) -> Option<TokenStream> {
    let entries = write(value);
    (!entries.is_empty()).then(|| quote!(#[bindery(#(#entries),*)]))
}

fn keys<T: Keys>() -> impl Iterator<Item = &'static Key<T>> + Clone {
    T::TABLES.iter().flat_map(|table| table.iter())
}

fn unknown_key<T: Keys>(entry: &Entry) -> Error {
    let key = entry.key.to_string();
    let names = keys::<T>().map(|key| key.name);
    let message = match names.clone().next() {
        Some(_) => unknown(
            &format!("unknown key `{key}`"),
            &key,
            names,
            &format!("Keys of {}:", T::OF),
        ),
        None => format!("unknown key `{key}`: {} takes none", T::OF),
    };
    Error::new(entry.span(), message)
}

/// Keeps what was read.
pub(crate) fn set<T>(place: &mut T, read: Result<T>) -> Result<()> {
    *place = read?;
    Ok(())
}

/// Written where `true`.
pub(crate) fn flag(set: bool) -> Vec<Written> {
    set.then(|| Written(0, TokenStream::new())).into_iter().collect()
}

/// Written where there is one: `= value`.
pub(crate) fn value(value: Option<impl ToTokens>) -> Vec<Written> {
    value.map(|value| Written(0, is(value))).into_iter().collect()
}

/// The items of a list that are written under one key, with their places.
pub(crate) fn each<I>(items: &[I], rest: impl Fn(&I) -> Option<TokenStream>) -> Vec<Written> {
    items
        .iter()
        .enumerate()
        .filter_map(|(place, item)| rest(item).map(|rest| Written(place, rest)))
        .collect()
}

/// A word as it is written: `comma`.
pub(crate) fn word(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// Reads attributes where none are defined.
///
/// # Errors
/// Every `bindery` attribute that says something; `of` names what it stands on: "a field of a wire enum".
pub fn nothing(attrs: &[Attribute], of: &str) -> Result<()> {
    let mut mistakes = Mistakes::default();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("bindery")) {
        mistakes.push(Error::new_spanned(&attr.meta, format!("{of} takes no `#[bindery(…)]`")));
    }
    mistakes.finish(())
}
