//! Which old thing is which new one.
//!
//! Input: two lists. Output: pairs, and what has no other half. **Invariant:** a name that both have is one thing; what is
//! left and alike is the same under another name.

/// Two lists, side by side.
#[derive(Debug)]
pub struct Matched<'a, T> {
    /// Of one name.
    pub both: Vec<(&'a T, &'a T)>,
    /// Alike, under another name.
    pub renamed: Vec<(&'a T, &'a T)>,
    /// Only in the old list.
    pub gone: Vec<&'a T>,
    /// Only in the new list.
    pub come: Vec<&'a T>,
    /// Those of one name stand in another order.
    pub moved: bool,
}

/// Puts them side by side.
pub fn matched<'a, T, N: PartialEq>(
    old: &'a [T],
    new: &'a [T],
    name: impl Fn(&'a T) -> N,
    alike: impl Fn(&T, &T) -> bool,
) -> Matched<'a, T> {
    let mut both = Vec::new();
    let mut gone = Vec::new();
    let mut positions = Vec::new();
    for before in old {
        match new.iter().enumerate().find(|(_, after)| name(before) == name(after)) {
            Some((position, after)) => {
                both.push((before, after));
                positions.push(position);
            }
            None => gone.push(before),
        }
    }
    let known = |after: &&'a T| !old.iter().any(|before| name(before) == name(after));
    let mut come: Vec<&T> = new.iter().filter(known).collect();
    let mut renamed = Vec::new();
    gone.retain(|before| {
        let Some(at) = come.iter().position(|after| alike(before, after)) else {
            return true;
        };
        renamed.push((*before, come.remove(at)));
        false
    });
    Matched {
        both,
        renamed,
        gone,
        come,
        moved: !positions.is_sorted(),
    }
}

/// Never the same under another name.
pub fn never<T>(_: &T, _: &T) -> bool {
    false
}
