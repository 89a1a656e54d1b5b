pub fn f(note: api::NewNote) -> api::WrapNote { api::WrapNote { body: note } }
