pub fn a() -> bindery::Patch<String> { api::OrderPatch::default().a }
