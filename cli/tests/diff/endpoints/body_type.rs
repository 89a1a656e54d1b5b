pub fn f(body: api::NewOrder) -> api::PutOrder { api::PutOrder { body: todo(body) } } fn todo(_: api::NewOrder) -> api::OrderUpdate { loop {} }
