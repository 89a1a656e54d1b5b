pub fn name(api::Order { name, .. }: api::Order) -> String { name }
