//! Columns.
//!
//! Input: rows of cells. Output: lines that are not wider than asked for. **Invariant:** control characters never reach the
//! terminal; a text that is too wide goes on below itself, within its column.

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Between columns.
const GAP: usize = 2;
/// No column is narrower because another one is wide.
const NARROWEST: usize = 14;

/// So much of the last column is kept before another one is made narrower.
const SENTENCE: usize = 30;

/// A text in a style.
#[derive(Debug, Clone)]
pub struct Cell {
    text: String,
    style: Style,
}

/// A cell.
pub fn cell(text: impl AsRef<str>, style: Style) -> Cell {
    Cell {
        text: visible(text.as_ref()),
        style,
    }
}

/// Without control characters, on one line.
pub fn visible(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Rows that share their columns.
#[derive(Debug, Default)]
pub struct Grid {
    rows: Vec<Vec<Cell>>,
}

impl Grid {
    /// Adds a row.
    pub fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    /// The lines, each with the indent before it. Columns that are empty throughout are left out.
    pub fn print(&self, indent: usize, width: usize, out: &mut String) {
        let widths = self.widths(width.saturating_sub(indent));
        for row in &self.rows {
            let cells: Vec<(Vec<String>, Style, usize)> = row
                .iter()
                .zip(&widths)
                .filter(|(_, width)| **width > 0)
                .map(|(cell, width)| (wrap(&cell.text, *width), cell.style, *width))
                .collect();
            let height = cells.iter().map(|(lines, ..)| lines.len()).max().unwrap_or_default();
            for index in 0..height {
                let mut blank = indent;
                for (lines, style, width) in &cells {
                    let text = lines.get(index).map_or("", String::as_str);
                    if !text.is_empty() {
                        // Only what is followed by a text is padded: no line ends in blanks.
                        out.push_str(&" ".repeat(blank));
                        out.push_str(&format!("{style}{text}{style:#}"));
                        blank = 0;
                    }
                    blank += width.saturating_sub(text.width()) + GAP;
                }
                out.push('\n');
            }
        }
    }

    fn widths(&self, width: usize) -> Vec<usize> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        let natural = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.text.width()).max().unwrap_or_default()
        };
        let mut widths: Vec<usize> = (0..columns).map(natural).collect();
        let gaps = widths.iter().filter(|width| **width > 0).count().saturating_sub(1) * GAP;
        let mut over = (widths.iter().sum::<usize>() + gaps).saturating_sub(width);
        // Sentences stand last, and wrap best.
        if let Some(last) = widths.last_mut() {
            let taken = last.saturating_sub(SENTENCE).min(over);
            *last -= taken;
            over -= taken;
        }
        while over > 0 {
            let Some(widest) = widths.iter_mut().max() else { break };
            if *widest <= NARROWEST {
                break;
            }
            *widest -= 1;
            over -= 1;
        }
        widths
    }
}

/// Lines of at most so many columns, broken between words where there are any.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ') {
        let wide = word.width();
        if used > 0 && used + 1 + wide > width {
            lines.push(String::new());
            used = 0;
        }
        let Some(mut line) = lines.last_mut() else { break };
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        if wide <= width {
            line.push_str(word);
            used += wide;
            continue;
        }
        for c in word.chars() {
            let wide = c.width().unwrap_or_default();
            if used + wide > width && used > 0 {
                lines.push(String::new());
                used = 0;
                let Some(next) = lines.last_mut() else { break };
                line = next;
            }
            line.push(c);
            used += wide;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(rows: &[&[&str]], width: usize) -> String {
        let mut grid = Grid::default();
        for row in rows {
            grid.row(row.iter().map(|text| cell(text, Style::new())).collect());
        }
        let mut out = String::new();
        grid.print(2, width, &mut out);
        out
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_text() {
        assert_eq!(printed(&[&["a", "x"], &["long", "y"]], 40), "  a     x\n  long  y\n");
    }

    #[test]
    fn wide_characters_count_twice_and_marks_not_at_all() {
        assert_eq!(
            printed(&[&["東京", "x"], &["cafe\u{301}", "y"]], 40),
            "  東京  x\n  cafe\u{301}  y\n"
        );
    }

    #[test]
    fn a_long_text_goes_on_within_its_column() {
        let text = printed(&[&["name", "one two three four five six"]], 24);
        assert_eq!(text, "  name  one two three\n        four five six\n");
    }

    #[test]
    fn a_word_that_is_too_long_is_broken() {
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
    }

    #[test]
    fn a_column_without_text_takes_no_room() {
        assert_eq!(printed(&[&["a", "", "b"], &["c", "", "d"]], 40), "  a  b\n  c  d\n");
    }

    #[test]
    fn control_characters_are_dropped() {
        assert_eq!(visible("a\u{1b}[31m\nb\u{9b}c"), "a [31m b c");
    }
}
