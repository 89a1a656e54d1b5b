pub fn strange(order: api::Order) -> String { order.strange }
