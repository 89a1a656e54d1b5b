//! The input of `Model` and `Validate`: a struct that is a JSON object.

use crate::input::{distinct, named_fields, place, span_of};
use bindery_attributes::Mistakes;
use bindery_attributes::common::Between;
use bindery_attributes::model::{self, Model};
use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, DeriveInput, Result};

/// A struct that is a JSON object; its wire names differ.
pub(crate) struct Record<'a> {
    pub(crate) name: &'a Ident,
    pub(crate) attrs: &'a [Attribute],
    /// The members, in order.
    pub(crate) members: Vec<Field<'a>>,
    /// The field that keeps unknown members; it stands after all members.
    pub(crate) extra: Option<Field<'a>>,
    pub(crate) between: Vec<Between>,
    /// Members that are written by themselves, with their JSON scalars.
    pub(crate) constants: Vec<(String, String)>,
}

/// A field.
pub(crate) struct Field<'a> {
    pub(crate) rust: &'a Ident,
    pub(crate) wire: String,
    pub(crate) attrs: model::Field,
    /// Where the compiler says that the type does not fit.
    pub(crate) place: Span,
}

impl<'a> Record<'a> {
    /// Reads the struct. `Model` reports the mistakes; `Validate`, which stands beside it, does not repeat them.
    pub(crate) fn read(input: &'a DeriveInput) -> Result<Self> {
        let mut mistakes = Mistakes::default();
        let model = mistakes.take(Model::read(&input.attrs)).unwrap_or_default();
        let mut members = Vec::new();
        let mut names = Vec::new();
        let mut extra: Option<Field<'_>> = None;
        for field in mistakes.take(named_fields(input, "Model")).into_iter().flatten() {
            let Some(rust) = &field.ident else { continue };
            if extra.is_some() {
                mistakes.at(
                    rust.span(),
                    "no field follows the one marked `extra`; it is the last, and the only one",
                );
            }
            let Some(attrs) = mistakes.take(model::Field::read(&field.attrs)) else {
                continue;
            };
            let wire = attrs.wire.clone().unwrap_or_else(|| rust.unraw().to_string());
            let place = place(field.ty.span());
            match attrs.extra {
                true => {
                    extra = Some(Field {
                        rust,
                        wire,
                        attrs,
                        place,
                    })
                }
                false => {
                    let text = wire.clone();
                    names.push((wire.clone(), move || {
                        span_of(&field.attrs, &text).unwrap_or(rust.span())
                    }));
                    members.push(Field {
                        rust,
                        wire,
                        attrs,
                        place,
                    });
                }
            }
        }
        distinct(&names, "the wire name", &mut mistakes);
        for (name, _) in &model.constants {
            if members.iter().any(|member| member.wire == *name) {
                let span = span_of(&input.attrs, name).unwrap_or(input.ident.span());
                let message = format!("a field has the wire name `{name}` already; remove one of the two");
                mistakes.at(span, message);
            }
        }
        mistakes.finish(Self {
            name: &input.ident,
            attrs: &input.attrs,
            members,
            extra,
            between: model.between,
            constants: model.constants,
        })
    }

    /// All fields, in order.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &Field<'a>> {
        self.members.iter().chain(&self.extra)
    }
}
