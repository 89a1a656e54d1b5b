//! What stands at a path of a spec, in a body.
//!
//! Input: a node and steps. Output: what is there, with the way to it. **Invariant:** a value of another shape than a step
//! needs counts as not there, as for the bindings.

use super::{Path, Stop};
use crate::syntax::Step;
use crate::yaml::{Kind, Node};
use std::borrow::Cow;

/// The node at a path; of `[*]`, the first.
pub(crate) fn at<'n>(node: &'n Node, steps: &[Step]) -> Option<&'n Node> {
    steps.iter().try_fold(node, |node, step| match step {
        Step::Name(name) => node.entry(name).map(|(_, value)| value),
        Step::Index(index) => node.items()?.get(usize::try_from(*index).ok()?),
        Step::Last => node.items()?.last(),
        Step::Each => node.items()?.first(),
    })
}

/// Everything that stands at a path, each with its own.
pub(crate) fn all<'n>(node: &'n Node, steps: &[Step], path: &Path) -> Vec<(Path, &'n Node)> {
    let Some((step, rest)) = steps.split_first() else {
        return vec![(path.clone(), node)];
    };
    let items = || node.items().unwrap_or_default();
    match step {
        Step::Each => (0..)
            .zip(items())
            .flat_map(|(index, item)| all(item, rest, &path.with(Stop::Index(index))))
            .collect(),
        Step::Last => {
            let index = items().len().saturating_sub(1);
            let last = items().last();
            last.map_or_else(Vec::new, |node| all(node, rest, &path.with(Stop::Index(index))))
        }
        step => {
            let step = std::slice::from_ref(step);
            at(node, step).map_or_else(Vec::new, |node| all(node, rest, &path.follow(step)))
        }
    }
}

/// What stands at a path; behind `[*]`, a list of what each item has there, as the bindings read it.
pub(crate) fn gathered<'n>(node: &'n Node, steps: &[Step]) -> Option<Cow<'n, Node>> {
    let Some(each) = steps.iter().position(|step| *step == Step::Each) else {
        return at(node, steps).map(Cow::Borrowed);
    };
    let (list, rest) = steps.split_at(each);
    let list = at(node, list)?;
    list.items()?;
    let found = all(list, rest, &Path::default());
    let items = found.into_iter().map(|(_, node)| node.clone()).collect();
    let kind = Kind::Sequence(items);
    Some(Cow::Owned(Node { span: list.span, kind }))
}
