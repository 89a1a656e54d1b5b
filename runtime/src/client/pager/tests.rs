//! Listings of vendors that are a list in memory.

mod counted;
mod faults;
mod named;
mod ranges;

use super::*;
use crate::endpoint::{Place, ReadRole, SendRole};
use std::ops::RangeInclusive;

const NOWHERE: Place = Place::Paths(&[]);

pub(super) const fn send(role: PageRole, name: &'static str) -> SendRole {
    SendRole {
        role,
        name,
        ..SendRole::DEFAULT
    }
}

pub(super) const LIMIT: SendRole = send(PageRole::Limit, "limit");
pub(super) const OFFSETS: Paging = Paging {
    send: &[LIMIT, send(PageRole::Offset, "offset")],
    read: &[],
};
pub(super) const PAGES: Paging = Paging {
    send: &[LIMIT, send(PageRole::Page, "page[number]")],
    read: &[],
};
pub(super) const CURSORS: Paging = Paging {
    send: &[LIMIT, send(PageRole::Cursor, "cursor")],
    read: &[(ReadRole::NextCursor, NOWHERE)],
};
pub(super) const LINKS: Paging = Paging {
    send: &[LIMIT, send(PageRole::Offset, "offset")],
    read: &[(ReadRole::NextUrl, NOWHERE)],
};

/// A vendor with these items, that serves at most `cap` on a page whatever it is asked.
pub(super) struct Shop {
    pub(super) items: Vec<i64>,
    pub(super) cap: usize,
    pub(super) total: Option<i64>,
}

impl Shop {
    pub(super) fn of(items: RangeInclusive<i64>) -> Self {
        Self {
            items: items.collect(),
            cap: 10,
            total: None,
        }
    }

    /// The page that begins after so many items.
    pub(super) fn from(&self, start: usize, url: &http::Uri) -> Page<i64> {
        let limit = read(url, "limit").unwrap_or(4).min(self.cap);
        Page {
            items: self.items.iter().skip(start).take(limit).copied().collect(),
            total: self.total,
            ..Page::default()
        }
    }

    pub(super) fn by_offset(&self, url: &http::Uri) -> Page<i64> {
        self.from(read(url, "offset").unwrap_or(0), url)
    }

    /// The first page has the number `first`.
    pub(super) fn by_page(&self, first: usize, url: &http::Uri) -> Page<i64> {
        let limit = read(url, "limit").unwrap_or(4).min(self.cap);
        self.from((read(url, "page[number]").unwrap_or(first) - first) * limit, url)
    }

    /// A cursor is the last item before the page, whatever stands where.
    pub(super) fn by_cursor(&self, url: &http::Uri) -> Page<i64> {
        let after: i64 = read(url, "cursor").unwrap_or(0);
        let start = self.items.iter().position(|item| *item > after);
        let page = self.from(start.unwrap_or(self.items.len()), url);
        let is_more = page.items.last() != self.items.last();
        let next_cursor = page.items.last().filter(|_| is_more).map(i64::to_string);
        Page { next_cursor, ..page }
    }
}

/// A parameter of a URL.
pub(super) fn read<V: std::str::FromStr>(url: &http::Uri, name: &str) -> Option<V> {
    query::get(url.query()?, name)?.parse().ok()
}

pub(super) fn get(url: &str) -> http::Request<Vec<u8>> {
    http::Request::get(url).body(Vec::new()).unwrap()
}

pub(super) fn pager(url: &str, paging: &'static Paging) -> Pager {
    Pager::new(get(url), Some(paging), 100)
}

pub(super) fn reply<T>(value: Page<T>, body: Vec<u8>) -> Reply<Page<T>> {
    Reply {
        value,
        status: http::StatusCode::OK,
        headers: http::HeaderMap::new(),
        body,
        attempts: 1,
    }
}

/// What a listing comes to.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Walk {
    pub(super) items: Vec<i64>,
    /// Queries of what was asked, or whole URLs where there is none.
    pub(super) asked: Vec<String>,
    pub(super) error: Option<PagingError>,
}

/// Fetches all pages.
pub(super) fn walk(pager: &mut Pager, mut vendor: impl FnMut(&http::Uri) -> Page<i64>) -> Walk {
    let mut walk = Walk::default();
    while let Some(request) = pager.request() {
        let taken = request.map_err(CallError::Paging).and_then(|request| {
            let url = request.uri();
            walk.asked.push(url.query().map_or(url.to_string(), str::to_owned));
            let page = vendor(url);
            let body = format!("{:?}", page.items).into_bytes();
            pager.take(Ok::<_, CallError<()>>(reply(page, body))).unwrap()
        });
        match taken {
            Ok(page) => walk.items.extend(page.items),
            Err(CallError::Paging(error)) => walk.error = Some(error),
            Err(error) => panic!("{error:?}"),
        }
    }
    assert!(pager.request().is_none(), "what has ended stays so");
    walk
}

pub(super) fn numbers(range: RangeInclusive<i64>) -> Vec<i64> {
    range.collect()
}
