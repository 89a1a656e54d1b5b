pub fn f() -> api::CopyOrder { api::CopyOrder {} }
