//! Boxes where a struct holds itself.
//!
//! Input: structs with their fields. Output: the same, with `Option<T>` as `Option<Box<T>>` where `T` leads back.
//! **Invariant:** every struct has a finite size, provided that every circle passes through something optional, a list or
//! a map; that is a check of its own.

use crate::ir::{Field, Model, Ty};
use std::collections::{BTreeMap, BTreeSet};

/// Boxes every optional field that is part of a circle of structs.
pub(super) fn box_recursion(models: &mut [Model]) {
    let index: BTreeMap<String, usize> = models
        .iter()
        .enumerate()
        .map(|(index, model)| (model.rust.to_string(), index))
        .collect();
    let target = |field: &Field| index.get(&inline(&field.ty)?.to_string()).copied();
    let edges: Vec<Vec<usize>> = models
        .iter()
        .map(|model| model.fields.iter().filter_map(target).collect())
        .collect();
    let reached: Vec<BTreeSet<usize>> = (0..models.len()).map(|from| reached(from, &edges)).collect();
    let leads_back = |target: usize, here: usize| reached.get(target).is_some_and(|reached| reached.contains(&here));
    for (here, model) in models.iter_mut().enumerate() {
        for field in &mut model.fields {
            if target(field).is_some_and(|target| leads_back(target, here)) {
                field.ty = boxed(std::mem::replace(&mut field.ty, Ty::Unit));
            }
        }
    }
}

/// The struct whose size is part of the holder's.
fn inline(ty: &Ty) -> Option<&proc_macro2::Ident> {
    match ty {
        Ty::Named(name) => Some(name),
        Ty::Option(inner) | Ty::Patch(inner) => inline(inner),
        _ => None,
    }
}

/// What is reached from a struct, itself included.
fn reached(from: usize, edges: &[Vec<usize>]) -> BTreeSet<usize> {
    let mut found = BTreeSet::from([from]);
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        for next in edges.get(at).into_iter().flatten() {
            if found.insert(*next) {
                open.push(*next);
            }
        }
    }
    found
}

/// The innermost option holds a box.
fn boxed(ty: Ty) -> Ty {
    match ty {
        Ty::Option(inner) => match *inner {
            Ty::Option(_) => Ty::Option(Box::new(boxed(*inner))),
            inner => Ty::Option(Box::new(Ty::Boxed(Box::new(inner)))),
        },
        Ty::Patch(inner) => Ty::Patch(Box::new(boxed(*inner))),
        ty => ty,
    }
}
