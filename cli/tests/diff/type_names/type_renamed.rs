pub fn state() -> api::State { api::State::Open }
