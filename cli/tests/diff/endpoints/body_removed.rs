pub fn f(order: api::PostOrder) { let _ = order.body; }
