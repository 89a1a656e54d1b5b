//! Parser events to a tree.
//!
//! Input: the text of a file. Output: its one document. **Invariant:** no recursion over the input; what is left out
//! (aliases, merge keys, pairs whose key is no scalar, later duplicates, text cut apart in `{ }`) was reported.

use super::{Kind, Node, error, flow};
use crate::codes::Code;
use crate::diag::{Checked, Diagnostic, Diagnostics, quoted};
use crate::span::{FileId, Span};
use granit_parser::{Event, Parser, ScalarStyle, StructureStyle};
use std::collections::BTreeMap;

/// The nesting beyond which a file is refused: collections inside one another.
pub const MAX_DEPTH: usize = 64;

/// The size beyond which a file is refused, in bytes.
pub const MAX_BYTES: usize = 1024 * 1024;

/// Reads the one document of a file.
///
/// # Errors
/// Where there is no tree: no YAML, too large, too deep, or empty. What is only refused (aliases, tags, a second
/// document) is reported and left out.
pub fn read_yaml(file: FileId, text: &str, diags: &Diagnostics) -> Checked<Node> {
    if text.len() > MAX_BYTES {
        return Err(diags.report(error::too_large(Span::start_of(file))));
    }
    let mut reader = Reader {
        file,
        text,
        diags,
        stack: Vec::new(),
        root: None,
        last: None,
    };
    let options = granit_parser::options! {
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        emit_comments: false,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, place) = match event {
            Ok(it) => it,
            Err(error) => return Err(diags.report(error::describe(&reader, &error))),
        };
        let span = reader.span(&place);
        if matches!(event, Event::DocumentStart(..)) {
            documents += 1;
            if documents > 1 {
                let message = "a file holds one document; what follows this line is not read";
                let diagnostic = Diagnostic::new(Code::SecondDocument, span, message, "a second document begins");
                diags.report(diagnostic.help("move it to a file of its own"));
                break;
            }
        }
        reader.take(event, span, &place)?;
    }
    match reader.root.flatten() {
        Some(root) if !root.is_empty() => Ok(root),
        _ => Err(diags
            .left_out(
                Span {
                    end: u32::MAX,
                    ..Span::start_of(file)
                },
                &[],
            )
            .unwrap_or_else(|| {
                let comments = text.lines().any(|line| line.trim_start().starts_with('#'));
                let message = if comments {
                    "the file holds nothing but comments"
                } else {
                    "the file is empty"
                };
                let help = "a spec begins with `bindery: 1` and `vendor: name`";
                diags.report(Diagnostic::new(Code::Shape, Span::start_of(file), message, "").help(help))
            })),
    }
}

/// The tree as far as it is built.
pub(super) struct Reader<'a> {
    pub(super) file: FileId,
    pub(super) text: &'a str,
    diags: &'a Diagnostics,
    /// The open collections, outermost first.
    pub(super) stack: Vec<Open>,
    /// `Some(None)`: the root was left out.
    root: Option<Option<Node>>,
    /// The node that was finished last, and whether it is a collection in `{ }` or `[ ]`.
    pub(super) last: Option<(Span, Last)>,
}

/// What was finished last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    /// Unquoted text.
    Plain,
    /// `{ }` or `[ ]`.
    Flow,
    /// Anything else.
    Other,
}

/// An open collection.
pub(super) struct Open {
    /// Where it begins.
    pub(super) span: Span,
    /// Written in `{ }` or `[ ]`.
    pub(super) flow: bool,
    items: Items,
}

enum Items {
    Sequence(Vec<Node>),
    Mapping {
        entries: Vec<(Node, Node)>,
        /// The key whose value comes next; `Some(None)`: it was refused, and so is its value.
        key: Option<Option<Node>>,
    },
}

impl Reader<'_> {
    fn span(&self, place: &granit_parser::Span) -> Span {
        let at = |marker: granit_parser::Marker| {
            let at = marker.byte_offset().unwrap_or(0).min(self.text.len());
            u32::try_from(at).unwrap_or(u32::MAX)
        };
        let start = at(place.start);
        Span {
            file: self.file,
            start,
            end: at(place.end).max(start),
        }
    }

    fn take(&mut self, event: Event<'_>, span: Span, place: &granit_parser::Span) -> Checked<()> {
        if let Some(tag) = place.tag_span() {
            let tag = self.span(&tag);
            let diagnostic = Diagnostic::new(Code::Tag, tag, "YAML tags are not part of the language", "a tag");
            self.diags
                .report(diagnostic.help("leave it out; quotes make a text of a number"));
        }
        match event {
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                let text = if plain && span.is_empty() {
                    String::new()
                } else {
                    text.into_owned()
                };
                let span = self.inner(span, style, &text);
                self.last = Some((span, if plain { Last::Plain } else { Last::Other }));
                self.push(Some(Node {
                    span,
                    kind: Kind::Scalar { text, plain },
                }));
            }
            Event::SequenceStart(style, ..) => self.open(span, style, Items::Sequence(Vec::new()))?,
            Event::MappingStart(style, ..) => {
                self.open(
                    span,
                    style,
                    Items::Mapping {
                        entries: Vec::new(),
                        key: None,
                    },
                )?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                let refused = matches!(
                    self.stack.last(),
                    Some(Open {
                        items: Items::Mapping { key: Some(None), .. },
                        ..
                    })
                );
                if !refused {
                    let message = "aliases are not part of the language";
                    let help = "write the value out, or name it under `types`, `models` or `families`; quote a text that begins with `*`";
                    self.diags
                        .report(Diagnostic::new(Code::Alias, span, message, "an alias").help(help));
                }
                self.last = Some((span, Last::Other));
                self.push(None);
            }
            Event::Anchor(..) => {
                let diagnostic =
                    Diagnostic::new(Code::Alias, span, "anchors are not part of the language", "an anchor");
                self.diags
                    .report(diagnostic.help("leave it out; quote a text that begins with `&`"));
            }
            _ => {}
        }
        Ok(())
    }

    /// Without quotes where every byte inside them stands for itself, so that messages can point into the text.
    fn inner(&self, span: Span, style: ScalarStyle, text: &str) -> Span {
        let quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
        let inside = (span.start as usize + 1)..(span.end as usize).saturating_sub(1);
        if quoted && self.text.get(inside) == Some(text) {
            return Span {
                start: span.start + 1,
                end: span.end - 1,
                ..span
            };
        }
        span
    }

    fn open(&mut self, span: Span, style: StructureStyle, items: Items) -> Checked<()> {
        if self.stack.len() >= MAX_DEPTH {
            return Err(self.diags.report(error::too_deep(span)));
        }
        self.stack.push(Open {
            span,
            flow: style == StructureStyle::Flow,
            items,
        });
        Ok(())
    }

    fn close(&mut self, end: Span) {
        let Some(open) = self.stack.pop() else { return };
        let (kind, last) = match open.items {
            Items::Sequence(items) => {
                let last = items.last().map(|item| item.span);
                (Kind::Sequence(items), last)
            }
            Items::Mapping { mut entries, .. } => {
                let last = entries.last().map(|(_, value)| value.span);
                if open.flow {
                    flow::take_cut_text(self.text, &mut entries, self.diags);
                }
                self.take_duplicates(&mut entries);
                (Kind::Mapping(entries), last)
            }
        };
        // A block ends with its last child; the parser says where the next thing begins.
        let end = if open.flow { end } else { last.unwrap_or(open.span) };
        let span = open.span.to(end);
        self.last = Some((span, if open.flow { Last::Flow } else { Last::Other }));
        self.push(Some(Node { span, kind }));
    }

    fn take_duplicates(&self, entries: &mut Vec<(Node, Node)>) {
        let mut first: BTreeMap<String, Span> = BTreeMap::new();
        entries.retain(|(key, _)| {
            let name = key.text().unwrap_or_default();
            let Some(earlier) = first.get(name) else {
                first.insert(name.to_owned(), key.span);
                return true;
            };
            let message = format!("the key {} stands twice in one mapping", quoted(name));
            let diagnostic =
                Diagnostic::new(Code::DuplicateKey, key.span, message, "again here").other(*earlier, "first here");
            self.diags.report(diagnostic.help("remove one of them, or rename it"));
            false
        });
    }

    fn push(&mut self, node: Option<Node>) {
        let Some(open) = self.stack.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        match &mut open.items {
            Items::Sequence(items) => items.extend(node),
            Items::Mapping { entries, key } => match key.take() {
                None => *key = Some(key_of(node, self.diags)),
                Some(name) => entries.extend(name.zip(node)),
            },
        }
    }
}

/// A key must be a scalar, and none that merges.
fn key_of(node: Option<Node>, diags: &Diagnostics) -> Option<Node> {
    let node = node?;
    match &node.kind {
        Kind::Scalar { text, plain: true } if text == "<<" => {
            let message = "merge keys are not part of the language";
            let help = "write the keys out; a dialect holds what several specs share";
            diags.report(Diagnostic::new(Code::Alias, node.span, message, "a merge key").help(help));
            None
        }
        Kind::Scalar { .. } => Some(node),
        _ => {
            let message = format!("a key is text, not {}", node.describe());
            let help = "quote a key that begins with `{` or `[`";
            diags.report(Diagnostic::new(Code::Shape, node.span, message, "not a text").help(help));
            None
        }
    }
}
