pub fn f(order: api::Order) -> i64 { order.id }
