pub fn tone() -> api::Tone { api::Tone::Unknown("hot".to_owned()) }
