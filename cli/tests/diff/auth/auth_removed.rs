pub fn auth() -> api::Auth { api::Auth::legacy("k") }
