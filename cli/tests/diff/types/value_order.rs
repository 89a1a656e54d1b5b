pub fn less() -> bool { api::State::Opened < api::State::XRay }
