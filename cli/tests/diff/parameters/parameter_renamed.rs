pub fn f() -> api::ListOrdersFilter { api::ListOrdersFilter::default().name("x") }
