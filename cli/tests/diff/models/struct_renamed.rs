pub fn item() -> api::NewItem { api::NewItem::new(bindery::decimal!("1")) }
