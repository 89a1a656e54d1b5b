//! JSON paths as people read them: `results[3].province.id`.
//!
//! Input: names and indices from the outermost inwards. Output: one text. **Invariant:** two different places never
//! have the same path, so names that hold a separator are quoted: `extra["a.b"]`.

use std::fmt::Write as _;

/// Appends the member `name`.
pub(crate) fn push_name(path: &mut String, name: &str) {
    let is_plain = !name.is_empty()
        && !name
            .chars()
            .any(|c| matches!(c, '.' | '[' | ']' | '"' | '\\') || c.is_whitespace() || c.is_control());
    if is_plain {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(name);
    } else {
        path.push('[');
        super::text_writer::push_text(path, name);
        path.push(']');
    }
}

/// Appends the item `index`.
pub(crate) fn push_index(path: &mut String, index: usize) {
    // Writing to a String cannot fail.
    let _ = write!(path, "[{index}]");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_separators_are_quoted() {
        let mut path = String::new();
        push_name(&mut path, "results");
        push_index(&mut path, 3);
        push_name(&mut path, "isActive");
        push_name(&mut path, "a.b");
        push_name(&mut path, "");
        assert_eq!(path, r#"results[3].isActive["a.b"][""]"#);
    }
}
