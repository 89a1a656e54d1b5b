//! The canonical layout of a tree.
//!
//! Input: a document with its comments attached. Output: its text. **Invariant:** depends on the order of things, the
//! choice between `{ }` and a block, and the author's alignment, not on any other space of the input.

use super::WIDTH;
use super::align::{Entry, Line, Trailing, align_values, put_comments};
use super::scalar;
use super::tree::{Above, Collection, Document, Item, Kind, Node, column};
use crate::yaml::events::Style;

/// The spaces of a level.
const STEP: usize = 2;

/// Prints a document.
pub(super) fn print(source: &str, document: &Document<'_>) -> String {
    let mut printer = Printer {
        source,
        lines: Vec::new(),
        open: false,
    };
    match &document.root.value.kind {
        Kind::Collection(collection) if !collection.flow => printer.items(collection, 0, None),
        _ => drop(printer.item(&document.root, 0, None, ROOT)),
    }
    printer.rest(&document.rest, 0);
    put_comments(printer.lines)
}

struct Printer<'a> {
    source: &'a str,
    lines: Vec<Line>,
    /// The last line belongs to a text that keeps the empty lines below it.
    open: bool,
}

/// Where an item stands.
struct Place {
    /// Nothing of its block stands above it.
    is_first: bool,
    /// Without a key it has a dash; only the root has neither.
    dash: bool,
    /// It keeps its quotes.
    keep: bool,
}

const ROOT: Place = Place {
    is_first: true,
    dash: false,
    keep: false,
};

/// What a value looks like behind its key.
enum Form<'a> {
    /// On the line of its key.
    Line(String),
    /// A text of several lines, the first on the line of its key.
    Lines(Vec<&'a str>),
    /// A text below its header.
    Block(&'a str, &'a [String]),
    /// A list of scalars in `[ ]` that needs several lines.
    Filled(&'a Collection<'a>),
    /// A block.
    Opened(&'a Collection<'a>),
}

impl Printer<'_> {
    fn push(&mut self, text: String, comment: Option<Trailing>) {
        self.open = false;
        self.lines.push(Line { text, comment });
    }

    fn blank(&mut self, wanted: bool) {
        if wanted && !self.open && !self.lines.is_empty() {
            self.lines.push(Line::default());
        }
    }

    fn comment(&mut self, text: &str, indent: usize) {
        // A text that keeps empty lines would take this one too if it stood below it in its column: it never does.
        self.push(format!("{}{text}", " ".repeat(indent)), None);
    }

    fn above(&mut self, comments: &[Above<'_>], indent: usize, is_first: bool) {
        for (index, above) in comments.iter().enumerate() {
            self.blank(above.blank && !(is_first && index == 0));
            self.comment(above.text, indent);
        }
    }

    fn rest(&mut self, comments: &[Above<'_>], indent: usize) {
        self.above(comments, indent, false);
    }

    /// The items of a block; the first continues a line that has only dashes so far.
    fn items(&mut self, collection: &Collection<'_>, indent: usize, mut begun: Option<String>) {
        let mut entries = Vec::new();
        let keep = keeps_quotes(collection);
        for (index, item) in collection.items.iter().enumerate() {
            let place = Place {
                is_first: index == 0,
                dash: true,
                keep,
            };
            let entry = self.item(item, indent, begun.take(), place);
            entries.extend(entry.filter(|_| collection.mapping && !collection.flow));
        }
        align_values(&mut self.lines, &entries);
        self.rest(&collection.rest, indent);
    }

    /// An entry, an item of a sequence, or the root; what stands on one line and may be aligned is returned.
    fn item(&mut self, item: &Item<'_>, indent: usize, begun: Option<String>, place: Place) -> Option<Entry> {
        let Place { is_first, dash, keep } = place;
        let lead = begun.as_ref().map_or(indent, |it| it.len() - it.trim_start().len());
        let mut head = begun.unwrap_or_else(|| " ".repeat(indent));
        match &item.key {
            Some(key) => {
                head.push_str(&key_text(key, false));
                head.push(':');
            }
            None if dash => head.push('-'),
            None => {}
        }
        let form = form(&item.value, head.chars().count() + 1, keep);
        let opened = matches!(form, Form::Opened(_));
        let mut header = item.header.as_ref().map(|it| Trailing::new(it, false));
        let mut trail = item.trail.as_ref().map(|it| Trailing::new(it, opened));
        let mut raised = None;
        match &form {
            // Only one comment fits behind one line.
            Form::Line(_) | Form::Lines(_) => match (&trail, header.take()) {
                (Some(_), other) => raised = other,
                (None, other) => trail = other,
            },
            // The comment behind `}` moves to the key, unless that would change the order of comments.
            Form::Opened(collection) if header.is_none() && !has_comments(collection) => header = trail.take(),
            _ => {}
        }
        if item.key.is_none() && !matches!(form, Form::Block(..) | Form::Filled(_)) {
            raised = raised.or(header.take());
        }
        self.above(&item.above, lead, is_first);
        self.blank(item.blank && !(is_first && item.above.is_empty()));
        if let Some(comment) = raised {
            self.comment(&comment.text, lead);
        }
        match form {
            Form::Line(value) if value.is_empty() => self.push(head, trail),
            Form::Line(value) => {
                let colon = head.len();
                let text = if head.trim().is_empty() {
                    value
                } else {
                    format!("{head} {value}")
                };
                self.push(text, trail);
                return self.entry(item, colon);
            }
            Form::Lines(lines) => self.text(&head, &lines, indent, trail),
            Form::Block(sign, lines) => {
                self.push(join(&head, sign), header);
                let spaces = " ".repeat(indent + STEP);
                for line in lines {
                    let text = if line.is_empty() {
                        String::new()
                    } else {
                        format!("{spaces}{line}")
                    };
                    self.push(text, None);
                }
                self.open = sign.contains('+');
            }
            Form::Filled(list) => self.fill(&head, list, indent + STEP, header, trail),
            Form::Opened(collection) => {
                if item.key.is_some() {
                    self.push(head, header);
                    self.items(collection, indent + STEP, None);
                } else if dash {
                    self.items(collection, indent + STEP, Some(format!("{head} ")));
                } else {
                    self.items(collection, indent, None);
                }
                if let Some(comment) = trail {
                    self.comment(&comment.text, indent + STEP);
                }
            }
        }
        None
    }

    /// Where the value of a line stood; unknown where it stood on another line than its key.
    fn entry(&self, item: &Item<'_>, colon: usize) -> Option<Entry> {
        let key = item.key.as_ref()?;
        let gap = self.source.get(key.at.end..item.value.at.start)?;
        let value = column(self.source, item.value.at.start).filter(|_| !gap.contains('\n'));
        let padded = gap.trim_start_matches([' ', ':']).is_empty() && gap.len() > gap.trim_end().len() + 1;
        Some(Entry {
            line: self.lines.len() - 1,
            colon,
            value: value.map(|column| (column, padded)),
        })
    }

    fn text(&mut self, head: &str, lines: &[&str], indent: usize, mut trail: Option<Trailing>) {
        for (index, line) in lines.iter().enumerate() {
            let comment = if index + 1 == lines.len() { trail.take() } else { None };
            let text = match *line {
                line if index == 0 => join(head, line),
                "" => String::new(),
                line => format!("{}{line}", " ".repeat(indent + STEP)),
            };
            self.push(text, comment);
        }
    }

    /// As many items on a line as fit.
    fn fill(
        &mut self,
        head: &str,
        list: &Collection<'_>,
        indent: usize,
        header: Option<Trailing>,
        trail: Option<Trailing>,
    ) {
        let spaces = " ".repeat(indent);
        let mut line = join(head, "[");
        let mut begins = true; // nothing stands on the line that a space must follow
        if header.is_some() {
            self.push(std::mem::replace(&mut line, spaces.clone()), header);
        }
        let keep = keeps_quotes(list);
        for (index, item) in list.items.iter().enumerate() {
            let is_last = index + 1 == list.items.len();
            let mut word = inline(&item.value, true, keep).unwrap_or_default();
            let closes = is_last && list.rest.is_empty() && item.trail.is_none();
            match (is_last, closes) {
                (false, _) => word.push(','),
                (true, true) => word.push(']'),
                (true, false) => {}
            }
            if !item.above.is_empty() {
                if !line.trim().is_empty() {
                    self.push(std::mem::replace(&mut line, spaces.clone()), None);
                }
                item.above.iter().for_each(|it| self.comment(it.text, indent));
                begins = true;
            }
            if !begins && line.chars().count() + 1 + word.chars().count() > WIDTH {
                self.push(std::mem::replace(&mut line, spaces.clone()), None);
                begins = true;
            }
            if !begins {
                line.push(' ');
            }
            line.push_str(&word);
            begins = false;
            if let Some(comment) = &item.trail {
                let comment = Trailing::new(comment, false);
                self.push(std::mem::replace(&mut line, spaces.clone()), Some(comment));
                begins = true;
            }
            if closes {
                return self.push(line, trail);
            }
        }
        if !line.trim().is_empty() {
            self.push(std::mem::replace(&mut line, spaces), None);
        }
        list.rest.iter().for_each(|it| self.comment(it.text, indent));
        line.push(']');
        self.push(line, trail);
    }
}

fn join(head: &str, value: &str) -> String {
    if head.trim().is_empty() {
        format!("{head}{value}")
    } else {
        format!("{head} {value}")
    }
}

/// What a value looks like that begins in that column.
fn form<'a>(node: &'a Node<'a>, column: usize, keep: bool) -> Form<'a> {
    match &node.kind {
        Kind::Empty => Form::Line(String::new()),
        Kind::Block { header, lines, .. } => Form::Block(header, lines),
        Kind::Inline { raw, style, .. } if raw.contains('\n') => Form::Lines(scalar::lines(raw, *style)),
        Kind::Inline { .. } => Form::Line(inline(node, false, keep).unwrap_or_default()),
        Kind::Collection(collection) => {
            if let Some(text) = inline(node, false, false)
                && (collection.items.is_empty() || column + text.chars().count() <= WIDTH)
            {
                return Form::Line(text);
            }
            let scalars = collection
                .items
                .iter()
                .all(|it| inline(&it.value, true, false).is_some());
            let flat = collection
                .items
                .iter()
                .all(|it| !matches!(it.value.kind, Kind::Collection(_)));
            if collection.flow && !collection.mapping && scalars && flat {
                Form::Filled(collection)
            } else {
                Form::Opened(collection)
            }
        }
    }
}

/// A node on one line, if it can stand on one. `flow`: inside `{ }` or `[ ]`.
fn inline(node: &Node<'_>, flow: bool, keep: bool) -> Option<String> {
    let collection = match &node.kind {
        Kind::Empty => return Some(String::new()),
        Kind::Block { .. } => return None,
        Kind::Inline { raw, text, style } => return scalar::one_line(raw, text, *style, flow, keep),
        Kind::Collection(collection) => collection,
    };
    if !collection.flow || has_comments(collection) {
        return None;
    }
    let keep = keeps_quotes(collection);
    let mut parts = Vec::with_capacity(collection.items.len());
    for item in &collection.items {
        let value = inline(&item.value, true, keep)?;
        parts.push(match &item.key {
            Some(key) if value.is_empty() => format!("{}:", key_text(key, true)),
            Some(key) => format!("{}: {value}", key_text(key, true)),
            None => value,
        });
    }
    let text = parts.join(", ");
    Some(match (collection.mapping, text.is_empty()) {
        (true, true) => "{}".to_owned(),
        (true, false) => format!("{{ {text} }}"),
        (false, _) => format!("[{text}]"),
    })
}

/// A list has quotes around all of its texts or around none, as far as the author did: codes look alike.
fn keeps_quotes(collection: &Collection<'_>) -> bool {
    let needed = |it: &Item<'_>| match &it.value.kind {
        Kind::Inline { text, style, .. } => *style != Style::Plain && !scalar::needs_no_quotes(text, true),
        _ => false,
    };
    !collection.mapping && collection.items.iter().any(needed)
}

fn has_comments(collection: &Collection<'_>) -> bool {
    let in_node = |node: &Node<'_>| matches!(&node.kind, Kind::Collection(inner) if has_comments(inner));
    let in_item =
        |it: &Item<'_>| !it.above.is_empty() || it.header.is_some() || it.trail.is_some() || in_node(&it.value);
    !collection.rest.is_empty() || collection.items.iter().any(in_item)
}

fn key_text(key: &Node<'_>, flow: bool) -> String {
    match &key.kind {
        Kind::Block { text, .. } => scalar::double(text),
        Kind::Inline { text, .. } => inline(key, flow, false).unwrap_or_else(|| scalar::double(text)),
        Kind::Empty | Kind::Collection(_) => String::new(),
    }
}
