//! Typed bindings for web APIs that publish only a documentation page: the runtime that generated bindings and
//! hand-written types share.
//!
//! Input: types that carry Bindery's derives. Output: their JSON, query strings, violations and errors.
//! **Invariant:** nothing here knows the generator, a spec or any vendor; the derives emit tables, and every loop over
//! a table is compiled once, here.
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
//! [`Catalogue`](derive@Catalogue); each has its attributes and an example on its page.
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
//! | [`endpoint`] | calls as data: envelopes, pages, and the decoding of answers; no IO |
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

// The derives speak of `::bindery`; the tests in here derive too.
#[cfg(test)]
extern crate self as bindery;

pub mod catalogue;
pub mod endpoint;
mod error;
pub mod filter;
pub mod json;
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
pub use endpoint::{Endpoint, Page};
pub use error::{Error, Result};
pub use filter::{Filter, Lookups};
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
