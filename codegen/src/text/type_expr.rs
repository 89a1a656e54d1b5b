//! Type expressions: `string`, `Customer?`, `list<map<decimal>>`, `page<Order>`.
//!
//! Input: a text without white space. Output: a [`TypeExpr`]. **Invariant:** its canonical text is the input, so the
//! place of a name inside can be computed; the nesting is bounded.

use super::{Fault, name};
use crate::diag::{quoted, suggest};
use crate::span::{Span, Spanned};
use crate::syntax::{Builtin, TypeExpr};

/// The built-in types, as they are written.
pub const BUILTINS: [(&str, Builtin); 14] = [
    ("string", Builtin::String),
    ("integer", Builtin::Integer),
    ("number", Builtin::Number),
    ("decimal", Builtin::Decimal),
    ("boolean", Builtin::Boolean),
    ("date", Builtin::Date),
    ("date-time", Builtin::DateTime),
    ("time", Builtin::Time),
    ("email", Builtin::Email),
    ("uri", Builtin::Uri),
    ("uuid", Builtin::Uuid),
    ("base64", Builtin::Base64),
    ("hex-color", Builtin::HexColor),
    ("json", Builtin::Json),
];

impl Builtin {
    /// What docs say of a text with a format, which its Rust type does not say.
    pub fn fact(self) -> Option<&'static str> {
        match self {
            Self::Email => Some("An e-mail address."),
            Self::Uri => Some("A URI."),
            Self::Uuid => Some("A UUID."),
            Self::Base64 => Some("Base64."),
            Self::HexColor => Some("A color, such as `#a1b2c3`."),
            Self::String
            | Self::Integer
            | Self::Number
            | Self::Decimal
            | Self::Boolean
            | Self::Date
            | Self::DateTime
            | Self::Time
            | Self::Json => None,
        }
    }
}

impl TypeExpr {
    /// The built-in type at its core; `None`: that has a name.
    pub fn builtin(&self) -> Option<Builtin> {
        match self {
            Self::Builtin(builtin) => Some(*builtin),
            Self::Named(_) => None,
            Self::List(inner) | Self::Map(inner) | Self::Page(inner) | Self::Nullable(inner) => inner.builtin(),
        }
    }
}

/// The built-in types that hold another.
pub const GENERICS: [&str; 3] = ["list", "map", "page"];

/// No API nests lists deeper than this.
const MAX_DEPTH: usize = 16;

/// Reads a type expression.
///
/// # Errors
/// A bracket or name that is missing, a name that cannot be one, or too much nesting.
pub fn parse_type(text: &str) -> Result<TypeExpr, Fault> {
    if let Some(fault) = foreign(text) {
        return Err(fault);
    }
    let mut parser = Parser { text, at: 0 };
    let ty = parser.ty(0)?;
    if parser.at < text.len() {
        let message = format!("{} does not belong to a type", quoted(parser.rest()));
        return Err(Fault::new(parser.at..text.len(), message, "not expected here").help(help()));
    }
    Ok(ty)
}

/// `Array<string>`, `dict<string>`, `[string]`: what other languages call lists and maps.
fn foreign(text: &str) -> Option<Fault> {
    const NAMES: [(&str, &str); 8] = [
        ("array", "list"),
        ("vec", "list"),
        ("set", "list"),
        ("seq", "list"),
        ("dict", "map"),
        ("object", "map"),
        ("record", "map"),
        ("hash", "map"),
    ];
    let (name, inner) = if let Some(inner) = text.strip_prefix('[') {
        ("list", inner.strip_suffix(']')?)
    } else {
        let (head, inner) = text.split_once('<')?;
        let (_, name) = NAMES.iter().find(|(other, _)| head.eq_ignore_ascii_case(other))?;
        (*name, inner.strip_suffix('>')?)
    };
    let fault = Fault::new(0..text.len(), format!("{} is no type", quoted(text)), "not a type");
    Some(fault.help(format!("write `{name}<{inner}>`")))
}

fn help() -> &'static str {
    "types are `string`, `integer?` (may be null), `list<string>`, `map<json>`, or a name of `types` or `models`"
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn eat(&mut self, sign: char) -> bool {
        let found = self.rest().starts_with(sign);
        self.at += if found { sign.len_utf8() } else { 0 };
        found
    }

    fn ty(&mut self, depth: usize) -> Result<TypeExpr, Fault> {
        let start = self.at;
        if depth > MAX_DEPTH {
            return Err(Fault::new(
                start..self.text.len(),
                "the type is nested too deeply",
                "too deep",
            ));
        }
        let word = self.rest().split(['<', '>', '?', ',']).next().unwrap_or_default();
        self.at += word.len();
        let ty = if GENERICS.contains(&word) {
            if !self.eat('<') {
                let fault = Fault::new(
                    start..self.at,
                    format!("{} needs the type of its items", quoted(word)),
                    "of what?",
                );
                return Err(fault.help(format!("write `{word}<string>`")));
            }
            let inner = Box::new(self.ty(depth + 1)?);
            if !self.eat('>') {
                return Err(Fault::new(self.at..self.text.len(), "`>` is missing", "expected `>` here").help(help()));
            }
            match word {
                "list" => TypeExpr::List(inner),
                "map" => TypeExpr::Map(inner),
                _ => TypeExpr::Page(inner),
            }
        } else if let Some((_, builtin)) = BUILTINS.iter().find(|(name, _)| *name == word) {
            TypeExpr::Builtin(*builtin)
        } else if name::is_identifier(word) {
            TypeExpr::Named(word.to_owned())
        } else {
            return Err(self.bad_name(word, start));
        };
        Ok(if self.eat('?') {
            TypeExpr::Nullable(Box::new(ty))
        } else {
            ty
        })
    }

    fn bad_name(&self, word: &str, start: usize) -> Fault {
        if word.is_empty() {
            return Fault::new(
                start..self.text.len().min(start + 1),
                "a type is missing",
                "expected here",
            )
            .help(help());
        }
        if let Some(item) = word.strip_suffix("[]") {
            let fault = Fault::new(start..self.at, format!("{} is no type", quoted(word)), "not a type");
            return fault.help(format!("write `list<{item}>`"));
        }
        let near = suggest(word, BUILTINS.iter().map(|(name, _)| *name));
        let help = near.map_or_else(|| help().to_owned(), |near| format!("did you mean `{near}`?"));
        Fault::new(
            start..self.at,
            format!("{} is no name of a type", quoted(word)),
            "not a type",
        )
        .help(help)
    }
}

impl TypeExpr {
    /// The innermost type: of `list<Order?>` it is `Order`.
    #[must_use]
    pub fn core(&self) -> &TypeExpr {
        let mut ty = self;
        while let Self::List(inner) | Self::Map(inner) | Self::Page(inner) | Self::Nullable(inner) = ty {
            ty = inner;
        }
        ty
    }

    /// The type as it is written.
    #[must_use]
    pub fn source(&self) -> String {
        match self {
            Self::Builtin(builtin) => BUILTINS
                .iter()
                .find(|(_, it)| it == builtin)
                .map_or_else(String::new, |(name, _)| (*name).to_owned()),
            Self::Named(name) => name.clone(),
            Self::List(inner) => format!("list<{}>", inner.source()),
            Self::Map(inner) => format!("map<{}>", inner.source()),
            Self::Page(inner) => format!("page<{}>", inner.source()),
            Self::Nullable(inner) => format!("{}?", inner.source()),
        }
    }
}

impl Spanned<TypeExpr> {
    /// The place of the innermost type: of `Custmer` in `list<Custmer>`.
    #[must_use]
    pub fn core_span(&self) -> Span {
        let mut ty = &self.value;
        let mut before = 0;
        loop {
            ty = match ty {
                TypeExpr::List(inner) | TypeExpr::Page(inner) => {
                    before += "list<".len();
                    inner
                }
                TypeExpr::Map(inner) => {
                    before += "map<".len();
                    inner
                }
                TypeExpr::Nullable(inner) => inner,
                TypeExpr::Builtin(_) | TypeExpr::Named(_) => {
                    let end = before + ty.source().len();
                    return self.span.part(self.value.source().len(), before..end);
                }
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::FileId;

    #[test]
    fn types_read_and_are_written_back() {
        for text in ["string", "hex-color?", "list<map<Order?>>?", "page<Order>", "Order_2"] {
            assert_eq!(parse_type(text).unwrap().source(), text);
        }
        let list = TypeExpr::List(Box::new(TypeExpr::Nullable(Box::new(TypeExpr::Builtin(
            Builtin::DateTime,
        )))));
        assert_eq!(parse_type("list<date-time?>").unwrap(), list);
    }

    #[test]
    fn faults_point_at_the_part() {
        let deep = format!("{}string{}", "list<".repeat(9_999), ">".repeat(9_999));
        for (text, at, words) in [
            ("", 0..0, "a type is missing"),
            ("list", 0..4, "`list` needs the type of its items"),
            ("list<>", 5..6, "a type is missing"),
            ("list<string", 11..11, "`>` is missing"),
            ("map<string,json>", 10..16, "`>` is missing"),
            ("string??", 7..8, "`?` does not belong to a type"),
            ("string>", 6..7, "`>` does not belong to a type"),
            ("date-tme", 0..8, "`date-tme` is no name of a type"),
            ("Order[]", 0..7, "`Order[]` is no type"),
            (&deep, 85..60_000, "the type is nested too deeply"),
        ] {
            let fault = parse_type(text).unwrap_err();
            assert_eq!((fault.at, fault.message.as_str()), (at, words), "{text:.40}");
        }
        assert_eq!(
            parse_type("date-tme").unwrap_err().help.as_deref(),
            Some("did you mean `date-time`?")
        );
    }

    #[test]
    fn the_core_has_its_own_place() {
        let span = |start, end| Span {
            file: FileId(0),
            start,
            end,
        };
        let ty = Spanned::new(parse_type("list<map<Custmer>?>").unwrap(), span(10, 29));
        assert_eq!(ty.core_span(), span(19, 26));
        let escaped = Spanned::new(parse_type("list<Custmer>").unwrap(), span(10, 29));
        assert_eq!(escaped.core_span(), span(10, 29));
    }
}
