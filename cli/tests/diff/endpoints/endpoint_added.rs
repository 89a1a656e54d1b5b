pub fn f() -> api::MoveOrder { api::MoveOrder }
