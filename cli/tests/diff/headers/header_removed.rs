pub fn f() -> api::ListOrders { api::ListOrders { x_shop: Some("a".into()), ..Default::default() } }
