pub fn f(bytes: &[u8]) -> api::Order { answer::<api::CopyOrder>(bytes) } fn answer<E: bindery::Endpoint>(_: &[u8]) -> E::Output { loop {} }
