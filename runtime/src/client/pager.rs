//! Paging: which request asks for the next page.
//!
//! Input: the request of the first page, and what came of each. Output: the next request, or the end.
//! **Invariant:** every listing ends: no request is made twice, no page is taken twice, and pages are counted. What the
//! vendor names is asked for; what it does not name is counted by what came. Nothing here sends.

#[cfg(test)]
pub(crate) mod shop;
#[cfg(test)]
mod tests;

use super::{CallError, PagingError, Reply, url};
use crate::Page;
use crate::endpoint::{Asked, Next, PageRole, Paging, Range, SendRole};
use crate::filter::query;
use http::uri::PathAndQuery;
use http::{HeaderName, HeaderValue, Request};
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The pages of one listing.
pub(crate) struct Pager {
    paging: Option<&'static Paging>,
    /// The request of the first page, as the caller set it. All others are made of it.
    first: http::Request<Vec<u8>>,
    /// Where the page at hand is: what a relative link starts from.
    here: http::Uri,
    /// What was asked of the page at hand.
    asked: Asked,
    then: Then,
    /// Pages that came.
    pages: usize,
    /// Pages that may come before the listing is held to be endless.
    endless: usize,
    /// Empty pages, one after the other, up to the page at hand.
    empty: usize,
    /// Pages that the caller wants.
    wanted: usize,
    total: Option<i64>,
    /// Every request that was made, and every body that came, as fingerprints.
    asked_for: BTreeSet<Fingerprint>,
    bodies: BTreeSet<Fingerprint>,
}

/// Empty pages in a row after which a vendor that still names a next one is held to lead on for ever.
const EMPTY: usize = 100;

/// What comes after the page at hand.
enum Then {
    Ask(Box<Request<Vec<u8>>>),
    Fail(PagingError),
    End,
}

impl Pager {
    /// Begins at the page that the request asks for. Without paging it is the only one.
    pub(crate) fn new(first: http::Request<Vec<u8>>, paging: Option<&'static Paging>, endless: usize) -> Self {
        let here = first.uri().clone();
        Self {
            paging,
            asked: paging.map_or(Asked::default(), |paging| asked(&first, paging)),
            then: Then::Ask(Box::new(first.clone())),
            pages: 0,
            empty: 0,
            endless,
            wanted: usize::MAX,
            total: None,
            asked_for: BTreeSet::from([whole(&first, paging)]),
            bodies: BTreeSet::new(),
            here,
            first,
        }
    }

    /// Ends after so many pages, counted from the first one.
    pub(crate) fn want(&mut self, pages: usize) {
        self.wanted = pages;
    }

    /// Pages that came.
    pub(crate) fn pages(&self) -> usize {
        self.pages
    }

    /// Items on all pages, as the vendor said last.
    pub(crate) fn total(&self) -> Option<i64> {
        self.total
    }

    /// The request of the next page; `None` at the end, and from then on. Each is handed out once: what comes of it
    /// goes to [`take`](Self::take), and where nothing does, the listing has ended.
    pub(crate) fn request(&mut self) -> Option<Result<http::Request<Vec<u8>>, PagingError>> {
        if self.pages >= self.wanted {
            return None;
        }
        match std::mem::replace(&mut self.then, Then::End) {
            Then::End => None,
            Then::Fail(error) => Some(Err(error)),
            Then::Ask(_) if self.pages >= self.endless => Some(Err(PagingError::Endless(self.pages))),
            Then::Ask(request) => {
                self.here.clone_from(request.uri());
                Some(Ok(*request))
            }
        }
    }

    /// Takes what came of a request, and hands out the page. `None`: there is none, the one before was the last.
    pub(crate) fn take<T, E>(
        &mut self,
        reply: Result<Reply<Page<T>>, CallError<E>>,
    ) -> Option<Result<Page<T>, CallError<E>>> {
        match reply {
            Err(error) if self.is_behind(&error) => None,
            reply => Some(reply.and_then(|reply| self.take_page(reply))),
        }
    }

    /// Whether the vendor says that there is nothing at the positions behind the page before. The first page is not
    /// behind another one: there it is a failure like any other.
    fn is_behind<E>(&self, error: &CallError<E>) -> bool {
        let is_range = self
            .paging
            .is_some_and(|paging| sent(paging, PageRole::Range).is_some());
        let is_416 = |status: u16| status == http::StatusCode::RANGE_NOT_SATISFIABLE.as_u16();
        is_range && self.pages > 0 && matches!(error, CallError::Vendor(refused) if is_416(refused.status))
    }

    fn take_page<T, E>(&mut self, reply: Reply<Page<T>>) -> Result<Page<T>, CallError<E>> {
        let Reply { value: page, body, .. } = reply;
        let next = self.paging.map_or(Next::End, |paging| {
            if self.pages == 0 {
                self.asked.seen = skipped(paging, self.asked, page.items.len());
            }
            page.next(paging, self.asked)
        });
        self.note(page.items.len(), page.total, &body, next)
            .map_err(CallError::Paging)?;
        Ok(page)
    }

    /// Notes a page, and decides what comes after it. Errors: the page came before.
    fn note(&mut self, count: usize, total: Option<i64>, body: &[u8], next: Next) -> Result<(), PagingError> {
        self.pages = self.pages.saturating_add(1);
        // A vendor that does not know how many there are says so with a negative number.
        self.total = total.filter(|total| *total >= 0).or(self.total);
        // Empty pages are all alike.
        if count > 0 && !self.bodies.insert(fingerprint(body)) {
            return Err(PagingError::Repeated(self.pages));
        }
        self.empty = if count > 0 { 0 } else { self.empty.saturating_add(1) };
        self.asked.seen = self.asked.seen.saturating_add(i64::try_from(count).unwrap_or(i64::MAX));
        self.then = match self.follow(next) {
            // A page that came is handed out before the error that it leads to.
            Err(error) => Then::Fail(error),
            Ok(None) => Then::End,
            Ok(Some(_)) if self.empty > EMPTY => Then::Fail(PagingError::Endless(self.pages)),
            Ok(Some(request)) if self.asked_for.insert(whole(&request, self.paging)) => Then::Ask(Box::new(request)),
            // Where there is nothing yet, a vendor leads to the place where something will be.
            Ok(Some(_)) if count == 0 => Then::End,
            Ok(Some(_)) => Then::Fail(PagingError::Repeated(self.pages)),
        };
        Ok(())
    }

    /// The request of the next page.
    fn follow(&mut self, next: Next) -> Result<Option<Request<Vec<u8>>>, PagingError> {
        let request = match next {
            Next::End => return Ok(None),
            Next::Url(text) => url::follow(&self.here, &text).map(|url| {
                let mut request = self.first.clone();
                *request.uri_mut() = url;
                request
            }),
            Next::Page(page) => {
                self.asked.page = Some(page);
                self.with(PageRole::Page, &page.to_string())
            }
            Next::Offset(offset) => {
                self.asked.offset = Some(offset);
                self.with(PageRole::Offset, &offset.to_string())
            }
            Next::Cursor(cursor) => self.with(PageRole::Cursor, &cursor),
            Next::Range(range) => {
                self.asked.range = Some(range);
                let wire = self.paging.and_then(|paging| sent(paging, PageRole::Range)?.wire);
                self.with(PageRole::Range, &range.spell(wire))
            }
        };
        request.map(Some)
    }

    /// The request of the first page with another value of a paging parameter; all else stays as the caller set it. The
    /// same request, and so a repetition, where the spec has no parameter to say it with.
    fn with(&self, role: PageRole, value: &str) -> Result<Request<Vec<u8>>, PagingError> {
        let mut request = self.first.clone();
        let Some(sent) = self.paging.and_then(|paging| sent(paging, role)) else {
            return Ok(request);
        };
        if sent.header {
            let name = HeaderName::from_bytes(sent.name.as_bytes()).map_err(|_| PagingError::Nowhere)?;
            let value = HeaderValue::from_str(value).map_err(|_| PagingError::Nowhere)?;
            request.headers_mut().insert(name, value);
            return Ok(request);
        }
        let url = request.uri();
        let query = query::set(url.query().unwrap_or_default(), sent.name, value);
        let mut parts = url.clone().into_parts();
        let path_and_query = PathAndQuery::try_from(format!("{}?{query}", url.path()));
        // A cursor may be too long for a URL.
        parts.path_and_query = Some(path_and_query.map_err(|_| PagingError::Nowhere)?);
        *request.uri_mut() = http::Uri::from_parts(parts).map_err(|_| PagingError::Nowhere)?;
        Ok(request)
    }
}

/// What the first request asks for: what the caller set, else what the vendor takes without it.
fn asked(request: &Request<Vec<u8>>, paging: &'static Paging) -> Asked {
    let read = |role: PageRole| {
        let sent = sent(paging, role)?;
        let set = given(request, sent).and_then(|text| text.trim().parse().ok());
        set.or(sent.default).or(sent.minimum)
    };
    let range = || {
        let sent = sent(paging, PageRole::Range)?;
        Range::parse(given(request, sent)?.trim(), sent.wire)
    };
    Asked {
        page: read(PageRole::Page),
        offset: read(PageRole::Offset),
        range: range(),
        seen: 0,
    }
}

/// The text of a paging parameter.
fn given(request: &Request<Vec<u8>>, sent: &SendRole) -> Option<String> {
    match sent.header {
        true => request.headers().get(sent.name)?.to_str().ok().map(str::to_owned),
        false => query::get(request.uri().query().unwrap_or_default(), sent.name),
    }
}

/// Items before the first page, at least: a listing that begins at page 3 has two pages before it, as full as the third
/// or fuller. So it knows its end, and does not ask for a page that is not there.
fn skipped(paging: &'static Paging, asked: Asked, count: usize) -> i64 {
    if let Some((range, sent)) = asked.range.zip(sent(paging, PageRole::Range)) {
        return range.first.saturating_sub(sent.minimum.unwrap_or(0)).max(0);
    }
    let page = asked.page;
    let minimum = sent(paging, PageRole::Page).map(|sent| sent.minimum.unwrap_or(1));
    let pages = page.zip(minimum).map_or(0, |(page, first)| page.saturating_sub(first));
    pages.max(0).saturating_mul(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The parameter that says this.
fn sent(paging: &'static Paging, role: PageRole) -> Option<&'static SendRole> {
    paging.send.iter().find(|sent| sent.role == role)
}

/// Length and hash: enough to tell pages apart without keeping them.
type Fingerprint = (usize, u64);

/// What tells a request from the others of its listing.
fn whole(request: &Request<Vec<u8>>, paging: Option<&'static Paging>) -> Fingerprint {
    let mut text = request.uri().to_string();
    for sent in paging.iter().flat_map(|paging| paging.send).filter(|sent| sent.header) {
        // No URL and no header holds a line break.
        text.push('\n');
        text.extend(given(request, sent));
    }
    fingerprint(text.as_bytes())
}

fn fingerprint(bytes: &[u8]) -> Fingerprint {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    (bytes.len(), hasher.finish())
}
