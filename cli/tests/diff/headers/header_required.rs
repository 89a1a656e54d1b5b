pub fn f(call: &mut api::GetOrder) { call.x_dry = None; }
