//! The file of a code in its parts.
//!
//! Input: Markdown: paragraphs, then a block ```` ```yaml wrong ````, then a block ```` ```yaml right ````, with
//! paragraphs between where they are needed. Output: an [`Explanation`]. **Invariant:** never fails; a test reads every
//! file and finds its parts.

/// What a code means at length.
///
/// ```
/// use bindery_codegen::codes::Code;
/// let explanation = Code::BadType.explanation();
/// assert!(explanation.meaning.starts_with("A type is "));
/// assert_eq!(explanation.wrong, Some("tags: string[]\n"));
/// assert_eq!(explanation.right, Some("tags: list<string>\n"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// What is wrong, why that is refused, and the way out. Paragraphs, an empty line between two.
    pub meaning: &'static str,
    /// A part of a spec that has this diagnostic and no other: sections, or fields of a model. `None`: no example can
    /// show it, and the meaning says why.
    pub wrong: Option<&'static str>,
    /// What to know before the right example; mostly empty.
    pub note: &'static str,
    /// The same part without any diagnostic.
    pub right: Option<&'static str>,
}

impl Explanation {
    pub(super) fn read(text: &'static str) -> Self {
        let (meaning, wrong, rest) = take_block(text, "```yaml wrong\n");
        let (note, right, _) = take_block(rest, "```yaml right\n");
        Self {
            meaning,
            wrong,
            note,
            right,
        }
    }
}

/// What stands before a block, the block, and what stands behind it.
fn take_block(text: &'static str, opening: &str) -> (&'static str, Option<&'static str>, &'static str) {
    let Some((before, rest)) = text.split_once(opening) else {
        return (text.trim(), None, "");
    };
    let (block, rest) = rest.split_once("```\n").unwrap_or((rest, ""));
    (before.trim(), Some(block), rest)
}
