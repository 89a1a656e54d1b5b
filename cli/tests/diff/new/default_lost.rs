pub fn loose() -> api::Loose { api::Loose::default() }
