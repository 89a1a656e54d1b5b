//! What differs between two texts, as `diff -u` shows it, in the colours of a terminal.
//!
//! Input: a file as it is and as it should be. Output: a unified diff. **Invariant:** it is of a length that a person reads;
//! what is left out is counted. Line ends of Windows are no difference, unless they are the only one.

use anstyle::{AnsiColor, Style};
use similar::TextDiff;
use std::time::Duration;

/// So many lines of one file are shown.
const LINES: usize = 120;
/// Texts that have little in common are compared roughly after so long.
const PATIENCE: Duration = Duration::from_secs(2);

/// The difference between the file at `path` and `new`, which is `what`: "formatted".
pub fn unified(path: &str, old: &[u8], what: &str, new: &str) -> String {
    let old = String::from_utf8_lossy(old);
    let plain = old.replace("\r\n", "\n");
    let old = if plain == new { &*old } else { &plain };
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(old, new);
    let unified = diff.unified_diff().to_string();
    let mut lines = unified.lines();
    let mut text = format!("--- {path}\n+++ {path} ({what})\n");
    for line in lines.by_ref().take(LINES) {
        let style = match line.as_bytes().first() {
            Some(b'+') => AnsiColor::Green.on_default(),
            Some(b'-') => AnsiColor::Red.on_default(),
            Some(b'@') => AnsiColor::Cyan.on_default(),
            _ => Style::new(),
        };
        text.push_str(&format!("{style}{line}{style:#}\n"));
    }
    let left = lines.count();
    if left > 0 {
        text.push_str(&format!("… and {left} more lines of this diff\n"));
    }
    text
}
