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

/// A body as a tree. A body that is no JSON at all is described by its beginning.
pub(super) fn parse(body: &[u8]) -> Result<Json> {
    let text = without_mark(body).trim_ascii_start();
    if text.is_empty() {
        return Err(Error::new("a JSON body", "an empty body"));
    }
    let mut json = Json::Null;
    let read = stream(body, &mut |reader: &mut dyn Reader| {
        json = reader.json()?;
        Ok(())
    });
    match read {
        Ok(()) => Ok(json),
        // JSON with a mistake in it has a place where it is.
        Err(error) => Err(no_json(body).map_or(error, |found| Error::new("a JSON body", found))),
    }
}

/// What a body is that is no JSON at all, by its beginning; `None` where it is empty, or begins as JSON with something
/// in it does: then it would tell nothing, and may be personal.
pub(super) fn no_json(body: &[u8]) -> Option<String> {
    const SHOWN: usize = 8;
    let text = without_mark(body).trim_ascii_start();
    let start = text.get(..400).unwrap_or(text);
    if matches!(text.first(), None | Some(b'{' | b'[' | b'"')) {
        return None;
    }
    let is_text = |byte: &u8| !byte.is_ascii_control() || byte.is_ascii_whitespace();
    if start.iter().all(is_text) {
        return Some(format!(
            "the text `{}`",
            super::excerpt(&String::from_utf8_lossy(start))
        ));
    }
    let bytes: Vec<String> = text.iter().take(SHOWN).map(|byte| format!("{byte:02x}")).collect();
    let what = match text {
        [0x1F, 0x8B, ..] => "compressed data (gzip), which was not asked for",
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "UTF-16, and JSON is sent as UTF-8",
        _ => "bytes that are no text",
    };
    Some(format!("{what}: `{}`", bytes.join(" ")))
}

/// The body of a failure as a tree; of one that is not quite UTF-8 what can be read of it. `None`: no JSON.
pub(super) fn parse_leniently(body: &[u8]) -> Option<Json> {
    parse(String::from_utf8_lossy(body).as_bytes()).ok()
}

/// Some servers begin with a byte order mark, which JSON allows readers to ignore.
fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)
}
