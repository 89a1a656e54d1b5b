//! Pages and items of a listing, as iterators.
//!
//! Input: a client and an endpoint that returns pages. Output: the pages, or their items, one after the other.
//! **Invariant:** a page is fetched when it is asked for, and not before; after an error or the end nothing is sent.

use super::{Client, DefaultTransport, Transport};
use crate::client::CallError;
use crate::client::pager::Pager;
use crate::endpoint::{Endpoint, ErrorOf};
use crate::{Api, Page};
use std::fmt;
use std::iter::FusedIterator;
use std::marker::PhantomData;

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
            endpoint: PhantomData,
        }
    }

    /// The items of a listing, from the page that the endpoint asks for. Pages are fetched as they are needed; nothing is
    /// sent before the first item is asked for.
    ///
    /// See [`Items`] for an example. An endpoint that returns no page has no items:
    ///
    /// ```compile_fail,E0271
    /// use bindery::blocking::{Client, Transport};
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

/// The pages of a listing, from [`Client::pages`]. An iterator, which ends after the last page and after an error.
///
/// A vendor that repeats a page, leads to another host or does not end
/// ([`Options::max_pages`](crate::client::Options::max_pages)) is an error: [`PagingError`](crate::client::PagingError).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/client/pager/shop.rs"));
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let shop = Shop::of(5);
/// let client = bindery::blocking::Client::over(shop, Server, Auth)?;
/// let mut pages = client.pages(ListOrders::default());
///
/// let first = pages.next().unwrap()?;
/// assert_eq!((first.items.len(), pages.total()), (2, Some(5)));
///
/// let rest: Result<Vec<_>, _> = pages.collect();
/// assert_eq!(rest?.len(), 2);
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is sent before the first page is asked for"]
pub struct Pages<E: Endpoint, T = DefaultTransport> {
    client: Client<E::Api, T>,
    /// Or why there is no request, until that is told.
    pager: Result<Pager, Option<CallError<ErrorOf<E>>>>,
    endpoint: PhantomData<fn() -> E>,
}

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

impl<E: Endpoint<Output = Page<I>>, I, T: Transport> Pages<E, T> {
    /// The items of these pages.
    pub fn items(self) -> Items<E, I, T> {
        Items {
            pages: self,
            page: Vec::new().into_iter(),
            left: usize::MAX,
        }
    }
}

impl<E: Endpoint<Output = Page<I>>, I, T: Transport> Iterator for Pages<E, T> {
    type Item = Result<Page<I>, CallError<ErrorOf<E>>>;

    fn next(&mut self) -> Option<Self::Item> {
        let pager = match &mut self.pager {
            Ok(pager) => pager,
            Err(error) => return error.take().map(Err),
        };
        match pager.request()? {
            Ok(request) => pager.take(self.client.run::<E>(request)),
            Err(error) => Some(Err(self.client.paging_error(error))),
        }
    }
}

impl<E: Endpoint<Output = Page<I>>, I, T: Transport> FusedIterator for Pages<E, T> {}

impl<E: Endpoint, T> fmt::Debug for Pages<E, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("endpoint", &E::SPEC.name)
            .field("came", &self.pager.as_ref().map_or(0, Pager::pages))
            .finish_non_exhaustive()
    }
}

/// The items of a listing, from [`Client::items`]. An iterator, which ends after the last item and after an error; the
/// error of a page comes after the items of the pages before.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/client/pager/shop.rs"));
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let shop = Shop::of(5);
/// let client = bindery::blocking::Client::over(shop, Server, Auth)?;
/// let mut ids = Vec::new();
/// for order in client.items(ListOrders::default()).max_items(3) {
///     ids.push(order?.id);
/// }
/// assert_eq!(ids, [1, 2, 3]);
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is sent before the first item is asked for"]
pub struct Items<E: Endpoint, I, T = DefaultTransport> {
    pages: Pages<E, T>,
    /// What is left of the page at hand.
    page: std::vec::IntoIter<I>,
    /// Items that may still be handed out.
    left: usize,
}

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

impl<E: Endpoint<Output = Page<I>>, I, T: Transport> Iterator for Items<E, I, T> {
    type Item = Result<I, CallError<ErrorOf<E>>>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.left > 0 {
            if let Some(item) = self.page.next() {
                self.left -= 1;
                return Some(Ok(item));
            }
            match self.pages.next()? {
                Ok(page) => self.page = page.items.into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
        None
    }
}

impl<E: Endpoint<Output = Page<I>>, I, T: Transport> FusedIterator for Items<E, I, T> {}

impl<E: Endpoint, I, T> fmt::Debug for Items<E, I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
