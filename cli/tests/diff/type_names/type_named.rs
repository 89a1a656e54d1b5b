pub fn name(order: api::Order) -> String { order.name }
