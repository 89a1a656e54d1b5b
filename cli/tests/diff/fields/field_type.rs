pub fn total(order: api::Order) -> i64 { order.total }
