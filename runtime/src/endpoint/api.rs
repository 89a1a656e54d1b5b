//! A vendor's API as a type, so that the endpoints, servers and keys of two vendors cannot be mixed up.
//!
//! Input: nothing. Output: what generated code implements for the types of a vendor.
//! **Invariant:** nothing here holds state; a key is reachable through [`Credentials`] alone.

use super::{Credentials, FillError, Vendor};
use crate::Catalogue;
use std::fmt;

/// A vendor's API: what its endpoints, servers and keys have in common. Generated code has one in every module.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no API",
    note = "generated modules have a type `Api`; by hand: `impl bindery::Api` for a type of your own"
)]
pub trait Api: 'static {
    /// What it says when it refuses.
    type Error: Catalogue + fmt::Debug + Send + Sync;
    /// What its pages say of it as a whole.
    const VENDOR: &'static Vendor;
}

/// Where an API is: one of the vendor's servers, or a URL of one's own. Generated code has an enum `Server`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no server of an API",
    note = "generated modules have an enum `Server`; a URL of your own is `Server::Custom(\"https://…\".into())`"
)]
pub trait BaseUrl {
    /// The API that is there.
    type Api: Api;
    /// The URL that paths are put after, without a slash at its end: `https://api.shop.example/v1`.
    ///
    /// # Errors
    /// A value that cannot stand in the server's template.
    fn base_url(&self) -> Result<String, FillError>;
}

/// Who calls. Generated code has a type `Auth` with a constructor for each way the vendor has.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say who calls",
    note = "generated modules have a type `Auth` with a constructor for each way the vendor has, such as `Auth::key(\"…\")`"
)]
pub trait Authenticate {
    /// The API it is for.
    type Api: Api;
    /// The scheme, and the secrets that fill it.
    fn credentials(self) -> Credentials;
}
