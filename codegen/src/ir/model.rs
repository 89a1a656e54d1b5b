//! Models: a struct for each direction.

use super::{Docs, Said, Ty};
use bindery_attributes as attributes;
use proc_macro2::Ident;

#[derive(Debug)]
pub struct Model {
    pub rust: Ident,
    /// As the spec says it; structs of one model have one name.
    pub name: String,
    /// What the spec says of the model, whatever the direction.
    pub about: Docs,
    pub direction: Direction,
    /// Every direction that it serves, in their order.
    pub directions: Vec<Direction>,
    pub attrs: attributes::model::Model,
    pub fields: Vec<Field>,
    /// `pub fn new(…)` takes these fields, by index; `None`: no constructor (read models; nothing required).
    pub new: Option<Vec<usize>>,
    /// `impl From<Customer> for CustomerUpdate`: the other model and the fields both have (here, there) by index.
    pub from: Option<From>,
    /// May derive `Default`: every field is an option, a patch, a list or a map.
    pub default: bool,
    pub docs: Docs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    Read,
    Create,
    Update,
    Patch,
}

/// How each field of this model is made from another model's: `(here, how)`, in the order of this model's fields.
#[derive(Debug)]
pub struct From {
    pub model: Ident,
    pub fields: Vec<(usize, Convert)>,
}

/// From the other model's field of this Rust name.
#[derive(Debug)]
pub enum Convert {
    Same(Ident),
    Some(Ident),
    Into(Ident),
    SomeInto(Ident),
    MapInto(Ident),
    EachInto(Ident),
    /// `Some` of a list, each item converted.
    SomeEachInto(Ident),
    /// An optional list, each item converted.
    MapEachInto(Ident),
    Blank,
}

#[derive(Debug)]
pub struct Field {
    pub rust: Ident,
    pub wire: String,
    pub ty: Ty,
    pub said: Said,
    pub attrs: attributes::model::Field,
    pub docs: Docs,
}
