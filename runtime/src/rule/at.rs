//! Where a check stands.
//!
//! Input: steps into a value. Output: a path such as `contacts[2].email`. **Invariant:** the steps live on the stack;
//! text is made only when a violation asks for it.

use std::fmt;

/// Where a check stands: a path on the stack, so that a valid value costs no allocation. `Display` renders it:
/// `contacts[2].email`; the root is empty.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    parent: Option<&'a At<'a>>,
    segment: Segment<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Segment<'a> {
    Root,
    Name(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    /// The value that `validate` was called on.
    #[must_use]
    pub const fn root() -> Self {
        At {
            parent: None,
            segment: Segment::Root,
        }
    }

    /// A member, by its wire name.
    #[must_use]
    pub const fn name(&'a self, name: &'a str) -> At<'a> {
        At {
            parent: Some(self),
            segment: Segment::Name(name),
        }
    }

    /// An item, counted from 0.
    #[must_use]
    pub const fn index(&'a self, index: usize) -> At<'a> {
        At {
            parent: Some(self),
            segment: Segment::Index(index),
        }
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A loop to the root, then back: models may nest deeper than a stack of formatters should.
        let steps: Vec<&At<'_>> = std::iter::successors(Some(self), |at| at.parent).collect();
        let mut first = true;
        for at in steps.into_iter().rev() {
            match at.segment {
                Segment::Root => continue,
                Segment::Name(name) if first => f.write_str(name)?,
                Segment::Name(name) => write!(f, ".{name}")?,
                Segment::Index(index) => write!(f, "[{index}]")?,
            }
            first = false;
        }
        Ok(())
    }
}
