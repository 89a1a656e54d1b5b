pub fn f(note: api::NewNote) -> api::PostNote { api::PostNote { body: note } }
