//! The fields of an endpoint, each a part of its request.
//!
//! Input: the struct, and what its own attributes say of the call. Output: the fields, sorted by where they go.
//! **Invariant:** the holes of the path and the fields marked `path` are one-to-one; there is at most one query, and one
//! body where the method has any.

use crate::input::{distinct, last_segment, named_fields_if_any, place, span_of, span_of_key};
use bindery_attributes::endpoint::{self, Endpoint, Method, Part, holes, is_token, no_header};
use bindery_attributes::{Mistakes, nearest};
use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, DeriveInput, Error, Result};

/// The fields, by where they go.
#[derive(Default)]
pub(crate) struct Parts<'a> {
    pub(crate) path: Vec<Field<'a>>,
    pub(crate) headers: Vec<Field<'a>>,
    pub(crate) query: Option<Field<'a>>,
    /// As JSON or as a form.
    pub(crate) body: Option<Field<'a>>,
}

/// A field.
pub(crate) struct Field<'a> {
    pub(crate) rust: &'a Ident,
    /// The hole or the header.
    pub(crate) name: String,
    pub(crate) part: Part,
    pub(crate) attrs: endpoint::Field,
    /// Where the compiler says that the type does not fit.
    pub(crate) place: Span,
    raw: &'a [Attribute],
}

impl<'a> Parts<'a> {
    /// Reads the fields, and checks them against the call.
    pub(crate) fn read(input: &'a DeriveInput, endpoint: &Endpoint, mistakes: &mut Mistakes) -> Self {
        let mut parts = Self::default();
        let fields = mistakes.take(named_fields_if_any(input, "Endpoint"));
        let mut is_whole = fields.is_some();
        for field in fields.into_iter().flatten() {
            match mistakes.take(Field::read(field)) {
                Some(Some(field)) => parts.add(field, endpoint, mistakes),
                Some(None) => {}
                None => is_whole = false,
            }
        }
        let names = |fields: &[Field<'a>], spell: fn(&str) -> String| {
            let name = |field: &Field<'a>| {
                let (raw, rust, text) = (field.raw, field.rust, field.name.clone());
                let span = move || span_of(raw, &text).unwrap_or(rust.span());
                (spell(&field.name), span)
            };
            fields.iter().map(name).collect::<Vec<_>>()
        };
        distinct(&names(&parts.path, str::to_owned), "the hole", mistakes);
        distinct(&names(&parts.headers, str::to_ascii_lowercase), "the header", mistakes);
        for field in &parts.headers {
            if endpoint
                .headers
                .iter()
                .any(|(name, _)| name.eq_ignore_ascii_case(&field.name))
            {
                let span = span_of(field.raw, &field.name).unwrap_or(field.rust.span());
                let message = format!(
                    "the header `{}` has a value on the struct already; keep one",
                    field.name
                );
                mistakes.at(span, message);
            }
        }
        if let Some((_, path)) = &endpoint.call {
            parts.fill(path, &input.attrs, is_whole, mistakes);
        }
        parts
    }

    fn add(&mut self, field: Field<'a>, endpoint: &Endpoint, mistakes: &mut Mistakes) {
        let method = endpoint.call.as_ref().map(|(method, _)| *method);
        let (slot, what) = match field.part {
            Part::Path => return self.path.push(field),
            Part::Header => return self.headers.push(field),
            Part::Query => (&mut self.query, "a query already; one filter holds all parameters"),
            Part::Body | Part::Form => {
                if let Some(method) = method.filter(|method| !method.has_body()) {
                    mistakes.at(field.span(), no_body(method));
                }
                (&mut self.body, "a body already; one model holds all its fields")
            }
        };
        match slot {
            Some(first) => mistakes.at(field.span(), format!("`{}` is {what}", first.rust)),
            none => *none = Some(field),
        }
    }

    /// Compares the holes with the fields that fill them. `is_whole`: every field could be read.
    fn fill(&self, path: &str, attrs: &[Attribute], is_whole: bool, mistakes: &mut Mistakes) {
        let holes = holes(path).unwrap_or_default();
        // A name that was mistyped is one mistake, not a hole and a field.
        let mut meant = Vec::new();
        for field in &self.path {
            if holes.contains(&field.name) {
                continue;
            }
            let free = holes
                .iter()
                .filter(|hole| !self.path.iter().any(|field| field.name == **hole));
            let near = nearest(&field.name, free.map(String::as_str));
            meant.extend(near);
            let way = match near {
                Some(near) => format!("did you mean `{{{near}}}`?"),
                None => "add it to the path, or mark the field with another part".to_owned(),
            };
            let span = span_of(field.raw, &field.name).unwrap_or(field.rust.span());
            mistakes.at(span, format!("the path has no hole `{{{}}}`; {way}", field.name));
        }
        let filled =
            |hole: &String| meant.contains(&hole.as_str()) || self.path.iter().any(|field| field.name == *hole);
        for hole in holes.iter().filter(|hole| is_whole && !filled(hole)) {
            let span = span_of(attrs, path).unwrap_or_else(Span::call_site);
            let way = format!("add a field `#[bindery(path)] {hole}: …`; a brace itself is `{{{{`");
            mistakes.at(span, format!("no field fills the hole `{{{hole}}}`; {way}"));
        }
    }
}

fn no_body(method: Method) -> String {
    let word = method.name().to_uppercase();
    format!("a {word} carries no body; send a filter marked `query`, or correct the method")
}

impl<'a> Field<'a> {
    fn read(field: &'a syn::Field) -> Result<Option<Self>> {
        let attrs = endpoint::Field::read(&field.attrs)?;
        let Some(rust) = &field.ident else { return Ok(None) };
        let Some(part) = attrs.part else {
            let message =
                format!("where does `{rust}` go? Mark it `#[bindery(path)]`, or `query`, `body`, `form` or `header`");
            return Err(Error::new(rust.span(), message));
        };
        let name = attrs.wire.clone().unwrap_or_else(|| rust.unraw().to_string());
        if part == Part::Header && !is_token(&name) {
            let span = span_of(&field.attrs, &name).unwrap_or(rust.span());
            return Err(Error::new(span, no_header(&name)));
        }
        if part == Part::Path && last_segment(&field.ty).is_some_and(|segment| segment.ident == "Option") {
            let message = "a hole of the path always has a value; write the type without `Option`";
            return Err(Error::new_spanned(&field.ty, message));
        }
        Ok(Some(Self {
            rust,
            name,
            part,
            attrs,
            place: place(field.ty.span()),
            raw: &field.attrs,
        }))
    }

    /// Where it says which part it is.
    fn span(&self) -> Span {
        span_of_key(self.raw, self.part.name()).unwrap_or(self.rust.span())
    }
}
