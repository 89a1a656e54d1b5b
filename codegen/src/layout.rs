//! The canonical layout of a spec, for `bindery fmt` and for whatever writes YAML.
//!
//! Input: the text of a file. Output: the same document, laid out as the reference says: two spaces a level, `{ a: b }`
//! where it was written so and fits, quotes where they are needed, one empty line at most, comments where they belong.
//! **Invariant:** what comes out says what went in, comments included, and is its own layout; where that could not be
//! done there is a message instead.

mod align;
mod attach;
mod print;
mod scalar;
#[cfg(test)]
mod tests;
mod tree;

use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Diagnostics};
use crate::span::{FileId, Span};
use crate::yaml::{Kind, Node, read_yaml};

/// The most characters of a line that may be made shorter by opening a `{ }` or `[ ]`; comments do not count.
pub const WIDTH: usize = 120;

/// The canonical layout of a file.
///
/// ```
/// use bindery_codegen::{diag::Diagnostics, layout, span::FileId};
/// let diags = Diagnostics::default();
/// let text = layout::format(FileId(0), "a:   {b: 'c'} # why\n", &diags);
/// assert_eq!(text.as_deref(), Ok("a: { b: c }  # why\n"));
/// ```
///
/// # Errors
/// What [`read_yaml`] reports: a file that is no YAML, or holds what the language leaves out of it. Mistakes of the
/// language itself are none here.
pub fn format(file: FileId, text: &str, diags: &Diagnostics) -> Checked<String> {
    let node = read(file, text, diags)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    laid_out(&text, &node).ok_or_else(|| {
        let message = "formatting would change what this file says, so it is left as it is; \
                       this is a mistake of Bindery, please report it";
        diags.report(Diagnostic::new(Code::Internal, Span::start_of(file), message, ""))
    })
}

/// The tree of a file in which nothing was left out.
fn read(file: FileId, text: &str, diags: &Diagnostics) -> Checked<Node> {
    let found = Diagnostics::default();
    let node = read_yaml(file, text, &found);
    match found.sorted().into_iter().map(|it| diags.report(it)).last() {
        Some(reported) => Err(reported),
        None => node,
    }
}

/// `None` where what comes out would not be what went in.
fn laid_out(text: &str, node: &Node) -> Option<String> {
    let (mut document, comments) = tree::read(text)?;
    let before: Vec<&str> = comments.iter().map(|it| it.text).collect();
    attach::attach(text, &mut document, comments);
    let out = print::print(text, &document);
    let (_, comments) = tree::read(&out)?;
    let kept = comments.iter().map(|it| it.text).eq(before);
    let again = read(FileId(0), &out, &Diagnostics::default()).ok()?;
    (kept && says_the_same(&again, node)).then_some(out)
}

/// Whether two trees say the same, wherever and however they are written.
#[must_use]
pub fn says_the_same(one: &Node, other: &Node) -> bool {
    match (&one.kind, &other.kind) {
        (Kind::Scalar { text: a, .. }, Kind::Scalar { text: b, .. }) => a == b && one.scalar() == other.scalar(),
        (Kind::Sequence(a), Kind::Sequence(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| says_the_same(a, b))
        }
        (Kind::Mapping(a), Kind::Mapping(b)) => {
            let same = |(a, b): (&(Node, Node), &(Node, Node))| says_the_same(&a.0, &b.0) && says_the_same(&a.1, &b.1);
            a.len() == b.len() && a.iter().zip(b).all(same)
        }
        _ => false,
    }
}
