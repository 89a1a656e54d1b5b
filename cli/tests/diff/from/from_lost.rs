pub fn update(order: api::Order) -> api::OrderUpdate { order.into() }
