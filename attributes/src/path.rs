//! Paths into JSON: `data.items[0]`.
//!
//! Input: a text, in a spec or in an attribute: `.` (the whole), `a.b`, `a[0]`, `a[-1]` (the last), `a[*].b` (each). A name that
//! this could not spell stands in quotes: `a["b.c"]`. Output: its steps, and the same text again.
//! **Invariant:** what is written reads as the same steps, for any names.

use std::fmt;
use std::ops::Range;

/// Where something stands in a JSON value; without steps: the value itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Path {
    /// From the outside in.
    pub steps: Vec<Step>,
}

/// One step into a JSON value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A member of an object: `a`.
    Name(String),
    /// An item of an array: `[0]`.
    Index(u32),
    /// The last item: `[-1]`.
    Last,
    /// Every item: `[*]`.
    Each,
}

/// What divides steps; it stands in no plain name.
const DIVIDERS: [char; 3] = ['.', '[', ']'];

/// A text that is no path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathError {
    /// The bytes that are wrong.
    pub at: Range<usize>,
    /// What is wrong, one sentence.
    pub message: String,
    /// What stands there, in a word or two.
    pub label: &'static str,
}

impl PathError {
    /// The way out.
    pub const HELP: &'static str = "`.` is the whole; `a.b`, `a[0].b`, `a[-1].id` (the last) and `a[*].b` (each) go inside; `a[\"b.c\"]` is a name with a dot";

    fn new(at: Range<usize>, message: impl Into<String>, label: &'static str) -> Self {
        let message = message.into();
        Self { at, message, label }
    }
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, Self::HELP)
    }
}

impl std::error::Error for PathError {}

impl Path {
    /// Reads a path.
    ///
    /// ```
    /// use bindery_attributes::endpoint::{Path, Step};
    ///
    /// let path = Path::parse("data.items[0]")?;
    /// assert_eq!(path.steps, [Step::Name("data".into()), Step::Name("items".into()), Step::Index(0)]);
    /// assert_eq!(path.to_string(), "data.items[0]");
    /// # Ok::<(), bindery_attributes::endpoint::PathError>(())
    /// ```
    ///
    /// # Errors
    /// An empty name, white space in a plain one, an index that is none, or a bracket that is not closed.
    pub fn parse(text: &str) -> Result<Self, PathError> {
        let mut steps = Vec::new();
        if text == "." {
            return Ok(Self { steps });
        }
        let mut at = 0;
        loop {
            let rest = text.get(at..).unwrap_or_default();
            let name = rest.split(DIVIDERS).next().unwrap_or_default();
            if let Some(space) = name.find(char::is_whitespace) {
                let at = at + space;
                return Err(PathError::new(at..at + 1, "a path holds no white space", "a space"));
            }
            if !name.is_empty() {
                steps.push(Step::Name(name.to_owned()));
            } else if at > 0 || !rest.starts_with('[') {
                let end = (at + 1).min(text.len());
                let message = "a name is missing in the path";
                return Err(PathError::new(at.min(end)..end, message, "a name goes here"));
            }
            at += name.len();
            while let Some(inside) = text.get(at..).and_then(|rest| rest.strip_prefix('[')) {
                let (step, length) = bracket(inside, at)?;
                steps.push(step);
                at += length;
            }
            match text.get(at..).and_then(|rest| rest.chars().next()) {
                None => return Ok(Self { steps }),
                Some('.') => at += 1,
                Some(c) => {
                    return Err(PathError::new(
                        at..at + c.len_utf8(),
                        "`.` is missing in the path",
                        "here",
                    ));
                }
            }
        }
    }
}

/// The step behind the `[` at a byte of the text, and how long it is with both brackets.
fn bracket(inside: &str, at: usize) -> Result<(Step, usize), PathError> {
    let unclosed = || PathError::new(at..at + 1 + inside.len(), "`[` is not closed", "opens here");
    if let Some(quoted) = inside.strip_prefix('"') {
        let mut name = String::new();
        let mut chars = quoted.chars();
        loop {
            match chars.next().ok_or_else(unclosed)? {
                '"' => break,
                '\\' => name.push(chars.next().ok_or_else(unclosed)?),
                c => name.push(c),
            }
        }
        let after = chars.as_str().strip_prefix(']').ok_or_else(unclosed)?;
        return Ok((Step::Name(name), inside.len() - after.len() + 1));
    }
    let (index, _) = inside.split_once(']').ok_or_else(unclosed)?;
    let length = index.len() + 2;
    let step = match index {
        "*" => Some(Step::Each),
        "-1" => Some(Step::Last),
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok().map(Step::Index),
        _ => None,
    };
    let wrong = || PathError::new(at..at + length, format!("`{index}` is no index"), "not an index");
    Ok((step.ok_or_else(wrong)?, length))
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&spell(&self.steps))
    }
}

/// The text of a path.
#[must_use]
pub fn spell(steps: &[Step]) -> String {
    if steps.is_empty() {
        return ".".to_owned();
    }
    let mut text = String::new();
    for step in steps {
        match step {
            Step::Name(name) if !is_plain(name) => {
                let escaped = name.replace('\\', "\\\\").replace('"', "\\\"");
                text.extend(["[\"", &escaped, "\"]"]);
            }
            Step::Name(name) if text.is_empty() => text.push_str(name),
            Step::Name(name) => text.extend([".", name]),
            Step::Index(index) => text.push_str(&format!("[{index}]")),
            Step::Last => text.push_str("[-1]"),
            Step::Each => text.push_str("[*]"),
        }
    }
    text
}

fn is_plain(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| DIVIDERS.contains(&c) || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::{Path, Step};

    #[test]
    fn paths_are_read_and_written_back() {
        let name = |name: &str| Step::Name(name.into());
        for (text, steps) in [
            (".", vec![]),
            ("data", vec![name("data")]),
            ("a.b-c", vec![name("a"), name("b-c")]),
            ("a[0].b", vec![name("a"), Step::Index(0), name("b")]),
            ("a[-1].id", vec![name("a"), Step::Last, name("id")]),
            ("[*]", vec![Step::Each]),
            ("a[*][1]", vec![name("a"), Step::Each, Step::Index(1)]),
            (r#"["a.b"].c[""]"#, vec![name("a.b"), name("c"), name("")]),
            (r#"a["\"\\]"][0]"#, vec![name("a"), name("\"\\]"), Step::Index(0)]),
        ] {
            let path = Path::parse(text).unwrap();
            assert_eq!(path.steps, steps, "{text}");
            assert_eq!(path.to_string(), text);
        }
    }

    #[test]
    fn mistakes_point_at_the_part() {
        for (text, at, message) in [
            ("", 0..0, "a name is missing in the path"),
            (".a", 0..1, "a name is missing in the path"),
            ("a..b", 2..3, "a name is missing in the path"),
            ("a.", 2..2, "a name is missing in the path"),
            ("a.[0]", 2..3, "a name is missing in the path"),
            ("a[x]", 1..4, "`x` is no index"),
            ("a[]", 1..3, "`` is no index"),
            ("a[-2]", 1..5, "`-2` is no index"),
            ("a[99999999999]", 1..14, "`99999999999` is no index"),
            ("a[0", 1..3, "`[` is not closed"),
            ("a[\"b", 1..4, "`[` is not closed"),
            ("a[\"b\\", 1..5, "`[` is not closed"),
            ("a[\"b\"c]", 1..7, "`[` is not closed"),
            ("a[0]b", 4..5, "`.` is missing in the path"),
            ("a]", 1..2, "`.` is missing in the path"),
            ("a.b c", 3..4, "a path holds no white space"),
            ("é c", 2..3, "a path holds no white space"),
        ] {
            let error = Path::parse(text).unwrap_err();
            assert_eq!((error.at.clone(), error.message.as_str()), (at, message), "{text}");
        }
    }
}
