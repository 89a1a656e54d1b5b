pub fn f(order: api::Order) -> String { order.note }
