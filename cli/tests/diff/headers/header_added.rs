pub fn f() -> api::CloseOrder { api::CloseOrder { x_tenant: None } }
