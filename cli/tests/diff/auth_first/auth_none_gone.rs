pub fn auth() -> api::Auth { api::Auth::none() }
