//! The shapes of values, as data and as words.
//!
//! Input: none. Output: what a value of a key looks like. **Invariant:** a shape names tables instead of holding them,
//! so that it is a constant although the language is recursive.

use super::{Place, Table};
use crate::dialects::DIALECTS;
use crate::lower::paging::{READ_ROLES, SEND_ROLES};
use bindery_attributes::family::Meaning;
use std::fmt;

/// What a value looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Any scalar, as text.
    Text,
    /// A name of something; which, in words.
    Name(&'static str),
    /// `[a-z][a-z0-9_]*`.
    SnakeCase,
    /// A Rust identifier.
    RustName,
    /// The name as the vendor sends it.
    WireName,
    /// The name of a header or cookie: a wire name that HTTP can carry.
    Token,
    /// `https://…`.
    Url,
    /// `https://{host}/…`.
    UrlTemplate,
    /// `/customers/{id}`.
    CallPath,
    /// A file beside the spec.
    FilePath,
    /// `2026-11-21`.
    Date,
    /// `1.3`: a version of the compiler.
    Version,
    /// Text with `{holes}`.
    Template,
    /// A template of a lookup: `{field}__gte={value}`.
    Pair,
    /// A path into JSON.
    Path,
    /// A path of names alone.
    NamePath,
    /// Where a range begins and ends: `{first}-{last}`.
    Range,
    /// A path, a list of paths, or a mapping.
    Place,
    /// A type expression.
    Type,
    /// `200` or `4xx`.
    Status,
    /// `200`.
    ExactStatus,
    /// Of the vendor, as text: `"0051"`.
    Code,
    /// A code, or what several begin with: `"9*"`.
    Prefix,
    /// `true` or `false`.
    Boolean,
    /// `true`.
    True,
    /// A number of JSON.
    Number,
    /// A whole number, not negative.
    Count,
    /// Any JSON, written as YAML.
    Json,
    /// JSON that is neither a list nor an object nor null.
    Scalar,
    /// A regular expression.
    Pattern,
    /// `a=1&b=2`.
    QueryString,
    /// Text with `%` directives.
    Format,
    /// `UTC` or an IANA name.
    Zone,
    /// One of the meanings of lookups.
    Meaning,
    /// The name of a dialect that comes with the compiler, or a path to one that does not.
    Dialect,
    /// One of these texts.
    Words(&'static [&'static str]),
    /// Any of these shapes.
    Either(&'static [Shape]),
    /// A list of these.
    List(&'static Shape),
    /// A mapping from names to these. The names are the vendor's, or mean something elsewhere: any text.
    Map(&'static str, &'static Shape),
    /// A mapping from names of the author's, or of the language, to these.
    Named(Names, &'static Shape),
    /// A list or mapping that is not empty.
    Some(&'static Shape),
    /// A mapping with keys of its own.
    Of(Table),
    /// A field: `TYPE WORD…`, or a mapping.
    Field(Place),
}

/// What the keys of a mapping can be that has names and no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// An identifier of the author's; `x-` keys are left alone.
    Own,
    /// The name of a hole: an identifier.
    Hole,
    /// As [`Own`](Self::Own), but no word of a field: it names a lookup or family.
    Operator,
    /// As [`Own`](Self::Own), but no built-in type.
    Type,
    /// The name of a header.
    Header,
    /// A wire name that may be open: it has at most the hole `{key}`.
    Parameter,
    /// A path into JSON.
    Path,
    /// What a request says of the page it asks for.
    SendRole,
    /// What an answer says of its page.
    ReadRole,
}

impl Names {
    /// The names that there are, where they are the language's.
    #[must_use]
    pub fn words(self) -> Option<Vec<&'static str>> {
        match self {
            Self::SendRole => Some(SEND_ROLES.iter().map(|(name, _)| *name).collect()),
            Self::ReadRole => Some(READ_ROLES.iter().map(|role| role.as_str()).collect()),
            _ => None,
        }
    }
}

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Own | Self::Operator | Self::Type => "name",
            Self::Hole => "placeholder",
            Self::Header | Self::Parameter => "wire name",
            Self::Path => "path",
            Self::SendRole | Self::ReadRole => "role",
        })
    }
}

impl Shape {
    /// The words it has, where it has some.
    #[must_use]
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Self::Words(words) => words.to_vec(),
            Self::Meaning => Meaning::ALL.iter().map(|meaning| meaning.name()).collect(),
            Self::Dialect => DIALECTS.iter().map(|(name, _)| *name).collect(),
            _ => Vec::new(),
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Name(what) => what,
            Self::SnakeCase => "identifier",
            Self::RustName => "Rust identifier",
            Self::WireName | Self::Token => "wire name",
            Self::Url => "URL",
            Self::UrlTemplate => "URL template",
            Self::CallPath => "path template",
            Self::FilePath => "path beside the spec",
            Self::Date => "date",
            Self::Version => "version",
            Self::Template | Self::Pair | Self::Range => "template",
            Self::Path | Self::NamePath => "path",
            Self::Place => "place",
            Self::Type => "type expression",
            Self::Status => "status",
            Self::ExactStatus => "status",
            Self::Code | Self::Prefix => "wire code",
            Self::Boolean => "boolean",
            Self::True => "true",
            Self::Number => "number",
            Self::Count => "count",
            Self::Json | Self::Scalar => "JSON",
            Self::Zone => "UTC or IANA name",
            Self::Meaning => "a meaning",
            Self::Dialect => "name of a dialect | path beside the spec",
            Self::Pattern => "regular expression",
            Self::QueryString => "query string",
            Self::Format => "strftime",
            Self::Words(words) => return f.write_str(&words.join(" | ")),
            Self::Either(shapes) => {
                let shapes: Vec<String> = shapes.iter().map(ToString::to_string).collect();
                return f.write_str(&shapes.join(" | "));
            }
            Self::List(item @ Self::Either(_)) => return write!(f, "list of ({item})"),
            Self::List(item) => return write!(f, "list of {item}"),
            Self::Map(key, value @ Self::Either(_)) => return write!(f, "map {key} -> ({value})"),
            Self::Map(key, value) => return write!(f, "map {key} -> {value}"),
            Self::Named(key, value @ Self::Either(_)) => return write!(f, "map {key} -> ({value})"),
            Self::Named(key, value) => return write!(f, "map {key} -> {value}"),
            Self::Some(shape) => return shape.fmt(f),
            Self::Of(table) => table.noun(),
            Self::Field(_) => "field",
        })
    }
}
