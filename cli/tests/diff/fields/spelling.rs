pub fn weight(order: api::Order) -> f64 { order.weight }
