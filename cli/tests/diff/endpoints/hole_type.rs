pub fn f(order: api::GetOrder) -> i64 { order.id }
