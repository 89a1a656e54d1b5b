pub fn label(label: api::Label) { let _ = label.extra; }
