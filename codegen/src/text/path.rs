//! Paths into JSON: `.` (the whole), `a.b`, `a[0].b`, `a[-1].id` (the last), `a[*].b` (each).
//!
//! Input: a text. Output: a [`Path`]. **Invariant:** names are not empty and hold none of `.[]` or white space.

use super::Fault;
use crate::diag::quoted;
use crate::syntax::{Path, Step};

/// Reads a path.
///
/// # Errors
/// An empty name, an index that is none, or a bracket that is not closed.
pub fn parse_path(text: &str) -> Result<Path, Fault> {
    if text == "." {
        return Ok(Path { steps: Vec::new() });
    }
    let mut steps = Vec::new();
    let mut at = 0;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let name = rest.split(['.', '[', ']']).next().unwrap_or_default();
        if let Some(space) = name.find(char::is_whitespace) {
            let at = at + space;
            return Err(Fault::new(at..at + 1, "a path holds no white space", "a space").help(help()));
        }
        if !name.is_empty() {
            steps.push(Step::Name(name.to_owned()));
        } else if at > 0 || !rest.starts_with('[') {
            let end = (at + 1).min(text.len());
            return Err(Fault::new(at.min(end)..end, "a name is missing in the path", "a name goes here").help(help()));
        }
        at += name.len();
        while let Some(rest) = text.get(at..).and_then(|rest| rest.strip_prefix('[')) {
            let Some(length) = rest.find(']') else {
                return Err(Fault::new(at..text.len(), "`[` is not closed", "opens here").help(help()));
            };
            let index = rest.get(..length).unwrap_or_default();
            let end = at + length + 2;
            steps.push(parse_index(index).ok_or_else(|| {
                Fault::new(at..end, format!("{} is no index", quoted(index)), "not an index").help(help())
            })?);
            at = end;
        }
        match text.get(at..).and_then(|rest| rest.chars().next()) {
            None => return Ok(Path { steps }),
            Some('.') => at += 1,
            Some(c) => {
                return Err(Fault::new(at..at + c.len_utf8(), "`.` is missing in the path", "here").help(help()));
            }
        }
    }
}

fn parse_index(text: &str) -> Option<Step> {
    match text {
        "*" => Some(Step::Each),
        "-1" => Some(Step::Last),
        digits if digits.bytes().all(|b| b.is_ascii_digit()) => digits.parse().ok().map(Step::Index),
        _ => None,
    }
}

fn help() -> &'static str {
    "`.` is the whole; `a.b`, `a[0].b`, `a[-1].id` (the last) and `a[*].b` (each) go inside"
}

impl Path {
    /// The path as it is written.
    #[must_use]
    pub fn source(&self) -> String {
        if self.steps.is_empty() {
            return ".".to_owned();
        }
        let mut out = String::new();
        for step in &self.steps {
            match step {
                Step::Name(name) => {
                    out.push_str(if out.is_empty() { "" } else { "." });
                    out.push_str(name);
                }
                Step::Index(index) => out.push_str(&format!("[{index}]")),
                Step::Last => out.push_str("[-1]"),
                Step::Each => out.push_str("[*]"),
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_read_and_are_written_back() {
        let name = |name: &str| Step::Name(name.into());
        for (text, steps) in [
            (".", vec![]),
            ("data", vec![name("data")]),
            ("a.b-c", vec![name("a"), name("b-c")]),
            ("a[0].b", vec![name("a"), Step::Index(0), name("b")]),
            ("a[-1].id", vec![name("a"), Step::Last, name("id")]),
            ("[*]", vec![Step::Each]),
            ("a[*][1]", vec![name("a"), Step::Each, Step::Index(1)]),
        ] {
            let path = parse_path(text).unwrap();
            assert_eq!(path.steps, steps, "{text}");
            assert_eq!(path.source(), text);
        }
    }

    #[test]
    fn faults_point_at_the_part() {
        for (text, at, words) in [
            ("", 0..0, "a name is missing in the path"),
            (".a", 0..1, "a name is missing in the path"),
            ("a..b", 2..3, "a name is missing in the path"),
            ("a.", 2..2, "a name is missing in the path"),
            ("a[x]", 1..4, "`x` is no index"),
            ("a[]", 1..3, "`` is no index"),
            ("a[-2]", 1..5, "`-2` is no index"),
            ("a[99999999999]", 1..14, "`99999999999` is no index"),
            ("a[0", 1..3, "`[` is not closed"),
            ("a[0]b", 4..5, "`.` is missing in the path"),
            ("a]", 1..2, "`.` is missing in the path"),
            ("a.b c", 3..4, "a path holds no white space"),
        ] {
            let fault = parse_path(text).unwrap_err();
            assert_eq!((fault.at, fault.message.as_str()), (at, words), "{text}");
        }
    }
}
