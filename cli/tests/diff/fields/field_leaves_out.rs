pub fn b(order: api::OrderUpdate) -> Option<String> { order.b }
