pub fn part(part: api::Part) -> f64 { part.weight }
