pub fn ray() -> api::State { api::State::XRay }
