pub fn lost() -> api::State { api::State::Lost }
