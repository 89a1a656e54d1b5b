#![deny(warnings)]
//! A program against bindings of its own spec.

include!(concat!(env!("OUT_DIR"), "/bindery/mod.rs"));

use bindery::{Filter, Validate, decimal};

fn main() {
    let filter = shop::ListOrdersFilter::default().total(decimal!("10.50")..=decimal!("99.95")).limit(20);
    filter.validate().expect("nothing is wrong with it");
    let query = filter.to_query();
    assert_eq!(query, "total%5Bgte%5D=10.50&total%5Blte%5D=99.95&limit=20");
    assert_eq!(shop::ListOrdersFilter::from_query(&query).expect("what we wrote"), filter);

    let order = shop::NewOrder::new(decimal!("12.50"));
    order.validate().expect("nothing is wrong with it");
    let json = bindery::json::to_string(&order).expect("numbers are finite");
    assert_eq!(json, r#"{"total":12.50}"#);
    // A vendor in several files is a module like any other.
    let filter = warehouse::ListBinsFilter::default().id(..=7);
    assert_eq!(filter.to_query(), "id%5Blte%5D=7");
    let part = warehouse::NewPart::new("A-7");
    let json_of_part = bindery::json::to_string(&part).expect("numbers are finite");
    assert_eq!(json_of_part, r#"{"number":"A-7"}"#);
    println!("GET /orders?{query}\nPOST /orders {json}");
}
