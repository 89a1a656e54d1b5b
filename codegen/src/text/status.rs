//! HTTP statuses: `200`, or a class: `4xx`.
//!
//! Input: a text. Output: a [`Status`]. **Invariant:** statuses are 100 to 599.

use super::Fault;
use crate::diag::quoted;
use crate::syntax::Status;

/// Reads a status.
///
/// # Errors
/// What is no status of HTTP.
pub fn parse_status(text: &str) -> Result<Status, Fault> {
    let class = text.strip_suffix("xx").and_then(|class| class.parse::<u8>().ok());
    if let Some(class @ 1..=5) = class.filter(|_| text.len() == 3) {
        return Ok(Status::Class(class));
    }
    let digits = text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit());
    match text.parse::<u16>() {
        Ok(status @ 100..=599) if digits => Ok(Status::Exact(status)),
        _ => {
            let fault = Fault::new(
                0..text.len(),
                format!("{} is no HTTP status", quoted(text)),
                "not a status",
            );
            Err(fault.help("statuses are 100 to 599, or a class such as `4xx`"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses() {
        assert_eq!(parse_status("200"), Ok(Status::Exact(200)));
        assert_eq!(parse_status("4xx"), Ok(Status::Class(4)));
        for text in ["", "1575", "99", "600", "6xx", "0xx", "+200", "+4xx", "4XX", "20x"] {
            assert!(parse_status(text).is_err(), "{text}");
        }
    }
}
