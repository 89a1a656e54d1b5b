//! What is visible while one vendor is lowered: its spec, over the dialect's, and the sink.
//!
//! **Invariant:** a part that both have is the vendor's, entry by entry, exactly one level down: `lookups.gte`,
//! `paging.send` and `envelope.error` are replaced, never mixed.

use crate::diag::{Checked, Diagnostic, Diagnostics, Reported};
use crate::lower::formats::Formats;
use crate::lower::value::Value;
use crate::span::{FileId, Spanned};
use crate::syntax::{
    Encoding, Envelope, Error, Field, ListStyle, Lookup, Map, Model, Paging, Path, Place, Provenance, Source, Spec,
    SpecPart, Text,
};
use crate::yaml::Node;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

/// The spec of a vendor and of its dialect.
#[derive(Debug)]
pub struct Scope<'a> {
    /// The vendor's.
    pub spec: &'a Spec,
    /// The dialect's.
    pub dialect: Option<&'a Spec>,
    /// The sink.
    pub diags: &'a Diagnostics,
    /// The spec names a dialect that could not be had: what it would have brought is not missed a second time.
    missing: Option<Reported>,
    /// The same of a file that is a part of the vendor.
    missing_part: Option<Reported>,
    /// What the other files of the vendor say of what they declare.
    parts: BTreeMap<FileId, &'a SpecPart>,
    /// Every entry of `types`, and of `models`: whoever names one asks here.
    types_by_name: BTreeMap<&'a str, Entry<'a, Field>>,
    models_by_name: BTreeMap<&'a str, Entry<'a, Model>>,
    /// What something names, for the warning about the rest.
    used: RefCell<BTreeSet<(Section, String)>>,
    /// The named types that were lowered, so that a mistake in one is reported once, however often it is used.
    pub(super) types: RefCell<BTreeMap<String, Lowered>>,
    /// How many of them are being lowered at this moment, one inside another.
    pub(super) begun: Cell<usize>,
    /// The Rust names of spellings of dates, chosen before anything is lowered.
    pub(super) formats: RefCell<Formats>,
}

/// How far a named type is.
#[derive(Debug, Clone)]
pub(super) enum Lowered {
    /// It is being lowered: whoever asks for it now is part of a cycle.
    Begun,
    /// It is done.
    Done(Checked<Value>),
}

/// The sections whose entries are used by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// `families`
    Family,
    /// `types`
    Type,
    /// `models`
    Model,
    /// `sources`
    Source,
}

/// What holds for every entry of a file, or of all files of a vendor.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// What is said of all of them.
    pub provenance: &'a Provenance,
    /// The page they are from where nothing else is said.
    pub first_source: Option<&'a Text>,
}

impl Around<'_> {
    /// The names of the pages.
    #[must_use]
    pub fn sources(&self) -> Vec<String> {
        let stated = self.provenance.source.iter();
        let first = self.first_source.filter(|_| self.provenance.source.is_empty());
        stated.chain(first).map(|source| source.value.clone()).collect()
    }
}

/// An entry with its name.
pub type Entry<'a, T> = (&'a Text, &'a Checked<T>);

/// The entries by their names: the vendor's replace those of the dialect.
fn by_name<'a, T>(own: &'a Map<T>, dialect: Option<&'a Map<T>>) -> BTreeMap<&'a str, Entry<'a, T>> {
    let entries = dialect.into_iter().flatten().chain(own);
    entries
        .map(|(name, entry)| (name.value.as_str(), (name, entry)))
        .collect()
}

impl<'a> Scope<'a> {
    /// The vendor's spec over that of its dialect.
    #[must_use]
    pub fn new(spec: &'a Spec, dialect: Checked<Option<&'a Spec>>, diags: &'a Diagnostics) -> Self {
        let inherited = dialect.ok().flatten();
        Self {
            spec,
            dialect: inherited,
            types_by_name: by_name(&spec.types, inherited.map(|dialect| &dialect.types)),
            models_by_name: by_name(&spec.models, inherited.map(|dialect| &dialect.models)),
            missing: dialect.err(),
            missing_part: spec.parts.iter().find_map(|part| part.as_ref().err().copied()),
            parts: spec.parts.iter().flatten().map(|part| (part.span.file, part)).collect(),
            diags,
            used: RefCell::default(),
            types: RefCell::default(),
            begun: Cell::default(),
            formats: RefCell::default(),
        }
    }

    /// Reports that something is declared nowhere, unless the dialect that may declare it could not be had.
    pub fn report_unknown(&self, diagnostic: Diagnostic) -> Reported {
        self.missing.unwrap_or_else(|| self.report_unknown_here(diagnostic))
    }

    /// The same of what no dialect declares: sources and endpoints.
    pub fn report_unknown_here(&self, diagnostic: Diagnostic) -> Reported {
        self.missing_part.unwrap_or_else(|| self.diags.report(diagnostic))
    }

    /// What encloses an entry at the top: its file, where that is a part, and the whole vendor; the nearest first.
    pub fn around(&self, name: &Text) -> impl Iterator<Item = Around<'a>> {
        let part = self.parts.get(&name.span.file).map(|part| Around {
            provenance: &part.provenance,
            first_source: part.first_source.as_ref(),
        });
        let whole = Around {
            provenance: &self.spec.provenance,
            first_source: self.spec.sources.first().map(|(name, _)| name),
        };
        part.into_iter().chain([whole])
    }

    /// Every lookup: the dialect's that the vendor does not replace, then the vendor's.
    #[must_use]
    pub fn lookups(&self) -> Vec<Entry<'a, Lookup>> {
        self.all(|spec| &spec.lookups)
    }

    /// Every family, in the order of [`Scope::lookups`].
    #[must_use]
    pub fn families(&self) -> Vec<Entry<'a, Vec<Text>>> {
        self.all(|spec| &spec.families)
    }

    /// The entry of `types` of that name.
    #[must_use]
    pub fn ty(&self, name: &str) -> Option<Entry<'a, Field>> {
        self.types_by_name.get(name).copied()
    }

    /// Every entry of `types`, in the order of [`Scope::lookups`].
    #[must_use]
    pub fn types(&self) -> Vec<Entry<'a, Field>> {
        self.all(|spec| &spec.types)
    }

    /// The model of that name.
    #[must_use]
    pub fn model(&self, name: &str) -> Option<Entry<'a, Model>> {
        self.models_by_name.get(name).copied()
    }

    /// Every model, in the order of [`Scope::lookups`].
    #[must_use]
    pub fn models(&self) -> Vec<Entry<'a, Model>> {
        self.all(|spec| &spec.models)
    }

    /// Every header of every request, in the order of [`Scope::lookups`]. Names of headers are compared without case.
    #[must_use]
    pub fn headers(&self) -> Vec<Entry<'a, Field>> {
        let is_same = |name: &Text, other: &Text| name.value.eq_ignore_ascii_case(&other.value);
        self.all_by(|spec| &spec.headers, is_same)
    }

    /// Every error of every endpoint, in the order of [`Scope::lookups`].
    #[must_use]
    pub fn errors(&self) -> Vec<Entry<'a, Error>> {
        self.all(|spec| &spec.errors)
    }

    /// Every entry of `sources`; a dialect has none.
    pub fn sources(&self) -> &'a [(Text, Checked<Source>)] {
        &self.spec.sources
    }

    /// The names of `sources`.
    pub fn source_names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.spec.sources.iter().map(|(name, _)| name.value.as_str())
    }

    /// How lists are written where nothing nearer says it.
    #[must_use]
    pub fn lists(&self) -> ListStyle {
        let own = self.spec.lists.as_ref();
        own.or_else(|| self.dialect?.lists.as_ref())
            .map_or(ListStyle::Repeat, |style| style.value)
    }

    /// Whether lookups that share a name on the wire are sent together.
    #[must_use]
    pub fn combine(&self) -> bool {
        let own = self.spec.combine;
        own.or_else(|| self.dialect?.combine).unwrap_or(false)
    }

    /// How bodies are written where they do not say it themselves, and where that is said.
    #[must_use]
    pub fn encoding(&self) -> Option<Spanned<Encoding>> {
        let own = self.spec.encoding.as_ref();
        own.or_else(|| self.dialect?.encoding.as_ref()).cloned()
    }

    /// The vendor's paging, else the dialect's. Its parts are in [`Scope::paging_send`] and [`Scope::paging_read`].
    #[must_use]
    pub fn paging(&self) -> Option<&'a Checked<Paging>> {
        self.spec.paging.as_ref().or_else(|| self.dialect?.paging.as_ref())
    }

    /// How a page is asked for; empty where nothing says it.
    ///
    /// # Errors
    /// The vendor's paging is poisoned.
    pub fn paging_send(&self) -> Checked<&'a [(Text, Checked<Field>)]> {
        self.paging_part(|paging| &paging.send)
    }

    /// How a page is read; empty where nothing says it.
    ///
    /// # Errors
    /// The vendor's paging is poisoned.
    pub fn paging_read(&self) -> Checked<&'a [(Text, Checked<Place>)]> {
        self.paging_part(|paging| &paging.read)
    }

    /// Where the payload stands.
    ///
    /// # Errors
    /// The vendor's envelope is poisoned.
    pub fn envelope_at(&self) -> Checked<Option<&'a Spanned<Path>>> {
        self.envelope_part(|envelope| envelope.at.as_ref())
    }

    /// What a body says when it succeeded; empty where the status alone says it.
    ///
    /// # Errors
    /// The vendor's envelope is poisoned.
    pub fn envelope_success(&self) -> Checked<&'a [(Spanned<Path>, Node)]> {
        let part = self.envelope_part(|envelope| {
            let success = envelope.success.as_slice();
            (!success.is_empty()).then_some(success)
        });
        Ok(part?.unwrap_or_default())
    }

    /// Where the code of a success stands.
    ///
    /// # Errors
    /// The vendor's envelope is poisoned.
    pub fn envelope_success_code(&self) -> Checked<Option<&'a Spanned<Path>>> {
        self.envelope_part(|envelope| envelope.success_code.as_ref())
    }

    /// The envelope whose `error` counts, with `code`, `message` and `fields` as one part.
    ///
    /// # Errors
    /// The vendor's envelope is poisoned.
    pub fn envelope_error(&self) -> Checked<Option<&'a Envelope>> {
        self.envelope_part(|envelope| {
            let error = envelope.code.is_some() || envelope.message.is_some() || envelope.fields.is_some();
            error.then_some(envelope)
        })
    }

    /// Something names this entry.
    pub fn mark_used(&self, section: Section, name: &str) {
        self.used.borrow_mut().insert((section, name.to_owned()));
    }

    /// Whether something names this entry.
    #[must_use]
    pub fn is_used(&self, section: Section, name: &str) -> bool {
        self.used.borrow().contains(&(section, name.to_owned()))
    }

    /// Whether this place is in the dialect's file.
    #[must_use]
    pub fn is_of_dialect(&self, name: &Text) -> bool {
        self.dialect.is_some_and(|dialect| dialect.span.file == name.span.file)
    }

    fn all<T>(&self, section: impl Fn(&'a Spec) -> &'a Map<T>) -> Vec<Entry<'a, T>> {
        self.all_by(section, |name, other| name.value == other.value)
    }

    fn all_by<T>(
        &self,
        section: impl Fn(&'a Spec) -> &'a Map<T>,
        is_same: impl Fn(&Text, &Text) -> bool,
    ) -> Vec<Entry<'a, T>> {
        let own = section(self.spec);
        let replaced = |name: &Text| own.iter().any(|(key, _)| is_same(key, name));
        let inherited = self
            .dialect
            .into_iter()
            .flat_map(&section)
            .filter(|(name, _)| !replaced(name));
        inherited.chain(own).map(|(name, entry)| (name, entry)).collect()
    }

    fn paging_part<T>(&self, part: impl Fn(&'a Paging) -> &'a Map<T>) -> Checked<&'a [(Text, Checked<T>)]> {
        for paging in [Some(self.spec), self.dialect]
            .into_iter()
            .flatten()
            .filter_map(|spec| spec.paging.as_ref())
        {
            let part = part(paging.as_ref().map_err(|reported| *reported)?);
            if !part.is_empty() {
                return Ok(part);
            }
        }
        Ok(&[])
    }

    fn envelope_part<T>(&self, part: impl Fn(&'a Envelope) -> Option<T>) -> Checked<Option<T>> {
        for envelope in [Some(self.spec), self.dialect]
            .into_iter()
            .flatten()
            .filter_map(|spec| spec.envelope.as_ref())
        {
            let part = part(envelope.as_ref().map_err(|reported| *reported)?);
            if part.is_some() {
                return Ok(part);
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests;
