pub fn pair() -> api::Pair { api::Pair::new("left", "right") }
