pub fn part() -> api::Part { api::Part { label: String::new() } }
