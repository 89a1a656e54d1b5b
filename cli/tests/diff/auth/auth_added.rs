pub fn auth() -> api::Auth { api::Auth::key("k") }
