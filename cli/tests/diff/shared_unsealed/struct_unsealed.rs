pub fn part(part: &api::Part) -> &str { let api::Part { label, .. } = part; label }
