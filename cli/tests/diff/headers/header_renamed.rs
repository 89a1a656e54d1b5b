pub fn f(call: api::GetOrder) -> Option<String> { call.if_match }
