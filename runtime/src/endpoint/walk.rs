//! One walk through a JSON value that stops at the places that are wanted.
//!
//! Input: a reader and paths. Output: a call for each path that is there, with the reader at its value.
//! **Invariant:** each value is read once and nothing is kept; a value of another shape than a path needs is an error,
//! upon which the caller looks again in a tree ([`super::tree`]).

use super::Step;
use crate::Result;
use crate::wire::Reader;

/// Called with the index of a path and the reader at its value, to read or to leave.
pub(super) type Found<'a> = &'a mut dyn FnMut(usize, &mut dyn Reader) -> Result<()>;

/// Whether one walk reaches all paths: none leads through another's value, and none asks for the last or for every
/// item, which are known only at the end.
pub(super) fn is_walkable(paths: &[Vec<Step>]) -> bool {
    let plain = |path: &Vec<Step>| path.iter().all(|step| matches!(step, Step::Name(_) | Step::Index(_)));
    let apart = |a: &Vec<Step>, b: &Vec<Step>| match a.iter().zip(b).find(|(a, b)| a != b) {
        Some((a, b)) => matches!(
            (a, b),
            (Step::Name(_), Step::Name(_)) | (Step::Index(_), Step::Index(_))
        ),
        None => false,
    };
    let later = |index: usize| paths.get(index + 1..).unwrap_or_default();
    paths.iter().all(plain)
        && paths
            .iter()
            .enumerate()
            .all(|(index, a)| later(index).iter().all(|b| apart(a, b)))
}

/// Walks to every path; they must be [walkable](is_walkable).
pub(super) fn walk(paths: &[Vec<Step>], reader: &mut dyn Reader, found: Found<'_>) -> Result<()> {
    let live: Vec<Live<'_>> = paths
        .iter()
        .enumerate()
        .map(|(index, path)| (index, path.as_slice()))
        .collect();
    descend(&live, reader, found)
}

/// The index of a path, and its steps that are left.
type Live<'a> = (usize, &'a [Step]);

fn descend(live: &[Live<'_>], reader: &mut dyn Reader, found: Found<'_>) -> Result<()> {
    match live {
        // Left unread, a value is skipped.
        [] => Ok(()),
        [(index, [])] => found(*index, reader),
        [(_, [Step::Name(_), ..]), ..] => reader.option(&mut |reader| {
            reader.entries(&mut |name, reader| {
                let live = follow(live, |step| matches!(step, Step::Name(own) if *own == name));
                descend(&live, reader, found).map_err(|error| error.inside(name))
            })
        }),
        _ => reader.option(&mut |reader| {
            let mut next = 0;
            reader.array(&mut |reader| {
                let at = next;
                next += 1;
                let live = follow(live, |step| *step == Step::Index(at));
                descend(&live, reader, found).map_err(|error| error.at_index(at))
            })
        }),
    }
}

/// The paths that go on through one member or item.
fn follow<'a>(live: &[Live<'a>], is_step: impl Fn(&Step) -> bool) -> Vec<Live<'a>> {
    let through = |(index, path): &Live<'a>| match path.split_first() {
        Some((step, rest)) if is_step(step) => Some((*index, rest)),
        _ => None,
    };
    live.iter().filter_map(through).collect()
}
