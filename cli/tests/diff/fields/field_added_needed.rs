pub fn new() -> api::NewOrder { api::NewOrder::new("c") }
