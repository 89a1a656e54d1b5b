pub fn f() -> api::ListOrdersFilter { api::ListOrdersFilter::default().old("x") }
