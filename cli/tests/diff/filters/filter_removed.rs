pub fn f() -> api::Some { api::Some { filter: Default::default() } }
