//! A document as it is written: a tree in which every node knows its style, and every comment its place.
//!
//! Input: text with line feeds alone, which `read_yaml` took without a word. Output: its [`Document`], the comments not
//! yet [attached](super::attach). **Invariant:** whatever is neither in the tree nor a comment is white space or a sign
//! of structure: nothing of the file is lost.

use crate::yaml::events::{Event, Style, What, events};
use std::ops::Range;

/// A document.
#[derive(Debug)]
pub(super) struct Document<'a> {
    /// Its node, as an item without key.
    pub(super) root: Item<'a>,
    /// Comments below it.
    pub(super) rest: Vec<Above<'a>>,
}

/// An entry of a mapping, or an item of a sequence.
#[derive(Debug)]
pub(super) struct Item<'a> {
    /// Comments on lines of their own above it.
    pub(super) above: Vec<Above<'a>>,
    /// Whether an empty line stands above its own line.
    pub(super) blank: bool,
    /// Of an entry.
    pub(super) key: Option<Node<'a>>,
    /// Its comment on the line of the key, where the value goes on below.
    pub(super) header: Option<Comment<'a>>,
    /// The value.
    pub(super) value: Node<'a>,
    /// Its comment behind the value.
    pub(super) trail: Option<Comment<'a>>,
}

/// A comment on a line of its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Above<'a> {
    /// With its `#`.
    pub(super) text: &'a str,
    /// Whether an empty line stands above it.
    pub(super) blank: bool,
}

/// A comment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Comment<'a> {
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// With its `#`, without spaces at the end.
    pub(super) text: &'a str,
    /// Where it begins on its line, in characters from 0.
    pub(super) column: usize,
    /// The spaces before it.
    pub(super) gap: usize,
    /// Nothing else stands on its line.
    pub(super) alone: bool,
}

/// A node.
#[derive(Debug)]
pub(super) struct Node<'a> {
    /// Its bytes: of a block scalar from its header, of a block from its first child to its last.
    pub(super) at: Range<usize>,
    /// What it is.
    pub(super) kind: Kind<'a>,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind<'a> {
    /// Nothing was written.
    Empty,
    /// Text on the line, or lines, of its key.
    Inline {
        /// As written, quotes included.
        raw: &'a str,
        /// What it says.
        text: String,
        /// Plain or quoted.
        style: Style,
    },
    /// Text below its key.
    Block {
        /// `|` or `>`, and what else it needs here: `2` where the text begins with a space, and `-` or `+`.
        header: String,
        /// The lines without their indentation.
        lines: Vec<String>,
        /// What it says.
        text: String,
    },
    /// A sequence or mapping.
    Collection(Collection<'a>),
}

/// A sequence or mapping.
#[derive(Debug)]
pub(super) struct Collection<'a> {
    /// Or a sequence.
    pub(super) mapping: bool,
    /// Written in `{ }` or `[ ]`.
    pub(super) flow: bool,
    /// Of a block: where its lines begin, in characters from 0.
    pub(super) column: usize,
    /// What stands in it.
    pub(super) items: Vec<Item<'a>>,
    /// Comments below the last of them.
    pub(super) rest: Vec<Above<'a>>,
}

impl Item<'_> {
    /// Where it begins.
    pub(super) fn start(&self) -> usize {
        self.key.as_ref().unwrap_or(&self.value).at.start
    }
}

/// Reads a document, and its comments in the order of the file. `None`: something of it has no place in the tree.
pub(super) fn read(text: &str) -> Option<(Document<'_>, Vec<Comment<'_>>)> {
    let (events, comments) = events(text)?;
    let mut reader = Reader {
        text,
        comments: &comments,
        events: events.into_iter(),
        end: 0,
        seen: comments.clone(),
    };
    let value = reader.node(0, false)?;
    let whole = is_structure(text, &mut reader.seen);
    let comments = comments.iter().map(|at| comment(text, at)).collect::<Option<_>>()?;
    let root = Item {
        above: Vec::new(),
        blank: false,
        key: None,
        header: None,
        value,
        trail: None,
    };
    let document = Document { root, rest: Vec::new() };
    whole.then_some((document, comments))
}

struct Reader<'a, 'b> {
    text: &'a str,
    comments: &'b [Range<usize>],
    events: std::vec::IntoIter<Event>,
    /// Where what was read last ends.
    end: usize,
    /// What was taken of the text.
    seen: Vec<Range<usize>>,
}

impl<'a> Reader<'a, '_> {
    /// The next node, inside a block whose lines begin in that column.
    fn node(&mut self, column: usize, is_value: bool) -> Option<Node<'a>> {
        let event = self.events.next()?;
        self.node_of(event, column, is_value)
    }

    /// `None` as well at the end of a collection, where none can be.
    fn node_of(&mut self, event: Event, column: usize, is_value: bool) -> Option<Node<'a>> {
        let Event { at, what } = event;
        match what {
            What::Sequence { flow } => {
                // Of one that stands in the column of its key, the parser says where the first item begins.
                let dash = self.find(self.end, &['-']).filter(|dash| is_value && *dash < at.start);
                self.collection(false, flow, dash.unwrap_or(at.start), at, column)
            }
            What::Mapping { flow } => self.collection(true, flow, at.start, at, column),
            What::Scalar { text, style } => self.scalar(text, style, at, column),
            What::End => None,
        }
    }

    fn collection(
        &mut self,
        mapping: bool,
        flow: bool,
        first: usize,
        at: Range<usize>,
        column: usize,
    ) -> Option<Node<'a>> {
        let column = if flow { column } else { self.column(first)? };
        self.end = self.end.max(at.end);
        let mut items = Vec::new();
        let last = loop {
            let event = self.events.next()?;
            if event.what == What::End {
                break event.at;
            }
            let mut value = self.node_of(event, column, false)?;
            let mut key = None;
            if mapping {
                key = Some(value);
                value = self.node(column, true)?;
            }
            items.push(Item {
                above: Vec::new(),
                blank: false,
                key,
                header: None,
                value,
                trail: None,
            });
        };
        if flow {
            self.end = self.end.max(last.end);
        }
        let start = if flow { at.start } else { items.first()?.start() };
        let kind = Kind::Collection(Collection {
            mapping,
            flow,
            column,
            items,
            rest: Vec::new(),
        });
        let at = start..self.end;
        Some(Node { at, kind })
    }

    fn scalar(&mut self, text: String, style: Style, at: Range<usize>, column: usize) -> Option<Node<'a>> {
        let (at, kind) = match style {
            Style::Plain if at.is_empty() => (at, Kind::Empty),
            Style::Literal | Style::Folded => self.block(&text, style, at, column)?,
            _ => {
                let raw = self.text.get(at.clone())?;
                (at, Kind::Inline { raw, text, style })
            }
        };
        self.end = self.end.max(at.end);
        self.seen.push(at.clone());
        Some(Node { at, kind })
    }

    fn block(&mut self, text: &str, style: Style, at: Range<usize>, column: usize) -> Option<(Range<usize>, Kind<'a>)> {
        let start = self.find(self.end, &['|', '>'])?;
        let line = start + self.text.get(start..)?.find('\n').unwrap_or(self.text.len() - start);
        let header = self.text.get(start..line)?;
        let header = header.split([' ', '\t', '#']).next()?;
        let given = header.chars().find(char::is_ascii_digit);
        let keeps = header.contains('+');
        // Without a line feed at the end of the file there is none at the end of the text either.
        let chomp = match text {
            "" => header.matches(['-', '+']).next().unwrap_or_default(),
            _ if !text.ends_with('\n') => "-",
            _ if keeps => "+",
            _ => "",
        };
        let end = at.end.max(line);
        let mut lines: Vec<String> = if style == Style::Literal || text.trim_matches('\n').is_empty() {
            text.split('\n').map(str::to_owned).collect()
        } else {
            let raw = self.text.get(line..end)?.strip_prefix('\n')?;
            let spaces = |line: &str| line.len() - line.trim_start_matches(' ').len();
            let indent = match given {
                Some(digit) => column + digit.to_digit(10)? as usize,
                None => raw.split('\n').find(|line| !line.trim().is_empty()).map_or(0, spaces),
            };
            let inner = |line: &str| line.get(indent.min(spaces(line))..).unwrap_or_default().to_owned();
            let mut lines: Vec<String> = raw.split('\n').map(inner).collect();
            while !keeps && lines.last().is_some_and(|line| line.trim().is_empty()) {
                lines.pop();
            }
            lines
        };
        // Behind the last line feed stands no line.
        if lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        let sign = if style == Style::Literal { '|' } else { '>' };
        let digit = if given.is_some() { "2" } else { "" };
        let header = format!("{sign}{digit}{chomp}");
        Some((
            start..end,
            Kind::Block {
                header,
                lines,
                text: text.to_owned(),
            },
        ))
    }

    /// The next of some signs, outside of comments.
    fn find(&self, from: usize, signs: &[char]) -> Option<usize> {
        let mut at = from;
        loop {
            at += self.text.get(at..)?.find(signs)?;
            match self.comments.iter().find(|comment| comment.contains(&at)) {
                Some(comment) => at = comment.end,
                None => return Some(at),
            }
        }
    }

    /// How many characters stand on the line before a byte.
    fn column(&self, at: usize) -> Option<usize> {
        column(self.text, at)
    }
}

/// How many characters stand on the line before a byte.
pub(super) fn column(text: &str, at: usize) -> Option<usize> {
    let line = text.get(..at)?.rsplit('\n').next()?;
    Some(line.chars().count())
}

fn comment<'a>(text: &'a str, at: &Range<usize>) -> Option<Comment<'a>> {
    let before = text.get(..at.start)?.rsplit('\n').next()?;
    let content = before.trim_end_matches([' ', '\t']);
    Some(Comment {
        start: at.start,
        text: text.get(at.clone())?.trim_end(),
        column: before.chars().count(),
        gap: before.len() - content.len(),
        alone: content.is_empty(),
    })
}

/// Whether what is left of the text is white space, signs of structure, and the marks of a document.
fn is_structure(text: &str, seen: &mut [Range<usize>]) -> bool {
    seen.sort_by_key(|at| (at.start, at.end));
    let mut end = 0;
    let mut directives = true;
    let len = text.len();
    for at in seen.iter().chain([&(len..len)]) {
        if at.end <= end && at.start < len {
            continue; // such as the comment behind the header of a block
        }
        for line in text.get(end..at.start).unwrap_or("\0").split_inclusive('\n') {
            let mark = matches!(line.trim_end(), "..." | "---");
            // `%YAML 1.2` says what holds anyway, `%TAG` nothing where there are no tags.
            let directive = directives && line.starts_with('%');
            directives &= line.trim().is_empty() || directive;
            let sign = |c: char| c.is_ascii_whitespace() || "{}[],:-?\u{feff}".contains(c);
            if !mark && !directive && !line.chars().all(sign) {
                return false;
            }
        }
        directives &= text.get(at.clone()).is_some_and(|it| it.starts_with('#'));
        end = end.max(at.end);
    }
    true
}
