pub fn f() -> api::ListOrdersFilter { api::ListOrdersFilter::default().state("open").state(["a", "b"]) }
