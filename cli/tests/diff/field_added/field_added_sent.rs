pub fn order() -> api::NewOrder { api::NewOrder { note: String::new(), ..api::NewOrder::new("") } }
