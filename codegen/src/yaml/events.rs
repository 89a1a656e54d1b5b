//! What the parser sees, styles and comments included: for what must keep how a file is written.
//!
//! Input: text that [`read_yaml`](super::read_yaml) took without a word. Output: its events in the order of the file,
//! and its comments. **Invariant:** aliases, anchors, tags and a second document are never among them.

use granit_parser::{Event as Parsed, Parser, ScalarStyle, StructureStyle};
use std::ops::Range;

/// One event, and the bytes it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Event {
    /// Of a block scalar the text without its header; of the start of a collection in block style nothing.
    pub(crate) at: Range<usize>,
    /// What it is.
    pub(crate) what: What,
}

/// What an event is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// A sequence begins.
    Sequence {
        /// Written in `[ ]`.
        flow: bool,
    },
    /// A mapping begins.
    Mapping {
        /// Written in `{ }`, or a pair inside `[ ]`.
        flow: bool,
    },
    /// A sequence or mapping ends.
    End,
    /// A scalar.
    Scalar {
        /// What it says.
        text: String,
        /// How.
        style: Style,
    },
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Without quotes, or not at all.
    Plain,
    /// In `'…'`.
    Single,
    /// In `"…"`.
    Double,
    /// Below `|`.
    Literal,
    /// Below `>`.
    Folded,
}

/// The events of a document, and where its comments stand, in the order of the file. `None`: it holds what
/// [`read_yaml`](super::read_yaml) reports.
pub(crate) fn events(text: &str) -> Option<(Vec<Event>, Vec<Range<usize>>)> {
    let options = granit_parser::options! {
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        emit_comments: true,
        max_buffered_comment_events: text.len(),
    };
    let (mut events, mut comments) = (Vec::new(), Vec::new());
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, place) = event.ok()?;
        let at = place.byte_range()?;
        let what = match event {
            _ if place.tag_span().is_some() => return None,
            Parsed::Scalar(value, style, ..) => {
                let style = match style {
                    ScalarStyle::Plain => Style::Plain,
                    ScalarStyle::SingleQuoted => Style::Single,
                    ScalarStyle::DoubleQuoted => Style::Double,
                    ScalarStyle::Literal => Style::Literal,
                    ScalarStyle::Folded => Style::Folded,
                };
                let text = value.into_owned();
                What::Scalar { text, style }
            }
            Parsed::SequenceStart(style, ..) => What::Sequence {
                flow: style == StructureStyle::Flow,
            },
            Parsed::MappingStart(style, ..) => What::Mapping {
                flow: style == StructureStyle::Flow,
            },
            Parsed::SequenceEnd | Parsed::MappingEnd => What::End,
            Parsed::Comment(..) => {
                comments.push(at);
                continue;
            }
            Parsed::DocumentStart(..) => {
                documents += 1;
                continue;
            }
            Parsed::StreamStart | Parsed::StreamEnd | Parsed::DocumentEnd => continue,
            _ => return None,
        };
        events.push(Event { at, what });
    }
    comments.sort_by_key(|at| at.start); // that of the header of a block scalar comes after the scalar
    (documents == 1).then_some((events, comments))
}
