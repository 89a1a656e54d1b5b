pub fn id(order: api::Order) -> i64 { let api::Order { id, .. } = order; id }
