pub fn f() -> api::ListOrdersFilter { api::ListOrdersFilter::default().plain("x") }
