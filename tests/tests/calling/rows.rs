//! The customers of the server as scenarios compare them: plain JSON.
//!
//! Input: what the server holds, and what calls gave. Output: members, ids and values that are equal or not.
//! **Invariant:** nothing here asks the server's own code which rows a filter keeps.

use crate::stage::{Played, Stage};
use bindery::json::from_value;
use bindery::wire::Value;
use bindery::{Decimal, Json};
use bindery_loopback::Vendor;
use jiff::Timestamp;

/// What tells one customer of a vendor from another.
pub fn id_of(vendor: Vendor) -> &'static str {
    match vendor {
        Vendor::Aceptabits => "code",
        Vendor::Akinon => "pk",
        _ => "id",
    }
}

/// The customers of a vendor, as values of its model.
pub fn customers<A: Played, T: Value>(stage: &Stage) -> Vec<T> {
    let rows = stage.server.customers(A::LOOPBACK);
    rows.iter().map(|row| from_value(row).unwrap()).collect()
}

/// The text of a member; none where it is null.
pub fn text<'a>(row: &'a Json, name: &str) -> Option<&'a str> {
    row.get(name)?.as_str()
}

pub fn int(row: &Json, name: &str) -> Option<i64> {
    row.get(name)?.as_i64()
}

pub fn decimal(row: &Json, name: &str) -> Option<Decimal> {
    row.get(name)?.as_number().cloned()
}

pub fn flag(row: &Json, name: &str) -> Option<bool> {
    row.get(name)?.as_bool()
}

/// The instant of a member, as another library reads it.
pub fn instant(row: &Json, name: &str) -> Option<Timestamp> {
    text(row, name).map(at)
}

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}
