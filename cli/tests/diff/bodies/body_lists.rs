pub fn f(note: api::NewNote) -> api::SendNote { api::SendNote { body: note } }
