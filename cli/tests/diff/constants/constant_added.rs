pub fn f() -> api::ListOrders { api::ListOrders { filter: api::ListOrdersFilter::default().open(true) } }
