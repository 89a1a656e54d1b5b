//! Endpoints as data, and the decoding of their answers: envelopes, pages, errors. No IO.
//!
//! Input: the spec of a call, which generated code writes down as a constant, and the status, headers and body of an
//! answer. Output: the call's value, or a [`Failure`].
//! **Invariant:** any answer ends in one of the two; nothing here panics, sends or waits.
//!
//! Success or failure is told first: by the status, then by the flags and the code of success that the
//! [envelope](Envelope) declares. Only then are codes looked up, so that one code may mean success in one call and
//! failure in another.

mod decode;
mod failure;
mod fields;
mod headers;
mod page;
mod place;
mod source;
mod spec;
mod template;
#[cfg(test)]
mod tests;
mod tree;
mod vendor;
mod walk;

pub(crate) use failure::excerpt;
pub use failure::{Body, Failure, FieldError, VendorError};
pub use headers::Headers;
pub use page::{Asked, Next, Page};
pub use spec::{
    EndpointSpec, Envelope, ErrorPlaces, FieldErrors, Method, PageRole, Paging, Path, Place, ReadRole, SendRole, Step,
};
pub use template::FillError;
pub use vendor::{AuthPlace, AuthScheme, Login, LoginBody, Server, Source, Vendor};

pub use crate::catalogue::Status;

use crate::Catalogue;
use crate::wire::{Slot, Value};
use decode::{Call, Refusal};

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
/// # struct DeleteOrder;
/// # impl Endpoint for DeleteOrder {
/// #     type Output = ();
/// #     type Error = ShopError;
/// #     const SPEC: &'static EndpointSpec = &EndpointSpec {
/// #         name: "delete_order", vendor: "shop", method: Method::Delete, path: "/orders/{id}", statuses: &[],
/// #         success_code: None, at: &[], paging: None,
/// #         envelope: &Envelope {
/// #             at: &[], success: &[], success_code: None,
/// #             error: ErrorPlaces { code: None, message: Some(Place::Paths(&[&[Step::Name("detail")]])), fields: None },
/// #         },
/// #     };
/// # }
/// assert_eq!(DeleteOrder::SPEC.path(&[("id", "a/7")]).unwrap(), "/orders/a%2F7");
///
/// assert!(DeleteOrder::decode(204, &(), b"").is_ok());
/// let failure = DeleteOrder::decode(404, &(), br#"{"detail": "Not found."}"#).unwrap_err();
/// assert_eq!(failure.to_string(), "delete_order: 404 unknown: Not found.");
/// ```
pub trait Endpoint {
    /// What it returns.
    type Output: Answer;
    /// What it says when it refuses.
    type Error: Catalogue;
    /// Everything else that is known of it.
    const SPEC: &'static EndpointSpec;

    /// The value of an answer.
    ///
    /// # Errors
    /// [`Failure::Vendor`] where the status, or a flag or code in the body, says that the call failed;
    /// [`Failure::Unfit`] where the answer says success, and the value is not there or does not fit.
    fn decode(status: u16, headers: &dyn Headers, body: &[u8]) -> Result<Self::Output, Failure<Self::Error>> {
        let call = Call {
            spec: Self::SPEC,
            status,
            headers,
            body,
        };
        Self::Output::answer(&call).map_err(|refusal| fail(&call, refusal))
    }
}

/// Gives a refusal its name in the catalogue.
fn fail<E: Catalogue>(call: &Call<'_>, refusal: Refusal) -> Failure<E> {
    match refusal {
        Refusal::Unfit(error) => Failure::Unfit(error),
        Refusal::Vendor(report) => Failure::Vendor(Box::new(VendorError {
            endpoint: call.spec.name,
            status: call.status,
            error: E::resolve(call.spec.name, call.status, report.code.as_deref()),
            code: report.code,
            message: report.message,
            fields: report.fields,
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
}
