#![deny(warnings)]
//! A program whose bindings are compiled where they stand.

bindery_inline::vendor!("specs/shop.yaml");

use bindery::{Filter, decimal};

fn main() {
    let filter = shop::ListOrdersFilter::default().total(decimal!("10.50")..).limit(20);
    filter.validate().expect("nothing is wrong with it");
    println!("GET /orders?{}", filter.to_query());
}
