pub fn note(order: api::Order) -> api::OrderUpdate { order.into() }
