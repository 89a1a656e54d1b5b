pub fn f() -> api::Same { api::Same { filter: api::LendFilter::default() } }
