pub fn f(order: api::GetOrder) -> String { order.sort }
