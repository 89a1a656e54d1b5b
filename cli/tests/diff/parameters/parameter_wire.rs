pub fn f() -> api::ListOrdersFilter { api::ListOrdersFilter::default().text("x") }
