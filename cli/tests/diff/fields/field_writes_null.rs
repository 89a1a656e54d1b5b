pub fn a(order: api::OrderUpdate) -> Option<String> { order.a }
