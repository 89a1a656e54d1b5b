pub fn tight(tight: api::Tight) -> bool { tight == tight.clone() }
