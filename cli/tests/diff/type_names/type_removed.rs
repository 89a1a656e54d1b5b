pub fn number(number: api::Old) -> i64 { number }
