//! How a scalar is written.
//!
//! Input: what it says, and how it was written. Output: how it is written in the canonical layout. **Invariant:** it says
//! the same to every YAML reader, old ones included: only text is ever written in another way.

use crate::yaml::events::Style;
use crate::yaml::{Scalar, resolve};

/// What the readers of YAML 1.1 and 1.2 take for something other than text.
const WORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];

/// A scalar on one line. `flow`: inside `{ }` or `[ ]`; `keep`: never without the quotes it has.
///
/// `None`: it has several lines, and needs them.
pub(super) fn one_line(raw: &str, text: &str, style: Style, flow: bool, keep: bool) -> Option<String> {
    let several = raw.contains('\n');
    if several && text.contains('\n') {
        return None;
    }
    Some(match style {
        // `?` is a sign of YAML: alone in a block, and for some readers before a comma or bracket.
        Style::Plain if flow && text.ends_with('?') || text == "?" => double(text),
        Style::Plain => text_of_plain(raw, text, several),
        _ if !keep && needs_no_quotes(text, flow) => text.to_owned(),
        Style::Single if text.contains(['"', '\\']) => format!("'{}'", text.replace('\'', "''")),
        Style::Single => format!("\"{text}\""),
        _ if several => double(text),
        _ => raw.to_owned(),
    })
}

fn text_of_plain(raw: &str, text: &str, several: bool) -> String {
    if several { text.to_owned() } else { raw.to_owned() }
}

/// Whether a text in quotes says the same without them, wherever it stands in a spec. `{ }` around it and a comma in it
/// are a reason to keep them in a block as well: what is written there moves.
pub(super) fn needs_no_quotes(text: &str, flow: bool) -> bool {
    let begins = text
        .chars()
        .next()
        .is_some_and(|c| c.is_alphabetic() || matches!(c, '_' | '/' | '$'));
    let sign = |c: char| "{}[],\u{85}\u{2028}\u{2029}\u{feff}".contains(c) || c.is_control();
    let cut = text.ends_with([' ', ':', '\u{a0}']) || text.contains(": ") || text.contains(" #");
    let word = WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
    let question = flow && text.ends_with('?');
    begins && !text.contains(sign) && !cut && !word && !question && resolve(text, true) == Scalar::Text
}

/// In double quotes, with escapes.
pub(super) fn double(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The lines of a text that has several, without indentation; those below the first belong below its key.
pub(super) fn lines(raw: &str, style: Style) -> Vec<&str> {
    let mut lines: Vec<&str> = raw.split('\n').map(|line| cut(line, style)).collect();
    for line in lines.iter_mut().skip(1) {
        *line = line.trim_start_matches([' ', '\t']);
    }
    lines
}

/// Without spaces at the end, unless a backslash makes the first of them text.
fn cut(line: &str, style: Style) -> &str {
    let cut = line.trim_end_matches([' ', '\t']);
    let escapes = cut.len() - cut.trim_end_matches('\\').len();
    if style == Style::Double && escapes % 2 == 1 {
        return line.get(..cut.len() + 1).unwrap_or(line);
    }
    cut
}
