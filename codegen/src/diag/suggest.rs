//! "Did you mean": the nearest known name, and how names stand in messages.
//!
//! Input: names as users wrote them. Output: names and lists for messages. **Invariant:** the work is bounded whatever
//! the input's length.

/// Names longer than this are no typos of ours.
const LONGEST: usize = 64;

/// The candidate that is most like `name`, if one is near: about a third of the characters may differ, case does not
/// count. Of several equally near ones the first.
///
/// ```
/// use bindery_codegen::diag::suggest;
/// assert_eq!(suggest("requred", ["default", "required"]), Some("required"));
/// assert_eq!(suggest("colour", ["default", "required"]), None);
/// ```
#[must_use]
pub fn suggest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = folded(name)?;
    let mut best = None;
    for candidate in candidates {
        let Some(have) = folded(candidate) else { continue };
        let allowed = (wanted.len().max(have.len()) / 3).max(1);
        let distance = distance(&wanted, &have);
        if distance <= allowed && distance < have.len() && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn folded(name: &str) -> Option<Vec<char>> {
    (!name.is_empty() && name.len() <= LONGEST).then(|| {
        name.chars()
            .flat_map(char::to_lowercase)
            .map(|c| if c == '-' { '_' } else { c })
            .collect()
    })
}

/// Insertions, deletions, replacements and swaps of neighbours (Damerau and Levenshtein's restricted distance).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut last_a = None;
    for (i, &ca) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        let mut last_b = None;
        let (mut corner, mut left) = (i, i + 1);
        for (j, &cb) in b.iter().enumerate() {
            let over = above.get(j + 1).copied().unwrap_or(usize::MAX - 1);
            let mut cost = (corner + usize::from(ca != cb)).min(left + 1).min(over + 1);
            if last_a == Some(cb) && last_b == Some(ca) {
                let swapped = j.checked_sub(1).and_then(|j| before.get(j)).copied();
                cost = cost.min(swapped.map_or(usize::MAX, |swapped| swapped + 1));
            }
            row.push(cost);
            (corner, left, last_b) = (over, cost, Some(cb));
        }
        before = std::mem::replace(&mut above, row);
        last_a = Some(ca);
    }
    above.last().copied().unwrap_or(a.len())
}

/// A text of the user in a message: in backticks, on one line, cut when long.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::from("`");
    for (count, c) in text.chars().enumerate() {
        if count == 80 {
            out.push('…');
            break;
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out.push('`');
    out
}

/// ``"`a`, `b` or `c`"``.
#[must_use]
pub fn one_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(quoted).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => names.join(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_count_swaps_once() {
        let of = |a: &str, b: &str| distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert_eq!(of("type", "type"), 0);
        assert_eq!(of("tpye", "type"), 1);
        assert_eq!(of("typ", "type"), 1);
        assert_eq!(of("", "type"), 4);
        assert_eq!(of("kitten", "sitting"), 3);
    }

    #[test]
    fn the_nearest_wins_and_far_ones_are_silent() {
        assert_eq!(
            suggest("Custmer", ["Category", "Customer", "CustomerRef"]),
            Some("Customer")
        );
        assert_eq!(suggest("date_time", ["date", "date-time"]), Some("date-time"));
        assert_eq!(suggest("ab", ["xy"]), None);
        assert_eq!(suggest("", ["x"]), None);
        assert_eq!(suggest(&"x".repeat(10_000), ["x"]), None);
    }

    #[test]
    fn lists_read_as_sentences() {
        assert_eq!(one_of([]), "");
        assert_eq!(one_of(["a"]), "`a`");
        assert_eq!(one_of(["a", "b", "c"]), "`a`, `b` or `c`");
        assert_eq!(quoted("a\nb"), "`a b`");
    }
}
