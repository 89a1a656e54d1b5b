pub fn f(error: &api::ApiError) -> u8 { match error { api::ApiError::Moved => 1, api::ApiError::Unknown { .. } => 2, _ => 3 } }
