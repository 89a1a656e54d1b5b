//! What a spec means as JSON, for tools.
//!
//! **Invariant:** an endpoint alone has the keys that it has among the vendor's.

use crate::exit::Failure;
use bindery_codegen::descriptor::{Api, Endpoint};
use serde::Serialize;

/// It rises when a key is taken away or changes its meaning.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Shown<'a, T> {
    format: u32,
    #[serde(flatten)]
    item: &'a T,
}

/// The vendor, or one endpoint of it.
pub fn text(api: &Api, endpoint: Option<&Endpoint>) -> Result<String, Failure> {
    match endpoint {
        None => pretty(api),
        Some(endpoint) => pretty(endpoint),
    }
}

fn pretty(item: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string_pretty(&Shown { format: FORMAT, item })
        .map(|text| text + "\n")
        .map_err(|error| Failure::new(format!("cannot write JSON: {error}")))
}
