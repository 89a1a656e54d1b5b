pub fn tight() -> api::Tight { api::Tight::new("a") }
