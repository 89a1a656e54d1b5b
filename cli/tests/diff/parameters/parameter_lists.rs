pub fn f() -> api::ListOrdersFilter { api::ListOrdersFilter::default().ids([1, 2]) }
