pub fn f() -> api::DropOrder { api::DropOrder { id: 7, x_tenant: None } }
