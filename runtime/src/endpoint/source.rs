//! The bodies of answers as readers: the one place that knows how JSON text is read.
//!
//! Input: the bytes of a body, or a tree made of them. Output: a [`Reader`](crate::wire::Reader) handed to a function.
//! **Invariant:** text after the value is an error, and so is everything that is no JSON.

use crate::wire::{Item, Reader};
use crate::{Error, Json, Result};

/// Reads a body once, from its first byte to its last.
pub(super) fn stream(body: &[u8], read: Item<'_>) -> Result<()> {
    crate::json::read(without_mark(body), read)
}

/// Reads a tree.
pub(super) fn replay(json: &Json, read: Item<'_>) -> Result<()> {
    read(&mut crate::json::value_reader(json))
}

/// A body as a tree. A body that does not begin like JSON is described by its beginning.
pub(super) fn parse(body: &[u8]) -> Result<Json> {
    let text = without_mark(body).trim_ascii_start();
    match text.first() {
        None => return Err(Error::new("a JSON body", "an empty body")),
        Some(b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n') => {}
        Some(_) => {
            let start = String::from_utf8_lossy(text.get(..400).unwrap_or(text));
            return Err(Error::new(
                "a JSON body",
                format!("the text `{}`", super::excerpt(&start)),
            ));
        }
    }
    let mut json = Json::Null;
    stream(body, &mut |reader: &mut dyn Reader| {
        json = reader.json()?;
        Ok(())
    })?;
    Ok(json)
}

/// The body of a failure as a tree; of one that is not quite UTF-8 what can be read of it. `None`: no JSON.
pub(super) fn parse_leniently(body: &[u8]) -> Option<Json> {
    parse(String::from_utf8_lossy(body).as_bytes()).ok()
}

/// Some servers begin with a byte order mark, which JSON allows readers to ignore.
fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)
}
