//! Pages, and how to go on from one.
//!
//! Input: what an answer said of its page, and what was asked. Output: what to ask next.
//! **Invariant:** going on counts by what came, not by what was asked; what is counted ends at an empty page.

use super::{PageRole, Paging, Range, ReadRole, SendRole};
use crate::Json;

/// One page of items, and what the vendor says of it. What it does not say, or says in another shape, is `None`.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// Items on all pages.
    pub total: Option<i64>,
    /// The URL of the next page, as it came. A client leaves out the parameter that shows who calls, where one does.
    pub next_url: Option<String>,
    /// The URL of the page before, likewise.
    pub previous_url: Option<String>,
    /// The number of this page.
    pub page: Option<i64>,
    /// The number of pages.
    pub pages: Option<i64>,
    /// Items on a page, at most.
    pub limit: Option<i64>,
    /// Items before this page.
    pub offset: Option<i64>,
    /// The position of the first item.
    pub first: Option<i64>,
    /// The position of the last item.
    pub last: Option<i64>,
    /// Whether there is a next page.
    pub more: Option<bool>,
    /// The number of the next page.
    pub next_page: Option<i64>,
    /// The cursor of the next page.
    pub next_cursor: Option<String>,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Page::<()>::EMPTY.with(Vec::new())
    }
}

/// What was asked of the page at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    /// The page's number, where one was sent.
    pub page: Option<i64>,
    /// The items before it, where that was sent.
    pub offset: Option<i64>,
    /// The positions of its items, where they were sent.
    pub range: Option<Range>,
    /// Items on the pages before, as far as is known: those that came, and those before the first page.
    pub seen: i64,
}

/// What to ask for the next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// This URL as it stands; relative to the one of this page where it is relative.
    Url(String),
    /// The page of this number.
    Page(i64),
    /// The page after so many items.
    Offset(i64),
    /// The page at this cursor.
    Cursor(String),
    /// The page with the items at these positions.
    Range(Range),
    /// Nothing: this was the last page.
    End,
}

impl<T> Page<T> {
    /// How to go on from here. Where the spec says where the next page stands (its URL, number or cursor), that
    /// decides, also on an empty page: some vendors filter a page after they have cut it. Else the page's number or its
    /// offset is counted up, or the range goes on behind the last position. It ends where the vendor names no next page or says that there are no more; and where pages
    /// are counted, at the last page, when as many items came as there are, and at an empty page.
    #[must_use]
    pub fn next(&self, paging: &Paging, asked: Asked) -> Next {
        if self.more == Some(false) {
            return Next::End;
        }
        let reads = |role: ReadRole| paging.read.iter().any(|(read, _)| *read == role);
        let named = |next: Option<Next>| next.unwrap_or(Next::End);
        if reads(ReadRole::NextUrl) {
            return named(self.next_url.clone().map(Next::Url));
        }
        if reads(ReadRole::NextCursor) {
            return named(self.next_cursor.clone().map(Next::Cursor));
        }
        if reads(ReadRole::NextPage) {
            return named(self.next_page.map(Next::Page));
        }
        named(self.counted(paging, asked))
    }

    /// The next page by counting; `None` at the end, or where the spec has nothing to count.
    fn counted(&self, paging: &Paging, asked: Asked) -> Option<Next> {
        let came = i64::try_from(self.items.len()).ok().filter(|came| *came > 0)?;
        // A vendor that does not know how many there are says so with a negative number.
        let is_all = |so_far: i64| self.total.is_some_and(|total| total >= 0 && so_far >= total);
        if is_all(asked.seen.checked_add(came)?) {
            return None;
        }
        let sent = |role: PageRole| paging.send.iter().find(|sent| sent.role == role);
        if let Some(parameter) = sent(PageRole::Page) {
            let first = parameter.minimum.unwrap_or(1);
            let page = self.page.or(asked.page).unwrap_or(first);
            // `pages` counts from one, also where the numbers start at zero.
            let ordinal = page.checked_sub(first)?.checked_add(1)?;
            let is_last = self.pages.is_some_and(|pages| pages >= 0 && ordinal >= pages);
            // Where nothing is known of the pages before, they were as full as this one, or fuller. Its `limit` may be what was
            // asked for, not what is served.
            let is_estimated = asked.seen == 0 && is_all(ordinal.saturating_mul(came));
            let is_past = self.last.is_some_and(is_all) || is_estimated;
            return (!is_last && !is_past).then_some(Next::Page(page.checked_add(1)?));
        }
        if let Some(parameter) = sent(PageRole::Range) {
            let range = self.range_after(parameter, asked, came)?;
            let before = range.first.saturating_sub(parameter.minimum.unwrap_or(0));
            return (!is_all(before)).then_some(Next::Range(range));
        }
        sent(PageRole::Offset)?;
        let next = self.offset.or(asked.offset).unwrap_or(0).checked_add(came)?;
        (!is_all(next)).then_some(Next::Offset(next))
    }

    /// The positions behind this page, as many as were asked for. Where the vendor says where the page ends, that counts:
    /// it may have left items out.
    fn range_after(&self, parameter: &SendRole, asked: Asked, came: i64) -> Option<Range> {
        let asked_first = asked.range.map(|range| range.first);
        let first = match self.last {
            Some(last) => last.checked_add(1)?,
            None => {
                let first = self.first.or(asked_first).or(parameter.minimum).unwrap_or(0);
                first.checked_add(came)?
            }
        };
        let size = asked.range.map(Range::len).filter(|size| *size > 0).unwrap_or(came);
        let last = first.checked_add(size)?.checked_sub(1)?;
        Some(Range { first, last })
    }

    /// The same page with other items.
    pub(super) fn with<U>(self, items: Vec<U>) -> Page<U> {
        let Self {
            total,
            next_url,
            previous_url,
            page,
            pages,
            limit,
            offset,
            first,
            last,
            more,
            ..
        } = self;
        let Self {
            next_page, next_cursor, ..
        } = self;
        Page {
            items,
            total,
            next_url,
            previous_url,
            page,
            pages,
            limit,
            offset,
            first,
            last,
            more,
            next_page,
            next_cursor,
        }
    }
}

impl Page<()> {
    /// Nothing is known.
    const EMPTY: Self = Self {
        items: Vec::new(),
        total: None,
        next_url: None,
        previous_url: None,
        page: None,
        pages: None,
        limit: None,
        offset: None,
        first: None,
        last: None,
        more: None,
        next_page: None,
        next_cursor: None,
    };

    /// Notes the value at a role's place; whether it has the right shape.
    pub(super) fn note_json(&mut self, role: ReadRole, value: &Json) -> bool {
        match value {
            Json::Boolean(more) => role == ReadRole::More && keep(&mut self.more, Some(*more)),
            Json::String(text) => !text.is_empty() && self.note(role, text),
            // Numbers are no URLs; a cursor may be one.
            Json::Number(number) => {
                !matches!(role, ReadRole::NextUrl | ReadRole::PreviousUrl) && self.note(role, number.as_str())
            }
            _ => false,
        }
    }

    /// Notes the text at a role's place; whether it has the right shape.
    pub(super) fn note(&mut self, role: ReadRole, text: &str) -> bool {
        let words = || Some(text.to_owned());
        // Totals and the like may come as text, with spaces around.
        let number = || text.trim().parse().ok();
        match role {
            ReadRole::Items => false,
            ReadRole::NextUrl => keep(&mut self.next_url, words()),
            ReadRole::PreviousUrl => keep(&mut self.previous_url, words()),
            ReadRole::NextCursor => keep(&mut self.next_cursor, words()),
            ReadRole::More => keep(&mut self.more, text.trim().parse().ok()),
            ReadRole::Total => keep(&mut self.total, number()),
            ReadRole::NextPage => keep(&mut self.next_page, number()),
            ReadRole::Page => keep(&mut self.page, number()),
            ReadRole::Pages => keep(&mut self.pages, number()),
            ReadRole::Limit => keep(&mut self.limit, number()),
            ReadRole::Offset => keep(&mut self.offset, number()),
            ReadRole::First => keep(&mut self.first, number()),
            ReadRole::Last => keep(&mut self.last, number()),
        }
    }
}

fn keep<V>(slot: &mut Option<V>, value: Option<V>) -> bool {
    *slot = value;
    slot.is_some()
}
