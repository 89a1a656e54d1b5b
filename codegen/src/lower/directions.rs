//! In which directions models go, and which directions share a struct.
//!
//! Input: endpoints and [`Shape`]s. Output: the [`Structs`] to be generated. **Invariant:** every direction in use has
//! exactly one struct, and nothing is generated for a direction nobody uses.
//!
//! - What is returned is read; the body of a PUT updates, that of a PATCH patches, any other body creates.
//! - A model goes where its holder goes, through every field that exists there: inside a read-only field nothing is
//!   generated for writing. Inside a PATCH an object is sent whole, as when it is created.
//! - A model that an endpoint itself returns or sends has a struct for each such direction. A direction that is only
//!   reached through fields shares the struct of another one when the two would be the same: field by field the same
//!   presence and rules, and the same structs inside. So `{ id: integer required }` is one struct read and written,
//!   while with `{ id: integer }` the read one holds `i64` and the written one `Option<i64>`.
//! - The struct that is read has the model's name; so has the only struct of a model. The others are `NewCustomer`,
//!   `CustomerUpdate` and `CustomerPatch`.

use crate::diag::quoted;
use crate::ir::Direction::{self, Create, Patch, Read, Update};
use crate::lower::scope::Scope;
use crate::lower::shape::Shape;
use crate::names::{self, Names};
use crate::syntax::{Endpoint, Field, Method, TypeExpr};
use bindery_attributes::common::Between;
use proc_macro2::Ident;
use std::collections::{BTreeMap, BTreeSet};

/// A model, by its index among the shapes, in a direction.
pub(super) type Use = (usize, Direction);

/// The structs of all models.
#[derive(Debug, Default)]
pub(super) struct Structs {
    /// In the order of the spec, the directions of a model side by side.
    pub all: Vec<Struct>,
    /// Which of them a use has.
    pub of: BTreeMap<Use, usize>,
}

/// A struct to be generated.
#[derive(Debug)]
pub(super) struct Struct {
    pub model: usize,
    /// The direction it is written out for.
    pub direction: Direction,
    /// Every direction that shares it.
    pub shared: BTreeSet<Direction>,
    pub rust: Ident,
}

impl Structs {
    /// The struct of a use.
    pub(super) fn get(&self, model: usize, direction: Direction) -> Option<(usize, &Struct)> {
        let index = *self.of.get(&(model, direction))?;
        Some((index, self.all.get(index)?))
    }
}

/// The direction of what a method sends.
#[must_use]
pub fn direction_of(method: Method) -> Direction {
    match method {
        Method::Put => Update,
        Method::Patch => Patch,
        Method::Post | Method::Get | Method::Delete | Method::Head => Create,
    }
}

/// The direction of what stands inside.
pub(super) fn inside(direction: Direction) -> Direction {
    if direction == Patch { Create } else { direction }
}

/// The structs, with their names taken.
pub(super) fn choose_structs(scope: &Scope<'_>, shapes: &[Shape<'_>], names: &mut Names<'_>) -> Structs {
    let direct = direct_uses(scope, shapes);
    let uses = all_uses(shapes, &direct);
    let classes = classes(shapes, &uses);
    let mut structs = Structs::default();
    for (model, shape) in shapes.iter().enumerate() {
        let mut homes: BTreeMap<Direction, BTreeSet<Direction>> = BTreeMap::new();
        for (_, direction) in of_model(&uses, model) {
            let home = home((model, direction), &uses, &direct, &classes);
            homes.entry(home).or_default().insert(direction);
        }
        let only = homes.len() == 1;
        for (direction, shared) in homes {
            let keeps_name = only || shared.contains(&Read);
            let (rust, what) = name_of(shape, direction, keeps_name);
            // A type of the same name in the spec is a message of its own.
            if scope.ty(&shape.name.value).is_none() {
                let _ = names.claim(&rust, shape.name.span, what);
            }
            let index = structs.all.len();
            structs
                .of
                .extend(shared.iter().map(|direction| ((model, *direction), index)));
            structs.all.push(Struct {
                model,
                direction,
                shared,
                rust,
            });
        }
    }
    structs
}

fn name_of(shape: &Shape<'_>, direction: Direction, keeps_name: bool) -> (Ident, String) {
    let model = quoted(&shape.name.value);
    if keeps_name {
        return (shape.rust.clone(), format!("the model {model}"));
    }
    match direction {
        Read => (shape.rust.clone(), format!("the model {model}")),
        Create => (
            names::derived("New", &shape.rust, ""),
            format!("what creates a {model}"),
        ),
        Update => (
            names::derived("", &shape.rust, "Update"),
            format!("what replaces a {model}"),
        ),
        Patch => (
            names::derived("", &shape.rust, "Patch"),
            format!("what changes a {model}"),
        ),
    }
}

/// What endpoints return and send themselves.
fn direct_uses(scope: &Scope<'_>, shapes: &[Shape<'_>]) -> BTreeSet<Use> {
    let endpoints = scope
        .spec
        .endpoints
        .iter()
        .filter_map(|(_, endpoint)| endpoint.as_ref().ok());
    endpoints.flat_map(|endpoint| uses_of(endpoint, shapes)).collect()
}

fn uses_of(endpoint: &Endpoint, shapes: &[Shape<'_>]) -> Vec<Use> {
    let model = |field: &Option<crate::diag::Checked<Field>>| {
        let ty = field.as_ref()?.as_ref().ok()?.ty.as_ref()?.as_ref().ok()?;
        let name = core_name(&ty.value)?;
        shapes.iter().position(|shape| shape.name.value == name)
    };
    let returned = model(&endpoint.returns).map(|model| (model, Read));
    let method = endpoint.method.as_ref().ok().map(|(method, _)| direction_of(*method));
    let sent = model(&endpoint.body).zip(method);
    returned.into_iter().chain(sent).collect()
}

/// The name at the core of a type expression.
pub(crate) fn core_name(ty: &TypeExpr) -> Option<&str> {
    match ty {
        TypeExpr::Builtin(_) => None,
        TypeExpr::Named(name) => Some(name),
        TypeExpr::List(inner) | TypeExpr::Map(inner) | TypeExpr::Page(inner) | TypeExpr::Nullable(inner) => {
            core_name(inner)
        }
    }
}

/// What is reached through fields, too.
fn all_uses(shapes: &[Shape<'_>], direct: &BTreeSet<Use>) -> BTreeSet<Use> {
    let mut found = direct.clone();
    let mut open: Vec<Use> = direct.iter().copied().collect();
    while let Some((model, direction)) = open.pop() {
        for held in held(shapes, (model, direction)).into_iter().flatten() {
            if found.insert(held) {
                open.push(held);
            }
        }
    }
    found
}

/// The models inside a model, for each field that exists in the direction; `None` where it holds none.
fn held(shapes: &[Shape<'_>], (model, direction): Use) -> Vec<Option<Use>> {
    let members = shapes
        .get(model)
        .map(|shape| shape.members.as_slice())
        .unwrap_or_default();
    let present = members.iter().filter(|member| member.presence(direction).is_some());
    let find = |name: &str| shapes.iter().position(|shape| shape.name.value == name);
    present
        .map(|member| Some((find(member.model()?)?, inside(direction))))
        .collect()
}

/// Uses that would be the same struct have the same class: the coarsest partition in which equal fields hold equals.
fn classes(shapes: &[Shape<'_>], uses: &BTreeSet<Use>) -> BTreeMap<Use, usize> {
    let parts = |of: &Use| (*of, contents(shapes, *of), held(shapes, *of));
    let parts: Vec<(Use, Contents, Vec<Option<Use>>)> = uses.iter().map(parts).collect();
    let mut classes: BTreeMap<Use, usize> = uses.iter().map(|of| (*of, 0)).collect();
    let mut count = 0;
    loop {
        // Each round splits classes further, so there are at most as many rounds as uses.
        let mut kinds: Vec<(usize, &Contents, Vec<Option<usize>>)> = Vec::new();
        let mut split: BTreeMap<Use, usize> = BTreeMap::new();
        for (of, contents, held) in &parts {
            let class = |held: &Option<Use>| classes.get(held.as_ref()?).copied();
            let kind = (of.0, contents, held.iter().map(class).collect());
            let known = kinds.iter().position(|other| *other == kind);
            split.insert(*of, known.unwrap_or(kinds.len()));
            if known.is_none() {
                kinds.push(kind);
            }
        }
        classes = split;
        if kinds.len() == count {
            return classes;
        }
        count = kinds.len();
    }
}

type Contents = (Vec<Option<super::shape::Presence>>, Vec<bool>, Vec<Between>);

fn contents(shapes: &[Shape<'_>], (model, direction): Use) -> Contents {
    let Some(shape) = shapes.get(model) else {
        return (Vec::new(), Vec::new(), Vec::new());
    };
    let presences = shape.members.iter().map(|member| member.presence(direction)).collect();
    let constants = shape.members.iter().map(|member| member.constant(direction).is_some());
    (presences, constants.collect(), shape.rules_in(direction))
}

fn of_model(uses: &BTreeSet<Use>, model: usize) -> impl Iterator<Item = Use> + '_ {
    uses.range((model, Read)..=(model, Patch)).copied()
}

/// The direction whose struct a use has.
fn home(of: Use, uses: &BTreeSet<Use>, direct: &BTreeSet<Use>, classes: &BTreeMap<Use, usize>) -> Direction {
    let (model, direction) = of;
    if direct.contains(&of) {
        return direction;
    }
    let same = |other: &Direction| uses.contains(&(model, *other)) && classes.get(&(model, *other)) == classes.get(&of);
    // What is written prefers a struct that is written.
    let near = if direction == Read {
        [Read, Create, Update]
    } else {
        [Create, Update, Read]
    };
    let named = near
        .into_iter()
        .filter(same)
        .find(|other| direct.contains(&(model, *other)));
    named
        .or_else(|| [Read, Create, Update].into_iter().find(same))
        .unwrap_or(direction)
}
