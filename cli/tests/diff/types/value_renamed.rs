pub fn paid() -> api::State { api::State::Paid }
