pub fn tight(tight: api::Tight) -> String { tight.a }
