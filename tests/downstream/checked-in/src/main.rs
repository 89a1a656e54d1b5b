#![deny(warnings)]
//! A program against bindings that are checked in.

mod bindings;

use bindery::{Filter, decimal};
use bindings::shop;

fn main() {
    let filter = shop::ListOrdersFilter::default().total(decimal!("10.50")..).limit(20);
    filter.validate().expect("nothing is wrong with it");
    let query = filter.to_query();
    assert_eq!(query, "total%5Bgte%5D=10.50&limit=20");
    println!("GET /orders?{query}");
}
