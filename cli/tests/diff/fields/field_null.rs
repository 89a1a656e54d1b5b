pub fn a(order: api::Order) -> String { order.a }
