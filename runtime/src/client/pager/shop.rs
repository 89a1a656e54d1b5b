// A vendor in memory, for the examples and the tests of listings: `GET /orders`, counted by offsets, two on a page.
// Included by examples, which is why this is no `//!`.

use bindery::client::{Limits, TransportError};
use bindery::endpoint::{
    Authenticate, BaseUrl, Credentials, EndpointSpec, Envelope, ErrorPlaces, FillError, PageRole, Paging, Parts, Place,
    ReadRole, SendRole, Step, Vendor,
};
use bindery::{Endpoint, Page};
use std::future::Future;
use std::sync::{Arc, Mutex};

#[derive(Clone, Debug, PartialEq, bindery::Catalogue)]
pub enum ApiError {
    #[bindery(unknown)]
    Unknown { status: u16, code: Option<String> },
}

#[derive(Clone, Copy, Debug)]
pub enum Api {}

impl bindery::Api for Api {
    type Error = ApiError;
    const VENDOR: &'static Vendor = &Vendor {
        name: "shop",
        title: "Shop",
        ..Vendor::DEFAULT
    };
}

pub struct Server;

impl BaseUrl for Server {
    type Api = Api;
    fn base_url(&self) -> Result<String, FillError> {
        Ok("https://shop.example/v1".to_owned())
    }
}

pub struct Auth;

impl Authenticate for Auth {
    type Api = Api;
    fn credentials(self) -> Credentials {
        Credentials::none()
    }
}

#[derive(Clone, PartialEq, bindery::Model, bindery::Validate)]
pub struct Order {
    #[bindery(required)]
    pub id: i64,
}

#[derive(Clone, Default, PartialEq, bindery::Filter)]
pub struct ListOrdersFilter {
    #[bindery(min = "1")]
    pub limit: bindery::filter::Param<i64>,
    pub offset: bindery::filter::Param<i64>,
}

/// `GET /orders`.
#[derive(Default)]
pub struct ListOrders {
    pub filter: ListOrdersFilter,
}

const fn place(path: &'static [&'static [Step]]) -> Place {
    Place::Paths(path)
}

impl Endpoint for ListOrders {
    type Api = Api;
    type Output = Page<Order>;
    const SPEC: &'static EndpointSpec = &EndpointSpec {
        name: "list_orders",
        path: "/orders",
        envelope: &Envelope {
            error: ErrorPlaces {
                message: Some(place(&[&[Step::Name("detail")]])),
                ..ErrorPlaces::DEFAULT
            },
            ..Envelope::DEFAULT
        },
        paging: Some(&Paging {
            send: &[
                SendRole {
                    role: PageRole::Limit,
                    name: "limit",
                    default: Some(2),
                    clamp: Some(2),
                    ..SendRole::DEFAULT
                },
                SendRole {
                    role: PageRole::Offset,
                    name: "offset",
                    ..SendRole::DEFAULT
                },
            ],
            read: &[
                (ReadRole::Items, place(&[&[Step::Name("results")]])),
                (ReadRole::Total, place(&[&[Step::Name("count")]])),
            ],
        }),
        ..EndpointSpec::DEFAULT
    };
    fn parts(&self, visit: &mut dyn FnMut(&Parts<'_>)) {
        visit(&Parts {
            query: Some(&self.filter),
            ..Parts::default()
        });
    }
}

type Answer = Result<http::Response<Vec<u8>>, TransportError>;

type Serve = dyn Fn(&http::Request<Vec<u8>>) -> Answer + Send + Sync;

/// The vendor, as a transport. It notes what it is asked.
#[derive(Clone)]
pub struct Shop {
    serve: Arc<Serve>,
    pub asked: Arc<Mutex<Vec<String>>>,
}

impl Shop {
    /// With so many orders.
    pub fn of(count: i64) -> Self {
        Self::serving(move |request| Ok(Self::page(count, request)))
    }

    /// With answers of its own.
    pub fn serving(serve: impl Fn(&http::Request<Vec<u8>>) -> Answer + Send + Sync + 'static) -> Self {
        Self {
            serve: Arc::new(serve),
            asked: Arc::default(),
        }
    }

    /// The page that is asked for; two orders at most.
    pub fn page(count: i64, request: &http::Request<Vec<u8>>) -> http::Response<Vec<u8>> {
        let pairs = || {
            request
                .uri()
                .query()
                .unwrap_or_default()
                .split('&')
                .filter_map(|pair| pair.split_once('='))
        };
        let read = |name| {
            pairs()
                .find(|(given, _)| *given == name)
                .map(|(_, value)| value.parse().unwrap())
        };
        let (offset, limit): (usize, usize) = (read("offset").unwrap_or(0), read("limit").unwrap_or(2).min(2));
        let ids = (1..=count).skip(offset).take(limit);
        let orders: Vec<String> = ids.map(|id| format!(r#"{{"id": {id}}}"#)).collect();
        let body = format!(r#"{{"count": {count}, "results": [{}]}}"#, orders.join(", "));
        http::Response::new(body.into_bytes())
    }

    fn answer(&self, request: &http::Request<Vec<u8>>) -> Answer {
        self.asked.lock().unwrap().push(request.uri().to_string());
        (self.serve)(request)
    }
}

impl bindery::blocking::Transport for Shop {
    fn send(&self, request: http::Request<Vec<u8>>, _: &Limits) -> Answer {
        self.answer(&request)
    }
    fn wait(&self, _: std::time::Duration) {}
}

impl bindery::nonblocking::Transport for Shop {
    /// Asks, and has the answer when it is polled again.
    async fn send(&self, request: http::Request<Vec<u8>>, _: &Limits) -> Answer {
        let answer = self.answer(&request);
        once_more().await;
        answer
    }
    async fn wait(&self, _: std::time::Duration) {}
}

/// Ready when it is polled for the second time.
async fn once_more() {
    let mut is_ready = false;
    std::future::poll_fn(|context| {
        context.waker().wake_by_ref();
        match std::mem::replace(&mut is_ready, true) {
            true => std::task::Poll::Ready(()),
            false => std::task::Poll::Pending,
        }
    })
    .await;
}

/// Runs a future to its end.
pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    loop {
        if let std::task::Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}
