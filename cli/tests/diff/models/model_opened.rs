pub fn sheet() -> api::Sheet { api::Sheet { text: Some(String::new()), ..Default::default() } }
