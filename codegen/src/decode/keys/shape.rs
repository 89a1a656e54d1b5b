//! The shapes of values, as data and as words.
//!
//! Input: none. Output: what a value of a key looks like. **Invariant:** a shape names tables instead of holding them,
//! so that it is a constant although the language is recursive.

use super::{Place, Table};
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
    /// A path into JSON.
    Path,
    /// A path, a list of paths, or a mapping.
    Place,
    /// A type expression.
    Type,
    /// `200` or `4xx`.
    Status,
    /// `200`.
    ExactStatus,
    /// Of HTTP, as text: `"0051"`.
    Code,
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
    /// A regular expression.
    Pattern,
    /// `a=1&b=2`.
    QueryString,
    /// Text with `%` directives.
    Format,
    /// One of these texts.
    Words(&'static [&'static str]),
    /// Any of these shapes.
    Either(&'static [Shape]),
    /// A list of these.
    List(&'static Shape),
    /// A mapping from names to these.
    Map(&'static str, &'static Shape),
    /// A mapping with keys of its own.
    Of(Table),
    /// A field: `TYPE WORD…`, or a mapping.
    Field(Place),
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Name(what) => what,
            Self::SnakeCase => "identifier",
            Self::RustName => "Rust identifier",
            Self::WireName => "wire name",
            Self::Url => "URL",
            Self::UrlTemplate => "URL template",
            Self::CallPath => "path template",
            Self::FilePath => "path beside the spec",
            Self::Date => "date",
            Self::Version => "version",
            Self::Template => "template",
            Self::Path => "path",
            Self::Place => "place",
            Self::Type => "type expression",
            Self::Status => "status",
            Self::ExactStatus => "status",
            Self::Code => "wire code",
            Self::Boolean => "boolean",
            Self::True => "true",
            Self::Number => "number",
            Self::Count => "count",
            Self::Json => "JSON",
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
            Self::Of(table) => table.noun(),
            Self::Field(_) => "field",
        })
    }
}
