#![deny(warnings)]
//! The program of the README, line by line; a test holds the two together.

include!(concat!(env!("OUT_DIR"), "/bindery/mod.rs"));

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let (status, headers) = (200, ());
    let body =
        br#"{ "count": 1, "next": null, "previous": null, "results": [{ "id": 7, "total": 12.50, "note": null }] }"#;
    let refused = program(status, headers, body).expect_err("the note is too long");
    let refused = refused.to_string();
    assert!(
        refused.starts_with("note: ") && refused.ends_with(" has 88 characters, above the maximum of 80"),
        "{refused}"
    );
    Ok(())
}

#[rustfmt::skip] // as it stands in the README
fn program(status: u16, headers: (), body: &[u8]) -> Result<(), Box<dyn Error>> {
    use bindery::{Endpoint, Filter, Validate, decimal, filter::icontains};

    // GET /orders/?total__lt=20&total__gte=10.50&note__icontains=gift
    let filter = shop::ListOrdersFilter::default().total(decimal!("10.50")..decimal!("20")).note(icontains("gift"));
    let query = filter.to_query();

    // A page, decoded into models; a failure comes as a variant of `shop::ApiError`.
    let page = shop::ListOrders::decode(status, &headers, body)?;
    for order in &page.items {
        println!("{} {}", order.id, order.total);
    }

    // What is sent has no `id`. What breaks a rule is named: `note: "so long …" has 88 characters, above the maximum of 80`.
    let order = shop::NewOrder { note: Some("so long ".repeat(11)), ..shop::NewOrder::new(decimal!("12.50")) };
    order.validate()?;

    assert_eq!(query, "total__lt=20&total__gte=10.50&note__icontains=gift");
    Ok(())
}
