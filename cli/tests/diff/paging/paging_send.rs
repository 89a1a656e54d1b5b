pub fn f() -> api::ListOrdersFilter { api::ListOrdersFilter::default().page(2) }
