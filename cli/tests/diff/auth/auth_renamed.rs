pub fn auth() -> api::Auth { api::Auth::token("t") }
