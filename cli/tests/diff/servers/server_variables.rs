pub fn server() -> api::Server { api::Server::Tenant { host: String::new() } }
