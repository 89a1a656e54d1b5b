//! Typed bindings for web APIs that publish only a documentation page: the runtime that generated bindings and
//! hand-written types share.
//!
//! Input: types that carry Bindery's derives. Output: their JSON, query strings, violations and errors.
//! **Invariant:** nothing here knows the generator, a spec or any vendor; the derives emit tables, and every loop over
//! a table is compiled once, here. Without features, nothing here knows HTTP.
//!
//! Most users meet these types in what `bindery-codegen` writes from a spec. They work as well on types written by hand:
//!
//! ```
//! use bindery::{Decimal, Filter, Lookups, Model, Validate, decimal, filter::Param, json};
//!
//! /// What is sent to `POST /orders`.
//! #[derive(Clone, PartialEq, Model, Validate)]
//! struct NewOrder {
//!     #[bindery(required, min = "0.01")]
//!     total: Decimal,
//!     #[bindery(wire = "giftNote", max_length = 80)]
//!     gift_note: Option<String>,
//! }
//!
//! /// How the vendor spells its operators.
//! #[derive(bindery::Family)]
//! #[bindery(lookup(name = "gte", wire = "{field}__gte={value}", means = gte))]
//! #[bindery(lookup(name = "lt", wire = "{field}__lt={value}", means = lt))]
//! struct Comparable;
//!
//! /// The parameters of `GET /orders`.
//! #[derive(Clone, Default, PartialEq, Filter)]
//! struct ListOrders {
//!     total: Lookups<Decimal, Comparable>,
//!     #[bindery(min = "1")]
//!     page: Param<i64>,
//! }
//!
//! // JSON, exact to the last digit.
//! let order: NewOrder = json::from_str(r#"{"total": 12.50, "giftNote": null}"#)?;
//! assert_eq!(json::to_string(&order)?, r#"{"total":12.50}"#);
//!
//! // Rules: every violation at once.
//! let free = NewOrder { total: decimal!("0"), gift_note: Some("x".repeat(81)) };
//! let violations = free.validate().unwrap_err();
//! assert_eq!(violations.len(), 2);
//! assert_eq!(violations.get("total").unwrap().to_string(), "total: 0 is below the minimum of 0.01");
//!
//! // Query strings, in Rust's own syntax, and strictly back.
//! let filter = ListOrders::default().total(decimal!("10")..decimal!("20")).page(2);
//! assert_eq!(filter.to_query(), "total__gte=10&total__lt=20&page=2");
//! assert_eq!(ListOrders::from_query("total__gte=10&total__lt=20&page=2"), Ok(filter));
//! # Ok::<(), bindery::Error>(())
//! ```
//!
//! A struct derives [`Model`](derive@Model) and [`Validate`](derive@Validate), an enum
//! [`WireEnum`](derive@WireEnum), a query [`Filter`](derive@Filter), a set of operators [`Family`], an enum of failures
//! [`Catalogue`](derive@Catalogue), a call [`Endpoint`](derive@Endpoint); each has its attributes and an example on its
//! page.
//!
//! # Calling
//!
//! An endpoint is a value, and a client of its API calls it: `Client::new` over HTTP, with the feature `ureq` (blocking) or
//! `reqwest` (async); `Client::over` over a transport of your own, such as one that answers from memory in a test:
//!
//! ```
//! # #[cfg(feature = "client")]
//! # mod calling {
//! # mod shop { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/client/pager/shop.rs")); }
//! # use shop::{Auth, ListOrders, ListOrdersFilter, Server};
//! use bindery::blocking::{Client, Transport};
//! use bindery::client::{Limits, TransportError};
//! use bindery::http::{Request, Response};
//!
//! struct Memory;
//! impl Transport for Memory {
//!     fn send(&self, request: Request<Vec<u8>>, _: &Limits) -> Result<Response<Vec<u8>>, TransportError> {
//!         assert_eq!(request.uri(), "https://shop.example/v1/orders?limit=9");
//!         Ok(Response::new(br#"{"count": 2, "results": [{"id": 1}, {"id": 2}]}"#.to_vec()))
//!     }
//! }
//!
//! # pub fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::over(Memory, Server, Auth)?; // `Client::new(Server, Auth)?`, over HTTP
//! let filter = ListOrdersFilter::default().limit(9);
//! let mut ids = Vec::new();
//! for order in client.items(ListOrders { filter }) {
//!     ids.push(order?.id);
//! }
//! assert_eq!(ids, [1, 2]);
//! # Ok(())
//! # }
//! # }
//! # #[cfg(feature = "client")]
//! # calling::run().unwrap();
//! ```
//!
//! Generated modules have `Server`, `Auth`, filters and endpoints; by hand they are the traits [`endpoint::BaseUrl`] and
//! [`endpoint::Authenticate`], and the derives. `client.call(&endpoint)` gives the value, `reply` the whole answer with it,
//! `pages` and `items` follow a listing to its end. What is sent is validated before; the key goes to the server's own host
//! only, and is in no error; refusals are the vendor's own catalogue; what may be tried again is, as
//! [`client::Options`] say.
//!
//! # Modules
//!
//! | module | what it holds |
//! |---|---|
//! | [`json`] | JSON text to values and back, without serde in between; [`Json`], any value |
//! | [`scalar`] | [`Decimal`], [`Date`], [`DateTime`], [`Time`]: texts that are kept as they came, and what they mean |
//! | [`rule`] | the rules of values, and [`Violations`] |
//! | [`filter`] | [`Lookups`] and the functions that make them, [`Query`](filter::Query), the strict reader |
//! | [`catalogue`] | the failures that a vendor documents |
//! | [`endpoint`] | calls as data: their requests, envelopes, pages, and the decoding of answers; no IO |
//! | [`client`] | what both clients share: options, errors, when to try again. Feature `client`, as the next two |
//! | [`blocking`], [`nonblocking`] | the clients, and the trait of their transports |
//! | [`record`], [`wire`], [`wire_enum`] | what the derives implement, for types that need an implementation by hand |
//!
//! Every model, enum and scalar implements both traits of serde as well, so that any format of serde holds them.
//!
//! # Features
//!
//! None is on by default.
//!
//! | feature | what it adds |
//! |---|---|
//! | `pattern` | `pattern` rules: regular expressions, without further dependencies |
//! | `jiff`, `time`, `chrono` | conversions of dates and times from and to the crate of that name; `jiff` knows named zones too |
//! | `rust_decimal` | conversions of [`Decimal`] to a type to calculate with |
//! | `client` | requests and responses of the crate [`http`](https://docs.rs/http), and both clients, over a transport of your own |
//! | `ureq` | `client`, and the blocking transport |
//! | `reqwest` | `client`, and the async transport, on tokio |
//! | `tracing` | one span a call: vendor, endpoint, status, attempts, bytes, time; never a secret |
//!
#![cfg_attr(
    not(feature = "client"),
    doc = "[`client`]: #features\n[`client::Options`]: #features\n[`blocking`]: #features\n[`nonblocking`]: #features"
)]

// The derives speak of `::bindery`; the tests in here derive too.
#[cfg(test)]
extern crate self as bindery;

#[cfg(feature = "client")]
pub mod blocking;
pub mod catalogue;
#[cfg(feature = "client")]
pub mod client;
pub mod endpoint;
mod error;
pub mod filter;
pub mod json;
#[cfg(feature = "client")]
pub mod nonblocking;
mod patch;
pub mod record;
pub mod rule;
pub mod scalar;
mod serde_bridge;
#[cfg(test)]
mod testing;
pub mod wire;
pub mod wire_enum;

pub use catalogue::{Catalogue, ErrorKind};
#[cfg(feature = "client")]
pub use client::CallError;
pub use endpoint::{Api, Credentials, Endpoint, Page, Secret};
pub use error::{Error, Result};
pub use filter::{Filter, Lookups};
/// The crate of the requests and responses that transports speak, in the version that [`Endpoint::request`] builds.
#[cfg(feature = "client")]
#[doc(no_inline)]
pub use http;
pub use json::Json;
pub use patch::Patch;
pub use record::Record;
pub use rule::{Validate, Violation, Violations};
pub use scalar::{Date, DateTime, Decimal, Instant, Time};
pub use wire_enum::WireEnum;

/// Derives [`Catalogue`](trait@Catalogue): the failures that a vendor documents, as an enum.
///
/// ```
/// use bindery::{Catalogue, ErrorKind};
///
/// #[derive(Clone, Debug, PartialEq, Catalogue)]
/// enum ShopError {
///     /// No key was sent.
///     #[bindery(status(401), by_status)]
///     KeyMissing,
///     /// The page does not exist.
///     #[bindery(name = "page_out_of_range", status(400), code("1575", endpoint = "list_orders"))]
///     NoSuchPage,
///     #[bindery(unknown)]
///     Unknown { status: u16, code: Option<String> },
/// }
///
/// let error = ShopError::resolve("list_orders", 400, Some("1575"));
/// assert_eq!((&error, error.kind()), (&ShopError::NoSuchPage, ErrorKind::Validation));
/// assert_eq!(error.to_string(), "page_out_of_range: The page does not exist.");
/// assert_eq!(ShopError::resolve("get_order", 401, None), ShopError::KeyMissing);
///
/// // What the vendor does not document is kept, and has a class by its status.
/// let error = ShopError::resolve("get_order", 503, Some("9"));
/// assert_eq!(error, ShopError::Unknown { status: 503, code: Some("9".into()) });
/// assert!(error.is_retryable());
/// ```
pub use bindery_macros::Catalogue;

/// Derives [`Endpoint`](trait@Endpoint): a call of a vendor's API, as a value.
///
/// ```
/// use bindery::endpoint::{Envelope, ErrorPlaces, Place, Step, Vendor};
/// use bindery::filter::Param;
/// use bindery::{Api, Catalogue, Endpoint, Filter, Model, Page, Validate};
///
/// /// The API: its errors, and what its answers have in common.
/// enum Shop {}
/// impl Api for Shop {
///     type Error = ShopError;
///     const VENDOR: &'static Vendor = &Vendor { name: "shop", title: "Shop", ..Vendor::DEFAULT };
/// }
/// #[derive(Clone, Debug, Catalogue)]
/// enum ShopError {
///     /// There is no such order.
///     #[bindery(status(404), by_status)]
///     NoSuchOrder,
///     #[bindery(unknown)]
///     Unknown { status: u16, code: Option<String> },
/// }
/// const MESSAGE: Place = Place::Paths(&[&[Step::Name("detail")]]);
/// const ENVELOPE: Envelope =
///     Envelope { error: ErrorPlaces { message: Some(MESSAGE), ..ErrorPlaces::DEFAULT }, ..Envelope::DEFAULT };
///
/// #[derive(Clone, PartialEq, Model, Validate)]
/// struct Order {
///     #[bindery(required)]
///     id: i64,
///     #[bindery(max_length = 80)]
///     note: Option<String>,
/// }
///
/// #[derive(Clone, Default, PartialEq, Filter)]
/// struct ListOrdersFilter {
///     #[bindery(min = "1")]
///     page: Param<i64>,
/// }
///
/// /// `GET /orders`
/// #[derive(Clone, Debug, Default, PartialEq, Endpoint)]
/// #[bindery(api = Shop, get = "/orders", output = Page<Order>, at = "orders", envelope = ENVELOPE)]
/// struct ListOrders {
///     #[bindery(query)]
///     filter: ListOrdersFilter,
/// }
///
/// /// `PATCH /orders/{id}`
/// #[derive(Clone, Debug, PartialEq, Endpoint)]
/// #[bindery(api = Shop, patch = "/orders/{id}", output = Order, status(200), envelope = ENVELOPE)]
/// struct PatchOrder {
///     #[bindery(path, min = "1")]
///     id: i64,
///     #[bindery(header, wire = "Accept-Language")]
///     language: Option<String>,
///     #[bindery(body)]
///     body: Order,
/// }
///
/// assert_eq!((PatchOrder::SPEC.name, PatchOrder::SPEC.path), ("patch_order", "/orders/{id}"));
///
/// // Every part is checked by its rules.
/// let order = Order { id: 7, note: Some("x".repeat(81)) };
/// let violations = PatchOrder { id: 0, language: None, body: order }.validate().unwrap_err();
/// let found: Vec<_> = violations.iter().map(|violation| (violation.path(), violation.rule())).collect();
/// assert_eq!(found, [("id", "minimum"), ("note", "max_length")]);
///
/// // Answers become values, and refusals what the vendor says.
/// let page = ListOrders::decode(200, &(), br#"{"orders": [{"id": 7}]}"#)?;
/// assert_eq!(page.items[0].id, 7);
/// let failure = PatchOrder::decode(404, &(), br#"{"detail": "Not found."}"#).unwrap_err();
/// assert_eq!(failure.to_string(), "patch_order: 404 no_such_order: Not found.");
/// # Ok::<(), bindery::endpoint::Failure<ShopError>>(())
/// ```
///
/// A hole of the path that no field fills does not compile:
///
/// ```compile_fail
/// # use bindery::endpoint::Vendor;
/// # enum Shop {}
/// # impl bindery::Api for Shop {
/// #     type Error = ShopError;
/// #     const VENDOR: &'static Vendor = &Vendor::DEFAULT;
/// # }
/// # #[derive(Clone, Debug, bindery::Catalogue)]
/// # enum ShopError {
/// #     #[bindery(unknown)]
/// #     Unknown { status: u16, code: Option<String> },
/// # }
/// #[derive(bindery::Endpoint)]
/// #[bindery(api = Shop, delete = "/orders/{id}")]
/// struct DeleteOrder;
/// ```
pub use bindery_macros::Endpoint;

/// Derives [`filter::Family`]: a set of lookups, which are the operators that a parameter has and how each is spelled.
///
/// ```
/// use bindery::filter::{between, icontains};
/// use bindery::{Family, Filter, Lookups};
///
/// #[derive(Family)]
/// #[bindery(lookup(name = "exact", wire = "{field}={value}", means = exact))]
/// #[bindery(lookup(name = "gte", wire = "{field}__gte={value}", means = gte))]
/// #[bindery(lookup(name = "lt", wire = "{field}__lt={value}", means = lt))]
/// #[bindery(lookup(name = "in", wire = "{field}__in={values}", means = in, lists = comma))]
/// #[bindery(lookup(name = "range", wire = "{field}__range={from}..{to}", means = between))]
/// struct Comparable;
///
/// #[derive(Family)]
/// #[bindery(lookup(name = "icontains", wire = "{field}=~{value}", means = icontains))]
/// struct Texts;
///
/// #[derive(Clone, Default, PartialEq, Filter)]
/// struct ListOrders {
///     total: Lookups<i64, Comparable>,
///     note: Lookups<String, Texts>,
/// }
///
/// let orders = ListOrders::default;
/// assert_eq!(orders().total(10..20).to_query(), "total__gte=10&total__lt=20");
/// assert_eq!(orders().total([1, 2]).to_query(), "total__in=1%2C2");
/// assert_eq!(orders().total(between(1, 9)).to_query(), "total__range=1..9");
/// assert_eq!(orders().note(icontains("gift")).to_query(), "note=~gift");
/// ```
///
/// A lookup that the family lacks does not compile:
///
/// ```compile_fail,E0277
/// # use bindery::{Family, Filter, Lookups};
/// # #[derive(Family)]
/// # #[bindery(lookup(name = "icontains", wire = "{field}=~{value}", means = icontains))]
/// # struct Texts;
/// # #[derive(Clone, Default, PartialEq, Filter)]
/// # struct ListOrders {
/// #     note: Lookups<String, Texts>,
/// # }
/// let orders = ListOrders::default().note(bindery::filter::starts_with("gift"));
/// ```
pub use bindery_macros::Family;

/// Derives [`Filter`](trait@Filter): a struct that is a query string.
///
/// ```
/// use bindery::Filter;
/// use bindery::filter::{Bare, Keyed, Param, ParamList, QueryError};
///
/// #[derive(Clone, Default, PartialEq, Filter)]
/// struct ListOrders {
///     /// The page, from 1.
///     #[bindery(min = "1")]
///     page: Param<i64>,
///     #[bindery(wire = "isPaid", yes = "1", no = "0")]
///     is_paid: Param<bool>,
///     #[bindery(wire = "id", lists = brackets)]
///     ids: ParamList<i64>,
///     #[bindery(wire = "extra__{key}")]
///     extra: Keyed<String, Bare>,
/// }
///
/// let orders = ListOrders::default().page(2).is_paid(true).ids([7, 8]).extra("colour", "red");
/// let query = "page=2&isPaid=1&id%5B%5D=7&id%5B%5D=8&extra__colour=red";
/// assert_eq!(orders.to_query(), query);
///
/// // Reading is strict, and the exact reverse.
/// assert_eq!(ListOrders::from_query(query), Ok(orders));
/// let error = ListOrders::from_query("pages=2").unwrap_err();
/// assert_eq!(error.to_string(), "there is no parameter `pages`; did you mean `page`?");
///
/// let violations = ListOrders::default().page(0).validate().unwrap_err();
/// assert_eq!(violations.to_string(), "page: 0 is below the minimum of 1");
/// ```
pub use bindery_macros::Filter;

/// Derives [`Record`]: a struct that is a JSON object.
///
/// ```
/// use bindery::{Decimal, Json, Model, Validate, decimal};
/// use std::collections::BTreeMap;
///
/// #[derive(Clone, PartialEq, Model, Validate)]
/// struct Order {
///     #[bindery(required)]
///     id: i64,
///     #[bindery(wire = "isPaid", required, yes = "1", no = "0")]
///     is_paid: bool,
///     #[bindery(text)]
///     fee: Option<Decimal>,
///     #[bindery(null)]
///     note: Option<String>,
///     #[bindery(nested)]
///     parts: Vec<Order>,
///     #[bindery(extra)]
///     extra: BTreeMap<String, Json>,
/// }
///
/// let text = r#"{"id":7,"isPaid":1,"fee":"0.10","note":null,"parts":[],"colour":"red"}"#;
/// let order: Order = bindery::json::from_str(text)?;
/// assert!(order.is_paid && order.note.is_none());
/// assert_eq!(order.fee, Some(decimal!("0.1")));
/// assert_eq!(order.extra["colour"], Json::from("red"));
/// assert_eq!(bindery::json::to_string(&order)?, text);
///
/// let error = bindery::json::from_str::<Order>(r#"{"id": 7, "isPaid": true}"#).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "isPaid: expected `1` for true or `0` for false, found `true` (line 1, column 21)"
/// );
/// # Ok::<(), bindery::Error>(())
/// ```
pub use bindery_macros::Model;

/// Derives [`Validate`](trait@Validate): the rules of a struct that is a JSON object.
///
/// ```
/// use bindery::{Model, Validate};
///
/// #[derive(Clone, PartialEq, Model, Validate)]
/// #[bindery(count(fields("email", "phone"), min = 1))]
/// #[bindery(require(fields("shipTo"), when("gift" = "true")))]
/// struct NewCustomer {
///     #[bindery(required, min_length = 1, max_length = 255)]
///     name: String,
///     #[bindery(format = email)]
///     email: Option<String>,
///     phone: Option<String>,
///     gift: Option<bool>,
///     #[bindery(wire = "shipTo")]
///     ship_to: Option<String>,
/// }
///
/// let customer = NewCustomer { name: String::new(), email: None, phone: None, gift: Some(true), ship_to: None };
/// let violations = customer.validate().unwrap_err();
/// let found: Vec<_> = violations.iter().map(|violation| (violation.path(), violation.rule())).collect();
/// assert_eq!(found, [("name", "min_length"), ("email", "at_least"), ("shipTo", "require")]);
/// assert_eq!(violations.get("shipTo").unwrap().message(), "must be given when `gift` is true");
/// ```
pub use bindery_macros::Validate;

/// Derives [`WireEnum`](trait@WireEnum): an enum whose values the vendor names.
///
/// ```
/// use bindery::WireEnum;
///
/// #[derive(Clone, Debug, PartialEq, WireEnum)]
/// enum Status {
///     Open,
///     #[bindery(wire = "in-transit")]
///     InTransit,
///     #[bindery(unknown)]
///     Unknown(String),
/// }
///
/// assert_eq!(Status::InTransit.to_string(), "in-transit");
/// assert_eq!("open".parse(), Ok(Status::Open));
/// assert_eq!(Status::ALL, [Status::Open, Status::InTransit]);
///
/// // What an answer holds is kept, whatever it is; what a person writes must be listed.
/// let lost: Status = bindery::json::from_str(r#""lost""#)?;
/// assert_eq!((&lost, lost.is_known()), (&Status::Unknown("lost".into()), false));
/// assert!("lost".parse::<Status>().is_err());
/// # Ok::<(), bindery::Error>(())
/// ```
pub use bindery_macros::WireEnum;

/// What the derives call. Not for hand-written code: its names may change with any version.
#[doc(hidden)]
pub mod __private {
    pub use crate::catalogue::{Catalogue, Entry, ErrorKind, Match, Status};
    pub use crate::endpoint::{Argument, Endpoint, EndpointSpec, Method, Parts, Payload, Step};
    pub use crate::filter::{
        Family, Filter, FilterTable, Has, Kind, ListStyle, Lookup, Meaning, ParamSpec, Parameter, Template, has,
    };
    pub use crate::record::{Record, Show, Store, Table, load};
    #[cfg(feature = "pattern")]
    pub use crate::rule::Pattern;
    pub use crate::rule::{At, Between, Format, Rule, Rules, Validate, Violation};
    pub use crate::serde_bridge::{deserialize, serialize};
    pub use crate::wire::{Blank, Coding, Presence, Reader, Slot, Value, Visit, Writer};
    pub use crate::wire_enum::{WireEnum, check_enum, load_enum, parse_enum, store_enum};
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
}
