pub fn code(item: api::Item) -> String { item.code }
