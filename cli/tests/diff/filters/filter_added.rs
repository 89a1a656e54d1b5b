pub fn f() -> api::None { api::None }
