//! Templates: literal text and `{holes}`; `{{` and `}}` are braces.
//!
//! Input: a text. Output: a [`Template`]. **Invariant:** literals are merged and never empty; holes are identifiers.

use super::{Fault, name};
use crate::diag::quoted;
use crate::syntax::{Part, Template};

/// Reads a template.
///
/// # Errors
/// A brace that is not closed or opened, an empty hole, or a hole that is no name.
pub fn parse_template(text: &str) -> Result<Template, Fault> {
    let mut parts: Vec<Part> = Vec::new();
    let mut literal = String::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '{' | '}' if chars.next_if(|(_, next)| *next == c).is_some() => literal.push(c),
            '}' => {
                let fault = Fault::new(at..at + 1, "`}` closes no hole", "nothing is open here");
                return Err(fault.help("`{name}` is a hole; a brace itself is written `}}`"));
            }
            '{' => {
                let start = at + 1;
                let Some(length) = text.get(start..).and_then(|rest| rest.find(['{', '}'])) else {
                    return Err(unclosed(at, text.len()));
                };
                let end = start + length;
                if text.get(end..).is_some_and(|rest| rest.starts_with('{')) {
                    return Err(unclosed(at, end));
                }
                let hole = text.get(start..end).unwrap_or_default();
                check_hole(hole, at..end + 1)?;
                if !literal.is_empty() {
                    parts.push(Part::Literal(std::mem::take(&mut literal)));
                }
                parts.push(Part::Hole(hole.to_owned()));
                while chars.next_if(|(next, _)| *next <= end).is_some() {}
            }
            c => literal.push(c),
        }
    }
    if !literal.is_empty() {
        parts.push(Part::Literal(literal));
    }
    Ok(Template { parts })
}

fn unclosed(start: usize, end: usize) -> Fault {
    Fault::new(start..end, "`{` is not closed", "opens here").help("`{name}` is a hole; a brace itself is written `{{`")
}

fn check_hole(hole: &str, at: std::ops::Range<usize>) -> Result<(), Fault> {
    if hole.trim().is_empty() {
        let fault = Fault::new(at, "a hole has a name", "an empty hole");
        return Err(fault.help("write `{name}`; braces themselves are written `{{` and `}}`"));
    }
    if name::is_identifier(hole) {
        return Ok(());
    }
    let fault = Fault::new(at, format!("{} is no name of a hole", quoted(hole)), "not a name");
    Err(fault.help("letters, digits and `_`, a letter first; braces themselves are written `{{` and `}}`"))
}

impl Template {
    /// The names of its holes, in order.
    pub fn holes(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Hole(hole) => Some(hole.as_str()),
            Part::Literal(_) => None,
        })
    }

    /// The template as it is written, braces doubled.
    #[must_use]
    pub fn source(&self) -> String {
        let part = |part: &Part| match part {
            Part::Literal(text) => text.replace('{', "{{").replace('}', "}}"),
            Part::Hole(hole) => format!("{{{hole}}}"),
        };
        self.parts.iter().map(part).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal(text: &str) -> Part {
        Part::Literal(text.into())
    }

    fn hole(text: &str) -> Part {
        Part::Hole(text.into())
    }

    #[test]
    fn templates_read_and_are_written_back() {
        for (text, parts) in [
            ("", vec![]),
            ("a", vec![literal("a")]),
            (
                "{field}__gte={value}",
                vec![hole("field"), literal("__gte="), hole("value")],
            ),
            ("{{{a}}}", vec![literal("{"), hole("a"), literal("}")]),
            ("é{a}{b}", vec![literal("é"), hole("a"), hole("b")]),
        ] {
            let template = parse_template(text).unwrap();
            assert_eq!(template.parts, parts, "{text}");
            assert_eq!(template.source(), text);
        }
    }

    #[test]
    fn faults_point_at_the_brace() {
        for (text, at, words) in [
            ("a{b", 1..3, "`{` is not closed"),
            ("a{b{c}", 1..3, "`{` is not closed"),
            ("a}", 1..2, "`}` closes no hole"),
            ("a{}", 1..3, "a hole has a name"),
            ("{a b}", 0..5, "`a b` is no name of a hole"),
            ("{é}", 0..4, "`é` is no name of a hole"),
        ] {
            let fault = parse_template(text).unwrap_err();
            assert_eq!((fault.at, fault.message.as_str()), (at, words), "{text}");
        }
    }
}
