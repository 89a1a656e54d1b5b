pub fn f() -> api::ListOrdersFilter { api::ListOrdersFilter::default().total(bindery::decimal!("1")..) }
