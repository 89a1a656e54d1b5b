pub fn old(order: api::Order) -> String { order.old }
