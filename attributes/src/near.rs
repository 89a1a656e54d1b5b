//! "Did you mean": the word of a list that is nearest to one that is not in it.

/// The nearest candidate, where it is near enough to have been meant: one edit in three characters. The first of equals.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().flat_map(char::to_lowercase).take(LONGEST).collect();
    candidates
        .into_iter()
        .map(|candidate| (distance(&word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= (word.len().max(candidate.chars().count()) / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Words longer than this are compared by their beginning: a typo is a matter of short words.
const LONGEST: usize = 64;

/// Levenshtein's distance, a swap of neighbours counting once, letters compared without case.
fn distance(word: &[char], candidate: &str) -> usize {
    let candidate: Vec<char> = candidate.chars().flat_map(char::to_lowercase).take(LONGEST).collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=candidate.len()).collect();
    for (i, a) in word.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in candidate.iter().enumerate() {
            let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX - 1);
            let mut best = (at(&last, j) + usize::from(a != b))
                .min(at(&last, j + 1) + 1)
                .min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && word.get(i - 1) == Some(b) && candidate.get(j - 1) == Some(a);
            if swapped {
                best = best.min(at(&before_last, j - 1) + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(word.len())
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn finds_what_was_meant() {
        assert_eq!(nearest("requierd", ["wire", "required"]), Some("required"));
        assert_eq!(nearest("gt", ["lt", "gte", "contains"]), Some("lt"));
        assert_eq!(nearest("isactive", ["is_active", "isActive"]), Some("isActive"));
        assert_eq!(nearest("colour", ["wire", "required"]), None);
        assert_eq!(nearest("", ["wire"]), None);
    }

    #[test]
    fn counts_edits() {
        let of = |word: &str, candidate| distance(&word.chars().collect::<Vec<_>>(), candidate);
        assert_eq!(of("wire", "wire"), 0);
        assert_eq!(of("wrie", "wire"), 1);
        assert_eq!(of("", "wire"), 4);
        assert_eq!(of("wire", ""), 4);
        assert_eq!(of("kitten", "sitting"), 3);
    }
}
