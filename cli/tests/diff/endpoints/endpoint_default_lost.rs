pub fn f() -> api::CopyOrder { Default::default() }
