//! What stands below one another: values behind their keys, and comments behind their lines.
//!
//! Input: lines, and where the author put what is aligned. Output: the lines with spaces between. **Invariant:** what was
//! aligned stays so and what was not does not become it; nothing but spaces is added.

use super::tree::Comment;

/// A line of the output.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Without its comment.
    pub(super) text: String,
    /// The comment behind it.
    pub(super) comment: Option<Trailing>,
}

/// A comment behind a line.
#[derive(Debug)]
pub(super) struct Trailing {
    /// With its `#`.
    pub(super) text: String,
    /// Its column and the spaces before it, where it stood behind the same text.
    pub(super) place: Option<(usize, usize)>,
}

impl Trailing {
    pub(super) fn new(comment: &Comment<'_>, moved: bool) -> Self {
        Self {
            text: comment.text.to_owned(),
            place: (!moved).then_some((comment.column, comment.gap)),
        }
    }
}

/// An entry `key: value` of a block.
#[derive(Debug)]
pub(super) struct Entry {
    /// The line it stands on.
    pub(super) line: usize,
    /// Where its colon ends, in bytes of that line.
    pub(super) colon: usize,
    /// The column where its value stood in the source, and whether more than one space stood before it.
    pub(super) value: Option<(usize, bool)>,
}

/// Aligns values in each run of entries on consecutive lines, where most of them were aligned.
pub(super) fn align_values(lines: &mut [Line], entries: &[Entry]) {
    for run in entries.chunk_by(|a, b| a.line + 1 == b.line) {
        let in_column = |column: usize| {
            let same = run.iter().filter(|it| it.value.is_some_and(|(at, _)| at == column));
            same.count()
        };
        let padded = run.iter().filter_map(|it| it.value).filter(|(_, padded)| *padded);
        let most = padded.map(|(column, _)| in_column(column)).max().unwrap_or(0);
        if most < 2 || most * 2 < run.len() {
            continue;
        }
        let width = |entry: &Entry, lines: &[Line]| {
            let key = lines.get(entry.line).and_then(|line| line.text.get(..entry.colon));
            key.map_or(0, |key| key.chars().count())
        };
        let widest = run.iter().map(|entry| width(entry, lines)).max().unwrap_or(0);
        for entry in run {
            let spaces = " ".repeat(widest - width(entry, lines));
            if let Some(line) = lines.get_mut(entry.line) {
                line.text.insert_str(entry.colon.min(line.text.len()), &spaces);
            }
        }
    }
}

/// Puts comments behind their lines, two spaces away at least. Those that stood below one another still do, and one that
/// stood farther away keeps its column.
pub(super) fn put_comments(lines: Vec<Line>) -> String {
    let mut out = String::new();
    for run in lines.chunk_by(|a, b| column(a).is_some() && column(a) == column(b)) {
        let gaps: Vec<usize> = run.iter().filter_map(place).map(|(_, gap)| gap).collect();
        let meant = gaps.iter().any(|gap| *gap > 2 || gaps.first() != Some(gap));
        let nearest = run.iter().map(|line| line.text.chars().count() + 2).max().unwrap_or(0);
        let common = run.first().and_then(column).filter(|_| meant).map(|it| it.max(nearest));
        for line in run {
            out.push_str(&line.text);
            if let Some(comment) = &line.comment {
                let width = line.text.chars().count();
                out.push_str(&" ".repeat(common.map_or(2, |column| column - width)));
                out.push_str(&comment.text);
            }
            out.push('\n');
        }
    }
    out
}

fn place(line: &Line) -> Option<(usize, usize)> {
    line.comment.as_ref()?.place
}

fn column(line: &Line) -> Option<usize> {
    place(line).map(|(column, _)| column)
}
