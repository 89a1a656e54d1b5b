pub fn f(part: String, sort: String) -> api::GetOrder { api::GetOrder { id: 7, part, sort } }
