pub fn f(note: String) -> api::PostOrder { api::PostOrder { body: api::NewOrder { note: Some(note), ..Default::default() } } }
