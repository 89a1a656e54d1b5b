pub fn b(order: api::Order) -> Option<String> { order.b }
