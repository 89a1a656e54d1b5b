pub fn note() -> api::OrderPatch { api::OrderPatch { c: bindery::Patch::Set(String::new()), ..Default::default() } }
