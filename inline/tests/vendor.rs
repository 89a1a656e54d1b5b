//! The macro where users call it.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests, too")]
#![deny(warnings)]

use bindery::{Filter, decimal};

mod bindings {
    bindery_inline::vendor!("specs/shop.yaml");
}

#[test]
fn in_a_module() {
    let order = bindings::shop::NewOrder::new(decimal!("12.50"));
    assert_eq!(bindery::json::to_string(&order).unwrap(), r#"{"total":12.50}"#);
}

#[test]
fn in_a_function() {
    bindery_inline::vendor!("specs/shop.yaml");
    assert_eq!(shop::ListOrdersFilter::default().paid(true).to_query(), "paid=true");
}

#[test]
fn from_a_macro_of_the_users_own() {
    macro_rules! bind {
        ($path:literal) => {
            bindery_inline::vendor!($path);
        };
    }
    bind!("specs/shop.yaml");
    assert_eq!(shop::ListOrdersFilter::default().to_query(), "");
}
