pub fn f() -> api::ListOrdersFilter { api::ListOrdersFilter::default().id(7) }
