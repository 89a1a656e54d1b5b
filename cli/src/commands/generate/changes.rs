//! What a plan changes, as text.
//!
//! Input: a plan. Output: a line a file, or a unified diff. **Invariant:** the diff is of a length that a person reads; what
//! is left out is named.

use crate::unified::unified;
use anstyle::{AnsiColor, Style};
use bindery_codegen::output::Plan;

/// So many files are shown with their lines.
const FILES: usize = 10;

const ADDED: Style = AnsiColor::Green.on_default();
const REMOVED: Style = AnsiColor::Red.on_default();

/// What was done, a line a file; nothing where nothing was.
pub fn done(plan: &Plan) -> String {
    let written = plan.write.iter().map(|it| format!("wrote {}\n", it.path.display()));
    let removed = plan.remove.iter().map(|it| format!("removed {}\n", it.display()));
    written.chain(removed).collect()
}

/// What is to be done: a diff of each file that is there, a line for one that is new or goes.
pub fn diff(plan: &Plan) -> String {
    let mut shown = 0;
    let mut text = String::new();
    for change in &plan.write {
        let path = change.path.display();
        match &change.old {
            None => text.push_str(&format!("{ADDED}new: {path} ({}){ADDED:#}\n", lines(&change.new))),
            Some(_) if shown == FILES => text.push_str(&format!("changed: {path}\n")),
            Some(old) => {
                shown += 1;
                text.push_str(&unified(&path.to_string(), old, "as the specs say", &change.new));
            }
        }
    }
    for path in &plan.remove {
        text.push_str(&format!("{REMOVED}no longer made: {}{REMOVED:#}\n", path.display()));
    }
    text
}

fn lines(text: &str) -> String {
    format!("{} lines", text.lines().count())
}
