pub fn f() -> api::ReadOrder { api::ReadOrder }
