pub fn server() -> api::Server { api::Server::default() }
