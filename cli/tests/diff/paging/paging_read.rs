pub fn f() -> api::ListOrders { api::ListOrders { filter: Default::default() } }
