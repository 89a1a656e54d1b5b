pub fn note(order: api::NewOrder) -> Option<String> { order.note }
