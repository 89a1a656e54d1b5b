//! A node as JSON text: where JSON stands in a spec.
//!
//! Input: a node without `.inf` and `.nan` (decoding refused them). Output: compact JSON, the members in the order of
//! the file. **Invariant:** always valid JSON; numbers keep every digit.

use super::{Kind, Node, Scalar, resolve};

impl Node {
    /// Compact JSON text of this node, plain scalars by YAML 1.2's core schema. Numbers keep their digits; hexadecimal
    /// and octal ones become decimal.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        write(self, &mut out);
        out
    }
}

fn write(node: &Node, out: &mut String) {
    match &node.kind {
        Kind::Scalar { text, plain } => match resolve(text, *plain) {
            Scalar::Null | Scalar::NotFinite => out.push_str("null"),
            Scalar::Boolean(yes) => out.push_str(if yes { "true" } else { "false" }),
            Scalar::Integer | Scalar::Number => write_number(text, out),
            Scalar::Text => write_text(text, out),
        },
        Kind::Sequence(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                out.push_str(if i == 0 { "" } else { "," });
                write(item, out);
            }
            out.push(']');
        }
        Kind::Mapping(entries) => {
            out.push('{');
            for (i, (key, value)) in entries.iter().enumerate() {
                out.push_str(if i == 0 { "" } else { "," });
                write_text(key.text().unwrap_or_default(), out);
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if (c as u32) < 0x20 => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
}

/// JSON knows no `+`, no leading zeros, no bare points and no other bases.
fn write_number(text: &str, out: &mut String) {
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            // Beyond 128 bits no type of ours holds it; its text is the honest answer.
            match u128::from_str_radix(digits, radix) {
                Ok(number) => out.push_str(&number.to_string()),
                Err(_) => write_text(text, out),
            }
            return;
        }
    }
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    let unsigned = unsigned
        .strip_prefix('-')
        .inspect(|_| out.push('-'))
        .unwrap_or(unsigned);
    let end = unsigned.find(['e', 'E']).unwrap_or(unsigned.len());
    let (mantissa, exponent) = unsigned.split_at(end);
    let (whole, fraction) = mantissa
        .split_once('.')
        .map_or((mantissa, None), |(whole, rest)| (whole, Some(rest)));
    let whole = whole.trim_start_matches('0');
    out.push_str(if whole.is_empty() { "0" } else { whole });
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(if fraction.is_empty() { "0" } else { fraction });
    }
    out.push_str(exponent);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_json_numbers() {
        for (text, json) in [
            ("0051", "51"),
            ("+5", "5"),
            ("-0", "-0"),
            ("-.5", "-0.5"),
            ("5.", "5.0"),
            ("5.e3", "5.0e3"),
            ("0x1F", "31"),
            ("1.10", "1.10"),
            ("123456789012345678901234567890", "123456789012345678901234567890"),
        ] {
            let mut out = String::new();
            write_number(text, &mut out);
            assert_eq!(out, json, "{text}");
        }
    }
}
