pub fn f() -> api::ListOrdersFilter { api::ListOrdersFilter { plain: "x".into(), ..Default::default() } }
