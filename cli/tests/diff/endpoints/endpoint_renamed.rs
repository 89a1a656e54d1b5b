pub fn f() -> api::FindOrders { api::FindOrders }
