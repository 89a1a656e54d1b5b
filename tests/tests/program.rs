//! Bindings in a program, which calls a part of an API: what it leaves unused is no warning.

#![deny(warnings)]

include!(concat!(env!("OUT_DIR"), "/bindery/mod.rs"));

use bindery::Filter;

#[test]
fn one_call_of_many() {
    let filter = styles::ListRowsFilter::default().status("open").limit(2);
    assert_eq!(filter.to_query(), "status=eq.open&limit=2");
}
