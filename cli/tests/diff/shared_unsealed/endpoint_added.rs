pub fn f() -> api::GetOuter { api::GetOuter }
