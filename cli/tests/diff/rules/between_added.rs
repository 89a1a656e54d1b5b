pub fn order() -> api::NewOrder { api::NewOrder { note: None, ..Default::default() } }
