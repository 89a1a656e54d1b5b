pub fn is_open(state: &api::State) -> bool { match state { api::State::Opened => true, _ => false } }
