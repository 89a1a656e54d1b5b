pub fn f(call: api::GetOrder) -> Option<i64> { call.x_level }
