pub fn f() -> api::DropOrders { api::DropOrders }
