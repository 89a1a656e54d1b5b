//! Where comments belong.
//!
//! Input: a tree and its comments in the order of the file. Output: the tree, every comment on the item it is about:
//! above it, on the line of its key, behind its value, or below the last one of a block. **Invariant:** each comment is
//! attached once, and reading the tree from top to bottom meets them in their order.

use super::tree::{Above, Collection, Comment, Document, Item, Kind, Node};

/// Attaches every comment.
pub(super) fn attach<'a>(text: &'a str, document: &mut Document<'a>, comments: Vec<Comment<'a>>) {
    let mut attach = Attach {
        text,
        comments: comments.into_iter().peekable(),
    };
    attach.item(&mut document.root, None, text.len());
    while let Some(comment) = attach.comments.next() {
        document.rest.push(attach.above(comment));
    }
}

struct Attach<'a> {
    text: &'a str,
    comments: std::iter::Peekable<std::vec::IntoIter<Comment<'a>>>,
}

impl<'a> Attach<'a> {
    /// `outer`: the column of the block it stands in; `limit`: where what follows it begins.
    fn item(&mut self, item: &mut Item<'a>, outer: Option<usize>, limit: usize) {
        let text = self.text;
        let is_root = outer.is_none();
        let start = item.start();
        if !(is_root && is_block(&item.value)) {
            while let Some(comment) = self.before(start) {
                item.above.push(self.above(comment));
            }
            item.blank = self.blank_above(start);
        }
        if let Some(key) = &item.key {
            let same_line = |it: &Comment<'_>| text.get(key.at.end..it.start).is_some_and(|gap| !gap.contains('\n'));
            item.header = self
                .comments
                .next_if(|it| it.start < item.value.at.start.max(key.at.end) && same_line(it));
        }
        if !is_block(&item.value) {
            while let Some(comment) = self.before(item.value.at.start) {
                self.lift(item);
                item.above.push(self.above(comment));
            }
        }
        let at = item.value.at.clone();
        let is_empty = |collection: &Collection<'_>| collection.items.is_empty();
        if matches!(&item.value.kind, Kind::Collection(collection) if is_empty(collection)) {
            while let Some(comment) = self.before(at.end) {
                self.lift(item);
                item.above.push(self.above(comment)); // `{}` has no room for it
            }
        }
        match &mut item.value.kind {
            Kind::Empty | Kind::Inline { .. } => {}
            Kind::Block { .. } => {
                while let Some(comment) = self.before(at.end) {
                    self.lift(item);
                    item.header = Some(comment);
                }
                return;
            }
            Kind::Collection(collection) if collection.flow => {
                let close = at.end.saturating_sub(1).max(at.start);
                let first = collection.items.first().map_or(close, Item::start);
                let same_line = |it: &Comment<'_>| text.get(at.start..it.start).is_some_and(|gap| !gap.contains('\n'));
                if item.header.is_none() {
                    item.header = self.comments.next_if(|it| it.start < first && same_line(it));
                }
                self.collection(collection, outer, close);
            }
            Kind::Collection(collection) => return self.collection(collection, outer, limit),
        }
        let empty = matches!(item.value.kind, Kind::Empty); // it stands before the colon
        let behind = |it: &Comment<'_>| {
            let mut gap = text.get(at.end..it.start).unwrap_or("\n").chars();
            gap.all(|c| matches!(c, ' ' | '\t' | ',') || empty && c == ':')
        };
        item.trail = self.comments.next_if(behind);
        // Behind the last of a list of scalars it stands behind the list, which may fit on one line then.
        if let Kind::Collection(list) = &mut item.value.kind
            && item.trail.is_none()
            && list.rest.is_empty()
            && !list.mapping
            && list
                .items
                .iter()
                .all(|it| !matches!(it.value.kind, Kind::Collection(_)))
        {
            item.trail = list.items.last_mut().and_then(|last| last.trail.take());
        }
    }

    fn collection(&mut self, collection: &mut Collection<'a>, outer: Option<usize>, limit: usize) {
        let starts: Vec<usize> = collection.items.iter().skip(1).map(Item::start).collect();
        let limits = starts.into_iter().chain([limit]);
        for (item, limit) in collection.items.iter_mut().zip(limits) {
            self.item(item, Some(collection.column), limit);
        }
        let (flow, column) = (collection.flow, collection.column);
        // A comment is about what stands below it, unless it is indented as what stands above.
        let inside = |it: &Comment<'_>| {
            it.start < limit && (flow || it.alone && it.column >= column && outer.is_none_or(|outer| it.column > outer))
        };
        while let Some(comment) = self.comments.next_if(inside) {
            collection.rest.push(self.above(comment));
        }
    }

    fn before(&mut self, at: usize) -> Option<Comment<'a>> {
        self.comments.next_if(|it| it.start < at)
    }

    /// Makes way for a second comment between key and value.
    fn lift(&self, item: &mut Item<'a>) {
        if let Some(header) = item.header.take() {
            item.above.push(self.above(header));
        }
    }

    fn above(&self, comment: Comment<'a>) -> Above<'a> {
        Above {
            text: comment.text,
            blank: comment.alone && self.blank_above(comment.start),
        }
    }

    /// Whether the line of something that begins it stands below an empty one. A line of dashes belongs to it.
    fn blank_above(&self, at: usize) -> bool {
        let sign = |c: char| matches!(c, ' ' | '\t' | '-' | '?');
        let mut lines = self.text.get(..at).unwrap_or_default().rsplit('\n');
        if !lines.next().is_some_and(|line| line.chars().all(sign)) {
            return false;
        }
        let above = lines.find(|line| line.trim().is_empty() || !line.chars().all(sign));
        above.is_some_and(|line| line.trim().is_empty())
    }
}

/// Whether its lines stand below what it belongs to.
fn is_block(node: &Node<'_>) -> bool {
    matches!(&node.kind, Kind::Collection(collection) if !collection.flow)
}
