//! Pages and items of a listing, as streams.
//!
//! Input: a client and an endpoint that returns pages. Output: the pages, or their items, one after the other.
//! **Invariant:** a page is fetched when it is asked for, and not before; after an error or the end nothing is sent. A
//! call that was begun stays until its answer is taken, so that a dropped `next` neither loses nor repeats a page.

use super::{Client, DefaultTransport, Transport};
use crate::client::pager::Pager;
use crate::client::{CallError, Reply};
use crate::endpoint::{Endpoint, ErrorOf};
use crate::{Api, Page};
use futures_core::Stream;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

impl<A: Api, T: Transport> Client<A, T> {
    /// The pages of a listing, from the one that the endpoint asks for. Each is fetched when it is asked for; nothing is
    /// sent before the first.
    ///
    /// See [`Pages`] for an example.
    pub fn pages<E, I>(&self, endpoint: E) -> Pages<E, T>
    where
        E: Endpoint<Api = A, Output = Page<I>>,
    {
        let first = self.build(&endpoint).map_err(Some);
        Pages {
            client: self.clone(),
            pager: first.map(|first| Pager::new(first, E::SPEC.paging, self.options().max_pages)),
            call: None,
        }
    }

    /// The items of a listing, from the page that the endpoint asks for. Pages are fetched as they are needed; nothing is
    /// sent before the first item is asked for.
    ///
    /// See [`Items`] for an example. An endpoint that returns no page has no items:
    ///
    /// ```compile_fail,E0271
    /// use bindery::nonblocking::{Client, Transport};
    /// use bindery::endpoint::{Api, Endpoint};
    ///
    /// fn items<Shop: Api, E: Endpoint<Api = Shop, Output = i64>, T: Transport>(client: Client<Shop, T>, count: E) {
    ///     let _ = client.items(count);
    /// }
    /// ```
    pub fn items<E, I>(&self, endpoint: E) -> Items<E, I, T>
    where
        E: Endpoint<Api = A, Output = Page<I>>,
    {
        self.pages(endpoint).items()
    }
}

/// A call that was begun.
type InFlight<E> = Pin<Box<dyn Future<Output = Result<Reply<<E as Endpoint>::Output>, CallError<ErrorOf<E>>>> + Send>>;

/// What a listing gives next, where it is known.
type Given<E, V> = Poll<Option<Result<V, CallError<ErrorOf<E>>>>>;

/// The pages of a listing, from [`Client::pages`]: one at a time with [`next`](Self::next), or as a
/// [`Stream`](futures_core::Stream). It ends after the last page and after an error.
///
/// A vendor that repeats a page, leads to another host or does not end
/// ([`Options::max_pages`](crate::client::Options::max_pages)) is an error: [`PagingError`](crate::client::PagingError).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/client/pager/shop.rs"));
/// # fn main() -> Result<(), Box<dyn std::error::Error>> { block_on(async {
/// # let shop = Shop::of(5);
/// let client = bindery::nonblocking::Client::over(shop, Server, Auth)?;
/// let mut pages = client.pages(ListOrders::default());
///
/// let first = pages.next().await.unwrap()?;
/// assert_eq!((first.items.len(), pages.total()), (2, Some(5)));
///
/// while let Some(page) = pages.next().await {
///     assert!(page?.items.len() <= 2);
/// }
/// # Ok(())
/// # }) }
/// ```
#[must_use = "nothing is sent before the first page is asked for"]
pub struct Pages<E: Endpoint, T = DefaultTransport> {
    client: Client<E::Api, T>,
    /// Or why there is no request, until that is told.
    pager: Result<Pager, Option<CallError<ErrorOf<E>>>>,
    call: Option<InFlight<E>>,
}

/// Nothing here is pinned: a call has its own box.
impl<E: Endpoint, T> Unpin for Pages<E, T> {}

impl<E: Endpoint, T> Pages<E, T> {
    /// Ends after so many pages, in all.
    pub fn max_pages(mut self, pages: usize) -> Self {
        if let Ok(pager) = &mut self.pager {
            pager.want(pages);
        }
        self
    }

    /// Items on all pages, as the vendor said last; `None` where it says nothing, and before the first page.
    #[must_use]
    pub fn total(&self) -> Option<i64> {
        self.pager.as_ref().ok().and_then(Pager::total)
    }
}

impl<E, I, T> Pages<E, T>
where
    E: Endpoint<Output = Page<I>> + 'static,
    T: Transport,
{
    /// The next page; `None` after the last one. A future that is dropped before it is done loses nothing: the next one
    /// goes on with its call.
    ///
    /// # Errors
    /// Why the page is not there; after it there is none.
    #[allow(clippy::should_implement_trait, reason = "it is async")]
    pub async fn next(&mut self) -> Option<Result<Page<I>, CallError<ErrorOf<E>>>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Given<E, Page<I>> {
        let pager = match &mut self.pager {
            Ok(pager) => pager,
            Err(error) => return Poll::Ready(error.take().map(Err)),
        };
        let mut call = match self.call.take() {
            Some(call) => call,
            None => match pager.request() {
                Some(Ok(request)) => begin::<E, T>(self.client.clone(), request),
                Some(Err(error)) => return Poll::Ready(Some(Err(self.client.paging_error(error)))),
                None => return Poll::Ready(None),
            },
        };
        match call.as_mut().poll(context) {
            Poll::Ready(reply) => Poll::Ready(pager.take(reply)),
            Poll::Pending => {
                self.call = Some(call);
                Poll::Pending
            }
        }
    }
}

impl<E: Endpoint<Output = Page<I>>, I, T> Pages<E, T> {
    /// The items of these pages.
    pub fn items(self) -> Items<E, I, T> {
        Items {
            pages: self,
            page: Vec::new().into_iter(),
            left: usize::MAX,
        }
    }
}

/// Begins a call that owns what it needs.
fn begin<E, T>(client: Client<E::Api, T>, request: http::Request<Vec<u8>>) -> InFlight<E>
where
    E: Endpoint + 'static,
    T: Transport,
{
    Box::pin(async move { client.run::<E>(request).await })
}

impl<E, I, T> Stream for Pages<E, T>
where
    E: Endpoint<Output = Page<I>> + 'static,
    T: Transport,
{
    type Item = Result<Page<I>, CallError<ErrorOf<E>>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<E: Endpoint, T> fmt::Debug for Pages<E, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("endpoint", &E::SPEC.name)
            .field("came", &self.pager.as_ref().map_or(0, Pager::pages))
            .finish_non_exhaustive()
    }
}

/// The items of a listing, from [`Client::items`]: one at a time with [`next`](Self::next), or as a
/// [`Stream`](futures_core::Stream). It ends after the last item and after an error; the error of a page comes after the
/// items of the pages before.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/client/pager/shop.rs"));
/// # fn main() -> Result<(), Box<dyn std::error::Error>> { block_on(async {
/// # let shop = Shop::of(5);
/// let client = bindery::nonblocking::Client::over(shop, Server, Auth)?;
/// let mut orders = client.items(ListOrders::default()).max_items(3);
/// let mut ids = Vec::new();
/// while let Some(order) = orders.next().await {
///     ids.push(order?.id);
/// }
/// assert_eq!(ids, [1, 2, 3]);
/// # Ok(())
/// # }) }
/// ```
#[must_use = "nothing is sent before the first item is asked for"]
pub struct Items<E: Endpoint, I, T = DefaultTransport> {
    pages: Pages<E, T>,
    /// What is left of the page at hand.
    page: std::vec::IntoIter<I>,
    /// Items that may still be handed out.
    left: usize,
}

/// Nothing here is pinned.
impl<E: Endpoint, I, T> Unpin for Items<E, I, T> {}

impl<E: Endpoint, I, T> Items<E, I, T> {
    /// Ends after so many items, from here on. A page that is not needed for them is not fetched.
    pub fn max_items(mut self, items: usize) -> Self {
        self.left = items;
        self
    }

    /// Items on all pages, as the vendor said last; `None` where it says nothing, and before the first page.
    #[must_use]
    pub fn total(&self) -> Option<i64> {
        self.pages.total()
    }
}

impl<E, I, T> Items<E, I, T>
where
    E: Endpoint<Output = Page<I>> + 'static,
    T: Transport,
{
    /// The next item; `None` after the last one. A future that is dropped before it is done loses nothing.
    ///
    /// # Errors
    /// Why the page with the next items is not there; after it there is none.
    #[allow(clippy::should_implement_trait, reason = "it is async")]
    pub async fn next(&mut self) -> Option<Result<I, CallError<ErrorOf<E>>>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Given<E, I> {
        while self.left > 0 {
            if let Some(item) = self.page.next() {
                self.left -= 1;
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(context)) {
                Some(Ok(page)) => self.page = page.items.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
        Poll::Ready(None)
    }
}

impl<E, I, T> Stream for Items<E, I, T>
where
    E: Endpoint<Output = Page<I>> + 'static,
    T: Transport,
{
    type Item = Result<I, CallError<ErrorOf<E>>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<E: Endpoint, I, T> fmt::Debug for Items<E, I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
