pub fn f() -> api::ListOrdersFilter { api::ListOrdersFilter::default().age(18..65) }
