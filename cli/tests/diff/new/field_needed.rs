pub fn loose(loose: api::Loose) -> Option<String> { loose.a }
