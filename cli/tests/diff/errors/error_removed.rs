pub fn f(error: &api::ApiError) -> bool { matches!(error, api::ApiError::Lost) }
