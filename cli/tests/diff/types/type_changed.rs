pub fn code(order: api::Order) -> String { order.code }
