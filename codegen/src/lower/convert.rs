//! `impl From<Customer> for CustomerUpdate`: what was read, as a start for what replaces it.
//!
//! Input: structs with final types. Output: their conversions. **Invariant:** a conversion loses no field that both have;
//! where one cannot be made (something required is write-only, or sits in a map or box of another type) there is none.

use crate::ir::{Convert, Direction, Field, From, Model, Ty};
use crate::lower::directions::Structs;
use proc_macro2::Ident;
use std::collections::BTreeSet;

/// Gives every struct that replaces what is read its conversion.
pub(super) fn link_conversions(models: &mut [Model], structs: &Structs) {
    // Optimistic: assume that all can be made, and drop what needs one that cannot, until nothing changes.
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (model, direction) in structs.of.keys() {
        if *direction == Direction::Update
            && let (Some((read, _)), Some((update, _))) = (
                structs.get(*model, Direction::Read),
                structs.get(*model, Direction::Update),
            )
            && read != update
        {
            pairs.insert((read, update));
        }
    }
    loop {
        let made: Vec<(usize, usize, Option<From>)> = pairs
            .iter()
            .map(|(read, update)| (*read, *update, conversion(*read, *update, models, &pairs)))
            .collect();
        if made.iter().all(|(_, _, from)| from.is_some()) {
            for (_, update, from) in made {
                if let Some(model) = models.get_mut(update) {
                    model.from = from;
                }
            }
            return;
        }
        for (read, update, from) in made {
            if from.is_none() {
                pairs.remove(&(read, update));
            }
        }
    }
}

fn conversion(read: usize, update: usize, models: &[Model], pairs: &BTreeSet<(usize, usize)>) -> Option<From> {
    let (read, update) = (models.get(read)?, models.get(update)?);
    let index = |name: &Ident| models.iter().position(|model| model.rust == *name);
    let converts = |from: &Ident, to: &Ident| index(from).zip(index(to)).is_some_and(|pair| pairs.contains(&pair));
    let fields = update.fields.iter().enumerate().map(|(here, field)| {
        let there = read
            .fields
            .iter()
            .find(|other| other.wire == field.wire && other.attrs.extra == field.attrs.extra);
        let how = match there {
            None if matches!(field.ty, Ty::Option(_)) => Convert::Blank,
            None => return None,
            Some(there) => convert(there, field, &converts)?,
        };
        Some((here, how))
    });
    Some(From {
        model: read.rust.clone(),
        fields: fields.collect::<Option<Vec<_>>>()?,
    })
}

fn convert(there: &Field, here: &Field, converts: &dyn Fn(&Ident, &Ident) -> bool) -> Option<Convert> {
    let name = there.rust.clone();
    let (from, from_option) = stripped(&there.ty);
    let (to, to_option) = stripped(&here.ty);
    if from == to {
        return match (from_option, to_option) {
            (true, true) | (false, false) => Some(Convert::Same(name)),
            (false, true) => Some(Convert::Some(name)),
            (true, false) => None,
        };
    }
    let (each, from, to) = match (from, to) {
        (Ty::List(from), Ty::List(to)) => (true, from.as_ref(), to.as_ref()),
        (from, to) => (false, from, to),
    };
    let (Ty::Named(from), Ty::Named(to)) = (from, to) else {
        return None;
    };
    if !converts(from, to) {
        return None;
    }
    match (each, from_option, to_option) {
        (false, false, false) => Some(Convert::Into(name)),
        (false, false, true) => Some(Convert::SomeInto(name)),
        (false, true, true) => Some(Convert::MapInto(name)),
        (true, false, false) => Some(Convert::EachInto(name)),
        (true, false, true) => Some(Convert::SomeEachInto(name)),
        (true, true, true) => Some(Convert::MapEachInto(name)),
        (_, true, false) => None,
    }
}

/// The type without an outermost option, and whether there was one.
fn stripped(ty: &Ty) -> (&Ty, bool) {
    match ty {
        Ty::Option(inner) => (inner, true),
        ty => (ty, false),
    }
}
