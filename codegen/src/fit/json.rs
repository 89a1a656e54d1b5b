//! JSON files as nodes with places.
//!
//! Input: the text of a file. Output: a [`Node`], its texts quoted and everything else plain, so that it reads as the
//! same YAML would. **Invariant:** only JSON is read (RFC 8259); the nesting is bounded; places count without a byte-order mark.

use crate::span::{FileId, Span};
use crate::yaml::{Kind, Node};
use std::collections::BTreeSet;

/// Arrays and objects may be nested so deep, as for the bindings.
const MAX_DEPTH: usize = 127;

/// Reads a file.
///
/// # Errors
/// What is wrong, and where; also a name that comes twice in one object.
pub(crate) fn read_json(file: FileId, text: &str) -> Result<Node, (Span, String)> {
    let (node, twice) = read_any_json(file, text)?;
    match twice.first() {
        Some(span) => Err((
            *span,
            "the file is no JSON that can be read: the name comes twice".to_owned(),
        )),
        None => Ok(node),
    }
}

/// Reads a file, and says where names come again in one object.
///
/// # Errors
/// What is wrong, and where.
pub(crate) fn read_any_json(file: FileId, text: &str) -> Result<(Node, Vec<Span>), (Span, String)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader {
        file,
        text,
        at: 0,
        twice: Vec::new(),
    };
    let node = reader.value(0)?;
    reader.blank();
    if reader.at < text.len() {
        Err(reader.wrong("nothing follows the value"))
    } else {
        Ok((node, reader.twice))
    }
}

type Read<T> = Result<T, (Span, String)>;

struct Reader<'t> {
    file: FileId,
    text: &'t str,
    at: usize,
    twice: Vec<Span>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.at += text.len();
        }
        found
    }

    fn blank(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span {
            file: self.file,
            start: byte(start),
            end: byte(end),
        }
    }

    fn wrong(&self, expected: &str) -> (Span, String) {
        let end = self.at + self.peek().map_or(0, char::len_utf8);
        (self.span(self.at, end), format!("the file is no JSON: {expected} here"))
    }

    fn value(&mut self, depth: usize) -> Read<Node> {
        self.blank();
        let start = self.at;
        if depth >= MAX_DEPTH && matches!(self.peek(), Some('{' | '[')) {
            return Err((
                self.span(start, start + 1),
                format!("JSON is nested deeper than {MAX_DEPTH} levels"),
            ));
        }
        let kind = match self.peek() {
            Some('{') => self.object(depth)?,
            Some('[') => self.array(depth)?,
            Some('"') => Kind::Scalar {
                text: self.string()?,
                plain: false,
            },
            _ => self.plain()?,
        };
        Ok(Node {
            span: self.span(start, self.at),
            kind,
        })
    }

    fn object(&mut self, depth: usize) -> Read<Kind> {
        self.skip("{");
        self.blank();
        let mut entries: Vec<(Node, Node)> = Vec::new();
        let mut names = BTreeSet::new();
        if self.skip("}") {
            return Ok(Kind::Mapping(entries));
        }
        loop {
            self.blank();
            let start = self.at;
            if self.peek() != Some('"') {
                return Err(self.wrong("a name in quotes is due"));
            }
            let text = self.string()?;
            let span = self.span(start, self.at);
            if !names.insert(text.clone()) {
                self.twice.push(span);
            }
            self.blank();
            if !self.skip(":") {
                return Err(self.wrong("`:` is due"));
            }
            let value = self.value(depth + 1)?;
            entries.push((
                Node {
                    span,
                    kind: Kind::Scalar { text, plain: false },
                },
                value,
            ));
            self.blank();
            if self.skip("}") {
                return Ok(Kind::Mapping(entries));
            }
            if !self.skip(",") {
                return Err(self.wrong("`,` or `}` is due"));
            }
        }
    }

    fn array(&mut self, depth: usize) -> Read<Kind> {
        self.skip("[");
        self.blank();
        let mut items = Vec::new();
        if self.skip("]") {
            return Ok(Kind::Sequence(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.blank();
            if self.skip("]") {
                return Ok(Kind::Sequence(items));
            }
            if !self.skip(",") {
                return Err(self.wrong("`,` or `]` is due"));
            }
        }
    }

    fn string(&mut self) -> Read<String> {
        self.skip("\"");
        let mut out = String::new();
        loop {
            match self.peek() {
                Some('"') => {
                    self.skip("\"");
                    return Ok(out);
                }
                Some('\\') => {
                    self.skip("\\");
                    out.push(self.escape()?);
                }
                Some(c) if c >= ' ' => {
                    self.at += c.len_utf8();
                    out.push(c);
                }
                _ => return Err(self.wrong("a text is not closed, or holds a control character")),
            }
        }
    }

    fn escape(&mut self) -> Read<char> {
        let c = self.peek();
        let meant = match c {
            Some(c @ ('"' | '\\' | '/')) => c,
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => {
                self.skip("u");
                let high = self.hex()?;
                let code = match high {
                    0xD800..=0xDBFF if self.skip("\\u") => match self.hex()? {
                        low @ 0xDC00..=0xDFFF => 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00),
                        _ => high,
                    },
                    high => high,
                };
                return char::from_u32(code).ok_or_else(|| self.wrong("half a surrogate pair stands"));
            }
            _ => return Err(self.wrong("an escape that JSON does not know stands")),
        };
        self.at += 1;
        Ok(meant)
    }

    fn hex(&mut self) -> Read<u32> {
        let digits = self
            .rest()
            .get(..4)
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let code = code.ok_or_else(|| self.wrong("four hexadecimal digits are due"))?;
        self.at += 4;
        Ok(code)
    }

    /// A number, `true`, `false` or `null`.
    fn plain(&mut self) -> Read<Kind> {
        let rest = self.rest();
        let end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c)))
            .unwrap_or(rest.len());
        let text = rest.get(..end).unwrap_or_default().to_owned();
        let word = matches!(text.as_str(), "true" | "false" | "null");
        if !word && bindery::Decimal::parse(&text).is_none() {
            return Err(self.wrong("a value is due"));
        }
        self.at += end;
        Ok(Kind::Scalar { text, plain: true })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Result<String, String> {
        read_json(FileId(0), text)
            .map(|node| node.to_json())
            .map_err(|(span, message)| format!("{}: {message}", span.start))
    }

    #[test]
    fn json_is_read_with_its_places() {
        assert_eq!(
            json("\t{\"a\": [1, -0.5e3, \"\\u00e9\\ud83d\\ude00\\n\"], \"b\": null}\r\n").as_deref(),
            Ok("{\"a\":[1,-0.5e3,\"é😀\\n\"],\"b\":null}")
        );
        let node = read_json(FileId(3), "{\"a\": [true]}").expect("JSON");
        let items = node.entry("a").map(|(_, value)| value.span);
        assert_eq!(
            items,
            Some(Span {
                file: FileId(3),
                start: 6,
                end: 12
            })
        );
    }

    #[test]
    fn what_is_no_json_is_refused_where_it_stands() {
        for (text, at) in [
            ("", 0),
            ("{a: 1}", 1),
            ("[1,]", 3),
            ("[01]", 1),
            ("\"a", 2),
            ("1 2", 2),
            ("{\"a\":1,\"a\":2}", 7),
            ("\"\\ud800\"", 7),
            ("\"\\ud800\\u0041\"", 13),
            ("nul", 0),
            ("[1", 2),
            ("'a'", 0),
        ] {
            assert!(
                json(text).is_err_and(|error| error.starts_with(&format!("{at}: "))),
                "{text}: {:?}",
                json(text)
            );
        }
        assert!(json(&"[".repeat(100_000)).is_err());
    }
}
