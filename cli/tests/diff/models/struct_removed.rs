pub fn patch() -> api::OrderPatch { Default::default() }
