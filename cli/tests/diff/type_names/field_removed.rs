pub fn gone(order: api::Order) -> api::Gone { order.gone }
