//! Endpoints as data, and the decoding of their answers: envelopes, pages, errors. No IO.
//!
//! Input: the spec of a call, which generated code writes down as a constant, and the status, headers and body of an
//! answer. Output: the call's value, or a [`Failure`].
//! **Invariant:** any answer ends in one of the two; nothing here panics, sends or waits.
//!
//! Success or failure is told first: by the status, then by the flags and the code of success that the
//! [envelope](Envelope) declares. Only then are codes looked up, so that one code may mean success in one call and
//! failure in another.

mod api;
mod credentials;
mod decode;
mod failure;
mod fields;
#[cfg(feature = "client")]
mod form;
mod headers;
#[cfg(feature = "client")]
mod login;
mod page;
mod parts;
mod place;
mod range;
#[cfg(feature = "client")]
pub(crate) mod request;
mod source;
mod spec;
mod template;
#[cfg(test)]
mod tests;
mod tree;
mod vendor;
mod walk;

pub use api::{Api, Authenticate, BaseUrl};
pub use credentials::{Credentials, Secret};
pub(crate) use failure::excerpt;
pub use failure::{Body, Failure, FieldError, HeaderList, Unfit, VendorError};
pub use headers::{Headers, cookie, link};
#[cfg(feature = "client")]
pub(crate) use login::{LOGIN, login_failure, login_secret, login_spec, secret_is_unfit};
pub use page::{Asked, Next, Page};
pub use parts::{Argument, Parameters, Parts, Payload, Text};
pub use place::header_text;
pub use range::Range;
#[cfg(feature = "client")]
pub use request::RequestError;
pub use spec::{
    EndpointSpec, Envelope, ErrorPlaces, FieldErrors, Method, PageRole, Paging, Path, Place, ReadRole, SendRole, Step,
};
pub use template::FillError;
#[cfg(feature = "client")]
pub(crate) use template::{encode_foreign, fill_secret, holes, percent_encode};
pub use vendor::{AuthPlace, AuthScheme, Login, LoginBody, ServerSpec, Source, Vendor};

pub use crate::catalogue::Status;

#[cfg(feature = "client")]
use crate::filter::query;
use crate::wire::{Slot, Value};
use crate::{Catalogue, Violations};
use decode::Call;
#[cfg(feature = "client")]
pub(crate) use decode::Refusal;
#[cfg(not(feature = "client"))]
use decode::Refusal;

/// One call of a vendor's API.
///
/// ```
/// use bindery::Endpoint;
/// # use bindery::catalogue::Entry;
/// # use bindery::endpoint::*;
/// # #[derive(Clone, Debug)]
/// # enum ShopError { Unknown { status: u16, code: Option<String> } }
/// # impl bindery::Catalogue for ShopError {
/// #     const ENTRIES: &'static [Entry] = &[];
/// #     fn variant(_: usize) -> Option<Self> { None }
/// #     fn unknown(status: u16, code: Option<String>) -> Self { Self::Unknown { status, code } }
/// #     fn index(&self) -> Option<usize> { None }
/// #     fn undocumented(&self) -> Option<(u16, Option<&str>)> {
/// #         let Self::Unknown { status, code } = self;
/// #         Some((*status, code.as_deref()))
/// #     }
/// # }
/// # bindery::__catalogue!(ShopError);
/// # enum Shop {}
/// # impl Api for Shop {
/// #     type Error = ShopError;
/// #     const VENDOR: &'static Vendor = &Vendor { name: "shop", ..Vendor::DEFAULT };
/// # }
/// # struct DeleteOrder { id: i64 }
/// # impl Endpoint for DeleteOrder {
/// #     type Api = Shop;
/// #     type Output = ();
/// #     fn parts(&self, visit: &mut dyn FnMut(&Parts<'_>)) {
/// #         visit(&Parts { path: &[Argument { name: "id", value: &self.id, coding: None, rules: &[] }], ..Parts::default() });
/// #     }
/// #     const SPEC: &'static EndpointSpec = &EndpointSpec {
/// #         name: "delete_order",
/// #         method: Method::Delete,
/// #         path: "/orders/{id}",
/// #         envelope: &Envelope {
/// #             error: ErrorPlaces { message: Some(Place::Paths(&[&[Step::Name("detail")]])), ..ErrorPlaces::DEFAULT },
/// #             ..Envelope::DEFAULT
/// #         },
/// #         ..EndpointSpec::DEFAULT
/// #     };
/// # }
/// # #[cfg(feature = "client")] {
/// let request = DeleteOrder { id: 7 }.request("https://api.shop.example").unwrap();
/// assert_eq!(request.method(), "DELETE");
/// assert_eq!(request.uri(), "https://api.shop.example/orders/7");
/// # }
/// assert!(DeleteOrder::decode(204, &(), b"").is_ok());
/// let failure = DeleteOrder::decode(404, &(), br#"{"detail": "Not found."}"#).unwrap_err();
/// assert_eq!(failure.to_string(), "delete_order: 404 unknown: Not found.");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no endpoint",
    label = "not a call of an API",
    note = "generated modules have a struct for each call; a filter or a body goes into it, as in `ListOrders {{ filter }}`",
    note = "by hand: derive `bindery::Endpoint`"
)]
pub trait Endpoint {
    /// Whose call it is.
    type Api: Api;
    /// What it returns.
    type Output: Answer;
    /// Everything else that is known of it.
    const SPEC: &'static EndpointSpec;

    /// Hands out what it sends, once.
    fn parts(&self, visit: &mut dyn FnMut(&Parts<'_>));

    /// Checks what is sent: path, headers, query and body.
    ///
    /// # Errors
    /// Every violation, each with the wire name of its field.
    fn validate(&self) -> Result<(), Violations> {
        let mut violations = Vec::new();
        self.parts(&mut |parts| parts.check(&mut violations));
        Violations::into_result(violations)
    }

    /// The value of an answer.
    ///
    /// # Errors
    /// [`Failure::Vendor`] where the status, or a flag or code in the body, says that the call failed;
    /// [`Failure::Unfit`] where the answer says success, and the value is not there or does not fit.
    fn decode(status: u16, headers: &dyn Headers, body: &[u8]) -> Result<Self::Output, Failure<ErrorOf<Self>>> {
        let call = Call {
            spec: Self::SPEC,
            status,
            headers,
            body,
        };
        Self::Output::answer(&call).map_err(|refusal| fail(&call, refusal))
    }

    /// The request, without what shows who calls. Not validated: see [`validate`](Self::validate).
    ///
    /// `base_url` is the server's, `https://api.shop.example/v1`: `http` or `https`, a host, perhaps a port and a path.
    /// It asks for JSON (`Accept`) and says what its body is (`Content-Type`), unless the endpoint's own headers do.
    ///
    /// # Errors
    /// A value of the path that would make it another path; a body that cannot be written (a number that is not finite, a
    /// form with an object inside it, a body with `GET`); a text that no header can hold; a URL that is none.
    #[cfg(feature = "client")]
    fn request(&self, base_url: &str) -> Result<http::Request<Vec<u8>>, RequestError> {
        let mut request = Err(RequestError::NoParts);
        self.parts(&mut |parts| request = request::build(Self::SPEC, parts, base_url));
        request
    }

    /// The value of an answer, as [`decode`](Self::decode).
    ///
    /// # Errors
    /// As [`decode`](Self::decode).
    #[cfg(feature = "client")]
    fn response<B: AsRef<[u8]>>(response: &http::Response<B>) -> Result<Self::Output, Failure<ErrorOf<Self>>> {
        Self::decode(response.status().as_u16(), response.headers(), response.body().as_ref())
    }
}

/// What an endpoint's API says when it refuses.
pub type ErrorOf<E> = <<E as Endpoint>::Api as Api>::Error;

/// Gives a refusal its name in the catalogue.
fn fail<E: Catalogue>(call: &Call<'_>, refusal: Refusal) -> Failure<E> {
    match refusal {
        Refusal::Unfit(error) => Failure::Unfit(Box::new(Unfit {
            endpoint: call.spec.name,
            status: call.status,
            error,
            headers: HeaderList::of(call.headers),
            body: Body::new(call.body),
        })),
        Refusal::Vendor(report) => Failure::Vendor(Box::new(VendorError {
            endpoint: call.spec.name,
            status: call.status,
            error: E::resolve(call.spec.name, call.status, report.code.as_deref()),
            code: report.code,
            message: report.message,
            fields: report.fields,
            headers: HeaderList::of(call.headers),
            body: report.body,
        })),
    }
}

/// What an endpoint can return: nothing (`()`), a value, or a [`Page`] of values.
#[diagnostic::on_unimplemented(
    message = "an endpoint cannot return `{Self}`",
    note = "it returns `()`, a type of the wire, or a `bindery::Page` of one"
)]
pub trait Answer: Sized {
    /// Decodes an answer. Called by [`Endpoint::decode`].
    #[doc(hidden)]
    #[allow(
        private_interfaces,
        reason = "only this module can call it, and nobody else implements the trait"
    )]
    fn answer(call: &Call<'_>) -> Result<Self, Refusal>;

    /// Leaves a query parameter, which holds a secret, out of the URLs that the vendor made of the request's.
    #[cfg(feature = "client")]
    #[doc(hidden)]
    fn leave_out(&mut self, _parameter: &str) {}
}

impl Answer for () {
    fn answer(call: &Call<'_>) -> Result<Self, Refusal> {
        decode::nothing(call)
    }
}

impl<T: Value> Answer for T {
    fn answer(call: &Call<'_>) -> Result<Self, Refusal> {
        let mut value = T::fresh();
        decode::value(call, &mut |reader| {
            value = T::fresh();
            value.load(reader)
        })?;
        Ok(value)
    }
}

impl<T: Value> Answer for Page<T> {
    fn answer(call: &Call<'_>) -> Result<Self, Refusal> {
        let mut items: Vec<T> = Vec::new();
        let page = decode::page(call, &mut |reader| items.load(reader))?;
        Ok(page.with(items))
    }

    #[cfg(feature = "client")]
    fn leave_out(&mut self, parameter: &str) {
        for url in [&mut self.next_url, &mut self.previous_url].into_iter().flatten() {
            if let Some(left) = query::without(url, parameter) {
                *url = left;
            }
        }
    }
}
