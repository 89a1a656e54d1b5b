pub fn f() -> api::ListOrdersFilter { api::ListOrdersFilter::default().cf(7, "a") }
