//! What several derives share: rules, codings, list styles, statuses.

mod between;
mod status;
mod value;

pub(crate) use between::{BetweenKeys, Related};
pub use status::Status;
pub(crate) use status::{read_statuses, write_statuses};
pub use value::check_range;
pub(crate) use value::{Coded, ValueKeys, Valued};

use crate::words::words;

/// `min = "1"`, `max = "50"`, `min_length = 1`, `max_length = 255`, `pattern = "^a"`, `min_items = 1`, `max_items = 9`,
/// `format = email`, `known`, `given` (a parameter that must be given).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// `given`
    Required,
    /// `min = "…"`: a JSON number as text.
    Minimum(String),
    /// `max = "…"`
    Maximum(String),
    /// `min_length = …`
    MinLength(usize),
    /// `max_length = …`
    MaxLength(usize),
    /// `pattern = "…"`
    Pattern(String),
    /// `min_items = …`
    MinItems(usize),
    /// `max_items = …`
    MaxItems(usize),
    /// `format = email`
    Format(Format),
    /// `known`: the value is one the enum names.
    Known,
    /// `well_formed`: the text of a date or time is one.
    WellFormed,
}

/// `email`, `uri`, `uuid`, `base64`, `hex_color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// An e-mail address.
    Email,
    /// An absolute URI.
    Uri,
    /// A UUID.
    Uuid,
    /// Base64.
    Base64,
    /// `#rgb` or `#rrggbb`.
    HexColor,
}

/// `yes = "\"-1\"", no = "\"0\""` (JSON scalars), or `text` (a number spelled as text).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Coding {
    /// A boolean.
    Boolean {
        /// The JSON scalar of true.
        yes: String,
        /// The JSON scalar of false.
        no: String,
    },
    /// A number as text.
    Text,
    /// Positions of items: `items={first}-{last}`.
    Range(String),
}

/// `lists = comma`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListStyle {
    /// `a=1&a=2`
    Repeat,
    /// `a[]=1&a[]=2`
    Brackets,
    /// `a[0]=1&a[1]=2`
    Indexed,
    /// `a=1,2`
    Comma,
    /// `a=1|2`
    Pipe,
    /// `a=1 2`
    Space,
    /// `a=1,"x,y"`
    Quoted,
}

/// On a struct: `require(fields("a", "b"), when("c"), when("d" = "true"))`, `count(fields("a", "b"), min = 1, max = 1)`.
/// Fields by wire name; values are JSON scalars as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Between {
    /// All of these are given, when every condition holds.
    Require {
        /// Wire names.
        fields: Vec<String>,
        /// Wire name, and the JSON scalar it must equal; `None`: it must be given.
        when: Vec<(String, Option<String>)>,
    },
    /// So many of these are given.
    Count {
        /// Wire names.
        fields: Vec<String>,
        /// At least.
        min: usize,
        /// At most; `None`: no bound.
        max: Option<usize>,
    },
}

words!(
    Format,
    "format",
    Email = "email",
    Uri = "uri",
    Uuid = "uuid",
    Base64 = "base64",
    HexColor = "hex_color",
);
words!(
    ListStyle,
    "list style",
    Repeat = "repeat",
    Brackets = "brackets",
    Indexed = "indexed",
    Comma = "comma",
    Pipe = "pipe",
    Space = "space",
    Quoted = "quoted",
);
