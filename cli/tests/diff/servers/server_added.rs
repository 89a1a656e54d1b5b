pub fn url(server: &api::Server) -> &str { match server { api::Server::Production => "", api::Server::Custom(url) => url, _ => "other" } }
