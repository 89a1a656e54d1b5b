pub fn b() -> bindery::Patch<Option<String>> { api::OrderPatch::default().b }
