//! Runs of bytes, eight at a time: plain characters of a text, blanks between tokens.
//!
//! Input: the bytes of a document and where to start. Output: where the run ends. **Invariant:** no byte of a run is
//! special; the end is the first special byte, or the length of the input.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Marks (with the high bit) the first byte of `word` that ends a run of plain text: `"`, `\`, or a control character.
/// Bytes above the first may be marked wrongly, which is why only the first counts.
#[inline]
const fn special(word: u64) -> u64 {
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    let is_quote = quote.wrapping_sub(ONES) & !quote;
    let is_backslash = backslash.wrapping_sub(ONES) & !backslash;
    let is_control = word.wrapping_sub(ONES * 0x20) & !word;
    (is_quote | is_backslash | is_control) & HIGH
}

/// The first byte from `start` on that cannot stand for itself inside a JSON text.
#[inline]
pub(super) fn plain_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let mask = special(u64::from_le_bytes(*chunk));
        if mask != 0 {
            return at + mask.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while let Some(byte) = bytes.get(at)
        && !matches!(byte, b'"' | b'\\' | ..0x20)
    {
        at += 1;
    }
    at
}

/// Whether every byte can stand for itself inside a JSON text.
#[inline]
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    // The last chunk may overlap the one before: cheaper than the last few bytes one by one.
    if let Some(last) = bytes.last_chunk::<8>() {
        let mut rest = bytes;
        while let Some((chunk, others)) = rest.split_first_chunk::<8>() {
            if special(u64::from_le_bytes(*chunk)) != 0 {
                return false;
            }
            rest = others;
        }
        return special(u64::from_le_bytes(*last)) == 0;
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return special(u64::from(first) | u64::from(last) << 32) == 0;
    }
    !bytes.iter().any(|byte| matches!(byte, b'"' | b'\\' | ..0x20))
}

/// The first byte from `start` on that is no blank (space, tab, line feed, carriage return).
#[inline]
pub(super) fn blank_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    loop {
        match bytes.get(at) {
            // Indentation comes in runs of spaces.
            Some(b' ' | b'\n') => {
                at += 1;
                while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
                    let others = u64::from_le_bytes(*chunk) ^ (ONES * b' ' as u64);
                    if others != 0 {
                        at += others.trailing_zeros() as usize / 8;
                        break;
                    }
                    at += 8;
                }
            }
            Some(b'\r' | b'\t') => at += 1,
            _ => return at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_ends_at_the_first_special_byte_wherever_it_stands() {
        for special in [b'"', b'\\', 0, 0x1F] {
            for length in 0..40 {
                for filler in [b' ', b'a', b'!', b'#', b'[', b']', 0x7F, 0x80, 0xFF] {
                    let mut bytes = vec![filler; 40];
                    bytes[length] = special;
                    assert_eq!(plain_end(&bytes, 0), length, "{special} after {length} times {filler}");
                    assert_eq!(plain_end(&bytes[..length], 0), length);
                    assert!(is_plain(&bytes[..length]));
                    assert!(!is_plain(&bytes));
                    assert!(!is_plain(&bytes[..=length]));
                    assert!(!is_plain(&bytes[length..]));
                }
            }
        }
    }

    #[test]
    fn blanks_end_at_the_first_other_byte() {
        for length in 0..40 {
            for blank in [b' ', b'\n', b'\r', b'\t'] {
                for other in [b'{', 0, b'!', 0x0B, 0xA0] {
                    let mut bytes = vec![blank; 40];
                    bytes[length] = other;
                    assert_eq!(blank_end(&bytes, 0), length);
                    assert_eq!(blank_end(&bytes[..length], 0), length);
                }
            }
        }
    }
}
